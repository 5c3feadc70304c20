import {
  type ApiKeyRefusal,
  decideApiKey,
  parseApiKey,
  RATE_WINDOW_MS,
  secondsLeft,
} from '#core/api/api-key.ts';
import type { Scope } from '#core/api/scope.ts';
import type { ApiKeyId } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import { refusedEvent } from '#usecases/operators/refused-event.ts';

export type UseKeyRefusal = ApiKeyRefusal | { readonly reason: 'key_unknown' };

/** How much a key may still ask for; absent for whoever is no key. */
export interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
  readonly windowSeconds: number;
  readonly resetSeconds: number;
}

export interface KeyUse {
  readonly rateLimit: RateLimit | undefined;
  readonly caller: Result<ApiKeyId, UseKeyRefusal>;
}

/** What a key is used for. */
export interface WantedOperation {
  readonly scope: Scope;
  /** As the API's document names it. */
  readonly operation: string;
  readonly writes: boolean;
}

type UseKeyPorts = Pick<Ports, 'store' | 'clock' | 'secrets' | 'settings'>;

/**
 * Whose key `text` is, and whether it may do this; counts the call. Whoever does not hold the secret learns nothing of the
 * key and writes nothing. A holder whose write is refused leaves an audit row.
 */
export async function useApiKey(
  ports: UseKeyPorts,
  text: string,
  wanted: WantedOperation,
): Promise<KeyUse> {
  const { store, clock, secrets, settings } = ports;
  const stranger: KeyUse = { rateLimit: undefined, caller: err({ reason: 'key_unknown' }) };
  const parts = parseApiKey(text);
  if (!parts) return stranger;
  const nowMs = clock.nowMs();
  const key = await store.api.useKey(parts.id, await secrets.digest(parts.secret), nowMs);
  if (!key) return stranger;
  const limit = settings.apiCallsPerMinute;
  const rateLimit = {
    limit,
    remaining: Math.max(0, limit - key.windowCalls),
    windowSeconds: RATE_WINDOW_MS / 1_000,
    resetSeconds: secondsLeft(key, nowMs),
  };
  const decided = decideApiKey(key, wanted.scope, { nowMs, limit });
  if (decided.ok) return { rateLimit, caller: ok(key.id) };
  if (wanted.writes && decided.error.reason !== 'rate_limited') {
    const refused = { atMs: nowMs, actor: `api:${key.id}`, subjectId: key.id };
    const { reason: code } = decided.error;
    await store.commit([refusedEvent({ ...refused, wanted: wanted.operation, code })]);
  }
  return { rateLimit, caller: decided };
}
