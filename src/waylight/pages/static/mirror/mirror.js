// Labels by one key press, and the next and the previous turn, while a label has the focus. Without it, labels are links.
const list = document.querySelector("#said .turns");
const keys = [...document.querySelectorAll("[data-key]")];
const lead = { n: 1, p: -1 };
const BACK = "u";
const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
const labels = () => [...list.querySelectorAll(list.querySelector(".match") ? ".turn.match .label" : ".turn .label")];

function step(from, by) {
  const all = [...list.querySelectorAll(".turn .label")];
  const wanted = labels();
  for (let at = all.indexOf(from) + by; at >= 0 && at < all.length; at += by) {
    if (!wanted.includes(all[at])) continue;
    all[at].focus();
    all[at].closest(".turn").scrollIntoView({ block: "center" });
    return;
  }
}

async function say(turn, as) {
  const { id } = turn;
  const match = turn.classList.contains("match");
  await window.htmx.ajax("POST", turn.dataset.correct, {
    target: turn, swap: "outerHTML", values: { as, csrfmiddlewaretoken: token },
  });
  const now = document.getElementById(id);
  now?.classList.toggle("match", match);
  now?.querySelector(".label")?.focus({ preventScroll: true });
}

list?.addEventListener("keydown", (event) => {
  const label = event.target.closest(".label");
  const turn = label?.closest("[data-correct]");
  if (!turn || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const as = event.key === BACK ? "" : keys.find(({ dataset }) => dataset.key === event.key && dataset.role === turn.dataset.role)?.dataset.as;
  if (event.key in lead) step(label, lead[event.key]);
  else if (as !== undefined) say(turn, as);
  else return;
  event.preventDefault();
});

const first = document.querySelector("[data-first]");
if (first && list) {
  first.hidden = false;
  first.addEventListener("click", (event) => {
    event.preventDefault();
    labels()[0]?.focus();
  });
}
