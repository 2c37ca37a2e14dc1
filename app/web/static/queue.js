// The queue: what is not sent yet, why, and what can be done; two versions of an entry are chosen from here.

import { money } from "./amounts.js";
import { now, uuid7 } from "./clock.js";
import { formOf } from "./correct.js";
import { add, all, amend, remove, saveFile, watch } from "./outbox.js";
import { spoken } from "./reading.js";
import { flush, settling } from "./sender.js";
import { copyOf, locale, log, page, say, tell } from "./words.js";

const lang = document.documentElement.lang;
const UNITS = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000], ["second", 0]];
const sections = { some: document.querySelector("[data-some]"), none: document.querySelector("[data-none]") };

function ago(at) {
  const past = now() - at;
  const [unit, size] = UNITS.find(([, least]) => past >= least) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(-Math.floor(past / (size || 1000)), unit);
}

const day = (iso) => (iso ? new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso)) : "");

function facts(body) {
  const paid = body.is_paid == null ? "" : say(body.is_paid ? "paid" : "unpaid");
  const length = body.seconds == null ? "" : spoken(body.seconds, say("underMinute"));
  return [body.kind, day(body.worked_on ?? body.started_at?.slice(0, 10)), length, paid, money(body), body.note];
}

const SAYS = ["worked_on", "seconds", "started_at", "ended_at", "contract_id", "kind", "title", "is_paid", "unpaid_category", "units", "expected_minor", "currency", "held_minor", "held_until_on", "outcome", "decided_on", "credited_seconds", "toll", "is_repetitive", "is_alone", "note"];

/** The whole entry as this phone has it: what a change does not say is as it was. */
const whole = (row, present) => ({ ...Object.fromEntries(SAYS.map((name) => [name, present[name] ?? null])), ...row.body });

/** The same as an entry of its own: with another length its clock times are not known, and pay is for paid work. */
function apart(row, present) {
  const body = whole(row, present);
  if (row.body.seconds != null && row.body.started_at == null) Object.assign(body, { started_at: null, ended_at: null });
  if (row.body.expected_minor != null) Object.assign(body, { is_paid: true, unpaid_category: null });
  return body;
}

const clock = (iso) => (iso ? new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: page.zone }).format(new Date(iso)) : "");
const yes = (said) => (said == null ? "" : say(said ? "yes" : "no"));
const time = (seconds) => (seconds == null ? "" : spoken(seconds, say("underMinute")));

/** What the long form of an entry asks besides: the name of its word, and how it is said. */
const MORE = {
  title: (body) => body.title,
  units: (body) => body.units,
  started: (body) => clock(body.started_at),
  ended: (body) => clock(body.ended_at),
  outcome: (body) => (body.outcome ? say(body.outcome) : ""),
  decided: (body) => day(body.decided_on),
  credited: (body) => time(body.credited_seconds),
  held: (body) => money({ expected_minor: body.held_minor, currency: body.currency }),
  heldUntil: (body) => day(body.held_until_on),
  toll: (body) => body.toll,
  repetitive: (body) => yes(body.is_repetitive),
  alone: (body) => yes(body.is_alone),
};

/** Where a change says something: the name of its word, the field, and how it is said. */
const CHANGED = [
  ["kind", "kind", (body) => body.kind],
  ["day", "worked_on", (body) => day(body.worked_on)],
  ["time", "seconds", (body) => time(body.seconds)],
  ["paidOrNot", "is_paid", (body) => say(body.is_paid ? "paid" : "unpaid")],
  ["pay", "expected_minor", money],
  ["note", "note", (body) => body.note],
  ...[["title", "title"], ["units", "units"], ["started", "started_at"], ["ended", "ended_at"], ["outcome", "outcome"], ["decided", "decided_on"], ["credited", "credited_seconds"], ["held", "held_minor"], ["heldUntil", "held_until_on"], ["toll", "toll"], ["repetitive", "is_repetitive"], ["alone", "is_alone"]].map(([name, field]) => [name, field, MORE[name]]),
];

/** "Pay: $71.00": what a change says, and nothing it leaves as it is. */
const changes = (body) => CHANGED.filter(([, field]) => field in body).map(([name, , read]) => `${say(name)}: ${read(body) || "–"}`);

/** What a waiting row is about: its own facts, or what it changes of an entry. */
const about = ({ what, body }) => (what === "edit" ? changes(body ?? {}) : facts(body ?? {}).slice(1, 5));

/** What it is called: a change by the name and the day of its entry. */
const title = ({ what, label, of }) => (what === "edit" ? say("changeOf", { entry: [label, day(of)].filter(Boolean).join(", ") }) : label);

const plain = (row) => [row.label, ...facts(row.body ?? {})].filter(Boolean).join("\n");

async function readFile(file) {
  try {
    for (const { seq, ...row } of JSON.parse(await file.text()).unsent) {
      if (!/^\/api\/v1\/(entries|timers)\//.test(row.path)) throw new Error(row.path);
      await add({ ...row, log, tried: true, state: "waiting" });
    }
    flush();
  } catch {
    tell(say("readFile"));
  }
}

const twice = (button, act) => () => {
  if (button.dataset.sure) act();
  button.dataset.sure = "yes";
  button.textContent = say("removeSure");
};

function item(row, reason) {
  const shown = copyOf("item", { label: title(row), about: about(row).filter(Boolean).join(", "), age: ago(row.at), why: row.log === log ? row.sentence ?? reason ?? say("waiting") : say("otherLog") });
  const on = (name, act) => shown.querySelector(`[data-act=${name}]`).addEventListener("click", act);
  on("retry", async () => { await amend(row.seq, { state: "waiting" }); flush(); });
  on("copy", async () => { await navigator.clipboard.writeText(plain(row)); tell(say("copied")); });
  on("file", () => saveFile([row]));
  const bin = shown.querySelector("[data-act=remove]");
  bin.addEventListener("click", twice(bin, () => remove(row.seq)));
  shown.querySelector("[data-act=retry]").hidden = row.state === "conflict";
  const link = shown.querySelector("[data-act=correct]");
  link.hidden = row.state !== "refused" || row.log !== log || !formOf(row);
  link.href = formOf(row) ?? "";
  if (row.state === "conflict") shown.append(versions(row));
  return shown;
}

function versions(row) {
  const { present } = row.answer;
  const revision = String(present.revision);
  const shown = copyOf("versions");
  shown.id = `conflict-${row.seq}`;
  const names = ["kind", "day", "time", "paidOrNot", "pay", "note", ...Object.keys(MORE)];
  const all = (body) => [...facts(body), ...Object.values(MORE).map((read) => String(read(body) ?? ""))];
  const [mine, theirs] = [all(whole(row, present)), all(present)];
  const table = shown.querySelector("tbody");
  names.forEach((name, place) => {
    // The long list only where the two differ.
    if (name in MORE ? mine[place] === theirs[place] : !mine[place] && !theirs[place]) return;
    const line = table.insertRow();
    line.innerHTML = "<th scope=row>";
    line.firstChild.textContent = say(name);
    for (const text of [mine[place], theirs[place]]) line.insertCell().textContent = text || "–";
    line.className = mine[place] === theirs[place] ? "" : "differs";
  });
  const settles = settling(row.answer);
  const choices = {
    mine: { ifMatch: revision },
    theirs: { method: "DELETE", path: settles, body: null, ifMatch: null, base: revision },
    both: () => { const id = uuid7(); return { id, path: `/api/v1/entries/${id}`, body: { ...apart(row, present), ...(present.contract_id ? {} : { like: present.id }), source: "from_memory" }, ifMatch: null }; },
  };
  // What still runs is one timer, not two.
  shown.querySelector("[data-act=both]").hidden = !("worked_on" in present);
  for (const [name, change] of Object.entries(choices)) {
    shown.querySelector(`[data-act=${name}]`).addEventListener("click", async () => {
      if (name === "theirs" && !settles) await remove(row.seq, revision);
      else await amend(row.seq, { state: "waiting", settles: name === "theirs" ? null : settles, ...(change.call ? change() : change) }, name === "mine" ? null : revision);
      flush();
    });
  }
  return shown;
}

async function show() {
  const rows = await all();
  // Sending stops at the first that finds no way: the rest waits for the same reason.
  const reason = rows.find((one) => one.state === "waiting" && one.sentence)?.sentence;
  document.querySelector("[data-items]").replaceChildren(...rows.map((row) => item(row, reason)));
  const refused = rows.filter((row) => row.state === "refused").length;
  document.querySelector("[data-refused]").hidden = !refused;
  const conflicts = rows.filter((row) => row.state === "conflict").length;
  document.querySelector("[data-conflicts]").hidden = !conflicts;
  document.querySelector("[data-waiting]").hidden = refused + conflicts === rows.length;
  sections.some.hidden = !rows.length;
  sections.none.hidden = rows.length > 0;
}

/** Locked or signed out, whoever holds the phone learns how many wait and since when, and no more. */
async function showCount() {
  const rows = await all();
  const first = Math.min(...rows.map((row) => row.at));
  document.querySelector("[data-count]").textContent = rows.length ? say("waitHere", { count: rows.length, when: ago(first) }) : "";
  sections.some.hidden = !rows.length;
  sections.none.hidden = rows.length > 0;
}

function takeActs() {
  document.querySelector("[data-act=all]").addEventListener("click", async () => {
    for (const row of await all()) if (row.state === "refused") await amend(row.seq, { state: "waiting" });
    flush();
  });
  document.querySelector("[data-act=save]").addEventListener("click", async () => saveFile(await all()));
  const file = document.querySelector("[data-file]");
  file.addEventListener("change", () => readFile(file.files[0]));
}

if (log) takeActs();
watch(log ? show : showCount);
await (log ? show() : showCount());
if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
