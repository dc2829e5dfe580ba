// Which open questions matter: those a safe answer waits for, and those of which some answer would change the decision.

const MOST_TRIED = 14;

// Values of a signal on both sides of every threshold that any tree or derived signal holds against it.
function trialValues(told) {
  const tests = new Map();
  const note = (name, test) => {
    if (has(told.signals, name)) tests.set(name, [...(tests.get(name) || []), test]);
  };
  for (const tree of told.trees) {
    for (const question of Object.values(tree.questions)) for (const branch of question.branches) note(question.signal, branch);
  }
  for (const made of Object.values(told.derived)) for (const member of made.members) if (member.is) note(member.signal, member.is);
  return (name) => {
    const signal = told.signals[name];
    if (signal.type === "boolean") return [true, false];
    if (signal.type === "choice") return signal.values;
    const [low, high] = signal.valid, step = signal.type === "integer" ? 1 : 0.1;
    const ends = (tests.get(name) || []).flatMap((test) => (test.intervals || []).flatMap((part) => Object.values(part)));
    const near = ends.flatMap((end) => [end - step, end, end + step]);
    const [least, most] = signal.plausible || signal.valid;
    const tried = unique([least, (least + most) / 2, most, ...near])
      .map((value) => (signal.type === "integer" ? Math.round(value) : value)).filter((value) => low <= value && value <= high);
    return unique(tried).slice(0, MOST_TRIED);
  };
}

// Tells of each open signal whether the answer waits for it ("needed"), or could change with it ("matters").
function weigher(walk) {
  const told = walk.told, values = trialValues(told), tried = new Map();
  const asks = told.trees.map((tree) => new Set([
    ...Object.values(tree.questions).flatMap((question) => walk.plain(question.signal)),
    ...Object.values(tree.advice).flatMap((advice) => Object.values(advice.caps || {}).map((cap) => cap.of)),
  ]));
  const valuesOf = (name) => {
    if (!tried.has(name)) tried.set(name, values(name));
    return tried.get(name);
  };
  const signature = (sum) => [sum.label, sum.urgency, sum.complete, ...Object.keys(sum.ranks).sort()
    .map((scale) => `${scale} ${sum.ranks[scale]}`)].join();
  return function weigh(answer, ready) {
    const {facts} = answer.decision, weights = new Map(), before = signature(walk.sum(answer.found, facts));
    const waiting = new Set(answer.found.filter((one) => one.advice.incomplete)
      .flatMap((one) => one.steps.filter((step) => step.value === null).flatMap((step) => walk.plain(step.question.signal))));
    for (const name of answer.decision.unknown) {
      if (!ready(name)) continue;
      if (waiting.has(name) && told.signals[name].missing !== "neutral") {
        weights.set(name, "needed");
        continue;
      }
      const changes = valuesOf(name).some((value) => {
        const other = {...facts, [name]: value};
        const found = answer.found.map((one, at) => (asks[at].has(name) ? walk.reach(one.tree, other) : one));
        return signature(walk.sum(found, other)) !== before;
      });
      weights.set(name, changes ? "matters" : "idle");
    }
    return weights;
  };
}

// Whether a question makes sense yet: any one of its lists of conditions must hold.
function readiness(after) {
  return (name, facts) => !has(after, name) || after[name].some((list) =>
    Object.entries(list).every(([other, test]) => has(facts, other) && covers(test, facts[other], facts[other])));
}
