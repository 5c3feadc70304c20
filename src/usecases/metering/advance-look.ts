// One invocation's work on a look: list servers, read the log, ask for what is missing, finish. Where it stops, the next
// invocation goes on from what is stored.
import { DELETION_TAKES_AT_MOST_MS } from '#core/metering/life.ts';
import type { MeteredPlan } from '#core/metering/server-state.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Look } from '#ports/metering-reads.ts';
import type { VirtualizationFailure } from '#ports/virtualization.ts';
import { askForServers } from '#usecases/metering/ask-for-servers.ts';
import { listServers } from '#usecases/metering/list-servers.ts';
import type { LookPorts } from '#usecases/metering/look-ports.ts';

/** Servers asked for one by one in an invocation: vanished, and the log does not say how. */
const ASKED_PER_INVOCATION = 600;

/** Servers without an owner that one line of the log names. */
const OWNERLESS_NAMED = 50;

/** Why a look stops for now: the panel, somebody else who has taken it up, or a full invocation. */
export type LookStop = VirtualizationFailure | 'taken_over' | 'more';

/** `before`: the last good look; undefined where there was none. A failure of the panel is stored with the look. */
export async function advanceLook(
  ports: LookPorts,
  look: Look,
  before: Look | undefined,
): Promise<void> {
  const { store, inventory, clock, log } = ports;
  const plans = await inventory.plans();
  const done = plans.ok ? await advance(ports, look, before, plans.value) : plans;
  if (done.ok) {
    await reportOwnerless(ports, look);
    log.info('look_good', { lookId: look.id, tookMs: clock.nowMs() - look.startedAtMs });
  } else if (typeof done.error === 'object') {
    const { code, detail } = done.error;
    log.warn('look_failed', { lookId: look.id, code, detail });
    await store.commit([
      {
        type: 'look_failed',
        lookId: look.id,
        fence: look.fence,
        failure: code,
        atMs: clock.nowMs(),
      },
    ]);
  }
}

/** They came and went between two looks, and the log does not say whose they were: a person has to find out. */
async function reportOwnerless({ store, log }: LookPorts, look: Look): Promise<void> {
  const serverIds = await store.metering.ownerless(look, OWNERLESS_NAMED);
  if (serverIds.length === 0) return;
  log.error('servers_without_owner', { lookId: look.id, serverIds: serverIds.join(',') });
}

async function advance(
  ports: LookPorts,
  look: Look,
  before: Look | undefined,
  plans: ReadonlyMap<number, MeteredPlan>,
): Promise<Result<null, LookStop>> {
  if (look.state === 'listing') {
    const listed = await listServers(ports, look, plans);
    if (!listed.ok) return listed;
    const read = await readLog(ports, look, before, plans);
    if (!read.ok) return read;
  }
  return verify(ports, look, before, plans);
}

/** After the list: a server that was deleted before its page was read is in the log by now. */
async function readLog(
  { store, inventory, clock, log }: LookPorts,
  look: Look,
  before: Look | undefined,
  plans: ReadonlyMap<number, MeteredPlan>,
): Promise<Result<null, LookStop>> {
  const reading = await inventory.entriesAfter(look.logFrom, plans);
  if (!reading.ok) return reading;
  const { newest, complete, entries, refused } = reading.value;
  const { id: lookId, fence, startedAtMs } = look;
  if (refused > 0) log.warn('log_entries_refused', { lookId, refused });
  if (!complete) log.error('activity_log_shortened', { lookId, logFrom: look.logFrom });
  const gap = complete
    ? undefined
    : { startMs: before?.startedAtMs ?? startedAtMs, endMs: startedAtMs };
  const atMs = clock.nowMs();
  const committed = await store.commit([
    { type: 'look_log_read', lookId, fence, logThrough: newest, entries, refused, gap, atMs },
  ]);
  return committed.ok ? ok(null) : err('taken_over');
}

/** A list that moves while it is read can miss a server: one that nothing explains is asked for before it is gone. */
async function verify(
  ports: LookPorts,
  look: Look,
  before: Look | undefined,
  plans: ReadonlyMap<number, MeteredPlan>,
): Promise<Result<null, LookStop>> {
  const { store, clock } = ports;
  const explainedSinceMs = (before ?? look).startedAtMs - DELETION_TAKES_AT_MOST_MS;
  const missing = await store.metering.missing(look, explainedSinceMs, ASKED_PER_INVOCATION);
  const asked = await askForServers(ports, missing, plans);
  if (!asked.ok) return asked;
  const { sightings, goneIds } = asked.value;
  const { id: lookId, fence } = look;
  const atMs = clock.nowMs();
  const isWhole = missing.length < ASKED_PER_INVOCATION;
  const committed = await store.commit([
    { type: 'servers_sighted', sightings: sightings.map((one) => ({ ...one, source: 'look' })) },
    { type: 'servers_gone', serverIds: goneIds, atMs },
    ...(isWhole ? [{ type: 'look_finished' as const, lookId, fence, explainedSinceMs, atMs }] : []),
  ]);
  if (!isWhole) return err('more');
  return committed.ok ? ok(null) : err('taken_over');
}
