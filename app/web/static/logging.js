// Pages on which one logs: the timer runs, forms are kept here first, and the day shows what is not sent.

import { dropSaved, fillRefused, fillWaiting } from "./correct.js";
import { showDay } from "./day.js";
import { hintInstall, takeKeys } from "./extras.js";
import { takeForms } from "./forms.js";
import { guardLeaving } from "./leave.js";
import { own, watch } from "./outbox.js";
import { memory, page } from "./words.js";

takeForms(showDay);
guardLeaving();
takeKeys();
hintInstall();
showDay();
fillWaiting().then(fillRefused).then(dropSaved).catch(() => {});
renew();
if (memory("ended") && location.pathname === "/today" && !page.copied) location.replace(today());

/** Today, with a word on what another phone ended; said once. */
function today() {
  const ended = memory("ended");
  memory("ended", "");
  return ended ? `/today?ended=${ended}` : "/today";
}

/** Once what was waiting is sent, a page that was made without it is made again; never under somebody's hands. */
async function renew() {
  let [touched, before] = [false, 0];
  document.addEventListener("input", () => { touched = true; });
  document.addEventListener("reset", () => { touched = false; });
  const look = async () => {
    const count = (await own()).length;
    const isDone = before && !count && !touched && !document.querySelector("[data-busy]");
    before = count;
    if (isDone && location.pathname === "/today") location.replace(today());
    else if (isDone) location.reload();
  };
  watch(look);
  look().catch(() => {});
}
