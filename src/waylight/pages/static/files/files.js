// Bringing files by dropping them, and how far they are on their way. Without JavaScript the form works as it stands.
const drop = document.querySelector("#drop");

if (drop) {
  const input = drop.querySelector("input[type=file]");
  const chosen = drop.querySelector(".chosen");
  const sending = drop.querySelector(".sending");
  const said = sending.querySelector("[role=status]");

  const oneDigit = { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false };
  const written = (number) => number.toLocaleString(document.documentElement.lang || "en", oneDigit);
  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${written(bytes / 1e6)} MB`);
  const list = () => {
    const most = Number(input.dataset.most);
    input.setCustomValidity(input.files.length > most ? drop.dataset.tooMany : "");
    chosen.replaceChildren(...Array.from(input.files, (file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name}, ${size(file.size)}`;
      return line;
    }));
  };
  input.addEventListener("change", list);

  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    list();
    drop.querySelector("button").focus();
  });

  drop.addEventListener("htmx:beforeRequest", () => { sending.classList.add("on"); said.textContent = drop.dataset.sending; });
  drop.addEventListener("htmx:xhr:progress", ({ detail }) => {
    if (!detail.lengthComputable || !detail.total) return;
    const percent = Math.floor((100 * detail.loaded) / detail.total);
    sending.querySelector("progress").value = percent;
    said.textContent = percent < 100 ? drop.dataset.part.replace("{percent}", percent) : drop.dataset.sent;
  });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    drop.addEventListener(name, ({ detail }) => {
      sending.classList.remove("on");
      said.textContent = "";
      const line = document.createElement("p");
      line.className = "error";
      line.setAttribute("role", "alert");
      const answer = detail.xhr;
      const plain = answer?.getResponseHeader("Content-Type")?.startsWith("text/plain");
      line.textContent = plain && answer.responseText
        ? answer.responseText
        : drop.dataset.lost;
      drop.querySelector(":scope > .error")?.remove();
      drop.prepend(line);
    });
  }
}

// A day is only asked for where no meeting is chosen and the meeting is one of coaching.
const mind = (day) => {
  const meeting = document.getElementById(day.dataset.neededWithout);
  const file = day.closest(".file");
  const own = file.querySelector("input[value=stakeholder]").checked;
  const out = file.querySelector("input[name^=leave_out]").checked;
  if (meeting) meeting.closest("p").hidden = own;
  day.required = !out && (own || !meeting?.value);
};
for (const day of document.querySelectorAll("[data-needed-without]")) {
  mind(day);
  day.closest(".file").addEventListener("change", () => mind(day));
}
