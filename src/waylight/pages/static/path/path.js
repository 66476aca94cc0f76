// Says in words what is pointed at, and marks the same week in every series.
const marks = [...document.querySelectorAll(".path .mark")];
const readout = document.querySelector("[data-readout]");

function point(mark) {
  const x = mark?.getAttribute("x");
  for (const one of marks) one.classList.toggle("same", one.getAttribute("x") === x);
  readout.textContent = mark ? mark.querySelector("title").textContent : "\u00a0";
}

document.querySelector(".path")?.addEventListener("pointerover", (event) => point(event.target.closest(".mark")));
document.querySelector(".path")?.addEventListener("pointerleave", () => point(null));
