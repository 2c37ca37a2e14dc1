// A page that waits for something comes again by itself, unless somebody is choosing on it or does not see it.

const EVERY = 5_000;
const again = document.querySelector("[data-look-again]");
const isChoosing = () => document.hidden || document.querySelector("main details[open] form");

if (again) setInterval(() => isChoosing() || location.replace(again.href), EVERY);
