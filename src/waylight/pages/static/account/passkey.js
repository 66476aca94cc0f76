// Passkeys: asks the browser for one, puts its answer into the form, and sends the form on.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// What the server writes in letters, the browser wants in bytes, and the other way round.
const forBrowser = ({ publicKey }) => ({
  publicKey: {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    ...(publicKey.user && { user: { ...publicKey.user, id: bytes(publicKey.user.id) } }),
    ...(publicKey.allowCredentials && { allowCredentials: publicKey.allowCredentials.map((one) => ({ ...one, id: bytes(one.id) })) }),
    ...(publicKey.excludeCredentials && { excludeCredentials: publicKey.excludeCredentials.map((one) => ({ ...one, id: bytes(one.id) })) }),
  },
});
const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
const forServer = (credential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: Object.fromEntries(PARTS.filter((part) => credential.response[part]).map((part) => [part, text(credential.response[part])])),
});

const ways = {
  async "sign-in"(form) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    return navigator.credentials.get(forBrowser((await answer.json()).request_options));
  },
  get: (form) => navigator.credentials.get(forBrowser(JSON.parse(form.dataset.options))),
  create(form) {
    const options = forBrowser(JSON.parse(form.dataset.options));
    if (form.elements.passwordless?.checked) {
      Object.assign(options.publicKey.authenticatorSelection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
    }
    return navigator.credentials.create(options);
  },
};

// By the browser's names for what went wrong: where the sentence stands that says it in the reader's language.
const reasons = { NotAllowedError: "notAllowed", InvalidStateError: "invalidState", SecurityError: "security" };

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const said = form.querySelector("[role=alert]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(forServer(await ways[form.dataset.passkey](form)));
      form.submit();
    } catch (error) {
      said.textContent = said.dataset[reasons[error.name] ?? "other"];
      said.hidden = false;
    }
  });
}
