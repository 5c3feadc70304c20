// One page of a plan: its clients loaded, their usage read, rated and hashed.
import {
  type BilledMonth,
  type PlanClient,
  type PlanFacts,
  planItem,
} from '#core/invoicing/plan-item.ts';
import { comparisonOf } from '#core/metering/compare-usage.ts';
import { type CurrencyCode, parseTokenPrice, type TokenPrice } from '#core/money.ts';
import { hoursIn, monthRange } from '#core/month.ts';
import { billedByUs } from '#core/moving/billed-by-us.ts';
import { UNANSWERED, type Usage } from '#core/usage/usage.ts';
import type { HashedItem, RunComparison } from '#ports/run-changes.ts';
import type { Run, StoredBilledMonth } from '#ports/run-reads.ts';
import type { RunPorts } from '#usecases/invoicing/advance-run.ts';
import { createUsageReader, type UsageReader } from '#usecases/invoicing/usage-reader.ts';
import { newId, newIds } from '#usecases/tokens.ts';

export interface PlannedPage {
  readonly items: readonly HashedItem[];
  readonly comparisons: readonly RunComparison[];
}

export interface PagePlanner {
  /** The next clients by id, with what their month's documents billed where the run was asked to correct. */
  load(after: string, limit: number): Promise<readonly PlanClient[]>;
  /** Their usage, in their order; the calls begin at once. */
  read(clients: readonly PlanClient[]): Promise<readonly Usage[]>;
  /** What is to be stored of them, in their order. */
  rate(clients: readonly PlanClient[], usages: readonly Usage[]): Promise<PlannedPage>;
}

const NOT_ASKED: Usage = { kind: 'none' };

/** For one piece of work on `run`: its pages share the bound on calls, and the prices in force in the month. */
export async function createPagePlanner(ports: RunPorts, run: Run): Promise<PagePlanner> {
  const range = monthRange(run.month, run.header.timeZone);
  const prices = await pricesFor(ports, run);
  const facts: Omit<PlanFacts, 'price'> = {
    ...run.header,
    monthHours: hoursIn(range),
    shadow: run.header.shadow === true,
  };
  const reader = createUsageReader(ports, range);

  return {
    load: (after, limit) => loadPage(ports, run, { enrolledBeforeMs: range.endMs, after, limit }),
    read: (clients) => usagesOf(reader, clients, run),
    async rate(clients, usages) {
      const invoiceIds = newIds(ports, 'invoice', clients.length);
      const items = clients.map((client, i) => {
        const usage = usages[i] ?? UNANSWERED;
        const price = prices.get(client.currency);
        const invoiceId = invoiceIds[i] ?? newId(ports, 'invoice');
        return planItem(client, usage, { ...facts, price }, invoiceId);
      });
      const hashes = await ports.secrets.digests(items.map(({ content }) => content));
      return {
        items: items.map((item, i) => ({ ...item, hash: hashes[i] ?? '' })),
        comparisons: clients.flatMap((client, i) =>
          comparisonWith(client, usages[i] ?? UNANSWERED, run),
        ),
      };
    },
  };
}

/** In the order of the clients; `none` for whose usage does not matter. */
async function usagesOf(
  reader: UsageReader,
  clients: readonly PlanClient[],
  run: Run,
): Promise<readonly Usage[]> {
  const wanted = clients.filter((client) => isUsageWanted(client, run));
  const answers = await reader.read(wanted.map(({ panelUserId }) => panelUserId));
  const answerOf = new Map(wanted.map(({ id }, i) => [id, answers[i] ?? UNANSWERED]));
  return clients.map(({ id }) => answerOf.get(id) ?? NOT_ASKED);
}

async function loadPage(
  { store }: RunPorts,
  run: Run,
  page: { readonly enrolledBeforeMs: number; readonly after: string; readonly limit: number },
): Promise<readonly PlanClient[]> {
  const { enrolledBeforeMs, after, limit } = page;
  const clients = run.header.shadow
    ? await store.runs.shadowPage(run.month, after, limit)
    : await store.runs.planPage(run.month, enrolledBeforeMs, after, limit);
  if (!run.header.corrections) return clients;
  const invoiced = clients.filter(({ alreadyInvoiced }) => alreadyInvoiced).map(({ id }) => id);
  const billed = await store.runs.billed(run.month, invoiced);
  return clients.map((client) => {
    const stored = billed.get(client.id);
    return stored ? { ...client, billed: billedMonth(stored) } : client;
  });
}

function billedMonth({ tokenPrice, ...stored }: StoredBilledMonth): BilledMonth {
  const price = parseTokenPrice(tokenPrice, stored.currency);
  if (!price.ok) throw new Error(`an invoice's token price is malformed: ${tokenPrice}`);
  return { ...stored, price: price.value };
}

/** An invoiced client's usage matters only to a correction; that of a month that is not ours, only to a shadow of it. */
function isUsageWanted(client: PlanClient, { month, header }: Run): boolean {
  if (!header.shadow && !billedByUs(client.billedFrom, month)) return false;
  return !client.alreadyInvoiced || client.billed !== undefined;
}

/** What two measurements say, kept for the operator: agreement is worth as much as the difference. */
function comparisonWith(
  { id: clientId }: PlanClient,
  usage: Usage,
  { header }: Run,
): RunComparison[] {
  const { usageTolerancePercent } = header;
  if (usageTolerancePercent === undefined) return [];
  const comparison = comparisonOf(usage, usageTolerancePercent);
  return comparison ? [{ clientId, content: JSON.stringify(comparison) }] : [];
}

async function pricesFor(
  { store }: RunPorts,
  run: Run,
): Promise<ReadonlyMap<CurrencyCode, TokenPrice>> {
  const prices = new Map<CurrencyCode, TokenPrice>();
  for (const [currency, text] of await store.catalogue.pricesIn(run.month)) {
    const price = parseTokenPrice(text, currency);
    if (!price.ok) throw new Error(`stored token price of ${currency} is malformed: ${text}`);
    prices.set(currency, price.value);
  }
  return prices;
}
