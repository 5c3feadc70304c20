import { dateAt, monthAfter, monthAt, monthRange } from '#core/month.ts';
import { type BilledFrom, billedByUs } from '#core/moving/billed-by-us.ts';
import type { AppContext } from './app-env.ts';

/**
 * The next day of invoicing (`YYYY-MM-DD`) and the month that it is for; undefined while the add-on before us bills the
 * client, whose dates are not ours to promise.
 */
export function nextInvoice({ env: { ports } }: AppContext, billedFrom: BilledFrom | undefined) {
  const { timeZone } = ports.settings;
  const month = monthAt(ports.clock.nowMs(), timeZone);
  if (!billedByUs(billedFrom, month)) return undefined;
  const { startMs } = monthRange(monthAfter(month), timeZone);
  return { onDate: dateAt(startMs, timeZone), month };
}
