// Amounts as a page of the server writes them: in its language, and not at all while they are hidden.

import { digitsOf } from "./reading.js";

const lang = document.documentElement.lang;

/** Whether amounts are hidden here: one that waits on this phone is not shown either. */
export const hidesAmounts = () => !document.querySelector("form[action='/you/amounts'] [aria-pressed=false]");

/** "$71.00"; nothing where no amount was said. */
export function money({ expected_minor: minor, currency }) {
  if (minor == null) return "";
  if (hidesAmounts()) return "•••";
  return new Intl.NumberFormat(lang, { style: "currency", currency }).format(minor / 10 ** digitsOf(currency));
}
