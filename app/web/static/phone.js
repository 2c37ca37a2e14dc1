// Every page of a phone that is signed in, and the queue: the pill is true, what waits is sent, the worker keeps pages.

import { ask } from "./clock.js";
import { makeRoom } from "./left.js";
import { guardForms } from "./line.js";
import { showPill } from "./pill.js";
import { keepSending } from "./sender.js";
import { locale, log, page, say, tell } from "./words.js";

showPill();
if (page.copied && location.pathname !== "/queue") {
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });
  document.querySelector("main .status:not([data-told])")?.remove();
  tell(say("copy", { when: when.format(Number(page.copied)) }));
}
const notice = sessionStorage.getItem("notice");
if (notice) tell(notice);
sessionStorage.removeItem("notice");
if (log) {
  makeRoom();
  guardForms();
  ask();
  keepSending();
}
worker();

async function worker() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  await serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const { active } = await serviceWorker.ready;
  // Pages that will be wanted without a network; the worker keeps those it does not have.
  const entries = [...document.querySelectorAll('main a[href^="/work/entries/"]')].slice(0, 8);
  active.postMessage([location.href, ...["/today", "/queue", ...entries].map((one) => new URL(one.href ?? one, location).href)]);
}
