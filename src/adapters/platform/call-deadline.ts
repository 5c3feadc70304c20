import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallDeadline } from '#ports/call-deadline.ts';
import type { Clock } from '#ports/clock.ts';

type Fetch = typeof globalThis.fetch;

/** The deadline of the work that is under way; several tasks at once have one each. */
const lastCallMs = new AsyncLocalStorage<number>();

export interface OutboundDeadline extends CallDeadline {
  /** `fetch` for those whom the deadline holds. */
  readonly inTime: (doFetch: Fetch) => Fetch;
}

export function createCallDeadline(clock: Clock): OutboundDeadline {
  return {
    within: (lastMs, work) =>
      lastCallMs.run(Math.min(lastMs, lastCallMs.getStore() ?? lastMs), work),
    inTime: (doFetch) => async (input, init) => {
      if (clock.nowMs() > (lastCallMs.getStore() ?? Number.POSITIVE_INFINITY)) {
        throw new Error('not begun: it could end after the lease');
      }
      return doFetch(input, init);
    },
  };
}
