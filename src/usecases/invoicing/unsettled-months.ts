import { monthAt, monthRange, monthsBefore } from '#core/month.ts';
import type { Ports } from '#ports/ports.ts';
import type { UnsettledMonth } from '#ports/run-reads.ts';

/** Ten years: whoever has not billed a month by then will not. */
const MONTHS_BACK = 120;

/** Closed months, newest first, that were never invoiced or left somebody parked; none before the first enrolment. */
export function unsettledMonths({
  store,
  clock,
  settings,
}: Pick<Ports, 'store' | 'clock' | 'settings'>): Promise<readonly UnsettledMonth[]> {
  const { timeZone } = settings;
  const months = monthsBefore(monthAt(clock.nowMs(), timeZone), MONTHS_BACK);
  return store.runs.unsettled(
    months.map((month) => ({ month, endMs: monthRange(month, timeZone).endMs })),
  );
}
