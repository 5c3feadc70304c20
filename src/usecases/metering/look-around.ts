// Starts looks and goes on with those that stopped. A look is one row with a fence: two holders cannot both move it.

import type { Look } from '#ports/metering-reads.ts';
import type { Ports } from '#ports/ports.ts';
import { advanceLook } from '#usecases/metering/advance-look.ts';
import type { LookPorts } from '#usecases/metering/look-ports.ts';
import { settleEvents } from '#usecases/metering/settle-events.ts';
import { newId } from '#usecases/tokens.ts';

const MINUTE_MS = 60_000;
/** A look that began longer ago says too little about now: the next one begins anew. */
const ABANDON_AFTER_MS = 50 * MINUTE_MS;
/** A look that somebody touched less long ago has a holder who is at work. */
const HOLDER_QUIET_FOR_MS = 2 * MINUTE_MS;
const LOOK_EVERY_MS = 60 * MINUTE_MS;

type LookAroundPorts = LookPorts & Pick<Ports, 'settings'>;

/** Every hour: takes a look at the panel, unless one is under way. Does nothing where nobody meters. */
export async function lookAround(ports: LookAroundPorts): Promise<void> {
  if (!ports.settings.metering) return;
  const open = await openLook(ports);
  await (open ? goOn(ports, open) : begin(ports));
}

/** Every few minutes: goes on with a look that stopped, makes up for one that never came, and settles waiting events. */
export async function keepLooking(ports: LookAroundPorts): Promise<void> {
  if (!ports.settings.metering) return;
  const { store, clock } = ports;
  const open = await openLook(ports);
  if (open) return goOn(ports, open);
  const last = await store.metering.lastGoodLook();
  const isDue = !last || clock.nowMs() - last.startedAtMs >= LOOK_EVERY_MS;
  if (isDue) return begin(ports);
  await settleEvents(ports);
}

async function openLook({ store, clock, log }: LookPorts): Promise<Look | undefined> {
  const open = await store.metering.openLook();
  const nowMs = clock.nowMs();
  if (!open || nowMs - open.startedAtMs < ABANDON_AFTER_MS) return open;
  log.error('look_abandoned', { lookId: open.id, nextPage: open.nextPage, failure: open.failure });
  await store.commit([{ type: 'look_abandoned', lookId: open.id, atMs: nowMs }]);
  return undefined;
}

async function begin(ports: LookPorts): Promise<void> {
  const { store, inventory, clock, log } = ports;
  const before = await store.metering.lastGoodLook();
  // The first look begins where the log ends: what came before is not metered.
  const logFrom = before
    ? ({ ok: true, value: before.logThrough } as const)
    : await inventory.newestEntry();
  if (!logFrom.ok) {
    log.warn('look_failed', { code: logFrom.error.code, detail: logFrom.error.detail });
    return;
  }
  const look = newLook(newId(ports, 'look'), logFrom.value, clock.nowMs());
  const started = await store.commit([{ type: 'look_started', look }]);
  if (started.ok) await advanceLook(ports, look, before); // else somebody else has just begun
}

function newLook(id: Look['id'], logFrom: number, startedAtMs: number): Look {
  return {
    id,
    state: 'listing',
    fence: 1,
    startedAtMs,
    touchedAtMs: startedAtMs,
    finishedAtMs: 0,
    nextPage: 1,
    logFrom,
    logThrough: 0,
    failure: '',
    servers: 0,
    changed: 0,
    refused: 0,
  };
}

async function goOn(ports: LookPorts, open: Look): Promise<void> {
  const { store, clock } = ports;
  const nowMs = clock.nowMs();
  const isHeld = open.failure === '' && nowMs - open.touchedAtMs < HOLDER_QUIET_FOR_MS;
  if (isHeld) return;
  const look = await store.metering.takeUp(open.id, nowMs);
  if (look) await advanceLook(ports, look, await store.metering.lastGoodLook());
}
