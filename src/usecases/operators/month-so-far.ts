import type { ClientId } from '#core/ids.ts';
import { type CurrencyCode, parseTokenPrice } from '#core/money.ts';
import { type BillingMonth, monthAt, monthRange, type TimeRange } from '#core/month.ts';
import { costOf } from '#core/usage/cost.ts';
import { daysOver } from '#core/usage/daily-costs.ts';
import { serversOf } from '#core/usage/usage.ts';
import type { Change } from '#ports/changes.ts';
import type { EnrolledClient, NotedCosts } from '#ports/operator-overview.ts';
import type { Ports } from '#ports/ports.ts';
import { atMost, CALLS_AT_ONCE } from '#usecases/at-most.ts';

/** Clients and time for one page; whoever waits for more asks again. */
const CLIENTS_AT_ONCE = 100;
const READING_MS = 3_000;

export interface MonthSoFar {
  readonly month: BillingMonth;
  /** The last day that is over, `YYYY-MM-DD`: the costs are of the month up to its end. Undefined on the 1st. */
  readonly date: string | undefined;
  readonly costs: readonly NotedCosts[];
  /** Clients to go on behind, while there are some that were not asked for; else undefined. */
  readonly goOnBehind: ClientId | undefined;
}

type MonthPorts = Pick<Ports, 'store' | 'usage' | 'clock' | 'settings'>;

/**
 * What the running month has cost all clients, up to the end of yesterday: a figure that does not change any more, so it is read
 * once for each client and kept with the days of their usage page. A large instance needs several calls to read
 * everybody; each goes on behind the client where the one before ended.
 */
export async function monthSoFar(ports: MonthPorts, after: string): Promise<MonthSoFar> {
  const { store, clock, settings } = ports;
  const nowMs = clock.nowMs();
  const month = monthAt(nowMs, settings.timeZone);
  const range = monthRange(month, settings.timeZone);
  const day = daysOver(range, nowMs, settings.timeZone).at(-1);
  if (!day) return { month, date: undefined, costs: [], goOnBehind: undefined };
  const missing = await store.operators.withoutCosts(day.date, after, CLIENTS_AT_ONCE);
  const prices = missing.length > 0 ? await store.catalogue.pricesIn(month) : new Map();
  const noted: Change[] = [];
  const last = await readAll(ports, missing, async (client) => {
    const costMinor = await costAtEnd(ports, client, prices, range, day.endMs);
    if (costMinor === undefined) return;
    const days = [{ date: day.date, costMinor }];
    noted.push({ type: 'usage_days_noted', clientId: client.id, days, atMs: nowMs });
  });
  if (noted.length > 0) await store.commit(noted);
  const isDone = last === missing.length && missing.length < CLIENTS_AT_ONCE;
  return {
    month,
    date: day.date,
    costs: await store.operators.notedCosts(day.date),
    goOnBehind: isDone ? undefined : missing[last - 1]?.id,
  };
}

/** Goes through the clients in order while there is time; answers how many were taken up. */
async function readAll(
  { clock }: MonthPorts,
  clients: readonly EnrolledClient[],
  read: (client: EnrolledClient) => Promise<void>,
): Promise<number> {
  const untilMs = clock.nowMs() + READING_MS;
  let taken = 0;
  await atMost(CALLS_AT_ONCE, clients, async (client) => {
    if (clock.nowMs() >= untilMs) return 'late';
    taken += 1;
    await read(client);
    return undefined;
  });
  return taken;
}

/** Undefined where the usage up to then is not known, or would hold an invoice back. */
async function costAtEnd(
  { usage }: MonthPorts,
  { panelUserId, currency }: EnrolledClient,
  prices: ReadonlyMap<CurrencyCode, string>,
  month: TimeRange,
  endMs: number,
): Promise<number | undefined> {
  const price = parseTokenPrice(prices.get(currency) ?? '', currency);
  if (!price.ok) return undefined;
  const read = await usage.readSoFar(panelUserId, { startMs: month.startMs, endMs });
  // A source that lags behind does not know the day's end yet.
  if (read.usage.kind === 'unavailable' || read.asOfMs < endMs) return undefined;
  return costOf(serversOf(read.usage), price.value, month);
}
