// Keeps what is typed on Today in this browser until Waylight has it: through a reload, a closed tab, a lost line, a
// session that ended. It is sealed with a key that only this account's page holds, so nobody else here can read it.
// What it says stands in the form, in the reader's language.
const NOT_TYPED = ["csrfmiddlewaretoken", "seen"];
const main = document.querySelector("#main");
const form = () => main.querySelector("form[data-draft]");
const place = () => `waylight-draft-${form().dataset.draft}`;
const typed = () => JSON.stringify([...new FormData(form())].filter(([name]) => !NOT_TYPED.includes(name)));
const words = (text) => JSON.stringify(JSON.parse(text).filter(([name]) => name !== "once"));

const toBytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const toText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const key = () => crypto.subtle.importKey("raw", toBytes(form().dataset.key), "AES-GCM", false, ["encrypt", "decrypt"]);

const seal = async (text) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), new TextEncoder().encode(text));
  return `${toText(iv)}.${toText(new Uint8Array(sealed))}`;
};
const unseal = async (kept) => {
  const [iv, sealed] = kept.split(".").map(toBytes);
  return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), sealed));
};

let empty = words(typed());
let kept = Promise.resolve(); // one after the other, so that the last word is the one that stays
const status = (text) => { main.querySelector("#draft").textContent = text; };
const says = (text) => {
  const place = main.querySelector("#says");
  place.textContent = text;
  place.hidden = !text;
  if (text) place.scrollIntoView({ block: "nearest" });
};

const keep = () => {
  const [now, where] = [typed(), place()];
  kept = kept.then(async () => {
    if (words(now) === empty) return localStorage.removeItem(where);
    localStorage.setItem(where, await seal(now));
    status(form().dataset.kept);
  }).catch(() => status(form().dataset.notKept));
};
const forget = () => { localStorage.removeItem(place()); };

const fill = (fields) => {
  for (const control of form().elements) {
    if (!control.name || NOT_TYPED.includes(control.name)) continue;
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
    else if (values.length) control.value = values[0];
  }
  for (const part of form().querySelectorAll("details")) {
    part.open ||= [...part.querySelectorAll("input, select, textarea")].some((one) => (
      one.type === "radio" ? one.checked && one.value : one.value));
    part.querySelector("[data-helper]")?.dispatchEvent(new Event("waylight:filled"));
  }
};

const restore = async () => {
  const draft = localStorage.getItem(place());
  if (!draft || !("fresh" in form().dataset)) return;
  try {
    fill(JSON.parse(await unseal(draft)));
    main.querySelector("#restored").hidden = false;
  } catch {
    says(form().dataset.unreadable);
  }
};

let waits = false; // for the line to be back
let sending = false;

const send = async () => {
  if (sending) return;
  sending = true;
  waits = false;
  keep();
  await kept;
  try {
    says("");
    status(form().dataset.saving);
    await received(await fetch(form().action, { method: "POST", body: new URLSearchParams(new FormData(form())) }));
  } catch {
    waits = true;
    status("");
    says(form().dataset.offline);
  }
  sending = false;
};

const received = async (answer) => {
  const to = new URL(answer.url);
  if (answer.redirected && to.pathname === location.pathname) {
    forget();
    location.assign(`${to.pathname}${to.search}#saved`);
  } else if (answer.redirected) {
    location.assign(answer.url); // signed out meanwhile: she signs in, and the draft is there
  } else {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#main");
    status("");
    if (page?.querySelector("form[data-draft]")) shown(page);
    else says(form().dataset.refused);
  }
};

// The form again, with what does not fit or what was written elsewhere meanwhile.
const shown = (page) => {
  main.replaceChildren(...page.childNodes);
  document.dispatchEvent(new Event("waylight:shown"));
  begin();
  main.querySelector("[role=alert]:not([hidden])")?.scrollIntoView({ block: "center" });
};

const begin = () => {
  form().addEventListener("input", keep);
  form().addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  main.querySelector("#throw-away").addEventListener("click", () => {
    forget();
    location.assign(location.pathname);
  });
};

begin();
await restore();
window.addEventListener("online", () => { if (waits) send(); });
