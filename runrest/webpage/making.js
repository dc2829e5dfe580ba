// Small makers of elements. Every word goes in as text; nothing is ever read as HTML.

function element(tag, settings = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(settings)) {
    if (value === false || value === null || value === undefined) continue;
    if (key === "onclick" || key === "onchange" || key === "oninput") made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// A link that leaves this page alone, also inside a frame. Only the web is linked to.
function webLink(address, words, aside) {
  if (!/^https:\/\//.test(address)) return document.createTextNode(words);
  return element("a", {href: address, target: "_blank", rel: "noopener noreferrer"}, words,
    element("span", {class: "unseen"}, ` (${aside})`));
}

function replaceChildren(parent, ...children) {
  parent.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== ""));
}

// Sentences of the page: a place is {name}; of two forms the count n chooses.
function speaker(words) {
  return (key, slots = {}) => {
    const phrase = words[key];
    return filled(typeof phrase === "string" ? phrase : slots.n === 1 ? phrase.one : phrase.other, slots);
  };
}
