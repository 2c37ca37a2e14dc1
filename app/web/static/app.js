// Small comforts. Every page works without them.

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

for (const select of document.querySelectorAll("select[data-submits]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
  select.form.querySelector("[data-without-script]")?.setAttribute("hidden", "");
}

for (const input of document.querySelectorAll("input[data-reads-back]")) {
  const shown = document.getElementById(input.dataset.readsBack);
  const read = () => {
    const minutes = minutesOf(input.value);
    shown.textContent = minutes ? `= ${spoken(minutes)}` : "";
  };
  input.addEventListener("input", read);
  read();
}

// The button of the quick form says what it saves.
for (const button of document.querySelectorAll("button[data-saves]")) {
  const form = button.form;
  const name = () => {
    const chosen = form.querySelector("input[name=duration]:checked");
    const minutes = chosen && minutesOf(chosen.value === "typed" ? form.elements.typed_duration.value : chosen.value);
    button.textContent = minutes ? button.dataset.saves.replace("{duration}", spoken(minutes)) : button.dataset.savesAnything;
  };
  form.addEventListener("input", name);
  name();
}

document.querySelector(".problem")?.focus();

for (const input of document.querySelectorAll("input[data-zone]")) {
  input.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

// A kind of work says whether it is paid, until the other is chosen.
for (const input of document.querySelectorAll("input[data-paid]")) {
  input.addEventListener("change", () => {
    for (const choice of input.form.elements.is_paid) choice.checked = choice.value === input.dataset.paid;
  });
}
