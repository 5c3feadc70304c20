import { dateAt, monthAfter, monthAt, monthRange } from '#core/month.ts';
import { type BilledFrom, billedByUs } from '#core/moving/billed-by-us.ts';
import type { AppContext } from './app-env.ts';

/**
 * The next day of invoicing (`YYYY-MM-DD`) and the month that it is for; undefined while the add-on before us bills the
 * client, whose dates are not ours to promise.
 */
export function nextInvoice(c: AppContext, billedFrom: BilledFrom | undefined) {
  const { clock, settings } = c.env.ports;
  const month = monthAt(clock.nowMs(), settings.timeZone);
  return billedByUs(billedFrom, month) ? { onDate: nextInvoicingDay(c), month } : undefined;
}

/** The day after the running month, `YYYY-MM-DD`. */
export function nextInvoicingDay({ env: { ports } }: AppContext): string {
  const { timeZone } = ports.settings;
  const month = monthAt(ports.clock.nowMs(), timeZone);
  return dateAt(monthRange(monthAfter(month), timeZone).startMs, timeZone);
}
