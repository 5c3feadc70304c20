import { countOutcomes, manifestHeader, totalsByCurrency } from '#core/invoicing/manifest.ts';
import {
  type BilledMonth,
  type PlanClient,
  type PlanFacts,
  type PlanItem,
  planItem,
} from '#core/invoicing/plan-item.ts';
import { comparisonOf } from '#core/metering/compare-usage.ts';
import { type CurrencyCode, parseTokenPrice, type TokenPrice } from '#core/money.ts';
import { hoursIn, monthRange } from '#core/month.ts';
import { billedByUs } from '#core/moving/billed-by-us.ts';
import { UNANSWERED, type Usage } from '#core/usage/usage.ts';
import type { RunComparison } from '#ports/run-changes.ts';
import type { Run, StoredBilledMonth } from '#ports/run-reads.ts';
import { hashOfHashes } from '#usecases/hash-of-hashes.ts';
import type { BeforeCommit, RunPorts } from '#usecases/invoicing/advance-run.ts';
import { parkSharedServers } from '#usecases/invoicing/park-shared-servers.ts';
import { RunTakenOver } from '#usecases/invoicing/run-taken-over.ts';
import { createUsageReader, type UsageReader } from '#usecases/invoicing/usage-reader.ts';
import { newId, newIds } from '#usecases/tokens.ts';

/** Clients whose items are written in one batch. */
const PAGE_CLIENTS = 250;
/**
 * Pages in one piece of work: 2,000 clients leave five outgoing calls each under the platform's 10,000 an invocation
 * (docs/platform.md), for second tries and further pages of large reports.
 */
const PAGES_PER_PIECE = 8;

/** Plans the next pages of the run; after the last one, seals the plan with its manifest. */
export async function planItems(
  ports: RunPorts,
  run: Run,
  beforeCommit: BeforeCommit,
): Promise<void> {
  const { store, clock } = ports;
  const range = monthRange(run.month, run.header.timeZone);
  const facts = {
    ...run.header,
    monthHours: hoursIn(range),
    shadow: run.header.shadow === true,
    prices: await pricesFor(ports, run),
  };
  const reader = createUsageReader(ports, range);
  const load = (after: string) => loadPage(ports, run, range.endMs, after);

  let { cursor } = run;
  let page = await load(cursor);
  let usages = readAll(reader, page, run);
  for (let pages = 0; page.length > 0 && pages < PAGES_PER_PIECE; pages++) {
    const last = page.at(-1)?.id ?? cursor;
    const isLastOfPiece = pages + 1 === PAGES_PER_PIECE;
    // The next page's calls start while this page's still come in: the panel is never left waiting for us.
    const nextPage = isLastOfPiece ? [] : await load(last);
    const nextUsages = readAll(reader, nextPage, run);
    const read = await usages;
    const items = rateAll(ports, page, read, facts);
    const comparisons = compareAll(page, read, run);
    const done = { items, comparisons, cursor, nextCursor: last };
    await commitItems(ports, run, done, beforeCommit);
    cursor = last;
    if (isLastOfPiece) return;
    page = nextPage;
    usages = nextUsages;
  }
  await parkSharedServers(ports, run, beforeCommit);
  const manifest = await manifestOf(ports, run);
  const { id: runId, month, fence } = run;
  // The scheduled run approves its own plan; an override waits for a signature over the manifest.
  const next = run.trigger === 'schedule' ? 'executing' : 'planned';
  if (next === 'executing') await logPlan(ports, run, manifest);
  await beforeCommit();
  const committed = await store.commit([
    { type: 'run_planned', runId, month, fence, manifest, next, atMs: clock.nowMs() },
  ]);
  if (!committed.ok) throw new RunTakenOver(runId);
}

/** Nobody approves a scheduled plan, so it is on record before the first invoice of it. */
async function logPlan({ store, log }: RunPorts, run: Run, manifest: string): Promise<void> {
  const sums = await store.runs.outcomeSums(run.id);
  const totals = totalsByCurrency(sums).map(({ amountMinor, currency }) => [currency, amountMinor]);
  log.info('run_planned', {
    runId: run.id,
    month: run.month,
    manifest,
    ...countOutcomes(sums),
    totalsMinor: JSON.stringify(Object.fromEntries(totals)),
  });
}

/** The next clients, with what their month's documents billed where the run was asked to correct. */
async function loadPage(
  { store }: RunPorts,
  run: Run,
  enrolledBeforeMs: number,
  after: string,
): Promise<readonly PlanClient[]> {
  const clients = run.header.shadow
    ? await store.runs.shadowPage(run.month, after, PAGE_CLIENTS)
    : await store.runs.planPage(run.month, enrolledBeforeMs, after, PAGE_CLIENTS);
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

interface RatingFacts extends Omit<PlanFacts, 'price'> {
  readonly prices: ReadonlyMap<CurrencyCode, TokenPrice>;
}

async function readAll(
  reader: UsageReader,
  clients: readonly PlanClient[],
  run: Run,
): Promise<Usage[]> {
  const wanted = clients.filter((client) => isUsageWanted(client, run));
  const answers = await reader.read(wanted.map(({ panelUserId }) => panelUserId));
  const usages = new Map(wanted.map(({ id }, i) => [id, answers[i]]));
  return clients.map(({ id }) =>
    usages.has(id) ? (usages.get(id) ?? UNANSWERED) : { kind: 'none' },
  );
}

/** An invoiced client's usage matters only to a correction; that of a month that is not ours, only to a shadow of it. */
function isUsageWanted(client: PlanClient, { month, header }: Run): boolean {
  if (!header.shadow && !billedByUs(client.billedFrom, month)) return false;
  return !client.alreadyInvoiced || client.billed !== undefined;
}

function rateAll(
  ports: RunPorts,
  clients: readonly PlanClient[],
  usages: readonly Usage[],
  { prices, ...facts }: RatingFacts,
): PlanItem[] {
  const invoiceIds = newIds(ports, 'invoice', clients.length);
  return clients.map((client, i) => {
    const usage = usages[i] ?? UNANSWERED;
    const price = prices.get(client.currency);
    const invoiceId = invoiceIds[i] ?? newId(ports, 'invoice');
    return planItem(client, usage, { ...facts, price }, invoiceId);
  });
}

/** What two measurements say, kept for the operator: agreement is worth as much as the difference. */
function compareAll(
  clients: readonly PlanClient[],
  usages: readonly Usage[],
  { header }: Run,
): RunComparison[] {
  const { usageTolerancePercent } = header;
  if (usageTolerancePercent === undefined) return [];
  return clients.flatMap(({ id: clientId }, i) => {
    const comparison = usages[i] && comparisonOf(usages[i], usageTolerancePercent);
    return comparison ? [{ clientId, content: JSON.stringify(comparison) }] : [];
  });
}

async function commitItems(
  { store, secrets, clock, metrics }: RunPorts,
  run: Run,
  done: {
    items: readonly PlanItem[];
    comparisons: readonly RunComparison[];
    cursor: string;
    nextCursor: string;
  },
  beforeCommit: BeforeCommit,
): Promise<void> {
  const hashes = await secrets.digests(done.items.map(({ content }) => content));
  const items = done.items.map((item, i) => ({ ...item, hash: hashes[i] ?? '' }));
  await beforeCommit();
  const committed = await store.commit([
    {
      type: 'run_items_planned',
      runId: run.id,
      fence: run.fence,
      cursor: done.cursor,
      items,
      comparisons: done.comparisons,
      nextCursor: done.nextCursor,
      atMs: clock.nowMs(),
    },
  ]);
  if (!committed.ok) throw new RunTakenOver(run.id);
  for (const { outcome } of items) metrics.add({ name: 'item', kind: outcome, outcome: 'planned' });
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

/** See core/invoicing/manifest.ts for the format. Hashes are read in pages, so memory does not grow with the run. */
function manifestOf({ store, secrets }: RunPorts, run: Run): Promise<string> {
  let after = '';
  return hashOfHashes(secrets, manifestHeader(run.header), async (limit) => {
    const rows = await store.runs.itemHashes(run.id, after, limit);
    after = rows.at(-1)?.clientId ?? after;
    return rows.map(({ hash }) => hash);
  });
}
