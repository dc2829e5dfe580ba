// The page: it keeps the answers, asks the walker after each, and shows what has changed.

const MOST_AT_ONCE = 5;

function start() {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const told = read("compiled"), page = read("words");
  const walk = walker(told), say = speaker(page.phrases), words = advisor(walk, say);
  const shown = answerer(walk, say, page, words), weigh = weigher(walk), isReady = readiness(page.after);
  const at = (id) => document.getElementById(id);
  const single = told.trees.length === 1;
  const opened = new Set(), closed = new Set(), whole = new Set(single ? [told.trees[0].name] : []);
  let answers = {}, confirmed = [], gateStates = {}, everything = false, current = null;

  const take = (name, value) => {
    if (value === null) delete answers[name];
    else answers[name] = value;
    confirmed = confirmed.filter((one) => one !== name);
    show();
  };
  const sure = (name, yes) => {
    confirmed = confirmed.filter((one) => one !== name);
    if (yes) confirmed.push(name);
    show();
  };
  const choose = (name, state) => {
    gateStates[name] = state;
    for (const [signal, value] of Object.entries(told.gates[name].no)) {
      if (state === "no") answers[signal] = value;
      else if (answers[signal] === value || state === "open") delete answers[signal];
    }
    show();
  };

  // The signals that these trees ask, each under the first tree that does.
  const asked = new Map();
  for (const tree of told.trees) {
    for (const id of inOrder(tree)) for (const name of walk.plain(tree.questions[id].signal)) {
      if (!asked.has(name)) asked.set(name, tree);
    }
  }
  if (!told.weekly) for (const name of ["planned_type", "planned_km", "planned_min"]) if (!asked.has(name)) asked.set(name, null);
  const order = [...asked.keys()], firstOf = (name) => order.indexOf(Object.keys(told.gates[name].no)[0]);
  const gates = Object.keys(told.gates).filter((name) => Object.keys(told.gates[name].no).every((one) => asked.has(one)))
    .sort((a, b) => firstOf(a) - firstOf(b)).map((name) => gateFor(name, walk, say, choose));
  const gateOf = new Map(gates.flatMap((gate) => gate.members.map((name) => [name, gate])));
  const questions = [...asked.keys()].map((name) => questionFor(name, walk, say, take, sure));
  const groups = [];
  const group = (title, boxes, names) => {
    const made = element("section", {class: "group"}, element("h3", {}, title), ...boxes);
    groups.push({made, names});
  };
  const boxOf = new Map(questions.map((one) => [one.name, one.box]));
  const planned = questions.filter((one) => one.signal.known === "planned").map((one) => one.name);
  const gated = [...gateOf.keys()];
  if (gates.length) {
    group(say("safety"), gates.flatMap((gate) => [gate.box, ...gate.members.map((name) => boxOf.get(name))]), null);
  }
  const plan = () => planned.length && group(say("plan"), planned.map((name) => boxOf.get(name)), planned);
  if (!single) plan();
  for (const tree of told.trees) {
    const names = [...asked.keys()].filter((name) => asked.get(name) === tree && !planned.includes(name) && !gated.includes(name));
    if (names.length) group(tree.title, names.map((name) => boxOf.get(name)), names);
  }
  if (single) plan();
  const more = element("button", {type: "button", id: "more", class: "plain", onclick: () => {
    everything = !everything;
    show();
  }});
  at("list").append(...groups.map((one) => one.made), more, element("p", {class: "hint", id: "more-why"}, say("more_why")));

  const goTo = (signal) => {
    const name = walk.plain(signal)[0], box = boxOf.get(name);
    if (!box) return;
    const gate = gateOf.get(name);
    if (gate && stateOf(gate) !== "yes") choose(gate.name, "yes");
    box.hidden = false;
    box.parentElement.hidden = false;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    box.scrollIntoView({block: "center", behavior: calm ? "auto" : "smooth"});
    const field = box.querySelector("input:checked") || box.querySelector("input");
    field.focus({preventScroll: true});
  };

  function stateOf(gate) {
    const known = gate.members.filter((name) => has(answers, name));
    if (known.length === gate.members.length && known.every((name) => answers[name] === gate.no[name])) return "no";
    if (gateStates[gate.name] === "yes" || known.some((name) => answers[name] !== gate.no[name])) return "yes";
    return known.length ? "yes" : "open";
  }

  function showQuestions(answer) {
    const weights = weigh(answer, (name) => isReady(name, answer.decision.facts));
    let hidden = 0, room = single ? Infinity : MOST_AT_ONCE;
    for (const one of questions) {
      const gate = gateOf.get(one.name), value = answers[one.name];
      one.show(value);
      const kept = has(answer.decision.facts, one.name);
      one.confirm(value, has(answer.doubted, one.name), kept, confirmed.includes(one.name) && value !== undefined);
      const weight = weights.get(one.name);
      one.badge.hidden = weight !== "needed" || value !== undefined;
      if (gate) {
        one.box.hidden = stateOf(gate) !== "yes";
        continue;
      }
      const counted = one.signal.known === "computed" && !page.counted.includes(one.name);
      const next = weight === "matters" && !counted && !planned.includes(one.name) && room > 0;
      if (next) room -= 1;
      const wanted = value !== undefined || weight === "needed" || next || one.name === "planned_type" ||
        (planned.includes(one.name) && weight === "matters") || (single && weight !== undefined) || one.box.contains(document.activeElement);
      one.box.hidden = !wanted && !everything;
      hidden += wanted ? 0 : 1;
    }
    for (const gate of gates) gate.show(stateOf(gate), stateOf(gate) === "open" && gate.members.some((name) => weights.get(name) === "needed"));
    for (const one of groups) one.made.hidden = one.names !== null && one.names.every((name) => boxOf.get(name).hidden);
    more.hidden = hidden === 0;
    at("more-why").hidden = more.hidden || everything;
    more.textContent = everything ? say("fewer") : say("more", {n: hidden});
    more.setAttribute("aria-expanded", String(everything));
    const open = gates.filter((gate) => stateOf(gate) === "open" && gate.members.some((name) => weights.get(name) === "needed")).length;
    return open + [...weights].filter(([name, weight]) => weight === "needed" && (!gateOf.has(name) || stateOf(gateOf.get(name)) === "yes")).length;
  }

  // The drawing of one tree: only the walked questions, unless the whole tree is wanted.
  function drawn(one) {
    const all = whole.has(one.tree.name), id = `whole-${one.tree.name.replace(/[^a-z0-9_]/g, "-")}`;
    const flip = element("button", {type: "button", class: "plain", id, "aria-expanded": String(all), onclick: () => {
      if (all) whole.delete(one.tree.name);
      else whole.add(one.tree.name);
      show();
    }}, say(all ? "walked" : "whole"));
    return element("div", {class: all ? "tree whole" : "tree"}, one.tree.about ? element("p", {class: "hint"}, one.tree.about) : "",
      drawTree(one.tree, one, current.decision.facts, all, walk, say, words, take, goTo), flip);
  }

  // What is folded away is made when it is opened.
  function fold(id, title, make) {
    const made = element("details", {class: "fold", id}, element("summary", {}, element("h2", {}, title)));
    const fill = () => made.open && made.children.length === 1 && made.append(...make());
    made.open = opened.has(id);
    fill();
    made.addEventListener("toggle", () => {
      if (made.open) opened.add(id);
      else opened.delete(id);
      fill();
    });
    return made;
  }

  // What decides first of all stands open, until it is closed by hand.
  function treeCard(one, decides, first) {
    const id = `card-${one.tree.name.replace(/[^a-z0-9_]/g, "-")}`;
    const key = decides ? `${id}-decides` : id;
    const card = element("details", {class: `result kind-${one.advice.kind}`, id: key},
      element("summary", {}, element("span", {class: "word"}, one.advice.heading), " ", one.tree.title,
        decides ? element("span", {class: "badge"}, say("decides")) : "", element("span", {class: "line"}, one.advice.say)));
    const fill = () => {
      if (card.open && card.children.length === 1) card.append(drawn(one));
    };
    card.addEventListener("toggle", () => {
      (card.open ? opened : closed).add(key);
      (card.open ? closed : opened).delete(key);
      fill();
    });
    card.open = opened.has(key) || (first && !closed.has(key));
    fill();
    return card;
  }

  function showTrees(answer) {
    const {bound, found} = answer;
    if (single) {
      replaceChildren(at("trees"), element("h2", {}, say("tree")), drawn(found[0]));
      return;
    }
    const rest = found.filter((one) => !bound.includes(one));
    replaceChildren(at("trees"), element("h2", {}, say("decided_by")),
      ...(bound.length ? bound.map((one, place) => treeCard(one, true, place === 0)) : [element("p", {}, say("nobody"))]),
      rest.length ? fold("rest", say("others", {n: rest.length}), () => rest.map((one) => treeCard(one, false, false))) : "");
  }

  function show() {
    const focused = document.activeElement ? document.activeElement.id : "";
    const unfolded = [...document.querySelectorAll("details.evidence[open], details.offer[open]")].map((one) => one.id);
    const answer = current = walk.decide(answers, confirmed);
    const open = showQuestions(answer);
    at("bar").className = `kind-${answer.kind}`;
    // Said again only where it has changed, so that a screen reader does not repeat itself.
    const spoken = element("div", {}, ...shown.bar(answer, open));
    if (spoken.textContent !== at("spoken").textContent) replaceChildren(at("spoken"), ...spoken.childNodes);
    showTrees(answer);
    replaceChildren(at("offers"), ...shown.remarks(answer), ...shown.offers(answer));
    const cited = answer.decision.sources.length;
    replaceChildren(at("sources"), cited ? fold("cited", `${say("sources")} (${cited})`, () => shown.citedSources(answer)) : "");
    replaceChildren(at("paper"), ...shown.paper(answer, answers));
    for (const id of unfolded) if (at(id)) at(id).open = true;
    const again = focused && document.activeElement === document.body ? at(focused) : null;
    if (again) again.focus({preventScroll: true});
    at("link").hidden = true;
  }

  function follow() {
    const link = readLink(window.location.hash, walk);
    if (!link) return;
    ({answers, confirmed, gates: gateStates} = link);
    at("left-out").hidden = !link.refused;
    at("left-out").textContent = link.refused ? say("left_out", {n: link.refused}) : "";
  }

  async function share() {
    const hash = writeLink(answers, confirmed, gateStates);
    const address = window.location.href.split("#")[0] + hash;
    at("link").hidden = false;
    at("link-field").value = address;
    try {
      window.history.replaceState(null, "", hash);
    } catch {
      // Some frames have no history; the link is shown all the same.
    }
    try {
      await navigator.clipboard.writeText(address);
      at("link-words").textContent = say("shared");
    } catch {
      at("link-words").textContent = say("share_by_hand");
      at("link-field").select();
    }
  }

  at("to-why").addEventListener("click", () => at("trees").focus());
  at("share").addEventListener("click", share);
  at("print").addEventListener("click", () => window.print());
  at("restart").addEventListener("click", () => {
    answers = {};
    confirmed = [];
    gateStates = {};
    at("left-out").hidden = true;
    if (window.location.hash.startsWith("#v1")) window.history.replaceState(null, "", "#v1");
    show();
  });
  window.addEventListener("hashchange", () => {
    follow();
    show();
  });
  follow();
  show();
  const plainly = (given, sureOf = []) => JSON.parse(JSON.stringify(
    (({decision, problems}) => decision || {problems})(walk.decide(given, sureOf))));
  Object.defineProperty(window, "runrest", {value: Object.freeze({decide: plainly, name: told.name, trees: told.trees.length})});
  document.documentElement.dataset.ready = "yes";
}

start();
