// What is not sent yet would go with a log that is signed out or deleted: send it, or say so first. Then nothing stays.

import { isThere, tellNoLine } from "./line.js";
import { all, destroy, saveFile } from "./outbox.js";
import { flush } from "./sender.js";
import { say } from "./words.js";

const PATIENCE = 20_000;

/** Send the form, after a question where something is unsent. */
export async function leave(form, submitter) {
  if (!(await isThere())) {
    tellNoLine("noLineLeaving");
    return;
  }
  await Promise.race([flush(), new Promise((resolve) => { setTimeout(resolve, 3000); })]);
  const rows = await all().catch(() => []);
  if (rows.length) ask(form, submitter, rows);
  else await go(form, submitter);
}

function ask(form, submitter, rows) {
  const dialog = document.querySelector("[data-leaving]");
  const erases = /erase/.test(form.getAttribute("action"));
  dialog.querySelector("p").textContent = say(erases ? "erasing" : "leaving", { count: rows.length });
  dialog.querySelector("[value=go]").textContent = say(erases ? "eraseSure" : "leaveSure");
  dialog.onclick = ({ target }) => {
    if (target.value === "file") saveFile(rows);
    if (target.value === "stay" || target.value === "go") dialog.close();
    if (target.value === "go") go(form, submitter);
  };
  dialog.showModal();
}

/** Once the server has done it, nothing stays here. A refusal comes as its page, and nothing is removed. */
async function go(form, submitter) {
  let answer;
  try {
    const body = new URLSearchParams(new FormData(form));
    // A page would lead whoever is not signed in to the first page, as if it were done; this says so.
    const headers = { Accept: "application/json" };
    answer = await fetch(form.getAttribute("action"), { method: "POST", headers, body, signal: AbortSignal.timeout?.(PATIENCE) });
  } catch {
    tellNoLine("noLineLeaving");
    return;
  }
  if (answer.redirected) {
    await empty();
    location.assign(answer.url);
  } else if (answer.status === 401) {
    tellNoLine("signInLeaving");
  } else {
    form.dataset.sure = "yes";
    form.requestSubmit(submitter);
  }
}

/** Everything this browser holds of us. The answer asks for the same (Clear-Site-Data), but not every browser listens. */
function empty() {
  const parts = [
    () => localStorage.clear(),
    () => sessionStorage.clear(),
    async () => Promise.all((await navigator.serviceWorker.getRegistrations()).map((one) => one.unregister())),
    async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))),
    destroy,
  ];
  return Promise.allSettled(parts.map(async (part) => part()));
}
