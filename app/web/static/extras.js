// Keys on laptops and the hint to install.

const kept = {
  get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* then it is asked again */ } },
};
const TYPES = "input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable], dialog";
const KEYS = {
  s: "form[data-entry=start]:not(:has([name=like])), form[data-entry=start]",
  S: "form[data-entry=start]:has([name=like]:not([value='']))",
  x: "[data-timer]:not([hidden]) form[data-entry=stop], form[data-entry=stop]",
};

/** s starts, shift and s starts the last one again, x stops; off while typing, and for good in Help. */
export function takeKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || kept.get("keys") === "off") return;
    const form = KEYS[event.key] && !event.target.closest(TYPES) && document.querySelector(KEYS[event.key]);
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button:not([type=button])"));
  });
  const box = document.querySelector("[data-keys]");
  if (!box) return;
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.checked = kept.get("keys") !== "off";
  box.addEventListener("change", () => kept.set("keys", box.checked ? "on" : "off"));
}

/** Once, after the third saved entry: how to put this on the home screen. */
export function hintInstall() {
  const hint = document.querySelector("[data-install]");
  const isDue = Number(kept.get("saves")) >= 3 && !kept.get("hinted");
  if (!hint || !isDue || matchMedia("(display-mode: standalone)").matches || navigator.standalone) return;
  const show = (way) => {
    hint.querySelector(`[data-way=${way}]`).hidden = false;
    hint.hidden = false;
    kept.set("hinted", "yes");
  };
  hint.querySelector("[data-close]").addEventListener("click", () => hint.remove());
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    hint.querySelector("[data-way=button] button").addEventListener("click", () => { event.prompt(); hint.remove(); });
    show("button");
  });
  if ("standalone" in navigator) show("steps");
}
