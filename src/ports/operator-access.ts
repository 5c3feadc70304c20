import type { SessionMeans } from '#ports/operator-changes.ts';
import type { StoredCredential } from '#ports/passkeys.ts';

/** A browser in the admin area. */
export interface OperatorSession {
  /** Names it in lists; leads back to no cookie. */
  readonly id: string;
  readonly tokenHash: string;
  readonly kid: string;
  readonly means: SessionMeans;
  readonly openedAtMs: number;
  readonly seenAtMs: number;
  readonly provedAtMs: number;
  readonly expiresAtMs: number;
  readonly network: string;
  readonly device: string;
}

export interface OperatorPasskey {
  readonly credentialId: string;
  readonly kid: string;
  readonly name: string;
  readonly addedAtMs: number;
  readonly lastUsedAtMs: number | null;
}

/** How operators get in. */
export interface OperatorAccess {
  /** One that has not ended. */
  session(tokenHash: string, nowMs: number): Promise<OperatorSession | undefined>;
  /** Every one that has not ended, newest first. */
  sessions(nowMs: number, limit: number): Promise<readonly OperatorSession[]>;
  /** The key that signed a challenge that has not expired. */
  signedBy(challengeHash: string, nowMs: number): Promise<string | undefined>;
  /** Oldest first; of one key alone, if it is given. */
  passkeys(limit: number, kid?: string): Promise<readonly OperatorPasskey[]>;
  passkey(
    credentialId: string,
  ): Promise<{ readonly kid: string; readonly credential: StoredCredential } | undefined>;
}
