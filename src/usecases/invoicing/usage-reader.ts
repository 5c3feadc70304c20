// Reads many clients' usage with a bounded number of calls at once, and stops asking a panel that is down.

import type { TimeRange } from '#core/month.ts';
import type { UnavailableReason, Usage } from '#core/usage/usage.ts';
import type { Ports } from '#ports/ports.ts';
import { CALLS_AT_ONCE } from '#usecases/at-most.ts';

/** Failures in a row after which the rest of a piece is parked unasked: a dead panel would cost its time-out each time. */
const FAILURES_BEFORE_STOP = 24;
/** Reasons that say something about the panel rather than about one client. */
const PANEL_DOWN: readonly UnavailableReason[] = ['panel_unreachable', 'panel_slow', 'panel_error'];

export interface UsageReader {
  read(panelUserId: number): Promise<Usage>;
}

export function createUsageReader(
  { usage, log }: Pick<Ports, 'usage' | 'log'>,
  range: TimeRange,
): UsageReader {
  const waiting: (() => void)[] = [];
  let running = 0;
  let failuresInARow = 0;

  return {
    async read(panelUserId) {
      if (running >= CALLS_AT_ONCE) await new Promise<void>((start) => waiting.push(start));
      else running++;
      try {
        if (failuresInARow >= FAILURES_BEFORE_STOP) {
          return { kind: 'unavailable', why: 'panel_unreachable' };
        }
        const answer = await usage.read(panelUserId, range);
        const down = answer.kind === 'unavailable' && PANEL_DOWN.includes(answer.why);
        failuresInARow = down ? failuresInARow + 1 : 0;
        if (failuresInARow === FAILURES_BEFORE_STOP) log.error('usage_reading_stopped');
        return answer;
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running--;
      }
    },
  };
}
