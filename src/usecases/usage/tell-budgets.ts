import { reachedBudgets } from '#core/budget/budget.ts';
import { errorText } from '#core/error-text.ts';
import { parseTokenPrice } from '#core/money.ts';
import { type BillingMonth, monthAt, monthRange } from '#core/month.ts';
import { costOf } from '#core/usage/cost.ts';
import { serversOf } from '#core/usage/usage.ts';
import type { WaitingBudgets } from '#ports/budget-reads.ts';
import type { Ports } from '#ports/ports.ts';
import { atMost, CALLS_AT_ONCE } from '#usecases/at-most.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';

type BudgetPorts = Pick<
  Ports,
  'store' | 'clock' | 'settings' | 'usage' | 'secrets' | 'random' | 'queue' | 'log'
>;

/** Clients in one hour: with a call to the panel and a commit each, far below an invocation's limits. */
const CLIENTS_AT_MOST = 400;

export interface BudgetsTold {
  readonly looked: number;
  /** Clients who were written to. */
  readonly told: number;
  /** Clients whose usage could not be read, or not trusted; the next hour looks again. */
  readonly unavailable: number;
}

/** Writes to clients whose running month has reached a budget, once a month for each of them. */
export async function tellBudgets(ports: BudgetPorts): Promise<BudgetsTold> {
  const { store, clock, settings, queue, log } = ports;
  const atMs = clock.nowMs();
  const month = monthAt(atMs, settings.timeZone);
  const [prices, waiting] = await Promise.all([
    store.catalogue.pricesIn(month),
    store.budgets.waiting(month, CLIENTS_AT_MOST),
  ]);
  if (waiting.length === 0) return { looked: 0, told: 0, unavailable: 0 };
  const clientIds = waiting.map(({ clientId }) => clientId);
  await store.commit([{ type: 'budgets_looked_at', clientIds, atMs }]);
  const counts = { nothing: 0, told: 0, unavailable: 0 };
  await atMost(CALLS_AT_ONCE, waiting, async (client) => {
    counts[await lookAlone(ports, client, month, prices.get(client.currency))]++;
    return undefined;
  });
  const { told, unavailable } = counts;
  if (told > 0) await queue.wake();
  log.info('budgets_looked_at', { month, looked: waiting.length, told, unavailable });
  return { looked: waiting.length, told, unavailable };
}

/** One client's defect must not take the others along. */
async function lookAlone(
  ports: BudgetPorts,
  client: WaitingBudgets,
  month: BillingMonth,
  price: string | undefined,
): Promise<'told' | 'nothing' | 'unavailable'> {
  try {
    const soFarMinor = await costSoFar(ports, client, month, price);
    if (soFarMinor === undefined) return 'unavailable';
    const reached = reachedBudgets(client.amountsMinor, soFarMinor);
    if (reached.length === 0) return 'nothing';
    return await tell(ports, client, month, reached, soFarMinor);
  } catch (error) {
    const { clientId } = client;
    ports.log.error('budget_look_crashed', { clientId, error: errorText(error) });
    return 'unavailable';
  }
}

/** Smallest unit; undefined where nobody can say. */
async function costSoFar(
  { usage, clock, settings }: BudgetPorts,
  { panelUserId, currency }: WaitingBudgets,
  month: BillingMonth,
  price: string | undefined,
): Promise<number | undefined> {
  const parsed = parseTokenPrice(price ?? '', currency);
  if (!parsed.ok) return undefined;
  const range = monthRange(month, settings.timeZone);
  const soFar = await usage.readSoFar(panelUserId, { ...range, endMs: clock.nowMs() });
  if (soFar.usage.kind === 'unavailable') return undefined;
  const servers = serversOf(soFar.usage);
  return costOf(servers, parsed.value, range);
}

/** One letter for all that were reached since the last look: the highest says it. */
async function tell(
  ports: BudgetPorts,
  client: WaitingBudgets,
  month: BillingMonth,
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
