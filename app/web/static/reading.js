// What people type, read as the server reads it.

/** Seconds of a typed duration, or null: 45, 45m, 1h20, 1:20, 1.5h, "90 min"; null too for a bare 1.5. */
export function secondsOf(text) {
  const typed = text.toLowerCase().replace(/\s/g, "").replace(",", ".");
  const plain = typed.match(/^(\d+(?:\.\d+(?=m))?)(m|min|mins|minutes?|minutos?)?$/);
  if (plain) return Math.round(plain[1] * 60);
  const clock = typed.match(/^(\d+):([0-5]\d)$/);
  if (clock) return clock[1] * 3600 + clock[2] * 60;
  const hours = typed.match(/^(\d+(?:\.\d+)?)(?:h|hrs?|hours?|horas?)(?:(\d+)(?:m|min|mins|minutes?|minutos?)?)?$/);
  return hours ? Math.round(hours[1] * 3600) + (hours[2] ?? 0) * 60 : null;
}

/** The same in whole minutes. */
export const minutesOf = (text) => secondsOf(text) && Math.round(secondsOf(text) / 60);

/** "1 h 20 min". */
export function spoken(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours && `${hours} h`, (rest || !hours) && `${rest} min`].filter(Boolean).join(" ");
}

/** How many digits a currency has after the point. */
export function digitsOf(currency) {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
}

/** Minor units of a typed amount, or null: "$1,234.50", "1234,50", "1 234". */
export function minorOf(text, currency) {
  const typed = text.toUpperCase().replace(/[$€£¥₹₱]|[A-Z]{2,3}|[\s'’]/g, "");
  const found = typed.match(/^(\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+(?=,))(?:[.,](\d*))?$/) ?? typed.match(/^(\d*)(?:[.,](\d*))?$/);
  if (!found || !(found[1] || found[2])) return null;
  const [whole, part, digits] = [found[1].replace(/[.,]/g, ""), (found[2] ?? "").replace(/0+$/, ""), digitsOf(currency)];
  return part.length > digits ? null : Number(whole + part.padEnd(digits, "0"));
}
