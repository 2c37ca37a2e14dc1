// What people type, read as the server reads it.

/** Whole minutes of a typed duration, or null: 45, 45m, 1h20, 1:20, 1.5h, "90 min"; null too for a bare 1.5. */
export function minutesOf(text) {
  const typed = text.trim().toLowerCase().replace(",", ".");
  const plain = typed.match(/^(\d+(?:\.\d+(?=\s*m))?)\s*(m|min|mins|minutes?|minutos?)?$/);
  if (plain) return Math.round(Number(plain[1]));
  const clock = typed.match(/^(\d+):([0-5]\d)$/);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const hours = typed.match(/^(\d+(?:\.\d+)?)\s*(?:h|hrs?|hours?|horas?)\s*(?:(\d+)\s*(?:m|min|mins|minutes?|minutos?)?)?$/);
  return hours ? Math.round(Number(hours[1]) * 60) + Number(hours[2] ?? 0) : null;
}

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
