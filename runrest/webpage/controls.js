// The questions: radio buttons for what can be counted on the fingers, a field for any other number.

const MOST_BUTTONS = 11;

// One question. `take(name, value)` is told each answer, `null` for none; `sure(name, yes)` each confirmation.
function questionFor(name, walk, say, take, sure) {
  const signal = walk.told.signals[name];
  const [low, high] = signal.valid || [0, 0];
  const hint = element("p", {class: "hint", id: `hint-${name}`});
  const doubt = element("p", {class: "doubt", hidden: true});
  const badge = element("span", {class: "badge", hidden: true}, say("needed"));
  let show;
  let box;
  if (signal.type === "boolean" || signal.type === "choice" || (signal.type === "integer" && high - low < MOST_BUTTONS)) {
    const values = signal.type === "boolean" ? [true, false] : signal.type === "choice" ? signal.values
      : Array.from({length: high - low + 1}, (_, at) => low + at);
    const spelt = (value) => (signal.type === "choice" ? signal.words[value] : walk.spell(value));
    const radios = [...values, null].map((value, at) => {
      const anchor = value !== null && signal.anchors ? signal.anchors[String(value)] : "";
      const input = element("input", {type: "radio", name, id: `${name}-${at}`, onchange: () => take(name, value)});
      const words = value === null ? say("open") : spelt(value);
      return {value, input, label: element("label", {for: input.id, class: value === null ? "open" : "value"}, input,
        element("span", {}, words, anchor ? element("small", {}, ` ${anchor}`) : ""))};
    });
    box = element("fieldset", {class: "question", id: `ask-${name}`, "aria-describedby": hint.id},
      element("legend", {}, signal.ask || signal.label, " ", badge),
      element("div", {class: isNumber(values[0]) ? "row scale" : "row"}, ...radios.map((one) => one.label)), hint, doubt);
    show = (value) => {
      for (const one of radios) one.input.checked = one.value === (value === undefined ? null : value);
    };
  } else {
    const refusal = element("p", {class: "refusal", id: `refused-${name}`, hidden: true, role: "alert"},
      say(signal.type === "integer" ? "refused_whole" : "refused", {low: walk.spell(low), high: walk.spell(high)}));
    const read = () => {
      const text = input.value.trim().replace(",", ".");
      const value = text === "" ? null : Number(text);
      const fine = value === null || walk.accepts(signal, value);
      refusal.hidden = fine;
      input.setAttribute("aria-invalid", String(!fine));
      take(name, fine ? value : null);
    };
    const input = element("input", {type: "text", inputmode: signal.type === "integer" && low >= 0 ? "numeric" : "text",
      id: `field-${name}`, autocomplete: "off", maxlength: "12", "aria-describedby": `${hint.id} ${refusal.id}`, oninput: read});
    const unit = signal.unit ? walk.told.units[signal.unit][1] : "";
    hint.textContent = say("range", {low: walk.spell(low), high: walk.spell(high)});
    box = element("div", {class: "question", id: `ask-${name}`, role: "group"},
      element("label", {for: input.id, class: "legend"}, signal.ask || signal.label, " ", badge),
      element("div", {class: "row"}, input, unit ? element("span", {class: "unit"}, unit) : ""), hint, refusal, doubt);
    show = (value) => {
      if (document.activeElement === input && value !== undefined) return;
      if (document.activeElement === input && !refusal.hidden) return;
      if (document.activeElement === input && input.value.trim() === "") return;
      input.value = value === undefined ? "" : walk.spell(value);
      refusal.hidden = true;
      input.setAttribute("aria-invalid", "false");
    };
  }
  hint.hidden = hint.textContent === "";

  // An unusual value is kept or left out, and can be confirmed.
  const confirm = (value, doubted, kept, confirmed) => {
    doubt.hidden = !doubted && !confirmed;
    if (doubt.hidden) return;
    const id = `sure-${name}`;
    const ticked = element("input", {type: "checkbox", id, onchange: () => sure(name, ticked.checked)});
    ticked.checked = confirmed;
    replaceChildren(doubt, doubted ? say(kept ? "unusual_kept" : "unusual_left_out") + " " : "",
      element("label", {for: id}, ticked, " ", say("sure", {value: walk.spell(value)})));
  };
  return {name, box, badge, show, confirm, signal};
}

// One question for many: a "no" states all of them.
function gateFor(name, walk, say, choose) {
  const gate = walk.told.gates[name];
  const at = gate.ask.indexOf(": ");
  const head = at < 0 ? gate.ask : `${gate.ask.slice(0, at)}:`;
  const items = at < 0 ? [] : gate.ask.slice(at + 2).replace(/\?$/, "").split("; ");
  const choices = [["no", say("gate_no")], ["yes", say("gate_yes")], ["open", say("open")]];
  const radios = choices.map(([value, words]) => {
    const input = element("input", {type: "radio", name: `gate-${name}`, id: `gate-${name}-${value}`,
      onchange: () => choose(name, value)});
    return {value, input, label: element("label", {for: input.id, class: value === "open" ? "open" : "value"}, input,
      element("span", {}, words))};
  });
  const badge = element("span", {class: "badge", hidden: true}, say("needed"));
  const which = element("p", {class: "hint", hidden: true}, say("gate_which"));
  const box = element("fieldset", {class: "question gate", id: `gate-${name}`},
    element("legend", {}, head, " ", badge),
    items.length ? element("ul", {}, ...items.map((item) => element("li", {}, item))) : "",
    element("div", {class: "row"}, ...radios.map((one) => one.label)), which);
  const show = (state, open) => {
    for (const one of radios) one.input.checked = one.value === state;
    which.hidden = state !== "yes";
    badge.hidden = !open;
  };
  return {name, box, show, members: Object.keys(gate.no), no: gate.no};
}
