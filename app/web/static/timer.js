// The running timer: now minus the stored start, each time anew; nothing counts along.

import { now } from "./clock.js";
import { spoken } from "./reading.js";
import { page, say } from "./words.js";

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
  const text = clockText(length);
  const output = running.querySelector("[data-elapsed]");
  output.innerHTML = text.replaceAll(":", '<span class="pt">:</span>');
  output.setAttribute("aria-label", say("running", { duration: spoken(Math.max(0, Math.floor(length / 60_000) * 60), say("underMinute")) }));
  document.title = `${text} ${running.dataset.name} - ${page.product}`;
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
