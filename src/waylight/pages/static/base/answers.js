// What to do when the answer to a request is not the part of a page that was asked for.
const noAnswer = document.querySelector("#no-answer");
const pathOf = (address) => new URL(address, location.href).pathname;

// Signed out meanwhile: the browser was led to the sign-in page, which belongs in the window, not in a part of it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (!xhr.responseURL || pathOf(xhr.responseURL) === pathOf(requestConfig.path)) return;
  event.preventDefault();
  location.reload();
});

// An error has a page that says what it is about.
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.requestConfig.verb === "get") location.assign(detail.requestConfig.path);
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => { noAnswer.hidden = false; });
}
document.addEventListener("htmx:afterOnLoad", () => { noAnswer.hidden = true; });
