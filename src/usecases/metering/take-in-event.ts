import { ok, type Result } from '#core/result.ts';
import type { PanelEventCall } from '#ports/panel-events.ts';
import type { Ports } from '#ports/ports.ts';

/** Stores an event once, however often it comes. `off` where no event handler is set up. */
export async function takeInEvent(
  ports: Pick<Ports, 'store' | 'secrets' | 'clock' | 'log' | 'panelEvents'>,
  call: PanelEventCall,
): Promise<Result<null, 'forged' | 'off'>> {
  const { store, secrets, clock, log, panelEvents } = ports;
  if (!panelEvents) return { ok: false, error: 'off' };
  const event = panelEvents.read(call);
  if (!event.ok) {
    log.warn('panel_event_forged');
    return event;
  }
  const { serverId, parameters } = event.value;
  const hash = await secrets.digest(parameters);
  await store.commit([
    {
      type: 'panel_event_received',
      event: { hash, serverId, parameters, atMs: clock.nowMs() },
    },
  ]);
  return ok(null);
}
