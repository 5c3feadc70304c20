// Two cookies: the session of a signed-in client, and the secret that ties a sign-up to its browser.
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { LINK_VALID_MS } from '#core/enrolment/link.ts';
import { SESSION_VALID_MS } from '#usecases/sign-in/open-session.ts';
import type { AppContext } from './app-env.ts';

const SESSION = 'postmeter_session';
const BROWSER = 'postmeter_browser';

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
