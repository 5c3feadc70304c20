// How long an operator's session and its proofs last.

/** A session ends this long after it was opened, whatever happens in it. */
export const OPERATOR_SESSION_MS = 60 * 60_000;

/** So long after a proof, what moves money is taken without asking for another. */
const PROOF_VALID_MS = 5 * 60_000;

/** For signing a challenge: long enough to find a terminal. */
export const SIGN_IN_VALID_MS = 5 * 60_000;

/** Whether whoever holds the session proved lately, by key or passkey, who they are. */
export function isProved(provedAtMs: number, nowMs: number): boolean {
  return nowMs - provedAtMs < PROOF_VALID_MS;
}

/** `7F3A-9C21`: what the page and the command both show of one challenge, so that a person can compare. */
export function checkCode(challengeHash: string): string {
  return `${challengeHash.slice(0, 4)}-${challengeHash.slice(4, 8)}`.toUpperCase();
}
