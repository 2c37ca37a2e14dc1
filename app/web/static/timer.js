// The running timer: now minus the stored start, each time anew; nothing counts along.

import { now } from "./clock.js";
import { spoken } from "./reading.js";
import { copyOf, page, say } from "./words.js";

/** A timer nobody has touched for so long may be a forgotten one. */
export const FORGOTTEN_AFTER = 4 * 3_600_000;
const TRIMS = [1, 2, 4];

let title = document.title;
let ticking = 0;

/** "0:42:17". */
export function clockText(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value) => String(value).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The timer shown on this page, or null. */
export const shownTimer = () => document.querySelector("[data-timer]:not([hidden])");

function show() {
  const running = shownTimer();
  const icon = document.querySelector("link[rel=icon]");
  if (/-running/.test(icon.href) !== !!running) icon.href = icon.href.replace(/(-running)?\.svg.*/, running ? "-running.svg" : ".svg");
  if (!running) {
    if (/^\d+:\d\d:\d\d /.test(document.title)) document.title = title;
    return;
  }
  const length = now() - Date.parse(running.dataset.started);
  showForgotten(running, length);
  const text = clockText(length);
  const output = running.querySelector("[data-elapsed]");
  output.innerHTML = text.replaceAll(":", '<span class="pt">:</span>');
  output.setAttribute("aria-label", say("running", { duration: spoken(Math.max(0, Math.floor(length / 60_000) * 60), say("underMinute")) }));
  document.title = `${text} ${running.dataset.name} - ${page.product}`;
}

/** Ask whether she still works, on a page that was opened before it was time to ask. */
function showForgotten(running, length) {
  const asked = running.querySelector(".forgotten");
  const { asks, still, started, id } = running.dataset;
  const isDue = now() > (asks ? Date.parse(asks) : Date.parse(started) + FORGOTTEN_AFTER);
  if (!isDue && still) asked?.remove();
  if (!isDue || asked) return;
  const part = copyOf("forgotten", { asks: say("stillWorking", { duration: spoken(Math.floor(length / 60_000) * 60) }) });
  for (const hours of TRIMS.filter((one) => one * 3_600_000 < length)) {
    const trim = copyOf("trim", { trim: say("saveOnly", { duration: spoken(hours * 3600) }) });
    trim.querySelector("button").value = `${hours}h`;
    part.querySelector(".acts").append(trim);
  }
  for (const form of part.querySelectorAll("form")) form.setAttribute("action", `/timer/${id}${form.dataset.entry === "stop" ? "/stop" : ""}`);
  running.querySelector("[data-elapsed]").after(part);
}

/** Show the elapsed time from now on; also after the page changed. */
export function runTimer() {
  if (!/^\d+:\d\d:\d\d /.test(document.title)) title = document.title;
  // An output is read out at each change otherwise.
  for (const output of document.querySelectorAll("[data-elapsed]")) output.setAttribute("aria-live", "off");
  show();
  clearInterval(ticking);
  ticking = setInterval(show, 1000);
}
