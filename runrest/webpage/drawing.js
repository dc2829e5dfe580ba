// A tree drawn: each question a box with its branches, each branch a button, the walked path lit.

// The questions so that each comes after all that lead to it, the first way down first.
function inOrder(tree) {
  const order = [], seen = new Set();
  const visit = (id) => {
    if (seen.has(id) || !has(tree.questions, id)) return;
    seen.add(id);
    for (const branch of [...tree.questions[id].branches].reverse()) visit(branch.to);
    order.unshift(id);
  };
  visit(tree.start);
  return order;
}

function advisor(walk, say) {
  const told = walk.told;
  const gradeWords = (grade) => `${grade} (${told.grades[grade]})`;

  const amount = (value, signal) => {
    if (!isNumber(value)) return signal.words && has(signal.words, value) ? signal.words[value] : walk.spell(value);
    const shown = walk.spell(Math.round(value * 100) / 100);
    return signal.unit && has(told.units, signal.unit) ? `${shown} ${told.units[signal.unit][value === 1 ? 0 : 1]}` : shown;
  };
  const signalOf = (name) => (has(told.signals, name) ? told.signals[name] : told.derived[name]);
  const labelOf = (question) => question.label || signalOf(question.signal).label;

  const citation = (name) => {
    const source = told.sources[name];
    const words = [source.authors, source.year, source.title, source.venue].filter(Boolean)
      .map((part) => (/[.?!]$/.test(part) ? part : `${part}.`)).join(" ");
    const safe = (text) => encodeURI(text).replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    const address = source.doi ? `https://doi.org/${safe(source.doi)}` : source.url || "";
    return element("span", {}, address ? webLink(address, words, say("opens")) : words);
  };

  // Each source once for each pair of grades, with its rules.
  const evidence = (cites, id) => {
    if (!cites.length) return "";
    const rows = new Map();
    for (const one of cites) {
      const mark = one.mark || told.sources[one.source].mark || "";
      const key = [one.source, one.link, one.cutoff, mark].join(" ");
      if (!rows.has(key)) rows.set(key, {...one, mark, rules: []});
      rows.get(key).rules.push(one.rule);
    }
    return element("details", {class: "evidence", id},
      element("summary", {}, say("evidence"), ": ", unique(cites.map((one) => told.sources[one.source].short)).join(", ")),
      element("ul", {}, ...[...rows.values()].map((one) => element("li", {},
        element("b", {}, unique(one.rules).join(", ")), " ", citation(one.source), " ",
        element("span", {class: "grades"}, `${say("link", {grade: gradeWords(one.link)})}; `,
          `${say("cutoff", {grade: gradeWords(one.cutoff)})}${one.mark ? `; ${say(`seen_${one.mark}`)}` : ""}`)))));
  };

  const answerWords = (step, facts) => {
    const signal = signalOf(step.question.signal);
    const nothing = !walk.plain(step.question.signal).some((name) => has(facts, name));
    if (step.possible && !nothing && !isNumber(step.possible[0])) return say("partly_open");
    if (step.possible && !nothing) {
      return say("partly", {low: amount(step.possible[0], signal), high: amount(step.possible[1], signal)});
    }
    return step.value === null ? say("not_told") : say("you", {value: amount(step.value, signal)});
  };

  const card = (advice, lit) => element("div", {class: `card kind-${advice.kind}${lit ? " lit" : ""}`},
    element("b", {}, advice.heading), element("p", {}, advice.say),
    has(advice, "not_before_h") ? element("p", {}, say("not_before", {n: advice.not_before_h})) : "");

  return {amount, signalOf, labelOf, citation, evidence, answerWords, card};
}

// The value that stands for a branch: the one nearest to its threshold.
function valueFor(branch, signal) {
  if (signal.type === "boolean" || signal.type === "choice") {
    return (branch.values || []).length === 1 ? branch.values[0] : undefined;
  }
  const part = (branch.intervals || [])[0];
  if (!part) return branch.unknown ? null : undefined;
  const step = signal.type === "integer" ? 1 : 0.1;
  const tidy = (number) => Math.round(number * 1000) / 1000;
  const low = has(part, "from") ? part.from : has(part, "over") ? tidy(part.over + step) : signal.valid[0];
  const high = has(part, "to") ? part.to : has(part, "under") ? tidy(part.under - step) : signal.valid[1];
  return low <= signal.valid[0] ? Math.max(low, high) : low;
}

// One tree, or of it only the path that was walked.
function drawTree(tree, found, facts, all, walk, say, words, pick, goTo) {
  const order = inOrder(tree), lit = new Map(found.steps.map((step) => [step.id, step]));
  const prefix = `tree-${tree.name.replace(/[^a-z0-9_]/g, "-")}`;
  return element("ol", {class: "drawing"}, ...order.filter((id) => all || lit.has(id)).map((id) => {
    const at = order.indexOf(id);
    const question = tree.questions[id], step = lit.get(id), made = has(walk.told.derived, question.signal);
    const signal = words.signalOf(question.signal);
    const branches = question.branches.map((branch, place) => {
      const walked = step !== undefined && step.branch === branch;
      if (!walked && !all) return "";
      const value = made ? undefined : valueFor(branch, signal);
      const shown = [walked ? element("span", {class: "tick", "aria-hidden": "true"}, "✓ ") : "", branch.words];
      const when = element("button", {type: "button", class: "when", id: `${prefix}-${id}-${place}`,
        "aria-pressed": String(walked),
        onclick: () => (value === undefined ? goTo(question.signal) : pick(question.signal, value))}, ...shown);
      const next = order.indexOf(branch.to);
      const end = next < 0 ? words.card(tree.advice[branch.to], walked)
        : element("p", {class: "on"}, say("go_on", {number: next + 1, question: words.labelOf(tree.questions[branch.to])}));
      return element("li", {class: walked ? "branch lit" : "branch"}, when,
        element("span", {class: "arrow", "aria-hidden": "true"}, next < 0 ? "→" : "↓"), end);
    });
    const parts = made ? element("p", {class: "parts"}, say("made_of"), " ",
      ...walk.plain(question.signal).flatMap((name, spot) => [spot ? ", " : "",
        element("button", {type: "button", class: "plain", id: `${prefix}-${id}-${name}`, onclick: () => goTo(name)},
          walk.told.signals[name].label.replace(/\?$/, ""))])) : "";
    return element("li", {class: step ? "ask lit" : "ask"},
      element("div", {class: "box"}, element("h4", {}, `${at + 1}. ${words.labelOf(question)}`),
        signal.scale ? element("p", {class: "hint"}, signal.scale) : "",
        step ? element("p", {class: "you"}, words.answerWords(step, facts)) : "",
        element("p", {class: "because"}, question.because), parts, words.evidence(question.evidence, `${prefix}-${id}-cited`)),
      element("ul", {class: "branches"}, ...branches));
  }));
}
