/** Browser sessions of the panel's own pages. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { randomToken } from './authentication.ts';
import { keepLatest, type Panel, type PanelUser } from './panel.ts';

const COOKIE = 'solusvm_emulator_session';
const SESSIONS_KEPT = 1000;

export function beginSession(c: Context, panel: Panel, basePath: string, user: PanelUser): void {
  const session = randomToken();
  panel.tables.userIdsBySession.set(session, user.id);
  keepLatest(panel.tables.userIdsBySession, SESSIONS_KEPT);
  const path = `${basePath}/solusvm/`;
  setCookie(c, COOKIE, session, { path, httpOnly: true, sameSite: 'Lax' });
}

export function sessionUser(c: Context, panel: Panel): PanelUser | null {
  const userId = panel.tables.userIdsBySession.get(getCookie(c, COOKIE) ?? '');
  return userId === undefined ? null : (panel.tables.users.get(userId) ?? null);
}

export function endSession(c: Context, panel: Panel, basePath: string): void {
  panel.tables.userIdsBySession.delete(getCookie(c, COOKIE) ?? '');
  deleteCookie(c, COOKIE, { path: `${basePath}/solusvm/` });
}
