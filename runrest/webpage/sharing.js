// Answers in the part of the address after the #, which no browser sends: #v1&pain_now=3&sure=pain_now

const LONGEST_LINK = 8000;

function writeLink(answers, confirmed, gates) {
  const parts = Object.entries(answers).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  if (confirmed.length) parts.push(`sure=${confirmed.map(encodeURIComponent).join(",")}`);
  const said = Object.keys(gates).filter((name) => gates[name] === "yes");
  if (said.length) parts.push(`yes=${said.map(encodeURIComponent).join(",")}`);
  return `#v1${parts.map((part) => `&${part}`).join("")}`;
}

// What a link says, and how many of its entries made no sense. Anything can stand in an address.
function readLink(hash, walk) {
  const told = walk.told, answers = {}, gates = {};
  let confirmed = [], refused = 0;
  if (!hash.startsWith("#v1&")) return null;
  if (hash.length > LONGEST_LINK) return {answers, confirmed, gates, refused: 1};
  for (const part of hash.slice(4).split("&")) {
    const at = part.indexOf("=");
    let name, text;
    try {
      name = decodeURIComponent(part.slice(0, Math.max(at, 0)));
      text = decodeURIComponent(part.slice(at + 1));
    } catch {
      refused += 1;
      continue;
    }
    if (name === "sure") {
      confirmed = text.split(",").filter((one) => has(told.signals, one));
    } else if (name === "yes") {
      for (const one of text.split(",")) if (has(told.gates, one)) gates[one] = "yes";
    } else {
      const signal = has(told.signals, name) ? told.signals[name] : null;
      let value = text;
      if (signal && signal.type === "boolean") value = text === "true" ? true : text === "false" ? false : null;
      if (signal && signal.valid) value = /^-?\d{1,12}(\.\d{1,12})?$/.test(text) ? Number(text) : null;
      if (signal && value !== null && walk.accepts(signal, value)) answers[name] = value;
      else refused += 1;
    }
  }
  return {answers, confirmed: unique(confirmed).filter((name) => has(answers, name)), gates, refused};
}
