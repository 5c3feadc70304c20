// The one script that goes to browsers: passkeys cannot be used without one. It asks for options, lets the browser
// do its part, and sends the answer as an ordinary form; so errors are pages and the form's protections stay.
// Encoding by hand where the browser's own JSON methods (WebAuthn Level 3) are missing.
export const PASSKEYS_SCRIPT = `const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const withIds = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

function readOptions(ceremony, json) {
  const options = { ...json, challenge: bytes(json.challenge) };
  if (ceremony === 'get') return { ...options, allowCredentials: withIds(json.allowCredentials) };
  return {
    ...options,
    user: { ...json.user, id: bytes(json.user.id) },
    excludeCredentials: withIds(json.excludeCredentials),
  };
}

function writeAnswer(credential) {
  const { response } = credential;
  const fields = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];
  const present = fields.filter((name) => response[name]).map((name) => [name, text(response[name])]);
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(present),
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function fill(form) {
  const ceremony = form.dataset.passkey;
  const reply = await fetch(form.action + '/options', { credentials: 'same-origin' });
  if (!reply.ok || reply.redirected) return location.reload();
  const publicKey = readOptions(ceremony, await reply.json());
  const credential = await navigator.credentials[ceremony]({ publicKey });
  form.elements.answer.value = writeAnswer(credential);
  HTMLFormElement.prototype.submit.call(form);
}

if (!window.PublicKeyCredential) {
  for (const note of document.querySelectorAll('[data-without-passkeys]')) note.classList.add('shown');
} else {
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const button = form.querySelector('button');
      button.disabled = true;
      // Cancelled, timed out or refused by the device: the person sees why there, and may try again here.
      fill(form).catch(() => {}).finally(() => { button.disabled = false; });
    });
  }
}
`;
