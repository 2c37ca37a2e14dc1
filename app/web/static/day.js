// What is on this phone only, shown where it will stand: in the day's list, and as the running timer.

import { money } from "./amounts.js";
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
    const isListed = (id) => document.querySelector(`[aria-labelledby=logged] a[href="/work/entries/${id}"]`);
    const waiting = rows.filter((one) => one.body?.worked_on === today && one.what !== "edit" && !isListed(one.id));
    waiting.forEach(showRow);
    showTotal(waiting);
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
  const pay = money(body);
  list.prepend(mark(copyOf("day-row", { label, about: pay && length ? `${length}, ` : "", value: pay || length })));
}

/** The day's total with what waits here; the server drew the line without it, and counted what ran. */
function showTotal(waiting) {
  const total = document.querySelector("[data-day-total]");
  if (!total) return;
  const { seconds, running, runs } = total.dataset;
  const ran = waiting.some((one) => one.id === running) ? Number(runs) : 0;
  const here = waiting.reduce((sum, { body }) => sum + (body.seconds ?? 0), 0);
  const all = Number(seconds) - ran + here;
  total.textContent = spoken(all);
  const line = total.closest(".day-line");
  line.hidden = !all;
  if (here) line.append(mark(Object.assign(document.createElement("p"), { className: "small muted" }), say("hereOfIt", { duration: spoken(here, say("underMinute")) })));
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
    card = mark(copyOf("timer", { label: started.label, count: say("unitCount", { count: 0 }) }));
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
  shown.textContent = say("unitCount", { count });
  shown.dataset.count = count;
}
