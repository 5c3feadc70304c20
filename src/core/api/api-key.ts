// An API key as text and as a stored row: `pmk_`, the 26 characters of its id, `_`, 256 random bits in base64url. The id
// is no secret: it names the key in lists and audits.
import type { Scope } from '#core/api/scope.ts';
import { type ApiKeyId, isId } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';

export const API_KEY_PREFIX = 'pmk_';

const TEXT = /^pmk_([0-9a-z]{26})_([A-Za-z0-9_-]{43})$/;
const ID_PREFIX = 'key_';

export interface ApiKeyParts {
  readonly id: ApiKeyId;
  readonly secret: string;
}

/** What `Authorization: Bearer` carries. */
export function apiKeyText({ id, secret }: ApiKeyParts): string {
  return `${API_KEY_PREFIX}${id.slice(ID_PREFIX.length)}_${secret}`;
}

/** Undefined for what has not the form of a key. */
export function parseApiKey(text: string): ApiKeyParts | undefined {
  const [, suffix, secret] = TEXT.exec(text) ?? [];
  const id = `${ID_PREFIX}${suffix}`;
  return secret !== undefined && isId('apiKey', id) ? { id, secret } : undefined;
}

/** What decides about a key whose secret was right. */
export interface ApiKeyState {
  readonly scopes: readonly Scope[];
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
  /** Calls in the running window, this one counted. */
  readonly windowCalls: number;
  readonly windowStartedAtMs: number;
}

export type ApiKeyRefusal =
  | { readonly reason: 'rate_limited'; readonly retryAfterSeconds: number }
  | { readonly reason: 'key_revoked' }
  | { readonly reason: 'key_expired' }
  | { readonly reason: 'scope_missing'; readonly scope: Scope };

/** Length of the window in which a key's calls are counted. */
export const RATE_WINDOW_MS = 60_000;

/**
 * Whether a key may do what asks for `scope`. The limit comes first, so that nothing that a refusal leaves behind can be
 * made without bound.
 */
export function decideApiKey(
  key: ApiKeyState,
  scope: Scope,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): Result<null, ApiKeyRefusal> {
  if (key.windowCalls > limit) {
    const retryAfterSeconds = secondsLeft(key, nowMs);
    return err({ reason: 'rate_limited', retryAfterSeconds });
  }
  if (key.revokedAtMs !== null) return err({ reason: 'key_revoked' });
  if (key.expiresAtMs !== null && key.expiresAtMs <= nowMs) return err({ reason: 'key_expired' });
  if (!key.scopes.includes(scope)) return err({ reason: 'scope_missing', scope });
  return ok(null);
}

/** Until the window ends and the count begins anew; at least one second. */
export function secondsLeft(
  { windowStartedAtMs }: Pick<ApiKeyState, 'windowStartedAtMs'>,
  nowMs: number,
): number {
  return Math.max(1, Math.ceil((windowStartedAtMs + RATE_WINDOW_MS - nowMs) / 1_000));
}
