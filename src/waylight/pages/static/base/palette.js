// Ctrl K (on a Mac, Command K): go to any page by a few letters of its name. What it offers are the links of the page's head.
const palette = document.getElementById('palette');
const words = document.getElementById('palette-words');
const list = document.getElementById('palette-list');
const found = document.getElementById('palette-found');
const opener = document.getElementById('palette-open');

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const pages = () => [...document.querySelectorAll('.bar a[href]')].map((link) => {
  const menu = link.closest('details')?.querySelector('summary').firstChild.textContent.split(':')[0].trim();
  return { href: link.href, label: menu ? `${link.textContent.trim()}, ${menu}` : link.textContent.trim() };
});

function item(href, label) {
  const link = Object.assign(document.createElement('a'), { href, textContent: label });
  const line = document.createElement('li');
  line.append(link);
  return line;
}

function show() {
  const typed = plain(words.value.trim());
  const fits = pages().filter((page) => typed.split(/\s+/).every((part) => plain(page.label).includes(part)));
  const lines = fits.map((page) => item(page.href, page.label));
  if (typed && words.dataset.search) {
    const address = `${words.dataset.search}?${new URLSearchParams({ q: words.value.trim() })}`;
    lines.push(item(address, words.dataset.look.replace('{words}', () => words.value.trim())));
  }
  list.replaceChildren(...lines);
  found.textContent = lines.length === 1 ? found.dataset.one : found.dataset.many.replace('{count}', lines.length);
}

function open() {
  words.value = '';
  show();
  palette.showModal();
  words.focus();
}

function step(by) {
  const stops = [words, ...list.querySelectorAll('a')];
  stops[(stops.indexOf(document.activeElement) + by + stops.length) % stops.length].focus();
}

if (palette && opener) {
  opener.addEventListener('click', open);
  words.addEventListener('input', show);
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && !document.querySelector('dialog[open]')) {
      event.preventDefault();
      open();
    }
  });
  palette.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    }
    if (event.key === 'Enter' && event.target === words) list.querySelector('a')?.click();
  });
  palette.addEventListener('click', (event) => event.target === palette && palette.close());
}
