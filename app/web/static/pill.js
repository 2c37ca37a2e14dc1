// The pill at the top: what is kept where. It reads the outbox each time and promises nothing else.

import { now } from "./clock.js";
import { own, watch } from "./outbox.js";
import { say } from "./words.js";

const DAY = 86_400_000;
const LONG = 3;

async function show(pill) {
  let rows;
  try {
    rows = await own();
  } catch { // this browser keeps nothing here: every save goes straight to the server
    pill.hidden = true;
    return;
  }
  const days = Math.floor((now() - Math.min(...rows.map((one) => one.at))) / DAY);
  const isLate = rows.length > 0 && days >= LONG;
  const refused = rows.filter((one) => one.state === "refused").length;
  const text = refused ? say("toCorrect", { count: refused }) : isLate ? say("notSent", { days }) : rows.length ? say("toSend", { count: rows.length }) : say("saved");
  pill.querySelector(".word").textContent = text;
  pill.classList.toggle("late", isLate || refused > 0);
  pill.dataset.pill = rows.length;
  pill.hidden = false;
}

/** Show the pill and keep it true. */
export function showPill() {
  const pill = document.querySelector("[data-pill]");
  if (!pill) return;
  watch(() => show(pill));
  setInterval(() => show(pill), 60_000);
  show(pill);
}
