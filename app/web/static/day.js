// What is on this phone only, shown where it will stand: in the day's list, and as the running timer.

import { dayOf, now } from "./clock.js";
import { own, watch } from "./outbox.js";
import { spoken } from "./reading.js";
import { runTimer, shownTimer } from "./timer.js";
import { copyOf, page, say } from "./words.js";

/** Show it now and after each change. */
export function showDay() {
  watch(show);
  return show();
}

async function show() {
  let rows;
  try {
    rows = await own();
  } catch {
    return;
  }
  document.querySelectorAll("[data-unsent]").forEach((element) => element.remove());
  if (location.pathname === "/today") {
    showTimer(rows);
    const today = dayOf(now(), page.zone);
    rows.filter((one) => one.body?.worked_on === today && one.what !== "edit").forEach(showRow);
  }
  for (const row of rows.filter((one) => one.what === "edit")) {
    const place = document.querySelector(`a[href="/work/entries/${row.id}"] .muted`);
    place?.append(mark(document.createElement("span"), ` · ${say("notSentYet")}`));
  }
  runTimer();
}

function mark(element, text) {
  element.dataset.unsent = "";
  if (text) element.textContent = text;
  return element;
}

function showRow({ label, body }) {
  let list = document.querySelector("[data-day-list], [aria-labelledby=logged] ul");
  if (!list) {
    const section = mark(copyOf("day-list"));
    (document.querySelector(".two-cols > div") ?? document.querySelector("main")).append(section);
    list = section.querySelector("ul");
  }
  const length = body.seconds == null ? "" : spoken(body.seconds, say("underMinute"));
  list.prepend(mark(copyOf("day-row", { label, length })));
}

function showTimer(rows) {
  const started = rows.findLast((one) => /timers/.test(one.path) && one.state === "waiting");
  for (const shown of document.querySelectorAll("[data-timer]")) {
    const isOver = rows.some((one) => one.id === shown.dataset.id && one.what === "stop");
    shown.hidden = isOver || (started != null && started.id !== shown.dataset.id);
  }
  document.querySelector(".run.idle").hidden = started != null || shownTimer() != null;
  if (!started || rows.some((one) => one.id === started.id && one.what === "stop")) return;
  let card = document.querySelector(`[data-timer][data-id="${started.id}"]`);
  if (!card) {
    card = mark(copyOf("timer", { label: started.label, count: say("tasks", { count: 0 }) }));
    Object.assign(card.dataset, { id: started.id, name: started.label });
    document.querySelector("main .two-cols > div").prepend(card);
  }
  card.dataset.started = started.body.started_at;
  if ("is_paid" in started.body) {
    for (const button of card.querySelectorAll("[name=is_paid]")) button.setAttribute("aria-pressed", (button.value === "yes") === started.body.is_paid);
  }
  if (started.body.units != null) showUnits(card, started.body.units);
}

function showUnits(card, count) {
  const shown = card.querySelector("[data-count]");
  shown.textContent = say("tasks", { count });
  shown.dataset.count = count;
}
