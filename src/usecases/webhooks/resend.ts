import type { Id } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { EndpointPorts, WebhookRefusal } from '#usecases/webhooks/endpoint-ports.ts';

/** The same message under the same id, as if it were new: one that knows it already passes it over. */
export async function resendDelivery(
  { store, clock, queue }: EndpointPorts,
  { endpointId, id }: { readonly endpointId: Id<'webhook'>; readonly id: Id<'message'> },
  actor: string,
): Promise<Result<null, WebhookRefusal>> {
  const endpoint = await store.webhooks.endpoint(endpointId);
  if (!endpoint) return err({ reason: 'webhook_unknown' });
  if (endpoint.state === 'disabled') return err({ reason: 'webhook_disabled' });
  const delivery = await store.webhooks.delivery(id);
  if (delivery?.endpointId !== endpointId) return err({ reason: 'webhook_delivery_unknown' });
  const atMs = clock.nowMs();
  const detail = { messageId: id };
  const resent = await store.commit([
    { type: 'webhook_resent', endpointId, id, atMs },
    {
      type: 'audit',
      event: { atMs, actor, action: 'webhook_resent', subjectId: endpointId, detail },
    },
  ]);
  if (!resent.ok) return err({ reason: 'webhook_delivery_pending' });
  await queue.wake();
  return ok(null);
}

/** Everything that was published since then and has failed. */
export async function resendFailed(
  { store, clock, queue }: EndpointPorts,
  { endpointId, sinceMs }: { readonly endpointId: Id<'webhook'>; readonly sinceMs: number },
  actor: string,
): Promise<Result<null, WebhookRefusal>> {
  if (!(await store.webhooks.endpoint(endpointId))) return err({ reason: 'webhook_unknown' });
  const atMs = clock.nowMs();
  const detail = { since: new Date(sinceMs).toISOString() };
  const resent = await store.commit([
    { type: 'failed_webhooks_resent', endpointId, sinceMs, atMs },
    {
      type: 'audit',
      event: { atMs, actor, action: 'failed_webhooks_resent', subjectId: endpointId, detail },
    },
  ]);
  if (!resent.ok) return err({ reason: 'webhook_disabled' });
  await queue.wake();
  return ok(null);
}
