import { type BillingMonth, monthAt, monthBefore, monthRange } from '#core/month.ts';
import type { Ports } from '#ports/ports.ts';
import type { MonthEnd, UnsettledMonth } from '#ports/run-reads.ts';

/** Ten years: whoever has not billed a month by then will not. */
const MONTHS_BACK = 120;

/** Closed months, newest first, that were never invoiced or left somebody parked; none before the first enrolment. */
export function unsettledMonths({
  store,
  clock,
  settings,
}: Pick<Ports, 'store' | 'clock' | 'settings'>): Promise<readonly UnsettledMonth[]> {
  const { timeZone } = settings;
  const months: MonthEnd[] = [];
  let month: BillingMonth = monthAt(clock.nowMs(), timeZone);
  for (let n = 0; n < MONTHS_BACK; n++) {
    month = monthBefore(month);
    months.push({ month, endMs: monthRange(month, timeZone).endMs });
  }
  return store.runs.unsettled(months);
}
