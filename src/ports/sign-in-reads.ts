import type { ClientId } from '#core/ids.ts';
import type { AttemptLimit } from '#core/sign-in/attempt-limits.ts';
import type { SignedIn } from '#ports/account-reads.ts';
import type { Client } from '#ports/store.ts';

export interface SignInReads {
  ofSession(tokenHash: string, nowMs: number): Promise<SignedIn | undefined>;
  /** The client with the address, and whether a code is asked for after the password. */
  byEmail(
    email: string,
  ): Promise<{ readonly client: Client; readonly hasSecondFactor: boolean } | undefined>;
  /** The same for the client whose identity it is. */
  byIdentity(
    issuer: string,
    subject: string,
  ): Promise<{ readonly client: Client; readonly hasSecondFactor: boolean } | undefined>;
  /**
   * Counts an attempt under all the limits, unless one of them makes it wait: then none is counted, and the answer is how
   * many milliseconds are left of the longest delay. 0: go on.
   */
  takeAttempt(limits: readonly AttemptLimit[], nowMs: number): Promise<number>;
  reset(tokenHash: string): Promise<PasswordReset | undefined>;
}

export interface PasswordReset {
  readonly clientId: ClientId;
  readonly email: string;
  readonly expiresAtMs: number;
  readonly usedAtMs: number | null;
}
