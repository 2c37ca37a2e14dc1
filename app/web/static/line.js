// Before a form leaves its page the line is asked for: without one, what was typed would be gone with the page.

import { page, say, tell } from "./words.js";

const PATIENCE = 4_000;
const REST = 2_000; // a second press of the same button is not a second form
const FRESH = 10_000; // a page that has just come says itself that there is a line, and nobody has typed much
const busy = new WeakSet();
const isFresh = () => navigator.onLine && !page.copied && performance.now() < FRESH;

/** Whether our own server answers; a hotel's sign-in page does not count. */
export async function isThere() {
  const said = fetch("/healthz", { cache: "no-store", redirect: "error" }).then((answer) => answer.ok && answer.text());
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  return (await Promise.race([said, late]).catch(() => "")) === "ok";
}

/** Say at the top why nothing was sent; whoever pressed far below sees it too. */
export function tellNoLine(name) {
  tell(say(name));
  document.querySelector("[data-told]").scrollIntoView({ block: "center" });
}

/** Let a form go only where it can arrive. The window hears of it last: what is kept on this phone is not asked about. */
export function guardForms() {
  let going = null;
  addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form === going || !form.matches("[method=post]") || !form.requestSubmit) return;
    const rest = () => setTimeout(() => busy.delete(form), REST);
    if (busy.has(form) || !isFresh()) event.preventDefault();
    if (busy.has(form)) return;
    busy.add(form);
    if (!event.defaultPrevented) {
      rest();
    } else if (await isThere()) {
      going = form;
      form.requestSubmit(submitter);
      going = null;
      rest();
    } else {
      busy.delete(form);
      tellNoLine(form.getAttribute("action") === "/you/amounts" ? "noLineAmounts" : "noLine");
    }
  });
}
