const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 6 * 3_600_000;

/** Attempts after which a task waits for the daily automation instead of retrying by itself. */
export const MAX_ATTEMPTS = 12;

/** Wait before attempt number `attempts + 1`: 30 s doubled each time, six hours at most. */
export function retryDelayMs(attempts: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1), LONGEST_RETRY_MS);
}
