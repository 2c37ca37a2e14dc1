// A chart that answers a finger: Plotly and the figure of the chart come on the first tap, in the place of the drawing.

const PLOTLY = import.meta.resolve("./vendor/plotly-basic.js");
// Plotly writes style sheets into the page, which our pages forbid; what it needs of them stands in realpay.css. It
// leaves them where an element already has their id and this class.
const STYLES = ["plotly.js-style-global", "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53"];
// Boxes with a figure in them, and the figure as it came.
const open = new Map();
let loading;

/** Show the figure of a card; or, when it is there, the drawing again. */
export async function explore(button) {
  const card = button.closest(".card");
  const [drawn, box, status] = ["[data-drawn]", "[data-figure]", "[role=status]"].map((one) => card.querySelector(one));
  if (button.hasAttribute("aria-busy")) return;
  if (open.has(box)) return leave(button, drawn, box);
  button.setAttribute("aria-busy", "true");
  status.textContent = button.dataset.loading;
  try {
    const [figure] = await Promise.all([read(button.dataset.explore), plotly()]);
    [drawn.hidden, box.hidden] = [true, false];
    await draw(box, figure);
    open.set(box, figure);
    turn(button);
    status.textContent = "";
  } catch {
    [drawn.hidden, box.hidden] = [false, true];
    status.textContent = button.dataset.failed;
  }
  button.removeAttribute("aria-busy");
}

function leave(button, drawn, box) {
  window.Plotly.purge(box);
  open.delete(box);
  [drawn.hidden, box.hidden] = [false, true];
  turn(button);
}

/** The button says what it does next. */
function turn(button) {
  [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
}

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  return answer.text();
}

/** Plotly, once; when it did not come, the next tap asks again. */
function plotly() {
  loading ??= new Promise((resolve, reject) => {
    for (const id of STYLES) document.body.append(Object.assign(document.createElement("i"), { id, className: "no-inline-styles", hidden: true }));
    const script = document.createElement("script");
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => { loading = undefined; script.remove(); reject(new Error(PLOTLY)); });
    script.src = PLOTLY;
    document.head.append(script);
  });
  return loading;
}

/** The figure has our light colours by name: here they become those of the scheme. */
function draw(box, figure) {
  const style = getComputedStyle(document.documentElement);
  const colours = Object.entries(JSON.parse(figure).layout.meta.colours);
  const ours = new Map(colours.map(([name, colour]) => [colour, style.getPropertyValue(`--${name}`).trim()]));
  const { data, layout, config } = JSON.parse(figure, (key, value) => ours.get(value) ?? value);
  return window.Plotly.react(box, data, layout, config);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => open.forEach((figure, box) => draw(box, figure)));
