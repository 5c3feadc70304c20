// What a browser keeps of the admin area: its session, the secret of a sign-in that waits for a signature, and the
// challenge of a passkey. None is a client's, so that nobody is signed in as both by one cookie.
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { OPERATOR_SESSION_MS, SIGN_IN_VALID_MS } from '#core/operators/session.ts';
import type { WaitingBrowser } from '#usecases/operators/sign-in-challenge.ts';
import type { AppContext } from '../app-env.ts';

export function readOperatorSession(c: AppContext): string | undefined {
  return getCookie(c, nameOf(c, 'operator'));
}

export function writeOperatorSession(c: AppContext, token: string): void {
  setCookie(c, nameOf(c, 'operator'), token, options(c, OPERATOR_SESSION_MS));
}

export function clearOperatorSession(c: AppContext): void {
  deleteCookie(c, nameOf(c, 'operator'), { path: '/', secure: isSecure(c) });
}

export function readWaiting(c: AppContext): WaitingBrowser | undefined {
  const [secret, ...rest] = (getCookie(c, nameOf(c, 'operator_wait')) ?? '').split('.');
  const challenge = rest.join('.');
  return secret && challenge ? { secret, challenge } : undefined;
}

export function writeWaiting(c: AppContext, { secret, challenge }: WaitingBrowser): void {
  const name = nameOf(c, 'operator_wait');
  setCookie(c, name, `${secret}.${challenge}`, options(c, SIGN_IN_VALID_MS));
}

export function clearWaiting(c: AppContext): void {
  deleteCookie(c, nameOf(c, 'operator_wait'), { path: '/', secure: isSecure(c) });
}

/** The prefix makes browsers refuse a cookie of this name that another host or plain http wrote (RFC 6265bis). */
function nameOf(c: AppContext, what: string): string {
  return `${isSecure(c) ? '__Host-' : ''}postmeter_${what}`;
}

function isSecure(c: AppContext): boolean {
  return c.env.ports.settings.origin.startsWith('https:');
}

function options(c: AppContext, maxAgeMs: number) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge: Math.floor(maxAgeMs / 1000),
  } as const;
}
