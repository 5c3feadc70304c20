import { manifestHeader } from '#core/invoicing/manifest.ts';
import { type PlanClient, type PlanItem, planItem } from '#core/invoicing/plan-item.ts';
import { type CurrencyCode, parseTokenPrice, type TokenPrice } from '#core/money.ts';
import { hoursIn, monthRange } from '#core/month.ts';
import type { Usage } from '#core/usage/usage.ts';
import type { Run } from '#ports/store.ts';
import type { BeforeCommit, RunPorts } from '#usecases/invoicing/advance-run.ts';
import { RunTakenOver } from '#usecases/invoicing/run-taken-over.ts';
import { createUsageReader, type UsageReader } from '#usecases/invoicing/usage-reader.ts';
import { newId, newIds } from '#usecases/tokens.ts';

/** Clients whose items are written in one batch. */
const PAGE_CLIENTS = 250;
/**
 * Pages in one piece of work: 1,000 clients leave ten outgoing calls each under the platform's 10,000 an invocation
 * (docs/platform.md), for second tries and further pages of large reports.
 */
const PAGES_PER_PIECE = 4;
const HASHES_PER_READ = 5_000;

/** Plans the next pages of the run; after the last one, seals the plan with its manifest. */
export async function planItems(
  ports: RunPorts,
  run: Run,
  beforeCommit: BeforeCommit,
): Promise<void> {
  const { store, clock } = ports;
  const range = monthRange(run.month, run.header.timeZone);
  const facts = { monthHours: hoursIn(range), prices: await pricesFor(ports, run) };
  const reader = createUsageReader(ports, range);
  const load = (after: string) => store.runs.planPage(run.month, range.endMs, after, PAGE_CLIENTS);

  let { cursor } = run;
  let page = await load(cursor);
  let usages = readAll(reader, page);
  for (let pages = 0; page.length > 0 && pages < PAGES_PER_PIECE; pages++) {
    const last = page.at(-1)?.id ?? cursor;
    const isLastOfPiece = pages + 1 === PAGES_PER_PIECE;
    // The next page's calls start while this page's still come in: the panel is never left waiting for us.
    const nextPage = isLastOfPiece ? [] : await load(last);
    const nextUsages = readAll(reader, nextPage);
    const items = rateAll(ports, page, await usages, facts);
    await commitItems(ports, run, { items, cursor, nextCursor: last }, beforeCommit);
    cursor = last;
    if (isLastOfPiece) return;
    page = nextPage;
    usages = nextUsages;
  }
  const manifest = await manifestOf(ports, run);
  await beforeCommit();
  const { id: runId, month, fence } = run;
  // The scheduled run approves its own plan; an override waits for a signature over the manifest.
  const next = run.trigger === 'schedule' ? 'executing' : 'planned';
  const committed = await store.commit([
    { type: 'run_planned', runId, month, fence, manifest, next, atMs: clock.nowMs() },
  ]);
  if (!committed.ok) throw new RunTakenOver(runId);
}

interface RatingFacts {
  readonly monthHours: number;
  readonly prices: ReadonlyMap<CurrencyCode, TokenPrice>;
}

function readAll(reader: UsageReader, clients: readonly PlanClient[]): Promise<Usage[]> {
  return Promise.all(
    clients.map((client): Usage | Promise<Usage> =>
      client.alreadyInvoiced ? { kind: 'none' } : reader.read(client.panelUserId),
    ),
  );
}

function rateAll(
  ports: RunPorts,
  clients: readonly PlanClient[],
  usages: readonly Usage[],
  { prices, monthHours }: RatingFacts,
): PlanItem[] {
  const invoiceIds = newIds(ports, 'invoice', clients.length);
  return clients.map((client, i) => {
    const usage = usages[i] ?? { kind: 'unavailable', why: 'panel_error' };
    const price = prices.get(client.currency);
    return planItem(client, usage, price, monthHours, invoiceIds[i] ?? newId(ports, 'invoice'));
  });
}

async function commitItems(
  { store, secrets, clock }: RunPorts,
  run: Run,
  done: { items: readonly PlanItem[]; cursor: string; nextCursor: string },
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
      nextCursor: done.nextCursor,
      atMs: clock.nowMs(),
    },
  ]);
  if (!committed.ok) throw new RunTakenOver(run.id);
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
async function manifestOf({ store, secrets }: RunPorts, run: Run): Promise<string> {
  const stream = secrets.digestStream();
  stream.update(manifestHeader(run.header));
  let after = '';
  for (;;) {
    const rows = await store.runs.itemHashes(run.id, after, HASHES_PER_READ);
    stream.update(bytesOfHex(rows.map(({ hash }) => hash).join('')));
    const last = rows.at(-1);
    if (!last || rows.length < HASHES_PER_READ) return stream.hex();
    after = last.clientId;
  }
}

function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  }
  return bytes;
}
