import type { Id } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import { checkEvents, checkWebhookUrl } from '#core/webhooks/endpoint.ts';
import type { AuditValues } from '#ports/changes.ts';
import type { WebhookEndpoint } from '#ports/webhook-reads.ts';
import type { EndpointPorts, WebhookRefusal } from '#usecases/webhooks/endpoint-ports.ts';

/** What is left out stays as it is. */
export interface EndpointChange {
  readonly url?: string | undefined;
  readonly description?: string | undefined;
  readonly events?: readonly string[] | undefined;
  readonly enabled?: boolean | undefined;
}

/** Another address, other events, or whether it gets any. Enabling one that was given up begins with a clean slate. */
export async function changeEndpoint(
  { store, clock, settings, queue }: EndpointPorts,
  id: Id<'webhook'>,
  change: EndpointChange,
  actor: string,
): Promise<Result<null, WebhookRefusal>> {
  const endpoint = await store.webhooks.endpoint(id);
  if (!endpoint) return err({ reason: 'webhook_unknown' });
  const url = checkWebhookUrl(change.url ?? endpoint.url, {
    development: settings.development,
    ownOrigin: settings.origin,
  });
  if (!url.ok) return url;
  const events = checkEvents(change.events ?? endpoint.events);
  if (!events.ok) return events;
  const becomes = {
    ...endpoint,
    url: url.value,
    description: change.description ?? endpoint.description,
    events: events.value,
    disabledReason: reasonAfter(endpoint, change.enabled),
  };
  const atMs = clock.nowMs();
  const detail = { before: auditValues(endpoint), after: auditValues(becomes) };
  const { description, disabledReason } = becomes;
  const changed = await store.commit([
    {
      type: 'webhook_changed',
      endpointId: id,
      url: url.value,
      description,
      events: events.value,
      disabledReason,
    },
    {
      type: 'audit',
      event: { atMs, actor, action: 'webhook_changed', subjectId: id, detail },
    },
  ]);
  if (!changed.ok) return err({ reason: 'webhook_unknown' });
  await queue.wake();
  return ok(null);
}

function reasonAfter({ disabledReason }: WebhookEndpoint, enabled: boolean | undefined) {
  if (enabled === undefined) return disabledReason;
  if (enabled) return '';
  return disabledReason === '' ? 'operator' : disabledReason;
}

function auditValues({
  url,
  description,
  events,
  disabledReason,
}: Pick<WebhookEndpoint, 'url' | 'description' | 'events' | 'disabledReason'>): AuditValues {
  return { url, description, events: events.join(' '), enabled: disabledReason === '' };
}
