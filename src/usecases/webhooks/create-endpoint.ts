import type { Id } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import { checkEvents, checkWebhookUrl, ENDPOINTS_AT_MOST } from '#core/webhooks/endpoint.ts';
import { newId } from '#usecases/tokens.ts';
import {
  type EndpointPorts,
  newSigningSecret,
  type WebhookRefusal,
} from '#usecases/webhooks/endpoint-ports.ts';

export interface EndpointRequest {
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
}

/** The secret is shown here and never again. */
export interface CreatedEndpoint {
  readonly id: Id<'webhook'>;
  readonly secret: string;
}

/** What an endpoint will be known by and its messages signed with, before it is there. */
export type EndpointDraft = CreatedEndpoint;

/** Writes nothing. */
export function newEndpointDraft(ports: EndpointPorts): EndpointDraft {
  return { id: newId(ports, 'webhook'), secret: newSigningSecret(ports) };
}

/** From the same draft once, however often it is asked. Refused beyond `ENDPOINTS_AT_MOST`, also where two are made at once. */
export async function createEndpoint(
  ports: EndpointPorts,
  request: EndpointRequest,
  actor: string,
  { id, secret }: EndpointDraft = newEndpointDraft(ports),
): Promise<Result<CreatedEndpoint, WebhookRefusal>> {
  const { store, clock, secrets, settings } = ports;
  const url = checkWebhookUrl(request.url, {
    development: settings.development,
    ownOrigin: settings.origin,
  });
  if (!url.ok) return url;
  const events = checkEvents(request.events);
  if (!events.ok) return events;
  const atMs = clock.nowMs();
  const { description } = request;
  const endpoint = {
    id,
    url: url.value,
    description,
    events: events.value,
    sealedSecret: await secrets.seal(secret),
    createdBy: actor,
    createdAtMs: atMs,
  };
  const after = { url: url.value, description, events: events.value.join(' ') };
  const created = await store.commit([
    { type: 'webhook_created', endpoint, atMost: ENDPOINTS_AT_MOST },
    {
      type: 'audit',
      event: { atMs, actor, action: 'webhook_created', subjectId: id, detail: { after } },
    },
  ]);
  return created.ok || (await store.webhooks.endpoint(id))
    ? ok({ id, secret })
    : err({ reason: 'webhooks_too_many', most: ENDPOINTS_AT_MOST });
}
