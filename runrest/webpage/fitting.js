// Which offers a day leaves room for: the rules of runrest's instead/allowing.py, one by one and in its words' order.

const FLAGS = ["rf_", "red_flag", "scope_"];
const PAINS = ["pain_peak", "pain_now", "pain_run_peak", "pain_next_am"];
const BONE = ["bone_focal", "pain_night", "hop_pain", "hip_signs", "bsi_returning"];
const PHASES = ["foundation", "strength", "power"];

// What a decision leaves room for, and what it knows of the athlete.
function dayOf(told, decision, demandOf, rankOf) {
  const known = new Map();
  for (const step of decision.because) if (step.value !== null) known.set(step.signal, step.value);
  for (const [name, value] of Object.entries(decision.facts)) known.set(name, value);
  const ranks = new Map();
  for (const [scale, cap] of Object.entries(decision.caps)) {
    if (rankOf(scale, cap) !== null) ranks.set(scale, rankOf(scale, cap));
  }
  const nothing = ["intensity", "impact", "volume", "minutes"].some((scale) => ranks.get(scale) === 0);
  const urgency = told.refer.steps.indexOf(decision.refer);
  const stopped = [...known].some(([name, value]) => value === true && FLAGS.some((flag) => name.startsWith(flag))) ||
    decision.label === "STOP_REFER" || urgency >= told.refer.steps.indexOf("within_7_days") || (urgency > 0 && nothing);
  if (known.has("planned_type")) {
    for (const [scale, demand] of Object.entries(demandOf({planned_type: known.get("planned_type")}))) {
      ranks.set(scale, Math.min(ranks.has(scale) ? ranks.get(scale) : FREE, demand));
    }
  }
  const pains = PAINS.filter((name) => known.has(name)).map((name) => known.get(name));
  const worstPain = Math.max(0, ...pains);
  const asked = known.has("pain_peak") || known.has("pain_now");
  const sign = BONE.some((name) => known.get(name) === true) || (known.get("bone_signs") || 0) > 0;
  return {
    known, ranks, stopped, worstPain,
    pain: asked ? worstPain : null,
    bone: sign ? true : known.has("bone_signs") ? false : null,
    indoors: decision.binding.some((name) => ["air", "heat"].includes(name.split("/").pop())),
  };
}

function roomFor(day, scale) {
  const cap = day.ranks.has(scale) ? day.ranks.get(scale) : FREE;
  if (scale === "intensity" && (day.ranks.get("volume") === 0 || day.ranks.get("minutes") === 0)) return 0;
  return scale === "impact" && day.ranks.get("km") === 0 ? Math.min(cap, 1) : cap;
}

function fits(told, offer, day, rankOf) {
  if (day.stopped) return false;
  if (["intensity", "impact"].some((scale) => (rankOf(scale, offer.needs[scale]) || 0) > roomFor(day, scale))) {
    return false;
  }
  if (has(offer, "minutes") && offer.minutes > (day.ranks.has("minutes") ? day.ranks.get("minutes") : FREE)) return false;
  if (offer.sort === "session" && day.ranks.get("strength") === 0) return false;
  return !tooSore(offer, day) && !(offer.sort === "drill" && noDrill(offer, day)) &&
    !(offer.sort === "session" && noStrength(offer, day)) && !(offer.needs.impact === "jump" && noJump(day)) &&
    !(day.indoors && offer.outdoors);
}

function tooSore(offer, day) {
  if (!day.worstPain && day.pain !== null) return false;
  const site = day.known.get("pain_site"), loads = offer.loads || [];
  if (loads.includes(site)) return true;
  if (!day.worstPain || !loads.length || ![undefined, "none", "other"].includes(site)) return false;
  return site !== "other" || offer.sort !== "routine";
}

function noDrill(offer, day) {
  const soreness = day.known.get("soreness"), race = day.known.get("days_to_race");
  if (day.pain === null || day.pain > 2 || soreness === undefined || soreness > 4 || day.bone !== false) return true;
  if (offer.sites && !(day.worstPain && offer.sites.includes(day.known.get("pain_site")))) return true;
  return Boolean(offer.gait) && race !== undefined && race <= 7;
}

function noStrength(offer, day) {
  if (day.pain === null || day.bone === true || (day.known.get("soreness") || 0) >= 6) return true;
  const phase = day.known.has("strength_phase") ? day.known.get("strength_phase") : PHASES[0];
  return PHASES.indexOf(offer.phase) > PHASES.indexOf(phase);
}

function noJump(day) {
  const {known} = day, race = known.get("days_to_race");
  if (day.bone !== false || day.pain === null || day.pain > 2 || (day.pain && !known.has("hop_pain"))) return true;
  if ((known.get("bsi_high_2y") || 0) >= 1 || (known.get("bsi_low_2y") || 0) >= 2 ||
      (known.get("missed_cycles") || 0) >= 3) return true;
  return race !== undefined && race <= 14 && (known.has("race_priority") ? known.get("race_priority") : "A") === "A";
}
