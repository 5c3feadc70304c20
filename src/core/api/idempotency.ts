// What becomes of a request that carries an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07): the first one
// is done, a repeat gets its answer, and the same key with another body is refused.

/** How long an answer is kept for repeats. */
export const IDEMPOTENCY_KEPT_MS = 24 * 3_600_000;

/**
 * How long a request may take before it counts as lost. Longer than any request lasts: whoever repeats one that crashed
 * takes it over after this.
 */
export const IDEMPOTENCY_LEASE_MS = 90_000;

/** The row as it is after a request tried to claim it. */
export interface ClaimedRequest {
  /** Names the one request that may do it. */
  readonly claim: string;
  /** SHA-256 of method, path and body. */
  readonly fingerprint: string;
  /** 0 until it is answered. */
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
  readonly leaseUntilMs: number;
}

export type IdempotencyDecision =
  | { readonly kind: 'first' }
  | { readonly kind: 'repeat'; readonly answer: StoredAnswer }
  | { readonly kind: 'in_progress'; readonly retryAfterSeconds: number }
  | { readonly kind: 'other_request' };

export interface StoredAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
}

/** `row` is as it stands after `mine` tried to claim it: whose claim is in it says who was first. */
export function decideIdempotency(
  row: ClaimedRequest,
  mine: { readonly claim: string; readonly fingerprint: string; readonly nowMs: number },
): IdempotencyDecision {
  if (row.claim === mine.claim) return { kind: 'first' };
  if (row.fingerprint !== mine.fingerprint) return { kind: 'other_request' };
  const { status, body, contentType } = row;
  if (status > 0) return { kind: 'repeat', answer: { status, body, contentType } };
  const retryAfterSeconds = Math.max(1, Math.ceil((row.leaseUntilMs - mine.nowMs) / 1_000));
  return { kind: 'in_progress', retryAfterSeconds };
}

/** A quoted text (RFC 8941) or the bare one, of 1 to 200 printable characters; undefined for anything else. */
export function parseIdempotencyKey(header: string): string | undefined {
  return /^(?:"([ !#-[\]-~]{1,200})"|([!#-[\]-~]{1,200}))$/.exec(header)?.slice(1).find(Boolean);
}

/** Failures of ours are not an answer to keep: the same request may be tried again. */
export function isAnswerKept(status: number): boolean {
  return status < 500 && status !== 429;
}
