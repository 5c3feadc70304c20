import type { Id } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { EndpointPorts, WebhookRefusal } from '#usecases/webhooks/endpoint-ports.ts';

/** With it go its secret and its log. */
export async function removeEndpoint(
  { store, clock }: EndpointPorts,
  id: Id<'webhook'>,
  actor: string,
): Promise<Result<null, WebhookRefusal>> {
  const endpoint = await store.webhooks.endpoint(id);
  if (!endpoint) return err({ reason: 'webhook_unknown' });
  const { url, description } = endpoint;
  const detail = { before: { url, description } };
  const atMs = clock.nowMs();
  const removed = await store.commit([
    { type: 'webhook_removed', endpointId: id },
    { type: 'audit', event: { atMs, actor, action: 'webhook_removed', subjectId: id, detail } },
  ]);
  return removed.ok ? ok(null) : err({ reason: 'webhook_unknown' });
}
