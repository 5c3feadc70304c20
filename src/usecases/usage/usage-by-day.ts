import { parseTokenPrice } from '#core/money.ts';
import { dateAt, monthAt, monthRange, type TimeRange } from '#core/month.ts';
import { costOf } from '#core/usage/cost.ts';
import { type DayCost, dailyCosts, daysOver, type LocalDay } from '#core/usage/daily-costs.ts';
import { serversOf } from '#core/usage/usage.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';
import { atMost, CALLS_AT_ONCE } from '#usecases/at-most.ts';

type ByDayPorts = Pick<Ports, 'store' | 'usage' | 'clock' | 'settings'>;

/** A client who looks for the first time at the end of a month waits no longer; the rest is read at the next look. */
const READING_MS = 4_000;

/**
 * What each day of the running month has cost. Days that are over are read once, when somebody looks, and kept: the usage from the
 * month's beginning to the day's end, so that the cap of a month works in it as on the invoice.
 */
export async function usageByDay(
  ports: ByDayPorts,
  client: Pick<Client, 'id' | 'currency'> & { readonly panelUserId: number },
  soFarMinor: number | undefined,
): Promise<readonly DayCost[]> {
  const { store, clock, settings } = ports;
  const nowMs = clock.nowMs();
  const month = monthAt(nowMs, settings.timeZone);
  const range = monthRange(month, settings.timeZone);
  const days = daysOver(range, nowMs, settings.timeZone);
  const noted = await store.budgets.daysOf(client.id, month);
  const missing = days.filter(({ date }) => !noted.has(date));
  const prices = missing.length > 0 ? await store.catalogue.pricesIn(month) : new Map();
  const price = parseTokenPrice(prices.get(client.currency) ?? '', client.currency);
  const read = price.ok
    ? await costsAtEnd(ports, client.panelUserId, missing, range, (servers) =>
        costOf(servers, price.value, range),
      )
    : new Map<string, number>();
  if (read.size > 0) {
    const found = [...read].map(([date, costMinor]) => ({ date, costMinor }));
    await store.commit([
      { type: 'usage_days_noted', clientId: client.id, days: found, atMs: nowMs },
    ]);
  }
  const today = { date: dateAt(nowMs, settings.timeZone), soFarMinor };
  return dailyCosts(days, new Map([...noted, ...read]), today);
}

/** The newest days first: those are what people look at, if there is no time for all. */
async function costsAtEnd(
  { usage, clock }: ByDayPorts,
  panelUserId: number,
  days: readonly LocalDay[],
  range: TimeRange,
  cost: (servers: Parameters<typeof costOf>[0]) => number | undefined,
): Promise<ReadonlyMap<string, number>> {
  const untilMs = clock.nowMs() + READING_MS;
  const found = new Map<string, number>();
  await atMost(CALLS_AT_ONCE, days.toReversed(), async ({ date, endMs }) => {
    if (clock.nowMs() >= untilMs) return 'late';
    const read = await usage.readSoFar(panelUserId, { startMs: range.startMs, endMs });
    // A source that lags behind does not know the day's end yet.
    if (read.usage.kind === 'unavailable' || read.asOfMs < endMs) return undefined;
    const costMinor = cost(serversOf(read.usage));
    if (costMinor !== undefined) found.set(date, costMinor);
    return undefined;
  });
  return found;
}
