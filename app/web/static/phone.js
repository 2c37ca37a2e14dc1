// What a signed-in phone does: the timer runs, entries are kept here first and sent, pages are there without a network.

import { ask } from "./clock.js";
import { showDay } from "./day.js";
import { hintInstall, takeKeys } from "./extras.js";
import { takeForms } from "./forms.js";
import { guardLeaving } from "./leave.js";
import { own, watch } from "./outbox.js";
import { showPill } from "./pill.js";
import { keepSending } from "./sender.js";
import { log, say, tell } from "./words.js";

const copied = document.body.dataset.copied;

showPill();
takeForms(showDay);
guardLeaving();
takeKeys();
hintInstall();
showDay();
if (location.pathname === "/queue") import("./queue.js").then(({ showQueue }) => showQueue());
if (copied) {
  const lang = document.documentElement.lang;
  document.querySelector("main .status:not([data-told])")?.remove();
  tell(say("copy", { when: new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short" }).format(Number(copied)) }));
}
const notice = sessionStorage.getItem("notice");
if (notice) tell(notice);
sessionStorage.removeItem("notice");
if (log) {
  ask().then(showDay);
  keepSending();
  renew();
}
worker();

/** Once what was waiting is sent, a page that was made without it is made again; never under somebody's hands. */
async function renew() {
  let [touched, before] = [false, 0];
  document.addEventListener("input", () => { touched = true; });
  document.addEventListener("reset", () => { touched = false; });
  const look = async () => {
    const count = (await own()).length;
    const isDone = before && !count && !touched && !document.querySelector("[data-busy]");
    before = count;
    if (isDone && location.pathname === "/today") location.replace("/today");
    else if (isDone && location.pathname !== "/queue") location.reload();
  };
  watch(look);
  look().catch(() => {});
}

async function worker() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  await serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const { active } = await serviceWorker.ready;
  // Pages that will be wanted without a network; the worker keeps those it does not have.
  const entries = [...document.querySelectorAll('main a[href^="/work/entries/"]')].slice(0, 8);
  active.postMessage([location.href, ...["/today", "/queue", ...entries].map((one) => new URL(one.href ?? one, location).href)]);
}
