import { dateAt, monthAfter, monthAt, monthRange } from '#core/month.ts';
import type { AppContext } from './app-env.ts';

/** The next day of invoicing (`YYYY-MM-DD`) and the month that it is for. */
export function nextInvoice({ env: { ports } }: AppContext) {
  const { timeZone } = ports.settings;
  const month = monthAt(ports.clock.nowMs(), timeZone);
  const { startMs } = monthRange(monthAfter(month), timeZone);
  return { onDate: dateAt(startMs, timeZone), month };
}
