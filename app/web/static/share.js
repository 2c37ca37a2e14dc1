// Share: the preview follows the form, and a link just made goes straight to what the phone shares with.

const PATIENCE = 250;
const KEPT_OUT = ["passphrase", "label", "lasts", "origins"];

/** The page that a form leads to, and where that is. */
async function answerTo(address, values, signal) {
  const answer = await fetch(address, { method: "POST", body: values, signal });
  return { url: answer.url, shown: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

/** The preview shows what is chosen, a moment after it was. */
function follow(form) {
  let waiting = 0;
  let asked = new AbortController();
  const look = async () => {
    asked.abort();
    asked = new AbortController();
    const values = new FormData(form);
    values.delete("passphrase");
    try {
      const { shown } = await answerTo("/share/preview", values, asked.signal);
      const fresh = shown.querySelector("[data-preview]");
      if (fresh) document.querySelector("[data-preview]").replaceWith(fresh);
    } catch { /* no line, or asked again meanwhile: what is shown stays */ }
  };
  form.addEventListener("change", ({ target }) => {
    if (KEPT_OUT.includes(target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(look, PATIENCE);
  });
}

/** The tap that makes a link is still the one that shares it: no page is loaded in between. */
function make(form) {
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.value !== "make") return;
    event.preventDefault();
    if ("busy" in form.dataset) return;
    form.dataset.busy = "";
    try {
      const { url, shown } = await answerTo(form.action, new FormData(form));
      if (url !== form.action) location.assign(url); // this form made its link before
      else show(shown);
    } catch { // no line: the form goes its old way, and the phone says so
      form.submit();
    }
    delete form.dataset.busy;
  });
}

function show(page) {
  document.title = page.title;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  scrollTo(0, 0);
  begin();
  document.querySelector(".problem")?.focus();
  const made = document.querySelector("[data-made]");
  if (!made) return;
  document.querySelector("main").focus();
  if (navigator.share) send(made);
  else copy(made);
}

/** The phone's own list of ways to share; whoever closes it has the buttons. */
async function send(made) {
  await navigator.share({ url: made.dataset.made }).catch(() => {});
}

async function copy(made) {
  const field = made.querySelector("#address");
  const line = made.querySelector("[data-link-told]");
  try {
    await navigator.clipboard.writeText(field.value);
    line.textContent = made.dataset.copied;
  } catch { // by plain http, or not allowed
    field.focus();
    field.select();
    line.textContent = made.dataset.notCopied;
  }
  line.hidden = false;
}

function begin() {
  const form = document.querySelector("form[data-share]");
  if (form) follow(form);
  if (form?.dataset.makes) {
    make(form);
    if (navigator.share) form.querySelector("[value=make] span").textContent = form.dataset.makes;
  }
  const made = document.querySelector("[data-made]");
  const sends = made?.querySelector("[data-sends]");
  if (sends && navigator.share) sends.hidden = false;
  sends?.addEventListener("click", () => send(made));
  made?.querySelector("[data-copies]").addEventListener("click", () => copy(made));
}

begin();
