import {
  type MeteredPlan,
  readState,
  stateText,
  withKnownPrices,
} from '#core/metering/server-state.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { NewSighting } from '#ports/metering-changes.ts';
import type { KnownServer, Look } from '#ports/metering-reads.ts';
import type { ListedServer, ServerPage } from '#ports/server-inventory.ts';
import type { VirtualizationFailure } from '#ports/virtualization.ts';
import { atMost, CALLS_AT_ONCE } from '#usecases/at-most.ts';
import type { LookStop } from '#usecases/metering/advance-look.ts';
import type { LookPorts } from '#usecases/metering/look-ports.ts';

/** Pages whose servers are compared with one read of the store. */
const PAGES_AT_ONCE = 60;
/** Of the platform's 10,000 calls an invocation, each tried twice at worst; the next invocation goes on. */
const PAGES_PER_INVOCATION = 4_000;
/** Ids and changes that are kept in memory before they are written: one bulk write for 100,000 servers. */
const IDS_PER_COMMIT = 100_000;
const CHANGES_PER_COMMIT = 5_000;

/** What was listed since the last commit. */
interface Listed {
  readonly firstPage: number;
  nextPage: number;
  serverIds: number[];
  changed: NewSighting[];
  refused: number;
}

/** Lists the servers from where the look stands, and writes those that differ from what is known. */
export async function listServers(
  ports: LookPorts,
  look: Look,
  plans: ReadonlyMap<number, MeteredPlan>,
): Promise<Result<null, LookStop>> {
  let listed = nothingListed(look.nextPage);
  let lastPage = Number.POSITIVE_INFINITY;
  let pages = 0;
  while (listed.nextPage <= lastPage) {
    if (pages >= PAGES_PER_INVOCATION) {
      const kept = await commitListed(ports, look, listed);
      return kept.ok ? err('more') : kept;
    }
    // The first page says how many there are.
    const count = lastPage === Number.POSITIVE_INFINITY ? 1 : PAGES_AT_ONCE;
    const numbers = pageNumbers(listed.nextPage, Math.min(count, lastPage - listed.nextPage + 1));
    const read = await readPages(ports, numbers, plans);
    if (!read.ok) {
      const kept = await commitListed(ports, look, listed);
      return kept.ok ? read : kept;
    }
    await takeIn(ports, listed, read.value);
    lastPage = Math.max(...read.value.pages.map((page) => page.lastPage));
    pages += numbers.length;
    listed.nextPage += numbers.length;
    if (listed.serverIds.length < IDS_PER_COMMIT && listed.changed.length < CHANGES_PER_COMMIT) {
      continue;
    }
    const kept = await commitListed(ports, look, listed);
    if (!kept.ok) return kept;
    listed = nothingListed(listed.nextPage);
  }
  return commitListed(ports, look, listed);
}

interface ReadPages {
  readonly atMs: number;
  readonly pages: readonly ServerPage[];
}

async function readPages(
  { inventory, clock }: LookPorts,
  numbers: readonly number[],
  plans: ReadonlyMap<number, MeteredPlan>,
): Promise<Result<ReadPages, VirtualizationFailure>> {
  const atMs = clock.nowMs();
  const pages: ServerPage[] = [];
  const failure = await atMost(CALLS_AT_ONCE, numbers, async (number) => {
    const page = await inventory.serverPage(number, plans);
    if (!page.ok) return page.error;
    pages.push(page.value);
    return undefined;
  });
  return failure ? err(failure) : ok({ atMs, pages });
}

/** Compares pages with the store. A row that was not understood leaves what is known of its server as it was. */
async function takeIn(
  { store, log }: LookPorts,
  listed: Listed,
  { atMs, pages }: ReadPages,
): Promise<void> {
  const servers = pages.flatMap((page) => page.servers);
  const refusedIds = pages.flatMap((page) => page.refusedIds);
  const known = await store.metering.known(servers.map(({ serverId }) => serverId));
  for (const server of servers) {
    const sighting = changedSighting(server, known.get(server.serverId), atMs);
    if (sighting) listed.changed.push(sighting);
    listed.serverIds.push(server.serverId);
  }
  listed.serverIds.push(...refusedIds);
  listed.refused += refusedIds.length;
  if (refusedIds.length > 0) {
    log.warn('servers_refused', { count: refusedIds.length, first: refusedIds[0] ?? 0 });
  }
}

/** The server as it is now, if that is news. */
export function changedSighting(
  server: ListedServer,
  known: KnownServer | undefined,
  atMs: number,
  source: NewSighting['source'] = 'look',
): NewSighting | undefined {
  const before = known && known.state !== '' ? readState(known.state) : undefined;
  const state = withKnownPrices(before, server.state);
  const isSame = known && !known.isGone && known.name === server.name;
  if (isSame && known.state === stateText(state)) return undefined;
  return { ...server, state, atMs, source };
}

async function commitListed(
  { store, clock }: LookPorts,
  { id: lookId, fence }: Look,
  { firstPage, nextPage, serverIds, changed, refused }: Listed,
): Promise<Result<null, 'taken_over'>> {
  if (nextPage === firstPage) return ok(null);
  const atMs = clock.nowMs();
  const committed = await store.commit([
    {
      type: 'look_listed',
      lookId,
      fence,
      firstPage,
      nextPage,
      serverIds,
      changed: changed.length,
      refused,
      atMs,
    },
    { type: 'servers_sighted', sightings: changed },
  ]);
  return committed.ok ? ok(null) : err('taken_over');
}

function nothingListed(page: number): Listed {
  return { firstPage: page, nextPage: page, serverIds: [], changed: [], refused: 0 };
}

function pageNumbers(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}
