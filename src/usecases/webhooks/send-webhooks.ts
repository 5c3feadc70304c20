// Sends what is due to webhook endpoints, within a budget of its own: a few of each endpoint, six at once, and nothing
// new after some seconds. One endpoint that is down costs one attempt, and then is left alone for longer each time.

import { errorText } from '#core/error-text.ts';
import type { Ports } from '#ports/ports.ts';
import type { ClaimedDelivery, SealedEndpoint } from '#ports/webhook-reads.ts';
import { atMost, CALLS_AT_ONCE } from '#usecases/at-most.ts';
import { attemptDelivery } from '#usecases/webhooks/attempt-delivery.ts';

export type WebhookPorts = Pick<
  Ports,
  | 'store'
  | 'clock'
  | 'random'
  | 'secrets'
  | 'queue'
  | 'settings'
  | 'log'
  | 'webhookSender'
  | 'metrics'
>;

/** Of one endpoint in one look. */
const EACH = 24;
/** Nothing begins later than this after the look began; an attempt takes ten seconds at most. */
const BEGIN_WITHIN_MS = 15_000;
/** A delivery whose worker died is due again then. */
const LEASE_MS = 120_000;

export interface WebhooksSent {
  readonly delivered: number;
  readonly failed: number;
  /** There may be more that are due now. */
  readonly more: boolean;
}

/** What is left unsent is due again at once, or when its claim runs out. */
export async function sendWebhooks(ports: WebhookPorts): Promise<WebhooksSent> {
  const { store, clock } = ports;
  const beganAtMs = clock.nowMs();
  const claimed = await store.webhooks.claimDue(beganAtMs, beganAtMs + LEASE_MS, EACH);
  if (claimed.length === 0) return { delivered: 0, failed: 0, more: false };
  const ids = [...new Set(claimed.map(({ endpointId }) => endpointId))];
  const endpoints = new Map((await store.webhooks.sealed(ids)).map((one) => [one.id, one]));
  /** Endpoints that turned out to be down meanwhile. */
  const down = new Set<string>();
  const skipped: ClaimedDelivery[] = [];
  const counts = { delivered: 0, failed: 0 };
  await atMost(CALLS_AT_ONCE, claimed, async (next) => {
    const endpoint = endpoints.get(next.endpointId);
    if (!endpoint) return undefined; // removed since it was claimed, and its deliveries with it
    if (down.has(endpoint.id) || clock.nowMs() - beganAtMs > BEGIN_WITHIN_MS) {
      skipped.push(next);
      return undefined;
    }
    const attempted = await settleAlone(ports, endpoint, next);
    counts[attempted.delivered ? 'delivered' : 'failed'] += 1;
    if (attempted.isDown) down.add(endpoint.id);
    return undefined;
  });
  if (skipped.length > 0) {
    const dueAtMs = clock.nowMs();
    await store.commit(skipped.map(({ id }) => ({ type: 'webhook_unclaimed', id, dueAtMs })));
  }
  const claimedOf = (id: string) => claimed.filter(({ endpointId }) => endpointId === id).length;
  const isFull = ids.some((id) => claimedOf(id) === EACH);
  const isLate = skipped.some(({ endpointId }) => !down.has(endpointId));
  // What one attempt has found to be up again has more waiting.
  const isBack = [...endpoints.values()].some(({ id, failures }) => failures > 0 && !down.has(id));
  return { ...counts, more: counts.delivered > 0 && (isFull || isLate || isBack) };
}

/** A result that cannot be stored leaves the delivery to the end of its lease; the others go on. */
async function settleAlone(
  ports: WebhookPorts,
  endpoint: SealedEndpoint,
  delivery: ClaimedDelivery,
): Promise<{ readonly delivered: boolean; readonly isDown: boolean }> {
  try {
    return await attemptDelivery(ports, endpoint, delivery);
  } catch (error) {
    ports.log.error('webhook_not_settled', { messageId: delivery.id, error: errorText(error) });
    return { delivered: false, isDown: false };
  }
}
