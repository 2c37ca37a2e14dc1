// The words and facts a page hands to its script.

/** Zone, currency, name and log of this page. */
export const page = document.body.dataset;

const { words, parts } = await fetch(page.words).then((answer) => answer.json()).catch(() => ({ words: {}, parts: "" }));
const kept = document.createElement("template");
kept.innerHTML = parts;

/** How days are written here: in English the day before the month, as on all pages. */
export const locale = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;

/** The opaque id of the log that is signed in here; nothing on public pages. */
export const log = page.log ?? "";

/** A sentence with its values; of a pair the one that goes with `count`. */
export function say(name, values = {}) {
  const found = words[name] ?? name;
  const text = Array.isArray(found) ? found[values.count === 1 ? 0 : 1] : found;
  return text.replace(/{(\w+)}/g, (_, key) => values[key]);
}

/** What this browser remembers between pages; where it remembers nothing, nothing. */
export function memory(name, value) {
  try {
    if (value === undefined) return localStorage.getItem(name);
    localStorage.setItem(name, value);
  } catch { /* no storage: a comfort less */ }
  return null;
}

/** A copy of a template; `texts` go where `data-text` names them. Text stays text. */
export function copyOf(name, texts = {}) {
  const found = `template[data-of=${name}]`;
  const copy = (kept.content.querySelector(found) ?? document.querySelector(found)).content.firstElementChild.cloneNode(true);
  for (const place of copy.querySelectorAll("[data-text]")) place.textContent = texts[place.dataset.text] ?? "";
  return copy;
}

/** One line on what just happened, at the top of the page, read out once. */
export function tell(text) {
  const line = document.querySelector("[data-told]");
  line.textContent = text;
  line.hidden = !text;
}
