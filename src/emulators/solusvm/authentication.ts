/**
 * Who calls. Each route names its guard itself, so that a path the panel does not know reaches the
 * web application's page whatever token was sent.
 */
import type { Context, MiddlewareHandler } from 'hono';
import type { FailureRule } from '../failures/rule.ts';
import { refused } from './envelopes.ts';
import { isAdmin, keepLatest, type Panel, type PanelUser } from './panel.ts';

export interface PanelEnv {
  Variables: { caller: PanelUser; failure?: FailureRule };
}

const ONE_TIME_LIFETIME_MS = 60_000;
const TOKENS_KEPT = 5000;

/** Anyone with a good token; the handler narrows what they see. */
export function signedIn(panel: Panel): MiddlewareHandler<PanelEnv> {
  return async function requireSignedIn(c, next) {
    const caller = callerOf(panel, c);
    if (caller === null) return refused(c, 401, 'Unauthenticated.');
    c.set('caller', caller);
    return next();
  };
}

export function adminOnly(panel: Panel): MiddlewareHandler<PanelEnv> {
  return async function requireAdmin(c, next) {
    const caller = callerOf(panel, c);
    if (caller === null) return refused(c, 401, 'Unauthenticated.');
    if (!isAdmin(caller)) return refused(c, 403, 'This action is unauthorized.');
    c.set('caller', caller);
    return next();
  };
}

/** A bearer token for this user, for good unless it is given an end. */
export function mintToken(panel: Panel, userId: number, expiresAtMs: number | null = null): string {
  const token = randomToken();
  const { tokens } = panel.tables;
  const [[panelToken] = []] = tokens;
  tokens.set(token, { userId, expiresAtMs });
  if (tokens.size > TOKENS_KEPT) {
    // The first entry is the administrator's own token, which never goes.
    const oldest = [...tokens.keys()].find((key) => key !== panelToken);
    if (oldest !== undefined) tokens.delete(oldest);
  }
  return token;
}

export function mintOneTimeToken(
  panel: Panel,
  userId: number,
): [token: string, expiresAtMs: number] {
  const token = randomToken();
  const expiresAtMs = panel.nowMs() + ONE_TIME_LIFETIME_MS;
  panel.tables.oneTimeTokens.set(token, { userId, expiresAtMs, isUsed: false });
  keepLatest(panel.tables.oneTimeTokens, TOKENS_KEPT);
  return [token, expiresAtMs];
}

export type OneTimeUse =
  | { readonly ok: true; readonly user: PanelUser }
  | { readonly ok: false; readonly reason: 'unknown' | 'used' | 'expired' };

export function useOneTimeToken(panel: Panel, token: string): OneTimeUse {
  const entry = panel.tables.oneTimeTokens.get(token);
  const user = entry && panel.tables.users.get(entry.userId);
  if (entry === undefined || user === undefined) return { ok: false, reason: 'unknown' };
  if (entry.isUsed) return { ok: false, reason: 'used' };
  if (panel.nowMs() >= entry.expiresAtMs) return { ok: false, reason: 'expired' };
  entry.isUsed = true;
  return { ok: true, user };
}

export function randomToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function callerOf(panel: Panel, c: Context): PanelUser | null {
  const token = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (token === undefined) return null;
  const lasting = panel.tables.tokens.get(token);
  if (lasting !== undefined) {
    const isOver = panel.nowMs() >= (lasting.expiresAtMs ?? Number.POSITIVE_INFINITY);
    return isOver ? null : (panel.tables.users.get(lasting.userId) ?? null);
  }
  const use = useOneTimeToken(panel, token);
  return use.ok ? use.user : null;
}
