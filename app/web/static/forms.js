// Forms of an entry: written down on this phone first, then sent. What a form does not say, its row keeps.

import { dayOf, instant, now, uuid7 } from "./clock.js";
import { asked, corrects, letGo, nameOf, shownFirst, whole } from "./correct.js";
import { add, own } from "./outbox.js";
import { minorOf, secondsOf } from "./reading.js";
import { flush } from "./sender.js";
import { FORGOTTEN_AFTER, shownTimer } from "./timer.js";
import { log, memory, page, say, tell } from "./words.js";

const PATIENCE = 3000;
const LONGEST = 86_400_000;
const FIRST_DAY = "1990-01-01";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

const readers = { start, switch: start, stop, timer, past, edit };

/** Keep whatever is sent by a form of an entry. `shown` is called when there is something new to show. */
export function takeForms(shown) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const read = readers[form.dataset.entry];
    if (!read || event.defaultPrevented || !log) return;
    const values = new FormData(form);
    if (event.submitter?.name) values.set(event.submitter.name, event.submitter.value);
    const wrong = {};
    const record = read(form, values, wrong);
    // What only the server can read or say is asked of the server, as without script.
    const problem = Object.keys(wrong)[0];
    if (!record || (problem && navigator.onLine)) return;
    event.preventDefault();
    if (problem) {
      tell(wrong[problem]);
      const field = form.elements[problem];
      (field?.focus ? field : field?.[0])?.focus();
    } else if (!form.dataset.busy) {
      form.dataset.busy = "yes";
      keep(form, record, values, shown).finally(() => delete form.dataset.busy);
    }
  });
}

/** A form that stays open goes on from what was sent of it. */
document.addEventListener("sent", ({ detail: { id, revision } }) => {
  for (const field of document.querySelectorAll("form[data-entry=edit] [name=revision]")) {
    if (revision && field.form.getAttribute("action").includes(id)) field.value = revision;
  }
});

async function keep(form, record, values, shown) {
  const left = shownTimer()?.dataset.id;
  let isTouched = false;
  form.addEventListener("input", () => { isTouched = true; }, { once: true });
  try {
    await write(whole(form, record));
  } catch { // nothing can be kept here: the form goes its old way
    form.submit();
    return;
  }
  letGo(form);
  tell("");
  shown();
  await Promise.race([flush(), new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]);
  const rest = (await own()).find((one) => one.id === record.id);
  if (rest?.state === "refused") {
    // The page with all that is wrong comes from the server. What is kept here is kept until it was sent right.
    if (form.elements.id) form.elements.id.value = record.id;
    asked(record.id);
    form.submit();
  } else if (rest?.state === "conflict") {
    location.assign(`/queue#conflict-${rest.seq}`);
  } else if (rest && !isTouched) {
    if (record.what === "edit") settle(form);
    else if (!values.get("another")) form.reset();
    form.dispatchEvent(new Event("input"));
    if (rest.sentence !== say("signIn")) tell(say("keptHere"));
  } else if (!rest) {
    navigator.storage?.persist?.().catch(() => {});
    memory("saves", Number(memory("saves")) + 1);
    if (!isTouched) location.assign(after(record, form, values, left));
  }
}

/** What a form says now is what it said first: the next change names only what is changed after this one. */
function settle(form) {
  for (const field of form.elements) {
    if (field.options) for (const option of field.options) option.defaultSelected = option.selected;
    else if (/radio|checkbox/.test(field.type)) field.defaultChecked = field.checked;
    else if (field.type !== "hidden") field.defaultValue = field.value;
  }
}

/** A start that has not been sent becomes part of what is said of it next; a switch stops what it leaves. */
async function write(record) {
  const unsent = async (id) => (await own()).findLast((one) => one.id === id && /timers/.test(one.path));
  const left = record.what === "start" && shownTimer();
  // The start may never be sent as one: what it leaves has a stop of its own.
  const waiting = left && (await unsent(left.dataset.id));
  if (left) await add({ ...stopped(left, { ...waiting?.body }, record.body.started_at), isImplied: !waiting });
  const start = record.what === "stop" || record.what === "timer" ? await unsent(record.id) : null;
  if (start) record.body = { ...start.body, ...record.body };
  if (start && record.what === "timer") Object.assign(record, { what: start.what, ifMatch: start.ifMatch });
  await add(record);
}

/** Where the same form leads without script. */
function after({ what, id, body }, form, values, left) {
  if (what === "edit") return form.dataset.next ?? "/today";
  if (what === "start") return left ? `/today?saved=${left}` : "/today";
  if (what === "timer") return "/today";
  if (!values.get("another")) return `/today?saved=${id}`;
  const said = ["day", "duration", "typed_duration"].map((name) => [name, values.get(name) ?? ""]);
  return `/today?${new URLSearchParams([["saved", id], ["like", id], ["other_day", body.worked_on], ...said])}#past`;
}

/** What a form says, by the names of the API; `wrong` gets what cannot be read. */
function said(form, values, wrong) {
  const text = (name) => values.get(name)?.trim() || null;
  const body = {};
  const put = (name, to, value) => { if (values.has(name)) body[to] = value; };
  const like = UUID.test(text("like")) ? text("like") : likeOf(text("kind"));
  if (like) {
    body.like = like;
  } else {
    put("contract", "contract_id", text("contract"));
    for (const name of ["platform", "kind"]) put(name, name, text(name));
  }
  put("note", "note", text("note"));
  put("outcome", "outcome", text("outcome"));
  put("is_paid", "is_paid", text("is_paid") !== "no");
  if (body.is_paid === false || values.has("unpaid_category")) body.unpaid_category = body.is_paid ? null : text("unpaid_category");
  const units = text("units");
  if (units && !/^\d{1,7}$/.test(units)) wrong.units = say("readAmount");
  put("units", "units", units && Number(units));
  const currency = form.dataset.currency ?? page.currency;
  const pay = body.is_paid === false ? null : text("pay");
  put("pay", "expected_minor", pay && minorOf(pay, currency));
  if (pay) body.currency = currency;
  if (pay && body.expected_minor == null) wrong.pay = say("readAmount");
  const field = text("duration") === "typed" ? "typed_duration" : "duration";
  const seconds = text(field) && secondsOf(text(field));
  if (text(field) && !seconds) wrong[field] = say("readTime");
  put("duration", "seconds", seconds);
  return body;
}

/** Work of more than a day is split over its days; what was typed stays in the form. */
function refuseLongerThanADay(body, values, wrong) {
  const field = values.get("duration") === "typed" ? "typed_duration" : "duration";
  if (body.seconds * 1000 > LONGEST) wrong[field] = say("longerThanADay");
}

/** The entry among those offered that is called so: its contract goes with the name. */
function likeOf(kind) {
  const labels = [...document.querySelectorAll("input[name=like]:not([value=other]) + span")];
  return kind && labels.find((label) => label.textContent.trim().toLowerCase() === kind.toLowerCase())?.previousElementSibling.value;
}

function named(form) {
  const chosen = form.querySelector("input[name=like]:checked:not([value=other]) + span, button b");
  const { kind, platform, contract } = form.elements;
  return chosen?.textContent || kind?.value || platform?.value || (contract?.value && contract.selectedOptions[0].text) || say("work");
}

const record = (noun, what, id, label, body) => ({ log, id, what, label, method: "PUT", path: `/api/v1/${noun}/${id}`, body });

/** A new id each time; only what was refused is sent again under its own. */
const idFor = (form, values) => ((corrects(form) || document.querySelector(".problem")) && values.get("id")) || uuid7();

function past(form, values, wrong) {
  const today = dayOf(now(), page.zone);
  const days = { today, yesterday: dayOf(Date.parse(today) - 1, "UTC"), other: values.get("other_day") };
  const body = { worked_on: days[values.get("day") || "today"], ...said(form, values, wrong) };
  body.source = body.worked_on === today ? "same_day" : "from_memory";
  if (!DAY.test(body.worked_on) || body.worked_on > today || body.worked_on < FIRST_DAY) wrong.other_day = say("whichDay");
  refuseLongerThanADay(body, values, wrong);
  if (!body.seconds) wrong.duration ??= say("howLong");
  if (!values.has("is_paid")) wrong.is_paid = say("isPaid");
  if (!(body.like || body.contract_id || body.platform || body.kind)) wrong.kind = say("sayWhat");
  return record("entries", "past", idFor(form, values), named(form), body);
}

function edit(form, values, wrong) {
  // What the server gave back says as its first what was typed, not what the entry says: it is sent whole, as without script.
  if (document.querySelector(".problem")) return null;
  const id = values.get("id") || form.getAttribute("action").split("/").find((part) => UUID.test(part));
  const all = { worked_on: values.get("worked_on"), ...said(form, values, wrong), ...more(form, values, wrong) };
  if (!DAY.test(all.worked_on)) wrong.worked_on = say("whichDay");
  const isChanged = (name) => form.elements[name] && (values.get(name)?.trim() ?? "") !== shownFirst(form.elements[name]).trim();
  for (const name of Object.keys(wrong)) if (!isChanged(name)) delete wrong[name];
  const goesWith = { is_paid: "unpaid_category", unpaid_category: "is_paid", currency: "held" };
  const body = Object.fromEntries(Object.entries(all).filter(([field]) => [nameOf(form, field), goesWith[field]].some(isChanged)));
  if (body.is_paid === false) body.expected_minor = null;
  if (body.expected_minor != null) body.currency = all.currency;
  return { ...record("entries", "edit", id, named(form), body), of: form.elements.worked_on.defaultValue, ifMatch: values.get("revision") || null };
}

/** What only the long form of an entry asks; its clock times and currency are read by the server. */
function more(form, values, wrong) {
  const body = {};
  const put = (name, to, read) => {
    const text = values.get(name)?.trim() ?? "";
    if (!values.has(name)) return;
    body[to] = text ? read(text) : null;
    if (text && body[to] == null) wrong[name] = say(name === "held" ? "readAmount" : "readTime");
  };
  put("title", "title", String);
  put("decided_on", "decided_on", String);
  put("credited", "credited_seconds", secondsOf);
  put("held", "held_minor", (text) => minorOf(text, form.dataset.currency ?? page.currency));
  put("held_until_on", "held_until_on", String);
  put("toll", "toll", Number);
  for (const name of ["is_repetitive", "is_alone"]) put(name, name, (text) => text === "yes");
  if (body.held_minor != null) body.currency = form.dataset.currency ?? page.currency;
  for (const name of ["started_at", "ended_at", "currency"]) {
    if (values.has(name) && values.get(name) !== shownFirst(form.elements[name])) wrong[name] = say("needsServer");
  }
  return body;
}

function start(form, values, wrong) {
  return record("timers", "start", idFor(form, values), named(form), { ...said(form, values, wrong), started_at: instant() });
}

/** Paid or not, tasks done, an earlier start: with a connection the page that comes back shows what follows from it. */
function timer(form, values, wrong) {
  const card = form.closest("[data-timer]");
  if (navigator.onLine && !("unsent" in card.dataset)) return null;
  const { started, id, name } = card.dataset;
  if (values.has("more")) values.set("units", String(Number(card.querySelector("[data-count]").dataset.count) + 1));
  if (values.has("still")) Object.assign(card.dataset, { asks: instant(now() + FORGOTTEN_AFTER), still: "yes" });
  const body = { ...said(form, values, wrong), started_at: instant(Date.parse(started) - Number(values.get("earlier") ?? 0) * 60_000) };
  return { ...record("timers", "timer", id, body.kind ?? name, body), ifMatch: card.querySelector("[name=revision]")?.value ?? null };
}

function stop(form, values, wrong) {
  const card = form.closest("[data-timer], [data-started]") ?? shownTimer();
  const body = card && said(form, values, wrong);
  if (!card) return null;
  refuseLongerThanADay(body, values, wrong);
  // The page of stopping was opened at the moment of stopping.
  const isAsShown = body.seconds && values.get("shown_duration") === values.get("typed_duration");
  if (isAsShown) delete body.seconds;
  // Nobody works for a day: the server asks before it is kept.
  if (!body.seconds && navigator.onLine && now() - Date.parse(card.dataset.started) > LONGEST) return null;
  return stopped(card, body, (isAsShown && values.get("stopped_at")) || instant());
}

function stopped({ dataset: { started, id, name } }, body, end) {
  let [from, to] = [Date.parse(started), Date.parse(end)];
  // A length that was typed moves the end; where it is longer than the timer ran, the start.
  if (body.seconds && body.seconds * 1000 <= to - from) to = from + body.seconds * 1000;
  else if (body.seconds) from = to - body.seconds * 1000;
  const length = Math.max(0, Math.round((to - from) / 1000));
  const times = { started_at: instant(from), ended_at: instant(to), seconds: length * 1000 > LONGEST ? null : length, worked_on: dayOf(from, page.zone) };
  return record("entries", "stop", id, name, { ...body, ...times, source: "timer" });
}
