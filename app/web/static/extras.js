// Keys on laptops and the hint to install.

import { memory } from "./words.js";

const TYPES = "input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable], dialog";
const KEYS = {
  s: ".run.idle:not([hidden]) form",
  S: "form:is([data-entry=start], [data-entry=switch]):has([name=like])",
  x: "[data-timer]:not([hidden]) form[data-entry=stop]:has(.stop), form.sheet[data-entry=stop]",
};

/** s starts, shift and s starts the last one again, x stops; off while typing, and for good in Help. */
export function takeKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || memory("keys") === "off") return;
    const form = KEYS[event.key] && !event.target.closest(TYPES) && document.querySelector(KEYS[event.key]);
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button:not([type=button])"));
  });
  // The shortcut of the home screen: one tap more, because an address must not start anything.
  if (location.hash === "#start") document.querySelector(KEYS.s)?.querySelector("button, input:not([type=hidden])").focus();
  const box = document.querySelector("[data-keys]");
  if (!box) return;
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.checked = memory("keys") !== "off";
  box.addEventListener("change", () => memory("keys", box.checked ? "on" : "off"));
}

/** Once, after the third saved entry: how to put this on the home screen. */
export function hintInstall() {
  const hint = document.querySelector("[data-install]");
  const isDue = Number(memory("saves")) >= 3 && !memory("hinted");
  if (!hint || !isDue || matchMedia("(display-mode: standalone)").matches || navigator.standalone) return;
  const show = (way) => {
    hint.querySelector(`[data-way=${way}]`).hidden = false;
    hint.hidden = false;
    memory("hinted", "yes");
  };
  hint.querySelector("[data-close]").addEventListener("click", () => hint.remove());
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    hint.querySelector("[data-way=button] button").addEventListener("click", () => { event.prompt(); hint.remove(); });
    show("button");
  });
  if ("standalone" in navigator) show("steps");
}
