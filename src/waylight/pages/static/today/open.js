// One tap in the mail is enough: the button that opens the page is pressed for her. What only looks at links presses none.
document.querySelector("form[data-at-once]").requestSubmit();
