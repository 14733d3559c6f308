// What the page is made of. Whatever comes from outside (names of files and issuers, reasons)
// becomes text, never markup: elements are made by el() alone.
const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "rect", "line", "path", "text", "g"]);

/** An element; its text is text. */
export function el(tag, attributes, ...children) {
  const made = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat(Infinity).filter((each) => each !== undefined && each !== ""));
  return made;
}

/** Makes a place hold these children, but keeps every element that stays: it may have the focus. */
export function fill(place, ...children) {
  const wanted = children.flat(Infinity).filter((each) => each !== "")
    .map((each) => typeof each === "string" ? document.createTextNode(each) : each);
  wanted.forEach((next, i) => {
    const now = place.childNodes[i];
    if (!now) place.append(next);
    else if (now.nodeName !== next.nodeName) place.replaceChild(next, now);
    else if (now.nodeType === Node.TEXT_NODE) {
      if (now.data !== next.data) now.data = next.data;
    } else {
      for (const { name } of [...now.attributes]) {
        if (!next.hasAttribute(name) && name !== "open") now.removeAttribute(name);
      }
      for (const { name, value } of [...next.attributes]) {
        if (now.getAttribute(name) !== value) now.setAttribute(name, value);
      }
      fill(now, ...next.childNodes);
    }
  });
  while (place.childNodes.length > wanted.length) place.lastChild.remove();
}

export const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

/** The two largest units: "3 days 4 hours". */
export function duration(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  const units = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]];
  const at = Math.max(0, units.findIndex(([size]) => s >= size));
  const [size, word] = s === 0 ? [1, "second"] : units[at];
  const [nextSize, nextWord] = units[at + 1] ?? [0, ""];
  const rest = nextSize === 0 || s === 0 ? 0 : Math.floor((s % size) / nextSize);
  return count(Math.floor(s / size), word) + (rest === 0 ? "" : " " + count(rest, nextWord));
}

export const seconds = (iso) => Date.parse(iso) / 1000;
export const exact = (iso) => new Date(iso).toISOString().slice(0, 19).replace("T", " ") + " UTC";
export const away = (iso, now) => {
  const left = seconds(iso) - seconds(now);
  if (Math.abs(left) < 1) return "now";
  return left < 0 ? duration(-left) + " ago" : "in " + duration(left);
};

/** How far away a time is, in words; the exact time is in the title. */
export function when(iso, now, words = away) {
  return iso === undefined ? "–" : el("time", { datetime: iso, title: exact(iso) }, words(iso, now));
}

export const dated = (iso) => el("time", { datetime: iso, title: exact(iso) },
  exact(iso).slice(0, 16) + " UTC");
