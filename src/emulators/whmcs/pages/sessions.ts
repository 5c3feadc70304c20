/** Browser sessions of the client area. A session is of a user, and looks at one of the user's clients. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { clientsOf } from '../clients/clients.ts';
import { type Client, type Installation, keepLatest, type User } from '../installation.ts';
import { randomToken } from '../random-token.ts';

const COOKIE = 'whmcs_emulator_session';
const SESSIONS_KEPT = 1000;

export function beginSession(
  c: Context,
  installation: Installation,
  userId: number,
  clientId: number,
): void {
  const session = randomToken();
  installation.tables.sessions.set(session, { userId, clientId });
  keepLatest(installation.tables.sessions, SESSIONS_KEPT);
  const path = `${installation.webRoot}/`;
  // Lax on purpose: a page of ours that links here must find the session.
  setCookie(c, COOKIE, session, { path, httpOnly: true, sameSite: 'Lax' });
}

export function endSession(c: Context, installation: Installation): void {
  installation.tables.sessions.delete(getCookie(c, COOKIE) ?? '');
  deleteCookie(c, COOKIE, { path: `${installation.webRoot}/` });
}

export function signedInUser(c: Context, installation: Installation): User | null {
  const session = installation.tables.sessions.get(getCookie(c, COOKIE) ?? '');
  return session === undefined ? null : (installation.tables.users.get(session.userId) ?? null);
}

/** The client that the session looks at; one of the user's own, whatever the session says. */
export function signedInClient(c: Context, installation: Installation): Client | null {
  const session = installation.tables.sessions.get(getCookie(c, COOKIE) ?? '');
  if (session === undefined) return null;
  const mine = clientsOf(installation, session.userId);
  return mine.find(({ id }) => id === session.clientId) ?? mine[0] ?? null;
}

export function lookAtClient(c: Context, installation: Installation, clientId: number): void {
  const session = installation.tables.sessions.get(getCookie(c, COOKIE) ?? '');
  if (session !== undefined) session.clientId = clientId;
}
