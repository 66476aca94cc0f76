// A menu of pages closes when somebody presses Escape, or goes on elsewhere. Without scripts it stays open until it is pressed.
const menus = document.querySelectorAll('.bar nav details');
const close = (menu) => { menu.open = false; };

document.addEventListener('keydown', (event) => {
  const open = event.key === 'Escape' && document.querySelector('.bar nav details[open]');
  if (!open) return;
  close(open);
  open.querySelector('summary').focus();
});
document.addEventListener('click', (event) => menus.forEach((menu) => menu.contains(event.target) || close(menu)));
menus.forEach((menu) => menu.addEventListener('focusout', (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu);
}));
