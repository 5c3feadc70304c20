// Reads many clients' usage with a bounded number of calls at once, and stops asking a panel that is down.

import { groupsOf } from '#core/groups-of.ts';
import type { TimeRange } from '#core/month.ts';
import { isPanelDown, type Usage } from '#core/usage/usage.ts';
import type { Ports } from '#ports/ports.ts';
import { CALLS_AT_ONCE } from '#usecases/at-most.ts';

/** Failures in a row after which the rest of a piece is parked unasked: a dead panel would cost its time-out each time. */
const FAILURES_BEFORE_STOP = 24;

export interface UsageReader {
  /** In the order asked. Calls of one reader share its bound, whoever waits for them. */
  read(panelUserIds: readonly number[]): Promise<readonly Usage[]>;
}

export function createUsageReader(
  { usage, log }: Pick<Ports, 'usage' | 'log'>,
  range: TimeRange,
): UsageReader {
  const waiting: (() => void)[] = [];
  let running = 0;
  let failuresInARow = 0;

  async function readGroup(panelUserIds: readonly number[]): Promise<readonly Usage[]> {
    if (running >= CALLS_AT_ONCE) await new Promise<void>((start) => waiting.push(start));
    else running++;
    try {
      if (failuresInARow >= FAILURES_BEFORE_STOP) {
        return panelUserIds.map(() => ({ kind: 'unavailable', why: 'panel_unreachable' }));
      }
      const answers = await usage.readMany(panelUserIds, range);
      failuresInARow = answers.every(isPanelDown) ? failuresInARow + 1 : 0;
      if (failuresInARow === FAILURES_BEFORE_STOP) log.error('usage_reading_stopped');
      return answers;
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }

  return {
    async read(panelUserIds) {
      const groups = groupsOf(panelUserIds, usage.usersAtOnce);
      return (await Promise.all(groups.map(readGroup))).flat();
    },
  };
}
