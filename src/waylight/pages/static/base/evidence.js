// Opens evidence in a sheet over the page, so that nothing moves. Without JavaScript the link leads to a page of its own.
const sheet = document.querySelector("#evidence-sheet");
const body = document.querySelector("#evidence-body");

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== body) return;
  if (!sheet.open) sheet.showModal();
  // Older rows take the place of the link that led to them; reading begins at the top again.
  sheet.scrollTop = 0;
  body.focus({ preventScroll: true });
});

sheet?.addEventListener("click", (event) => {
  if (event.target === sheet || event.target.closest("[data-close]")) sheet.close();
});

// HTMX leaves links inside drawings to the browser; here they open the same sheet.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("svg a[href]:not([data-page]), svg [data-evidence]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  window.htmx.ajax("GET", link.getAttribute("href") ?? link.dataset.evidence, "#evidence-body");
});
