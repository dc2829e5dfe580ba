// The walker: compiled trees and facts in, a decision out, exactly as runrest decides. It touches no page.

const FREE = Infinity;
const MOST_TIMES = 1e9;
const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);
const unique = (list) => [...new Set(list)];
const isNumber = (value) => typeof value === "number";

function inside(part, value) {
  return (!has(part, "from") || value >= part.from) && (!has(part, "over") || value > part.over) &&
    (!has(part, "to") || value <= part.to) && (!has(part, "under") || value < part.under);
}

// Whether a condition holds for every value from low to high.
function covers(test, low, high) {
  if (!isNumber(low)) return (test.values || []).includes(low) && (test.values || []).includes(high);
  return (test.intervals || []).some((part) => inside(part, low) && inside(part, high));
}

// Whether it holds for some value from low to high.
function touches(test, low, high) {
  if (!isNumber(low)) return (test.values || []).includes(low) || (test.values || []).includes(high);
  return (test.intervals || []).some((part) =>
    (!has(part, "from") || high >= part.from) && (!has(part, "over") || high > part.over) &&
    (!has(part, "to") || low <= part.to) && (!has(part, "under") || low < part.under));
}

// To two decimals, a tie to the even one, as Python rounds. Only an odd number of eighths is a tie.
function rounded(number) {
  const hundredths = Math.floor(number * 100);
  if (Number.isInteger(number * 8) && Math.abs(number * 8) % 2 === 1) {
    return (hundredths % 2 === 0 ? hundredths : hundredths + 1) / 100;
  }
  return Number(number.toFixed(2));
}

function filled(sentence, slots) {
  return sentence.replace(/\{([a-z][a-z0-9_]*)\}/g, (whole, key) => (has(slots, key) ? String(slots[key]) : whole));
}

function walker(told) {
  const spell = (value) => {
    if (value === null || value === undefined) return told.sentences.unknown;
    if (value === true || value === false) return value ? told.sentences.yes : told.sentences.no;
    if (!isNumber(value)) return value;
    return String(Number.isInteger(value) ? value : Number(value.toPrecision(6))).replace(".", told.sentences.point);
  };

  const accepts = (signal, value) => {
    if (signal.type === "boolean") return value === true || value === false;
    if (signal.type === "choice") return signal.values.includes(value);
    return isNumber(value) && Number.isFinite(value) && (signal.type === "number" || Number.isInteger(value)) &&
      signal.valid[0] <= value && value <= signal.valid[1];
  };

  // Raw answers to facts: what cannot be is a problem, what is unusual a doubt.
  function check(given, confirmed = []) {
    const facts = {}, problems = [], doubts = [], doubted = {};
    for (const [name, value] of Object.entries(given)) {
      if (value === null || value === undefined) continue;
      const signal = has(told.signals, name) ? told.signals[name] : null;
      if (!signal || !accepts(signal, value)) {
        problems.push(name);
        continue;
      }
      const [low, high] = signal.plausible || [-Infinity, Infinity];
      if (isNumber(value) && (value < low || value > high) && !confirmed.includes(name)) {
        const kept = (signal.worse === "up" && value > high) || (signal.worse === "down" && value < low);
        const sentence = kept ? told.sentences.doubt_kept : told.sentences.doubt_left_out;
        doubted[name] = filled(sentence, {signal: name, value: spell(value), low: spell(low), high: spell(high)});
        doubts.push(doubted[name]);
        if (kept) facts[name] = value;
      } else {
        facts[name] = value;
      }
    }
    return {facts, problems, doubts, doubted};
  }

  // The smallest and the largest value that a signal may have; null where nothing can be said.
  function rangeOf(name, facts) {
    const made = has(told.derived, name) ? told.derived[name] : null;
    if (!made) return has(facts, name) ? [facts[name], facts[name]] : null;
    if (made.kind === "any" || made.kind === "count") {
      let sure = 0, open = 0;
      for (const member of made.members) {
        const found = rangeOf(member.signal, facts);
        if (!member.is) continue;
        if (!found) open += member.skip_unknown ? 0 : 1;
        else if (covers(member.is, found[0], found[1])) sure += 1;
        else if (found[0] !== found[1] && !member.skip_unknown && touches(member.is, found[0], found[1])) open += 1;
      }
      return made.kind === "any" ? [sure > 0, sure + open > 0] : [sure, sure + open];
    }
    if (made.kind === "max") {
      let low = -Infinity, high = -Infinity;
      for (const member of made.members) {
        if (has(facts, member.signal)) {
          low = Math.max(low, facts[member.signal]);
          high = Math.max(high, facts[member.signal]);
        } else if (!member.skip_unknown) {
          low = Math.max(low, told.signals[member.signal].valid[0]);
          high = Math.max(high, told.signals[member.signal].valid[1]);
        }
      }
      return low === -Infinity ? null : [low, high];
    }
    const [first, second] = made.members.map((member) => rangeOf(member.signal, facts));
    if (!first || !second || first[0] !== first[1] || second[0] !== second[1]) return null;
    const value = made.kind === "difference" ? first[0] - second[0]
      : second[0] === 0 ? null : Math.max(-MOST_TIMES, Math.min(MOST_TIMES, first[0] / second[0]));
    return value === null ? null : [value, value];
  }

  function taken(question, known) {
    if (known) {
      const found = question.branches.find((branch) => covers(branch, known[0], known[1]));
      if (found || known[0] === known[1]) return found;
    }
    return question.branches.find((branch) => branch.unknown);
  }

  // One tree, step by step, down to its advice.
  function trace(tree, facts) {
    const steps = [];
    let at = tree.start;
    while (has(tree.questions, at)) {
      const question = tree.questions[at], known = rangeOf(question.signal, facts), branch = taken(question, known);
      if (!branch) throw new Error(`${tree.name}: question ${at} has no branch`);
      const sure = known !== null && known[0] === known[1];
      steps.push({tree: tree.name, id: at, question, branch, value: sure ? known[0] : null,
        possible: sure ? null : known});
      at = branch.to;
    }
    return {steps, end: at};
  }

  const plain = (name) => has(told.derived, name)
    ? unique(told.derived[name].members.flatMap((member) => plain(member.signal))) : [name];

  const conflicts = (facts) => told.contradictions
    .filter((one) => Object.entries(one.when).every(([name, test]) =>
      has(facts, name) && covers(test, facts[name], facts[name])))
    .map((one) => one.say);

  const rankOf = (scale, value) => {
    const {steps, range} = told.scales[scale];
    if (steps) return steps.includes(value) ? steps.indexOf(value) : null;
    return isNumber(value) && range[0] <= value && value <= range[1] ? value : null;
  };
  const valueOf = (scale, rank) => told.scales[scale].steps ? told.scales[scale].steps[rank] : rounded(rank);

  const demandOf = (facts) => Object.fromEntries(
    Object.entries(told.demands[has(facts, "planned_type") ? facts.planned_type : "unplanned"])
      .map(([scale, step]) => [scale, rankOf(scale, step)]));

  // The caps of one advice as numbers; a cap on an unknown signal is no cap.
  const ranksOf = (advice, facts) => Object.entries(advice.caps || {}).flatMap(([scale, cap]) => {
    if (typeof cap !== "object") return [[scale, rankOf(scale, cap)]];
    return has(facts, cap.of) ? [[scale, cap.times * facts[cap.of]]] : [];
  });

  const AMOUNTS = [["km", "planned_km"], ["minutes", "planned_min"]];

  // The scales whose cap takes something away from what is planned.
  function bitingOf(ranks, facts) {
    const demand = demandOf(facts), cap = (scale, free = FREE) => (has(ranks, scale) ? ranks[scale] : free);
    const found = new Set(["intensity", "impact"].filter((scale) => cap(scale) < demand[scale]));
    if (demand.intensity > 0) {
      if (cap("volume", 1) < 1) found.add("volume");
      for (const [scale, planned] of AMOUNTS) {
        const unplanned = !has(facts, planned) && scale === "minutes" && cap(scale) < FREE;
        if (unplanned || (has(facts, planned) && cap(scale) < facts[planned])) found.add(scale);
      }
    }
    const strength = facts.planned_type === "strength" || (facts.strength_order || "none") !== "none";
    if (strength && cap("strength") < told.scales.strength.steps.indexOf("as_planned")) found.add("strength");
    return found;
  }

  function labelOf(ranks, urgency, facts, complete) {
    const demand = demandOf(facts), biting = bitingOf(ranks, facts);
    if (facts.planned_type !== "strength") biting.delete("strength");
    const nothing = ["intensity", "impact", "volume", "km", "minutes"].some((scale) => ranks[scale] === 0);
    const recovery = rankOf("intensity", "recovery");
    if (nothing || demand.intensity === 0) return nothing && urgency ? "STOP_REFER" : "REST";
    if ((biting.has("intensity") && ranks.intensity === recovery) || (!complete && demand.intensity === recovery)) {
      return "RECOVERY";
    }
    if (biting.has("impact") || (biting.has("strength") && ranks.strength === 0)) return "SWAP";
    const eased = biting.has("intensity") || !complete;
    const shortened = ["volume", "km", "minutes", "strength"].some((scale) => biting.has(scale));
    return eased ? (shortened ? "EASE_SHORTEN" : "EASE") : shortened ? "SHORTEN" : "AS_PLANNED";
  }

  function weekLabelOf(ranks, complete) {
    const names = Object.keys(told.week_labels), freest = names.length - 1;
    return names[Math.min(has(ranks, "load") ? ranks.load : freest, complete ? freest : freest - 1)];
  }

  const reach = (tree, facts) => {
    const {steps, end} = trace(tree, facts), advice = tree.advice[end];
    return {tree, steps, end, advice, ranks: ranksOf(advice, facts), refer: told.refer.steps.indexOf(advice.refer || "none")};
  };

  // What all ends together come to: the smallest cap on each scale, the most urgent referral, and the label.
  function sum(found, facts) {
    const ranks = {}, clashes = conflicts(facts);
    for (const one of found) for (const [scale, rank] of one.ranks) {
      if (rank < (has(ranks, scale) ? ranks[scale] : FREE)) ranks[scale] = rank;
    }
    const urgency = Math.max(...found.map((one) => one.refer));
    const complete = !clashes.length && !found.some((one) => one.advice.incomplete);
    const label = told.weekly ? weekLabelOf(ranks, complete) : labelOf(ranks, urgency, facts, complete);
    return {ranks, clashes, urgency, complete, label};
  }

  // The answer, with the keys of runrest's own `Decision.to_dict`, and what a page shows besides.
  function decide(given, confirmed = []) {
    const {facts, problems, doubts, doubted} = check(given, confirmed);
    if (problems.length) return {problems};
    const found = told.trees.map((tree) => reach(tree, facts));
    const {ranks, clashes, urgency, complete, label} = sum(found, facts);
    const biting = told.weekly ? new Set(Object.keys(ranks)) : bitingOf(ranks, facts);

    const careful = (one, scale) => {
      const cap = (one.advice.caps || {})[scale];
      return cap === undefined || typeof cap === "object" ? FREE : rankOf(scale, cap);
    };
    const order = (a, b) => (a === b ? 0 : a < b ? -1 : 1);
    const first = told.weekly ? "load" : "intensity";
    const bound = found.filter((one) => (urgency && one.refer === urgency) || one.advice.incomplete ||
      one.ranks.some(([scale, rank]) => biting.has(scale) && rank === ranks[scale]))
      .sort((a, b) => order(b.refer, a.refer) || order(careful(a, first), careful(b, first)) ||
        order(careful(a, "impact"), careful(b, "impact")));
    const rest = found.filter((one) => !bound.includes(one));
    const says = (some) => unique(some.map((one) => one.advice.say));

    const words = (told.weekly ? told.week_labels : told.labels)[label];
    let say = has(facts, "planned_type") ? words.say : words.unplanned;
    if (bound.length) say = says(bound.slice(0, 2)).join(" ");
    else if (facts.planned_type === "rest" && label === "REST") say = told.sentences.rest_planned;

    const cited = (some) => unique(some.flatMap((one) =>
      one.steps.flatMap((step) => step.question.evidence.map((cite) => cite.source))));
    const decision = {
      question: told.name,
      label,
      caps: Object.fromEntries(Object.keys(ranks).sort().map((scale) => [scale, valueOf(scale, ranks[scale])])),
      refer: told.refer.steps[urgency],
      complete,
      proven: true,
      say,
      because: [...bound, ...rest].flatMap((one) => one.steps.map((step) => ({
        tree: step.tree,
        question: step.id,
        signal: step.question.signal,
        value: step.value,
        branch: step.branch.text,
        advice: one.end,
        binding: bound.includes(one),
        sources: unique(step.question.evidence.map((cite) => cite.source)),
      }))),
      binding: bound.map((one) => one.tree.name),
      facts,
      unknown: unique(found.flatMap((one) => one.steps.flatMap((step) => plain(step.question.signal))))
        .filter((name) => !has(facts, name)),
      remarks: ["REST", "STOP_REFER"].includes(label) ? [] : says(rest.filter((one) => one.advice.note)),
      doubts,
      conflicts: clashes,
      sources: cited(bound.length ? bound : found),
      trees: Object.fromEntries(told.trees.map((tree) => [tree.name, tree.version])),
    };
    const named = unique(bound.flatMap((one) => one.advice.offer || []));
    const day = dayOf(told, decision, demandOf, rankOf);
    decision.offers = named.filter((name) => has(told.offers, name) && fits(told, told.offers[name], day, rankOf));
    return {decision, found, bound, ranks, kind: words.kind, doubted};
  }

  return Object.freeze({decide, reach, sum, accepts, plain, spell, told});
}
