// Signing out empties what Waylight keeps in this browser. If something typed is not saved yet, it is asked first.
const drafts = () => Object.keys(localStorage).filter((name) => name.startsWith("waylight-draft-"));
const ASK = "Something that was typed on Today in this browser is not saved yet. Signing out removes it. Sign out all the same?";

for (const form of document.querySelectorAll("form[data-signs-out]")) {
  form.addEventListener("submit", (event) => {
    if (!drafts().length) return;
    if (confirm(ASK)) drafts().forEach((name) => localStorage.removeItem(name));
    else event.preventDefault();
  });
}
