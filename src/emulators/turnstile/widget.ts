/**
 * The widget as pages meet it: a script that puts a frame into each `.cf-turnstile`, and a hidden field with the frame's
 * word into the form around it. It needs of a page's content policy what the real one is documented to need.
 */

/** `frameUrl` as a path; the script knows its own origin. */
export function widgetScript(frameUrl: string): string {
  return `const origin = new URL(document.currentScript.src).origin;
for (const place of document.querySelectorAll('.cf-turnstile')) {
  const { sitekey = '', action = '', size = 'normal' } = place.dataset;
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'cf-turnstile-response';
  const frame = document.createElement('iframe');
  frame.title = 'Widget containing a Cloudflare security challenge (emulator)';
  frame.height = '65';
  frame.style.border = '0';
  frame.style.display = 'block';
  frame.style.width = size === 'flexible' ? '100%' : '300px';
  frame.style.minWidth = '300px';
  const asked = new URLSearchParams({ sitekey, action, hostname: location.hostname });
  frame.src = origin + ${JSON.stringify(frameUrl)} + '?' + asked;
  addEventListener('message', (event) => {
    if (event.source === frame.contentWindow && event.origin === origin) field.value = event.data;
  });
  place.append(frame, field);
}
`;
}

/** Test site keys begin with 1x (passes), 2x (fails), 3x (wants a click); any other one passes. */
export function widgetFrame(): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Turnstile (emulator)</title>
<style>
  body { margin: 0; font: 14px/1.3 system-ui, sans-serif; }
  div { box-sizing: border-box; height: 65px; border: 1px solid #d0d0d0; background: #fafafa;
    color: #222; display: flex; align-items: center; gap: 10px; padding: 0 12px; }
  small { margin-left: auto; color: #666; }
  button { font: inherit; }
</style>
<div><span id="said">Checking…</span> <small>Turnstile<br>(emulator)</small></div>
<script>
const asked = new URLSearchParams(location.search);
const sitekey = asked.get('sitekey');
const said = document.getElementById('said');
const page = { hostname: asked.get('hostname'), action: asked.get('action') };
async function solve() {
  const body = JSON.stringify(page);
  const headers = { 'content-type': 'application/json' };
  const token = /^[123]x/.test(sitekey)
    ? 'XXXX.DUMMY.TOKEN.XXXX'
    : (await (await fetch('solved', { method: 'POST', headers, body })).json()).token;
  parent.postMessage(token, '*');
  said.textContent = '✓ Success!';
}
if (sitekey.startsWith('2x')) said.textContent = '✗ Failed';
else if (sitekey.startsWith('3x')) {
  const button = document.createElement('button');
  button.textContent = 'Verify you are human';
  button.addEventListener('click', solve);
  said.replaceChildren(button);
} else solve();
</script>
</html>
`;
}
