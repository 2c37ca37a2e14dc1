// The words and facts a page hands to its script.

const block = document.querySelector("script[data-words]");
export const page = block ? JSON.parse(block.textContent) : { words: {} };

/** The opaque id of the log that is signed in here; nothing on public pages. */
export const log = document.body.dataset.log ?? "";

/** A sentence with its values; of a pair the one that goes with `count`. */
export function say(name, values = {}) {
  const found = page.words[name] ?? name;
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

/** A copy of a template of this page; `texts` go where `data-text` names them. Text stays text. */
export function copyOf(name, texts = {}) {
  const copy = document.querySelector(`template[data-of=${name}]`).content.firstElementChild.cloneNode(true);
  for (const place of copy.querySelectorAll("[data-text]")) place.textContent = texts[place.dataset.text] ?? "";
  return copy;
}

/** One line on what just happened, at the top of the page, read out once. */
export function tell(text) {
  const line = document.querySelector("[data-told]");
  line.textContent = text;
  line.hidden = !text;
}
