// The time as the server has it. A phone's clock may be an hour or ten years wrong; what is stored must not be.

import { memory } from "./words.js";

const SLACK = 2000; // a Date header is whole seconds, and the way takes time

let offset = Number(memory("clock"));

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
  memory("clock", offset);
}

/** Ask the server for the time. */
export async function ask() {
  const asked = Date.now();
  try {
    learn(await fetch("/healthz", { cache: "no-store" }), asked);
  } catch { /* no connection: what was learnt last holds */ }
}

/** The day of an instant in a zone, like 2026-11-12: in Sweden days are written so. */
export const dayOf = (at, timeZone) => new Date(at).toLocaleDateString("sv", { timeZone });

/** A new id, version 7: the time, then chance. */
export function uuid7() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(10))];
  const hex = [Math.floor(now() / 65_536), now() % 65_536, ...bytes].map((part, place) => Math.floor(part).toString(16).padStart([8, 4][place] ?? 2, "0"));
  return hex.join("").replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-7$3-8$4-");
}
