// Keeps what is chosen and typed in this browser until it was sent, so that a closed tab or a lost line loses nothing.
const form = document.querySelector("form[data-draft]");
const key = `waylight-${form.dataset.draft}`;
const fields = () => [...new FormData(form)].filter(([name]) => /^(q\d|talked|words)$/.test(name));

const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // a browser that keeps nothing, or something that is not ours
  }
};

const keep = (sent) => {
  try {
    localStorage.setItem(key, JSON.stringify({ sent, fields: fields() }));
  } catch { /* a browser that keeps nothing */ }
};

const before = kept();
if (before?.sent && form.dataset.state !== "new") {
  localStorage.removeItem(key); // the server has it
} else if (before?.fields.length) {
  for (const [name, value] of before.fields) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  document.querySelector("#restored").hidden = false;
}
form.addEventListener("input", () => keep(false));
form.addEventListener("submit", (event) => keep(event.submitter?.name === "do"));
for (const other of document.querySelectorAll(".end form")) {
  other.addEventListener("submit", () => localStorage.removeItem(key));
}
