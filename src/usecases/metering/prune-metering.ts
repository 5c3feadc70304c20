// Forgets what metering saw of months that are long over and done: without that the store only ever grows.
import { type BillingMonth, monthAt, monthRange, monthsBefore } from '#core/month.ts';
import type { Pruning } from '#ports/metering-reads.ts';
import type { Ports } from '#ports/ports.ts';
import { unsettledMonths } from '#usecases/invoicing/unsettled-months.ts';

/** Servers whose history is looked through in one batch, and batches in one day: a million takes ten days. */
const SERVERS_PER_BATCH = 5_000;
const BATCHES_A_DAY = 20;
const EVENTS_A_DAY = 50_000;
/** Ids of servers are integers that the panel counts up. */
const LAST_SERVER = Number.MAX_SAFE_INTEGER;

export interface Pruned {
  /** Nothing before this month can be metered any more; undefined where nothing was ever forgotten. */
  readonly before: BillingMonth | undefined;
  /** Whether servers are left for another day. */
  readonly more: boolean;
}

type PruningPorts = Pick<Ports, 'store' | 'clock' | 'settings'>;

/**
 * Goes on with the pruning that is under way, or begins one up to the first month that is still kept: none that is younger
 * than the setting says, and none that was not invoiced, left somebody parked, or came after such a one.
 */
export async function pruneMetering(ports: PruningPorts): Promise<Pruned> {
  const { store, settings } = ports;
  const { timeZone } = settings;
  const last = await store.metering.pruning();
  const pruning = last && !last.isFinished ? last : await begin(ports, last);
  if (pruning && !pruning.isFinished) {
    const { beforeMs } = pruning;
    await store.commit([{ type: 'panel_events_pruned', beforeMs, limit: EVENTS_A_DAY }]);
    const more = await pruneServers(ports, pruning);
    return { before: monthAt(beforeMs, timeZone), more };
  }
  return { before: pruning && monthAt(pruning.beforeMs, timeZone), more: false };
}

/** Answers the one that was before where there is nothing more to forget, or somebody else has just begun. */
async function begin(ports: PruningPorts, last: Pruning | undefined): Promise<Pruning | undefined> {
  const { store, clock, settings } = ports;
  const first = await store.metering.firstGoodLook();
  if (!first) return last;
  const month = await firstKeptMonth(ports, first.startedAtMs);
  const { startMs: beforeMs } = monthRange(month, settings.timeZone);
  if (first.startedAtMs >= beforeMs || (last && last.beforeMs >= beforeMs)) return last;
  const started = await store.commit([{ type: 'pruning_started', beforeMs, atMs: clock.nowMs() }]);
  return started.ok ? { beforeMs, throughServerId: 0, isFinished: false } : last;
}

/** A month that began before anybody looked is known to nobody, and holds nothing back. */
async function firstKeptMonth(ports: PruningPorts, firstLookMs: number): Promise<BillingMonth> {
  const { clock, settings } = ports;
  const { timeZone, meteringKeptMonths } = settings;
  const running = monthAt(clock.nowMs(), timeZone);
  const month = monthsBefore(running, meteringKeptMonths).at(-1) ?? running;
  const oldest = (await unsettledMonths(ports)).findLast(
    (unsettled) => monthRange(unsettled.month, timeZone).startMs >= firstLookMs,
  );
  return oldest && oldest.month < month ? oldest.month : month;
}

/** Answers whether servers are left. */
async function pruneServers(
  { store, clock }: PruningPorts,
  { beforeMs, throughServerId }: Pruning,
): Promise<boolean> {
  let after = throughServerId;
  for (let batches = 0; batches < BATCHES_A_DAY; batches++) {
    const boundary = await store.metering.serverAfter(after, SERVERS_PER_BATCH);
    const isLast = boundary === undefined;
    const through = boundary ?? LAST_SERVER;
    const atMs = clock.nowMs();
    const pruned = await store.commit([
      { type: 'servers_pruned', beforeMs, after, through, isLast, atMs },
    ]);
    if (isLast || !pruned.ok) return false; // not ok: another automation is at it
    after = through;
  }
  return true;
}
