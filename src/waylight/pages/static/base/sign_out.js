// Signing out empties what Waylight keeps in this browser. If something typed is not saved yet, it is asked first.
const drafts = () => Object.keys(localStorage).filter((name) => name.startsWith("waylight-draft-"));

for (const form of document.querySelectorAll("form[data-signs-out]")) {
  form.addEventListener("submit", (event) => {
    if (!drafts().length) return;
    if (confirm(form.dataset.signsOut)) drafts().forEach((name) => localStorage.removeItem(name));
    else event.preventDefault();
  });
}
