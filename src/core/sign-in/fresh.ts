/** For so long after signing in, changes to the account's security are taken without asking again. */
export const FRESH_MS = 10 * 60_000;

/** Whether whoever holds the session has proved lately who they are. */
export function isFresh(authenticatedAtMs: number, nowMs: number): boolean {
  return nowMs - authenticatedAtMs < FRESH_MS;
}
