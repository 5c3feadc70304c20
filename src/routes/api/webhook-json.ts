import type { WebhookDelivery, WebhookEndpoint } from '#ports/webhook-reads.ts';
import { iso, isoOrNull } from './instants.ts';

export function webhookJson(endpoint: WebhookEndpoint) {
  const { id, url, description, events, state, disabledReason, failingSinceMs } = endpoint;
  return {
    id,
    url,
    description,
    events,
    enabled: state === 'enabled',
    disabledReason: disabledReason || null,
    failingSince: isoOrNull(failingSinceMs),
    createdBy: endpoint.createdBy,
    createdAt: iso(endpoint.createdAtMs),
  };
}

export function webhookDeliveryJson(delivery: WebhookDelivery) {
  const { id, type, state, attempts, status, error, excerpt, payload, dueAtMs } = delivery;
  return {
    id,
    type,
    state,
    attempts,
    status: status || null,
    error: error || null,
    excerpt,
    payload: JSON.parse(payload) as Record<string, unknown>,
    nextAttemptAt: state === 'pending' ? iso(dueAtMs) : null,
    attemptedAt: isoOrNull(delivery.attemptedAtMs),
    createdAt: iso(delivery.createdAtMs),
  };
}
