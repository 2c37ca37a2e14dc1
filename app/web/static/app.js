// Small comforts. Every page works without them.

import { secondsOf, spoken } from "./reading.js";

const A_DAY = 86_400;

for (const select of document.querySelectorAll("select[data-submits]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
// For browsers whose styles do not ask whether there is a script.
for (const said of document.querySelectorAll("[data-without-script]")) said.hidden = true;

for (const input of document.querySelectorAll("input[data-reads-back]")) {
  const shown = document.getElementById(input.dataset.readsBack);
  const read = () => {
    const seconds = secondsOf(input.value);
    shown.textContent = seconds && seconds <= input.dataset.longest ? `= ${spoken(seconds)}` : "";
  };
  input.addEventListener("input", read);
  read();
}

// The button of the quick form says what it saves.
for (const button of document.querySelectorAll("button[data-saves]")) {
  const form = button.form;
  const name = () => {
    const chosen = form.querySelector("input[name=duration]:checked");
    const seconds = chosen && secondsOf(chosen.value === "typed" ? form.elements.typed_duration.value : chosen.value);
    button.textContent = seconds && seconds <= A_DAY ? button.dataset.saves.replace("{duration}", spoken(seconds)) : button.dataset.savesAnything;
  };
  form.addEventListener("input", name);
  name();
}

// Nobody is signed in here: nothing of a log stays, not in other tabs either.
if ("nobody" in document.body.dataset) {
  import("./left.js").then(({ forgetPages, tellTabs }) => { tellTabs(); forgetPages(); });
}

// Choosing several: how many are chosen so far, and all of them at once.
for (const form of document.querySelectorAll("form[data-chooses]")) {
  const shown = form.querySelector("[data-chosen]");
  const boxes = [...form.querySelectorAll("input[name=task]")];
  const count = () => { shown.textContent = shown.dataset.chosen.replace("{count}", boxes.filter((box) => box.checked).length); };
  form.querySelector("[data-choose-all]").addEventListener("click", () => {
    for (const box of boxes) box.checked = true;
    count();
  });
  form.addEventListener("change", count);
  addEventListener("pageshow", count);
  count();
}

// A tick that changes what a button does changes its words.
for (const input of document.querySelectorAll("input[data-relabels]")) {
  const button = document.getElementById(input.dataset.relabels);
  input.addEventListener("change", () => {
    [button.textContent, button.dataset.otherLabel] = [button.dataset.otherLabel, button.textContent];
  });
}

// “Explore” loads what it needs when it is tapped, and not before.
for (const button of document.querySelectorAll("button[data-explore]")) {
  button.hidden = false;
  button.addEventListener("click", () => import("./explore.js").then(({ explore }) => explore(button), () => {
    button.closest(".card").querySelector("[role=status]").textContent = button.dataset.failed;
  }));
}

document.querySelector(".problem")?.focus();

// A link into a closed group opens it, also where the browser does not by itself.
const reveal = () => { const group = document.getElementById(location.hash.slice(1))?.closest("details"); if (group) group.open = true; };
addEventListener("hashchange", reveal);
reveal();

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
for (const input of document.querySelectorAll("input[data-zone]")) input.value = zone;
for (const list of document.querySelectorAll("datalist[data-zones]")) {
  const own = [...list.options].find((option) => option.value === zone);
  if (own) list.prepend(own);
}

// A kind of work says whether it is paid, until the other is chosen.
for (const input of document.querySelectorAll("input[data-paid]")) {
  input.addEventListener("change", () => {
    for (const choice of input.form.elements.is_paid) choice.checked = choice.value === input.dataset.paid;
  });
}
