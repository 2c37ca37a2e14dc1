// What the server refused, put back into the form it came from, so that it can be corrected and sent again.

import { hidesAmounts } from "./amounts.js";
import { dayOf, now } from "./clock.js";
import { own, remove } from "./outbox.js";
import { digitsOf, typedOf } from "./reading.js";
import { copyOf, memory, page } from "./words.js";

const corrected = new WeakMap();
// Where the form asks by another name than the API.
const ASKED = { contract_id: "contract", expected_minor: "pay", seconds: "duration", worked_on: "other_day", credited_seconds: "credited", held_minor: "held" };
const FORMS = { edit: "form[data-entry=edit]", start: ".run.idle:not([hidden]) form, form[data-entry=past]", past: "form[data-entry=past]" };
// What only the form of stopping says: it stays as it was said then.
const KEPT = ["note", "outcome"];
const AMOUNTS = ["expected_minor", "held_minor", "currency"];

/** Where a refused record is corrected, or null: a change of what runs is made again at its card. */
export function formOf({ seq, id, what }) {
  if (what === "timer") return null;
  return `${what === "edit" ? `/work/entries/${id}` : "/today"}#correct-${seq}`;
}

/** Whether this form holds what was refused: it is sent again under its own id. */
export const corrects = (form) => corrected.has(form);

/** The form is for something new from now on. */
export function letGo(form) {
  corrected.delete(form);
  form.querySelector("[data-why-refused]")?.remove();
}

/** The form of this entry goes its old way: once its page says that it is saved, what was refused is needless. */
export function asked(id) {
  memory("asked", id);
}

/** Let go of what was refused and then saved by its form. */
export async function dropSaved() {
  const id = memory("asked");
  if (!id || !new URLSearchParams(location.search).has("saved")) return;
  memory("asked", "");
  for (const { seq } of (await own()).filter((one) => one.id === id && one.state === "refused")) await remove(seq);
}

/** Show in the form of an entry what waits to be said of it. */
export async function fillWaiting() {
  const form = document.querySelector("form[data-entry=edit]");
  for (const row of form ? await own() : []) {
    if (row.what === "edit" && row.state === "waiting" && form.getAttribute("action").includes(row.id)) fill(form, row);
  }
}

/** Fill the form with the record that the address names. */
export async function fillRefused() {
  const seq = Number(location.hash.match(/^#correct-(\d+)$/)?.[1]);
  const row = seq && (await own()).find((one) => one.seq === seq && one.state === "refused");
  const form = row && document.querySelector(FORMS[row.what] ?? FORMS.past);
  if (!form) return;
  corrected.set(form, row);
  if (form.elements.id) form.elements.id.value = row.id;
  fill(form, row);
  form.dispatchEvent(new Event("input"));
  form.prepend(copyOf("refused", { why: row.sentence }));
  form.scrollIntoView();
  const name = nameOf(form, Object.keys(row.fields ?? {})[0]);
  const field = form.elements[name === "duration" && form.elements.typed_duration?.value ? "typed_duration" : name];
  (field?.focus ? field : [...(field ?? [])].find((one) => one.checked) ?? field?.[0])?.focus();
}

/** What the form says now, and what it does not ask as it was said before. */
export function whole(form, record) {
  const { body: before, what, label } = corrected.get(form) ?? {};
  if (!before) return record;
  const body = { ...record.body };
  // An amount that was not shown stays, unless another is typed.
  if (hidesAmounts() && body.is_paid !== false) for (const name of AMOUNTS) if (before[name] != null) body[name] ??= before[name];
  if (what === "edit") return { ...record, body };
  if (what === "stop") leaveToTimer(body, before, label);
  for (const name of KEPT) if (name in before && !(name in body)) body[name] = before[name];
  const isSameTime = body.seconds === before.seconds && body.worked_on === before.worked_on;
  if (isSameTime) for (const name of ["started_at", "ended_at", "source"]) if (before[name]) body[name] = before[name];
  return { ...record, body };
}

/** What a stop did not say is as its timer has it, and stays so where nothing else is said now. */
function leaveToTimer(body, before, label) {
  for (const name of ["contract_id", "platform"]) if (!(name in before) && !body[name]) delete body[name];
  if (!("kind" in before) && body.kind === label) delete body.kind;
  if (!("is_paid" in before) && body.is_paid) delete body.is_paid;
}

/** What a field said before it was touched. */
export function shownFirst(field) {
  if (field instanceof RadioNodeList) return [...field].find((one) => one.defaultChecked)?.value ?? "";
  if (field.options) return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
  return field.defaultValue;
}

/** The name under which a form asks for a field of the API. */
export const nameOf = (form, field) => (form.elements[ASKED[field] ?? field] ? ASKED[field] ?? field : field);

function fill(form, { body, label }) {
  for (const [field, value] of Object.entries(body)) {
    const name = nameOf(form, field);
    if (/_minor$/.test(field) && value != null && hidesAmounts()) form.elements[name]?.setAttribute("placeholder", "•••");
    // The currency is the form's own, which only the server changes.
    else if (field !== "currency" && form.elements[name]) put(form, name, value == null ? "" : shown(field, value, body));
  }
  if (form.dataset.entry === "past") fillPast(form, body, label);
}

function shown(field, value, { currency }) {
  if (/_minor$/.test(field)) return (value / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));
  if (/seconds$/.test(field)) return typedOf(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

/** Chips are chosen by their value; a list that does not offer it stays. */
function put(form, name, text) {
  const field = form.elements[name];
  if (field instanceof RadioNodeList) for (const one of field) one.checked = one.value === text;
  else if (!field.options || [...field.options].some((one) => one.value === text)) field.value = text;
}

/** The quick form asks for the kind of work, the length and the day with chips that open a field. */
function fillPast(form, { like, kind, seconds, worked_on: day }, label) {
  if (like) offer(form, like, label);
  put(form, "like", like ?? "other");
  if (!like && !kind) form.elements.kind.value = label;
  const chip = form.querySelector(`input[name=duration][value="${seconds / 60}"]`);
  put(form, "duration", chip ? chip.value : "typed");
  form.elements.typed_duration.value = chip || seconds == null ? "" : typedOf(seconds);
  const today = dayOf(now(), page.zone);
  put(form, "day", day === today ? "today" : "other");
}

/** The kind of work it was, where Today does not offer it any more. */
function offer(form, like, label) {
  if (form.querySelector(`input[name=like][value="${like}"]`)) return;
  const other = form.querySelector("input[name=like][type=radio]:not([value=other])")?.parentElement;
  if (!other) return;
  const chip = other.cloneNode(true);
  Object.assign(chip.firstElementChild, { id: "", value: like });
  chip.lastElementChild.textContent = label;
  other.parentElement.prepend(chip);
}
