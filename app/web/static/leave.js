// Signing out and deleting clear this phone. How, is loaded once somebody leaves.

import { tellNoLine } from "./line.js";

const LEAVES = /^\/you\/(sign-out|data\/erase)/;
let isLeaving = false;

/** Take over forms that sign out. */
export function guardLeaving() {
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!LEAVES.test(form.getAttribute("action")) || form.dataset.sure) return;
    event.preventDefault();
    if (isLeaving) return;
    isLeaving = true;
    const told = () => tellNoLine("noLineLeaving");
    import("./leaving.js").then(({ leave }) => leave(form, submitter), told).finally(() => { isLeaving = false; });
  });
}
