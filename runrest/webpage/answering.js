// The answer in words: the bar that is always in view, what decides, what can be done instead, and the paper version.

function answerer(walk, say, pageWords, words) {
  const told = walk.told;
  const symbolOf = (kind) => told.kinds[kind].symbol;

  const headingOf = ({decision}) => {
    if (decision.label === "AS_PLANNED" && has(decision.facts, "planned_type")) return pageWords.headings.planned;
    return pageWords.headings[decision.label];
  };

  const capWords = (ranks) => Object.entries(told.scales).filter(([name]) => has(ranks, name)).map(([name, scale]) => {
    if (scale.steps) return scale.said[scale.steps[ranks[name]]];
    return filled(scale.said, {percent: Math.round(ranks[name] * 100), [name]: walk.spell(Math.round(ranks[name] * 10) / 10)});
  });

  function bar(answer, open) {
    const {decision, kind, ranks, bound} = answer;
    // Some answers are so careful that a missing one could not make them more so.
    const settled = decision.complete || ["RECOVERY", "REST", "STOP_REFER"].includes(decision.label);
    const heading = element("p", {class: "heading", id: "heading"},
      element("span", {class: "symbol", "aria-hidden": "true"}, symbolOf(kind)), " ", headingOf(answer),
      settled ? "" : element("span", {class: "aside"}, ` ${say("for_now")}`));
    const urgency = decision.refer === "none" ? "" : element("p", {class: "urgency"}, told.refer.words[decision.refer].replace(/^./, (sign) => sign.toUpperCase()), ".");
    // An advice that only waits for an answer says no more than that one is missing.
    const sure = unique(bound.filter((one) => !one.advice.incomplete).map((one) => one.advice.say)).slice(0, 2);
    const plainly = told.weekly || has(decision.facts, "planned_type") ? decision.say : say("nothing_against");
    const sentences = sure.length ? sure : bound.length > 1 ? [] : [bound.length ? bound[0].advice.say : plainly];
    const caps = capWords(ranks);
    return [heading, urgency, sentences.length ? element("p", {class: "say"}, ...sentences.map((one) => element("span", {}, `${one} `))) : "",
      settled && !decision.conflicts.length ? "" : element("p", {class: "missing"},
        decision.conflicts.length ? `${say("clash")} ${decision.conflicts.join(" ")}` : say("missing", {n: Math.max(open, 1)})),
      caps.length ? element("p", {class: "caps"}, `${say("allowed")}: ${caps.join(", ")}.`) : ""];
  }

  function offerCard(name) {
    const offer = told.offers[name];
    const time = (step) => {
      if (!step.seconds) return "";
      const one = step.seconds % 60 ? say("seconds", {n: step.seconds}) : say("minutes", {n: step.seconds / 60});
      return `${step.times ? `${step.times} × ` : ""}${one}: `;
    };
    const line = (key, text) => (text ? element("p", {}, element("b", {}, `${say(key)}: `), text) : "");
    return element("details", {class: "offer", id: `offer-${name}`},
      element("summary", {}, offer.title, offer.minutes ? element("small", {}, ` ${say("minutes", {n: offer.minutes})}`) : ""),
      element("p", {}, offer.for), line("cue", offer.cue),
      element("ol", {}, ...offer.steps.map((step) => element("li", {}, time(step) + step.do))),
      offer.dose ? element("p", {}, offer.dose) : "",
      line("equipment", (offer.equipment || []).join(", ")), line("not_when", offer.when_not),
      words.evidence(offer.evidence, `offer-${name}-cited`));
  }

  const offers = ({decision}) => (decision.offers.length ? [element("h2", {}, say("offers")),
    element("p", {class: "hint"}, say("offers_how")), ...decision.offers.map(offerCard)] : []);

  const remarks = ({decision}) => decision.remarks.map((one) => element("p", {class: "note"}, element("b", {}, `${say("note")}: `), one));

  function citedSources({decision}) {
    return [element("ul", {class: "sources"}, ...decision.sources.map((name) => element("li", {}, words.citation(name)))),
      element("p", {class: "hint"}, say("grades"))];
  }

  // For print: the answers, the whole path of what decides, and every word that is needed away from a screen.
  function paper(answer, answers) {
    const {decision, found, bound} = answer;
    const given = Object.entries(answers).map(([name, value]) => element("li", {},
      `${told.signals[name].label.replace(/\?$/, "")}: ${words.amount(value, told.signals[name])}`));
    const paths = (bound.length ? bound : told.trees.length === 1 ? found : []).map((one) => element("li", {},
      element("b", {}, `${one.tree.title} `), `(${one.tree.name} ${one.tree.version})`,
      element("ul", {}, ...one.steps.map((step) => element("li", {},
        `${words.labelOf(step.question).replace(/\?$/, "")} (${words.answerWords(step, decision.facts)}) → ${step.branch.words} `,
        `[${unique(step.question.evidence.map((cite) => `${told.sources[cite.source].short}, ${cite.link}/${cite.cutoff}`)).join("; ")}]`))),
      element("p", {}, `${one.advice.heading}: ${one.advice.say}`)));
    return [element("h2", {}, say("your_answers")),
      given.length ? element("ul", {class: "columns"}, ...given) : element("p", {}, say("no_answers")),
      element("h2", {}, say("your_path")), paths.length ? element("ul", {}, ...paths) : element("p", {}, say("nobody")),
      ...(decision.offers.length ? [element("h2", {}, say("offers")),
        element("ul", {}, ...decision.offers.map((name) => element("li", {}, told.offers[name].title)))] : []),
      element("h2", {}, say("sources")), ...citedSources(answer)];
  }

  return {bar, offers, remarks, citedSources, paper, symbolOf};
}
