// Signing out and deleting clear this phone. What is not sent yet would go with it: send it, or say so first.

import { all, saveFile } from "./outbox.js";
import { flush } from "./sender.js";
import { say } from "./words.js";

const LEAVES = /^\/you\/(sign-out|data\/erase)/;

/** Ask before a form that signs out, while something is unsent. */
export function guardLeaving() {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!LEAVES.test(form.getAttribute("action")) || form.dataset.sure) return;
    event.preventDefault();
    await Promise.race([flush(), new Promise((resolve) => { setTimeout(resolve, 3000); })]);
    const rows = await all().catch(() => []);
    const go = () => { form.dataset.sure = "yes"; form.requestSubmit(event.submitter); };
    if (!rows.length) {
      go();
      return;
    }
    const dialog = document.querySelector("[data-leaving]");
    const erases = /erase/.test(form.getAttribute("action"));
    dialog.querySelector("p").textContent = say(erases ? "erasing" : "leaving", { count: rows.length });
    dialog.querySelector("[value=go]").textContent = say(erases ? "eraseSure" : "leaveSure");
    dialog.onclick = async ({ target }) => {
      if (target.value === "file") saveFile(rows);
      if (target.value === "go") go();
      if (target.value === "stay") dialog.close();
    };
    dialog.showModal();
  });
}
