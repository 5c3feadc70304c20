import type { ApiKeyState } from '#core/api/api-key.ts';
import type { ClaimedRequest, StoredAnswer } from '#core/api/idempotency.ts';
import type { ApiKeyId } from '#core/ids.ts';
import type { NewApiKey } from '#ports/api-key-changes.ts';

/** Keys of the API, and what keeps its requests from being done twice. */
export interface ApiStore {
  /**
   * The key with this id and secret, with the call that asks for it counted: one statement, so that no two calls count as
   * one. Undefined, and nothing is written, for whoever does not hold the secret.
   */
  useKey(id: ApiKeyId, secretHash: string, nowMs: number): Promise<UsedApiKey | undefined>;
  /** Newest first, revoked ones included. */
  keys(limit: number): Promise<readonly StoredApiKey[]>;
  key(id: ApiKeyId): Promise<StoredApiKey | undefined>;
  /**
   * Claims an idempotency key for one request, unless another has it: then the row is as that one left it. A claim whose
   * lease is over goes to the next request of the same fingerprint, one that has expired to anybody.
   */
  claimRequest(claim: RequestClaim): Promise<ClaimedRequest>;
  /** Keeps the answer of whoever holds the claim. */
  answerRequest(held: HeldClaim, answer: StoredAnswer): Promise<void>;
  /** Gives the claim back: the request may be tried again. */
  releaseRequest(held: HeldClaim): Promise<void>;
}

export interface UsedApiKey extends ApiKeyState {
  readonly id: ApiKeyId;
}

export interface StoredApiKey extends Omit<NewApiKey, 'secretHash'> {
  readonly revokedAtMs: number | null;
  /** To the hour. */
  readonly lastUsedAtMs: number | null;
}

export interface HeldClaim {
  readonly apiKeyId: ApiKeyId;
  readonly key: string;
  readonly claim: string;
}

export interface RequestClaim extends HeldClaim {
  readonly fingerprint: string;
  readonly nowMs: number;
  readonly leaseUntilMs: number;
  readonly expiresAtMs: number;
}
