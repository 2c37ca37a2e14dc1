// What people type, read as the server reads it.

/** Seconds of a typed duration, or null: 45, 45m, 1h20, 1:20, 1.5h, "90 min", "12 min 5 s"; null too for a bare 1.5. */
export function secondsOf(text) {
  const typed = text.toLowerCase().replace(/\s/g, "").replace(",", ".");
  const plain = typed.match(/^(\d+(?:\.\d+(?=m))?)(m|min|mins|minutes?|minutos?)?$/);
  if (plain) return Math.round(plain[1] * 60);
  const clock = typed.match(/^(\d+):([0-5]\d)$/);
  if (clock) return clock[1] * 3600 + clock[2] * 60;
  const hours = typed.match(/^(\d+(?:\.\d+)?)(?:h|hrs?|hours?|horas?)(?:(\d+)(?:m|min|mins|minutes?|minutos?)?)?$/);
  if (hours) return Math.round(hours[1] * 3600) + (hours[2] ?? 0) * 60;
  const exact = typed.match(/^(?:(\d+)(?:h|hrs?|hours?|horas?))?(?:(\d+)(?:m|min|mins|minutes?|minutos?))?(\d+)(?:s|secs?|seconds?|segundos?)$/);
  return exact ? (exact[1] ?? 0) * 3600 + (exact[2] ?? 0) * 60 + Number(exact[3]) : null;
}

/** A duration as one types it, to be read back to the second. */
export function typedOf(seconds) {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (rest) return [hours && `${hours} h`, minutes && `${minutes} min`, `${rest} s`].filter(Boolean).join(" ");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}` : String(minutes);
}

/** "1 h 20 min"; under a minute `under`, or the seconds themselves. */
export function spoken(seconds, under = `${seconds} s`) {
  if (seconds > 0 && seconds < 60) return under;
  const [hours, rest] = [Math.floor(Math.round(seconds / 60) / 60), Math.round(seconds / 60) % 60];
  return [hours && `${hours} h`, (rest || !hours) && `${rest} min`].filter(Boolean).join(" ");
}

/** How many digits a currency has after the point. */
export function digitsOf(currency) {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
}

const DOLLARS = "(?:US|CA|AU|NZ|MX|HK|SG|C|A|R|S)?\\$";
const MARK = `(?:${DOLLARS}|[€£¥₹₱]|KR|RS|[A-Z]{3}(?![A-Z]))*`;
const MARKED = new RegExp(`^(-?)(${MARK})([^A-Z$€£¥₹₱]*)(${MARK})$`);
const CODES = new Set(Intl.supportedValuesOf?.("currency") ?? []);

/** Without the signs and codes of currencies around it; words around it stay. */
function unmarked(typed) {
  const [, minus, before, bare, after] = typed.match(MARKED) ?? [];
  if (bare == null) return typed;
  const codes = `${before} ${after}`.replace(new RegExp(DOLLARS, "g"), "").match(/[A-Z]{3}/g) ?? [];
  return CODES.size && codes.some((code) => !CODES.has(code)) ? typed : minus + bare;
}

/** Minor units of a typed amount, or null: "$1,234.50", "1234,50", "1 234"; "about 40" is none. */
export function minorOf(text, currency) {
  const typed = unmarked(text.toUpperCase().replace(/[\s'’]/g, ""));
  const found = typed.match(/^(\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+(?=,))(?:[.,](\d*))?$/) ?? typed.match(/^(\d*)(?:[.,](\d*))?$/);
  if (!found || !(found[1] || found[2])) return null;
  const [whole, part, digits] = [found[1].replace(/[.,]/g, ""), (found[2] ?? "").replace(/0+$/, ""), digitsOf(currency)];
  return part.length > digits ? null : Number(whole + part.padEnd(digits, "0"));
}
