import type { AppContext } from './app-env.ts';

/** About as long as a full line of passwords takes to be hashed. */
const RETRY_AFTER_SECONDS = '3';

/** The status of what could not be done for want of a place, and says when to come back. */
export function tryAgainStatus(c: AppContext): 503 {
  c.header('retry-after', RETRY_AFTER_SECONDS);
  return 503;
}
