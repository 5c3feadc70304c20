// Once an hour, page by page, until all who wait were looked at or one of the bounds of an invocation is near. Who was
// not begun keeps their place in the line.

import { reachedBudgets } from '#core/budget/budget.ts';
import { errorText } from '#core/error-text.ts';
import { groupsOf } from '#core/groups-of.ts';
import { type CurrencyCode, parseTokenPrice } from '#core/money.ts';
import { type BillingMonth, monthAt, monthRange, type TimeRange } from '#core/month.ts';
import { costOf } from '#core/usage/cost.ts';
import { serversOf } from '#core/usage/usage.ts';
import type { WaitingBudgets } from '#ports/budget-reads.ts';
import type { Ports } from '#ports/ports.ts';
import type { UsageSoFar } from '#ports/usage-source.ts';
import { atMost, CALLS_AT_ONCE } from '#usecases/at-most.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';

type BudgetPorts = Pick<
  Ports,
  'store' | 'clock' | 'callDeadline' | 'settings' | 'usage' | 'secrets' | 'random' | 'queue' | 'log'
>;

/** Clients in one hour: two calls to the panel for each of them are below an invocation's 10,000 (docs/platform.md). */
const CLIENTS_AT_MOST = 4_000;
/** Noted as begun in one commit. */
const PAGE_CLIENTS = 150;
/** No further page once so many were written to: a letter takes two of the 1,000 queries of an invocation. */
const TOLD_BEFORE_STOP = 200;
/** No further page later than this, and no further call: a slow panel must not use up the trigger's 15 minutes. */
const PAGES_WITHIN_MS = 8 * 60_000;
const CALLS_WITHIN_MS = 12 * 60_000;

export interface BudgetsTold {
  readonly looked: number;
  /** Clients who were written to. */
  readonly told: number;
  /** Clients whose usage could not be read, or not trusted; a later hour looks again. */
  readonly unavailable: number;
}

/** What all clients of one look share. */
interface Look {
  readonly month: BillingMonth;
  readonly wholeMonth: TimeRange;
  readonly soFar: TimeRange;
  readonly prices: ReadonlyMap<CurrencyCode, string>;
}

type Outcome = 'told' | 'nothing' | 'unavailable';

/** Writes to clients whose running month has reached a budget, once a month for each of them. */
export async function tellBudgets(ports: BudgetPorts): Promise<BudgetsTold> {
  const { store, clock, callDeadline, settings, queue, log } = ports;
  const beganAtMs = clock.nowMs();
  const month = monthAt(beganAtMs, settings.timeZone);
  const [prices, waiting] = await Promise.all([
    store.catalogue.pricesIn(month),
    store.budgets.waiting(month, CLIENTS_AT_MOST),
  ]);
  const wholeMonth = monthRange(month, settings.timeZone);
  const look = { month, wholeMonth, soFar: { ...wholeMonth, endMs: beganAtMs }, prices };
  const counts = { looked: 0, nothing: 0, told: 0, unavailable: 0 };
  await callDeadline.within(beganAtMs + CALLS_WITHIN_MS, async () => {
    for (const page of groupsOf(waiting, PAGE_CLIENTS)) {
      const isLate = clock.nowMs() - beganAtMs > PAGES_WITHIN_MS;
      if (isLate || counts.told >= TOLD_BEFORE_STOP) break;
      const outcomes = await lookAtPage(ports, page, look);
      counts.looked += page.length;
      for (const outcome of outcomes) counts[outcome]++;
    }
  });
  const { looked, told, unavailable } = counts;
  if (told > 0) await queue.wake();
  const left = waiting.length - looked;
  if (waiting.length > 0) log.info('budgets_looked_at', { month, looked, told, unavailable, left });
  return { looked, told, unavailable };
}

/** Noted first: whom a look dies on does not stand before the others in the next one. */
async function lookAtPage(
  ports: BudgetPorts,
  page: readonly WaitingBudgets[],
  look: Look,
): Promise<readonly Outcome[]> {
  const { store, clock, usage } = ports;
  const clientIds = page.map(({ clientId }) => clientId);
  await store.commit([{ type: 'budgets_looked_at', clientIds, atMs: clock.nowMs() }]);
  const outcomes: Outcome[] = [];
  await atMost(CALLS_AT_ONCE, groupsOf(page, usage.usersAtOnce), async (group) => {
    const usages = await readGroup(ports, group, look);
    for (const [i, client] of group.entries()) {
      outcomes.push(await judgeAlone(ports, client, look, usages[i]));
    }
    return undefined;
  });
  return outcomes;
}

/** Nothing of a group whose reading failed: the others go on. */
async function readGroup(
  { usage, log }: BudgetPorts,
  group: readonly WaitingBudgets[],
  { soFar }: Look,
): Promise<readonly UsageSoFar[]> {
  try {
    return await usage.readManySoFar(
      group.map(({ panelUserId }) => panelUserId),
      soFar,
    );
  } catch (error) {
    log.error('budget_usage_crashed', { clients: group.length, error: errorText(error) });
    return [];
  }
}

/** One client's defect must not take the others along. */
async function judgeAlone(
  ports: BudgetPorts,
  client: WaitingBudgets,
  look: Look,
  read: UsageSoFar | undefined,
): Promise<Outcome> {
  try {
    const soFarMinor = read && costOfRead(read, client.currency, look);
    if (soFarMinor === undefined) return 'unavailable';
    const reached = reachedBudgets(client.amountsMinor, soFarMinor);
    return reached.length === 0 ? 'nothing' : await tell(ports, client, look, reached, soFarMinor);
  } catch (error) {
    const { clientId } = client;
    ports.log.error('budget_look_crashed', { clientId, error: errorText(error) });
    return 'unavailable';
  }
}

/** Smallest unit; undefined where nobody can say. */
function costOfRead(
  { usage }: UsageSoFar,
  currency: CurrencyCode,
  { prices, wholeMonth }: Look,
): number | undefined {
  const price = parseTokenPrice(prices.get(currency) ?? '', currency);
  if (!price.ok || usage.kind === 'unavailable') return undefined;
  return costOf(serversOf(usage), price.value, wholeMonth);
}

/** One letter for all that were reached since the last look: the highest says it. */
async function tell(
  ports: BudgetPorts,
  client: WaitingBudgets,
  { month }: Look,
  reached: readonly number[],
  soFarMinor: number,
): Promise<'told' | 'nothing'> {
  const { store, clock, settings } = ports;
  const { clientId, email, name, language, currency } = client;
  const letter = {
    kind: 'budget_reached',
    to: email,
    language,
    name,
    month,
    budget: { currency, amountMinor: reached.at(-1) ?? 0 },
    soFar: { currency, amountMinor: soFarMinor },
    url: `${settings.origin}/usage`,
  } as const;
  const told = await store.commit([
    { type: 'budgets_told', clientId, month, amountsMinor: reached, atMs: clock.nowMs() },
    await letterTask(ports, letter, clientId, 1),
  ]);
  // A conflict: another look has written to them at the same moment.
  return told.ok ? 'told' : 'nothing';
}
