import type { Ports } from '#ports/ports.ts';
import { askForServers } from '#usecases/metering/ask-for-servers.ts';
import { changedSighting } from '#usecases/metering/list-servers.ts';
import type { LookPorts } from '#usecases/metering/look-ports.ts';

/** Distinct servers asked for in one go; whatever is left waits for the pulse or the next look. */
const EVENTS_AT_ONCE = 60;

/**
 * Asks the panel for every server that an event named, and writes what changed. An event is a hint: what it says is never
 * believed, so one that is forged, late, twice or out of order changes nothing by itself. One about a server that neither
 * the panel nor we know stays, and the next look settles it.
 */
export async function settleEvents(
  ports: Omit<LookPorts, 'random'> & Pick<Ports, 'settings'>,
): Promise<void> {
  const { store, inventory, clock, log } = ports;
  if (!ports.settings.metering) return;
  const waiting = (await store.metering.waitingEvents(EVENTS_AT_ONCE)).filter(
    ({ serverId }) => serverId !== 0,
  );
  if (waiting.length === 0) return;
  const atMs = clock.nowMs();
  const serverIds = [...new Set(waiting.map(({ serverId }) => serverId))];
  const plans = await inventory.plans();
  const asked = plans.ok ? await askForServers(ports, serverIds, plans.value) : plans;
  if (!asked.ok) {
    log.warn('events_wait', { code: asked.error.code, events: waiting.length });
    return;
  }
  const { sightings, goneIds } = asked.value;
  const known = await store.metering.known(serverIds);
  const unknown = new Set(goneIds.filter((serverId) => !known.has(serverId)));
  const settled = waiting.filter(({ serverId }) => !unknown.has(serverId));
  await store.commit([
    {
      type: 'servers_sighted',
      sightings: sightings.flatMap(({ atMs: seenAtMs, ...server }) => {
        const sighting = changedSighting(server, known.get(server.serverId), seenAtMs, 'event');
        return sighting ? [sighting] : [];
      }),
    },
    { type: 'servers_gone', serverIds: goneIds.filter((id) => !unknown.has(id)), atMs },
    { type: 'panel_events_settled', hashes: settled.map(({ hash }) => hash), atMs },
  ]);
}
