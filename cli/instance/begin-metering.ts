// Metering as if it had been set up long ago: an event handler in the panel, and a first look that is old.
import { EVENT_SECRET, placesOf } from './places.ts';
import { postJson } from './post-json.ts';
import type { Instance } from './start.ts';

/** Before the month that the demo has servers in. */
const BEGUN_BEFORE_MS = 75 * 24 * 3_600_000;

/**
 * To be called while the panel has no servers yet: what the seed then makes happens after that look, and the panel's
 * log tells of it at its own times. Leaves the clock in the past.
 */
export async function beginMetering(instance: Instance, nowMs: number): Promise<void> {
  const { clock, panelControl } = placesOf(instance.origin);
  await postJson(clock, { now: new Date(nowMs - BEGUN_BEFORE_MS).toISOString() });
  await instance.look();
  const url = `${instance.origin}/panel/events/${EVENT_SECRET}`;
  await postJson(panelControl, { events: { handlers: [{ name: 'billing', url }] } });
}
