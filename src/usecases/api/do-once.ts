import {
  decideIdempotency,
  IDEMPOTENCY_KEPT_MS,
  IDEMPOTENCY_LEASE_MS,
  type IdempotencyDecision,
  isAnswerKept,
  type StoredAnswer,
} from '#core/api/idempotency.ts';
import { errorText } from '#core/error-text.ts';
import type { ApiKeyId } from '#core/ids.ts';
import type { Ports } from '#ports/ports.ts';
import { newToken } from '#usecases/tokens.ts';

/** A request with an Idempotency-Key. Keys are the caller's own: two callers may use the same one. */
export interface RepeatableRequest {
  readonly apiKeyId: ApiKeyId;
  readonly key: string;
  /** Method, path and body. */
  readonly content: string;
}

export type OnceOutcome =
  | { readonly kind: 'answered'; readonly answer: StoredAnswer }
  | Exclude<IdempotencyDecision, { kind: 'first' }>;

/** D1 takes 2,000,000 bytes in one value; characters may have four. Longer answers are not kept for repeats. */
const MAX_KEPT_CHARACTERS = 450_000;

type OncePorts = Pick<Ports, 'store' | 'clock' | 'random' | 'secrets' | 'log'>;

/**
 * Does what `act` does for the first request of its key, and hands its answer to the others. An answer is kept for a day.
 * A failure of ours gives the key back. A request that dies on the way gives it back when its lease is over: `act` may have
 * been done by then, so it has to be something whose repetition is harmless by itself.
 */
export async function doOnce(
  ports: OncePorts,
  { apiKeyId, key, content }: RepeatableRequest,
  act: () => Promise<StoredAnswer>,
): Promise<OnceOutcome> {
  const { store, clock, secrets } = ports;
  const fingerprint = await secrets.digest(content);
  const nowMs = clock.nowMs();
  const held = { apiKeyId, key, claim: newToken(ports) };
  const row = await store.api.claimRequest({
    ...held,
    fingerprint,
    nowMs,
    leaseUntilMs: nowMs + IDEMPOTENCY_LEASE_MS,
    expiresAtMs: nowMs + IDEMPOTENCY_KEPT_MS,
  });
  const decided = decideIdempotency(row, { claim: held.claim, fingerprint, nowMs });
  if (decided.kind !== 'first') return decided;
  let answer: StoredAnswer | undefined;
  try {
    answer = await act();
    return { kind: 'answered', answer };
  } finally {
    await settle(ports, held, answer);
  }
}

/** What was done is done: trouble with keeping its answer must not look like trouble with doing it. */
async function settle(
  { store, log }: OncePorts,
  held: Parameters<Ports['store']['api']['answerRequest']>[0],
  answer: StoredAnswer | undefined,
): Promise<void> {
  const isKept = answer && isAnswerKept(answer.status) && answer.body.length <= MAX_KEPT_CHARACTERS;
  try {
    if (isKept) await store.api.answerRequest(held, answer);
    else await store.api.releaseRequest(held);
  } catch (error) {
    log.error('idempotent_answer_not_kept', { error: errorText(error) });
  }
}
