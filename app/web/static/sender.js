// Sends what is in the outbox: one sender at a time, in order, each as often as needed. The server takes a
// request it knows for the same one, so what may have arrived is simply sent again.

import { learn } from "./clock.js";
import { forgetPages } from "./left.js";
import { all, amend, remove } from "./outbox.js";
import { log, memory, say, tell } from "./words.js";

const PATIENCE = 20_000;
const WAITS = [5_000, 15_000, 60_000, 300_000];
let running = null;
let again = false;
let failures = 0;
let timer = 0;

/** Send all that waits; resolves when all was tried. */
export function flush() {
  again = true;
  running ??= (async () => {
    while (again) {
      again = false;
      // Without locks two tabs may send the same thing, which is slower, not wrong.
      await (navigator.locks ? navigator.locks.request("outbox", sendAll) : sendAll());
    }
  })().catch(() => {}).finally(() => { running = null; });
  return running;
}

async function sendAll() {
  if (!log) return;
  const stuck = new Set();
  for (const { seq } of await all()) {
    // Another tab may have changed it meanwhile.
    const record = (await all()).find((one) => one.seq === seq);
    if (!record || record.log !== log) continue;
    if (record.state !== "waiting" || stuck.has(record.id)) {
      stuck.add(record.id);
      continue;
    }
    await amend(seq, { tried: true });
    const outcome = await send(record);
    if (outcome.done) {
      failures = 0;
      await remove(seq, outcome.revision);
      continue;
    }
    stuck.add(record.id);
    await amend(seq, outcome.kept);
    if (outcome.stop) {
      later();
      return;
    }
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(flush, WAITS[Math.min(failures, WAITS.length - 1)]);
  failures += 1;
}

async function ask(path, options) {
  const asked = Date.now();
  // keepalive: a tab that is closed does not take the request with it.
  const rules = { keepalive: true, cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(path, { ...rules, ...options });
  learn(answer, asked);
  const text = await answer.text(); // an answer cut in the middle is none
  const isJson = /json/.test(answer.headers.get("Content-Type") ?? "");
  return { status: answer.status, etag: answer.headers.get("ETag"), body: isJson && text ? JSON.parse(text) : null };
}

async function send({ id, method, path, body, ifMatch, settles, isImplied }) {
  const headers = { "X-Log": log };
  if (body) headers["Content-Type"] = "application/json";
  if (ifMatch) headers["If-Match"] = `"${ifMatch}"`;
  try {
    const answer = await ask(path, { method, headers, body: body ? JSON.stringify(body) : undefined });
    const outcome = read(answer, { id, method, path });
    let settled = settles;
    if (isImplied && outcome.kept?.state === "conflict") {
      // Its end is known by now; whoever switched to something else said nothing of it.
      outcome.done = true;
      settled = settling(answer.body);
    }
    if (answer.body?.notice) sessionStorage.setItem("notice", answer.body.notice);
    // Another phone started something later: what ran here ended then, which Today says.
    if (answer.body?.ended_by) memory("ended", id);
    if (outcome.done && settled) await ask(settled, { method: "DELETE", headers: { "X-Log": log } });
    if (outcome.done) {
      await dropCopies(id);
      document.dispatchEvent(new CustomEvent("sent", { detail: { id, revision: outcome.revision } }));
    }
    return outcome;
  } catch {
    return { stop: true, kept: { sentence: say("noConnection") } };
  }
}

/** Where a conflict that the server keeps is settled. */
export const settling = ({ conflict }) => conflict && `/api/v1/conflicts/${conflict}`;

/** The kept page of an entry says what it said before: the worker keeps a new one. */
async function dropCopies(id) {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) await (await caches.open(name)).delete(`/work/entries/${id}`, { ignoreSearch: true });
}

function read({ status, etag, body }, { id, method, path }) {
  const isGone = method === "DELETE" && (status === 204 || status === 404);
  // A hotel's sign-in page also says 200: only our own row is a yes.
  if (isGone || ((status === 200 || status === 201) && (method === "DELETE" || body?.id === id))) {
    return { done: true, revision: etag?.match(/"(.+)"/)?.[1] ?? String(body?.revision ?? "") };
  }
  const sentence = body?.detail ?? say("serverTrouble");
  if (status === 401) {
    tell(say("signIn"));
    forgetPages();
    return { stop: true, kept: { sentence: say("signIn") } };
  }
  if (status === 409 && body?.code === "other_log") return { stop: true, kept: { sentence: say("otherLog") } };
  if (status === 412 && body?.present) return { kept: { state: "conflict", sentence: say("conflict"), answer: body, ...asEntry(path, body) } };
  if (status >= 400 && status < 500 && status !== 408 && status !== 429 && body) {
    const fields = body.fields ?? {};
    return { kept: { state: "refused", sentence: Object.values(fields)[0] ?? sentence, fields } };
  }
  return { stop: true, kept: { sentence } };
}

/** A change of a timer that was stopped meanwhile is one of its entry; the answer says it in the words of one. */
function asEntry(path, { present, sent }) {
  if (!/timers/.test(path) || !("worked_on" in present)) return {};
  return { what: "edit", path: path.replace("timers", "entries"), body: sent };
}

/** Send on load, when there is a connection again and when the page is looked at again. */
export function keepSending() {
  const now = () => { failures = 0; flush(); };
  addEventListener("online", now);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && now());
  flush();
}
