// The session of a signed-in client, the secret that ties a sign-up to its browser, the language, and sealed notes:
// that the browser is known, that the password was right, the challenge of a passkey, and who was recognised elsewhere.
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { LINK_VALID_MS } from '#core/enrolment/link.ts';
import { CHALLENGE_VALID_MS } from '#usecases/account/passkey-challenge.ts';
import { CODE_VALID_MS } from '#usecases/sign-in/ask-for-code.ts';
import { IDENTITY_FLOW_VALID_MS, IDENTITY_VALID_MS } from '#usecases/sign-in/identity-note.ts';
import { KNOWN_BROWSER_VALID_MS } from '#usecases/sign-in/known-browser.ts';
import { SESSION_VALID_MS } from '#usecases/sign-in/open-session.ts';
import type { AppContext } from './app-env.ts';

const SESSION = 'postmeter_session';
const BROWSER = 'postmeter_browser';
const KNOWN = 'postmeter_known';
const CODE = 'postmeter_code';
const CHALLENGE = 'postmeter_challenge';
const IDENTITY_FLOW = 'postmeter_identity_flow';
const IDENTITY = 'postmeter_identity';
const LANGUAGE = 'postmeter_language';
/** The longest that browsers keep a cookie. */
const LANGUAGE_KEPT_MS = 400 * 24 * 3_600_000;

export function readSession(c: AppContext): string | undefined {
  return getCookie(c, SESSION);
}

export function writeSession(c: AppContext, token: string): void {
  setCookie(c, SESSION, token, options(c, SESSION_VALID_MS));
}

export function clearSession(c: AppContext): void {
  deleteCookie(c, SESSION, { path: '/' });
}

/** Only a secret of the form that we give out: whoever can set another one must not know it. */
export function readBrowser(c: AppContext): string | undefined {
  const secret = getCookie(c, BROWSER);
  return secret !== undefined && /^[\w-]{43}$/.test(secret) ? secret : undefined;
}

/** Lives as long as the link that it goes with. */
export function writeBrowser(c: AppContext, secret: string): void {
  setCookie(c, BROWSER, secret, options(c, LINK_VALID_MS));
}

/** Whatever stands there; empty without it. */
export function readLanguage(c: AppContext): string {
  return getCookie(c, LANGUAGE) ?? '';
}

export function writeLanguage(c: AppContext, tag: string): void {
  setCookie(c, LANGUAGE, tag, options(c, LANGUAGE_KEPT_MS));
}

export function readKnown(c: AppContext): string | undefined {
  return getCookie(c, KNOWN);
}

export function writeKnown(c: AppContext, note: string): void {
  setCookie(c, KNOWN, note, options(c, KNOWN_BROWSER_VALID_MS));
}

export function readCodeNote(c: AppContext): string | undefined {
  return getCookie(c, CODE);
}

export function writeCodeNote(c: AppContext, note: string): void {
  setCookie(c, CODE, note, options(c, CODE_VALID_MS));
}

export function clearCodeNote(c: AppContext): void {
  deleteCookie(c, CODE, { path: '/' });
}

export function readChallenge(c: AppContext): string | undefined {
  return getCookie(c, CHALLENGE);
}

export function writeChallenge(c: AppContext, note: string): void {
  setCookie(c, CHALLENGE, note, options(c, CHALLENGE_VALID_MS));
}

export function clearChallenge(c: AppContext): void {
  deleteCookie(c, CHALLENGE, { path: '/' });
}

/** The question to the provider that this browser has asked. */
export function readIdentityFlow(c: AppContext): string | undefined {
  return getCookie(c, IDENTITY_FLOW);
}

export function writeIdentityFlow(c: AppContext, note: string): void {
  setCookie(c, IDENTITY_FLOW, note, options(c, IDENTITY_FLOW_VALID_MS));
}

export function clearIdentityFlow(c: AppContext): void {
  deleteCookie(c, IDENTITY_FLOW, { path: '/' });
}

/** Whom the provider has recognised in this browser, while they are nobody here. */
export function readIdentity(c: AppContext): string | undefined {
  return getCookie(c, IDENTITY);
}

export function writeIdentity(c: AppContext, note: string): void {
  setCookie(c, IDENTITY, note, options(c, IDENTITY_VALID_MS));
}

export function clearIdentity(c: AppContext): void {
  deleteCookie(c, IDENTITY, { path: '/' });
}

/** `Secure` wherever the service is reached by https; a demo on http://localhost has to do without. */
function options(c: AppContext, maxAgeMs: number) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.env.ports.settings.origin.startsWith('https:'),
    maxAge: Math.floor(maxAgeMs / 1000),
  } as const;
}
