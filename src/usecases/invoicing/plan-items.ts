import { countOutcomes, manifestHeader, totalsByCurrency } from '#core/invoicing/manifest.ts';
import type { Run } from '#ports/run-reads.ts';
import { hashOfHashes } from '#usecases/hash-of-hashes.ts';
import type { BeforeCommit, RunPorts } from '#usecases/invoicing/advance-run.ts';
import { parkSharedServers } from '#usecases/invoicing/park-shared-servers.ts';
import { createPagePlanner, type PlannedPage } from '#usecases/invoicing/plan-page.ts';
import { RunTakenOver } from '#usecases/invoicing/run-taken-over.ts';

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
  const planner = await createPagePlanner(ports, run);

  let { cursor } = run;
  let page = await planner.load(cursor, PAGE_CLIENTS);
  let usages = planner.read(page);
  for (let pages = 0; page.length > 0 && pages < PAGES_PER_PIECE; pages++) {
    const nextCursor = page.at(-1)?.id ?? cursor;
    const isLastOfPiece = pages + 1 === PAGES_PER_PIECE;
    // The next page's calls start while this page's still come in: the panel is never left waiting for us.
    const nextPage = isLastOfPiece ? [] : await planner.load(nextCursor, PAGE_CLIENTS);
    const nextUsages = planner.read(nextPage);
    nextUsages.catch(() => undefined); // waited for in the next round; what fails before is not unheard
    const planned = await planner.rate(page, await usages);
    await commitPage(ports, run, { ...planned, cursor, nextCursor }, beforeCommit);
    if (isLastOfPiece) return;
    cursor = nextCursor;
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
  const { store, clock } = ports;
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

async function commitPage(
  { store, clock, metrics }: RunPorts,
  { id: runId, fence }: Run,
  page: PlannedPage & { readonly cursor: string; readonly nextCursor: string },
  beforeCommit: BeforeCommit,
): Promise<void> {
  await beforeCommit();
  const committed = await store.commit([
    { type: 'run_items_planned', runId, fence, ...page, atMs: clock.nowMs() },
  ]);
  if (!committed.ok) throw new RunTakenOver(runId);
  for (const { outcome } of page.items) {
    metrics.add({ name: 'item', kind: outcome, outcome: 'planned' });
  }
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
