// The time as the server has it. A phone's clock may be an hour or ten years wrong; what is stored must not be.

const KEY = "clock";
const SLACK = 2000; // a Date header is whole seconds, and the way takes time

let offset = 0;
try {
  offset = Number(localStorage.getItem(KEY)) || 0;
} catch { /* no storage: learnt again on each page */ }

/** Milliseconds since 1970 by the server's clock, as far as it is known. */
export const now = () => Date.now() + offset;

/** The same as an ISO instant, to the second. */
export const instant = (at = now()) => new Date(Math.floor(at / 1000) * 1000).toISOString();

/** Learn how far this clock is off from an answer to what was asked at `asked`. */
export function learn(answer, asked) {
  const said = Date.parse(answer.headers.get("Date") ?? "");
  const [heard, way] = [Date.now(), (Date.now() - asked) / 2];
  if (Number.isNaN(said) || way < 0) return;
  const found = Math.round(said + 500 - (heard - way));
  if (Math.abs(found - offset) <= SLACK + way) return;
  offset = Math.abs(found) <= SLACK + way ? 0 : found;
  try {
    localStorage.setItem(KEY, String(offset));
  } catch { /* as above */ }
}

/** Ask the server for the time. */
export async function ask() {
  const asked = Date.now();
  try {
    learn(await fetch("/healthz", { cache: "no-store" }), asked);
  } catch { /* no connection: what was learnt last holds */ }
}

/** The day of an instant in a zone, like 2026-11-12. */
export function dayOf(at, zone) {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit" };
  const made = (timeZone) => new Intl.DateTimeFormat("en-CA", { ...parts, timeZone }).formatToParts(at);
  let found;
  try {
    found = made(zone);
  } catch { // a zone this browser does not know
    found = made(undefined);
  }
  const of = (type) => found.find((part) => part.type === type).value;
  return `${of("year")}-${of("month")}-${of("day")}`;
}

/** A new id, version 7: the time, then chance. */
export function uuid7() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = now();
  for (let place = 5; place >= 0; place -= 1, time = Math.floor(time / 256)) bytes[place] = time % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
