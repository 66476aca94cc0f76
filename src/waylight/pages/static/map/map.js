// Play, steps, and the one person pointed at. The slider works through HTMX; without JavaScript it is a form with a button.
const form = document.querySelector("#map-weeks");
const slider = form?.querySelector("input[type=range]");
const play = form?.querySelector("[data-play]");
const words = { play: play?.textContent, stop: play?.dataset.stop };
const PAUSE = 1200; // milliseconds a picture stands
let timer = null;

function stop() {
  clearInterval(timer);
  timer = null;
  if (play) play.textContent = words.play;
}

function step() {
  if (Number(slider.value) >= Number(slider.max)) return stop();
  slider.stepUp();
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}

if (play) {
  play.addEventListener("click", () => {
    if (timer) return stop();
    if (slider.value === slider.max) slider.value = slider.min;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    play.textContent = words.stop;
    timer = setInterval(step, PAUSE);
  });
  slider.addEventListener("pointerdown", stop);
  slider.addEventListener("keydown", stop);
}

// A step taken by its link moves the slider along, unless it is the slider that is being moved.
document.addEventListener("htmx:afterSettle", () => {
  const week = document.querySelector("#map-week")?.dataset.week;
  if (slider && week && !timer && document.activeElement !== slider) slider.value = week;
});

function point(person) {
  document.querySelector(".map-drawing")?.classList.toggle("one", Boolean(person));
  for (const part of document.querySelectorAll(".arrow[data-person], .behind tr[data-person]")) {
    part.classList.toggle("chosen", part.dataset.person === person);
  }
}

for (const [name, over] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
  document.addEventListener(name, (event) => {
    const who = event.target.closest?.(".who[data-person]");
    if (who) point(over ? who.dataset.person : null);
  });
}
