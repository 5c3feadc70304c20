import type { Id } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import { TEST_EVENT } from '#core/webhooks/events.ts';
import { newId } from '#usecases/tokens.ts';
import type { EndpointPorts, WebhookRefusal } from '#usecases/webhooks/endpoint-ports.ts';

/** One event that means nothing, by the way that every other takes; with the same id once. */
export async function sendTestEvent(
  ports: EndpointPorts,
  endpointId: Id<'webhook'>,
  actor: string,
  id: Id<'message'> = newId(ports, 'message'),
): Promise<Result<{ readonly messageId: Id<'message'> }, WebhookRefusal>> {
  const { store, clock, queue } = ports;
  const endpoint = await store.webhooks.endpoint(endpointId);
  if (!endpoint) return err({ reason: 'webhook_unknown' });
  const atMs = clock.nowMs();
  const payload = JSON.stringify({
    type: TEST_EVENT,
    timestamp: new Date(atMs).toISOString(),
    data: { endpointId },
  });
  const published = await store.commit([
    { type: 'test_event_published', id, endpointId, payload, atMs },
    { type: 'audit', event: { atMs, actor, action: 'webhook_tested', subjectId: endpointId } },
  ]);
  if (!published.ok) {
    const isSent = (await store.webhooks.delivery(id))?.endpointId === endpointId;
    return isSent ? ok({ messageId: id }) : err({ reason: 'webhook_disabled' });
  }
  await queue.wake();
  return ok({ messageId: id });
}
