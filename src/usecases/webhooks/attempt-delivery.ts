import {
  holdMs,
  isGivenUp,
  judgeAnswer,
  type WebhookAnswer,
  type WebhookVerdict,
} from '#core/webhooks/retry.ts';
import type { Change } from '#ports/changes.ts';
import type { ClaimedDelivery, SealedEndpoint } from '#ports/webhook-reads.ts';
import { alarmLetter } from '#usecases/monitoring/raise-alarm.ts';
import type { WebhookPorts } from '#usecases/webhooks/send-webhooks.ts';

export interface Attempted {
  readonly delivered: boolean;
  /** The endpoint is down rather than at odds with this message. */
  readonly isDown: boolean;
}

/** One attempt at one delivery, and what follows for it and for its endpoint. */
export async function attemptDelivery(
  ports: WebhookPorts,
  endpoint: SealedEndpoint,
  delivery: ClaimedDelivery,
): Promise<Attempted> {
  const { store, clock, webhookSender, log, metrics, queue } = ports;
  const { id, payload, attempts } = delivery;
  const startedAtMs = clock.nowMs();
  const secrets = await secretsOf(ports, endpoint, startedAtMs);
  const { answer, excerpt } = await webhookSender.send({
    url: endpoint.url,
    id,
    payload,
    secrets,
    nowMs: startedAtMs,
  });
  const atMs = clock.nowMs();
  const verdict = judgeAnswer(answer, attempts);
  const delivered = verdict.outcome === 'delivered';
  const error = delivered ? '' : errorCode(answer);
  const attempted = {
    type: 'webhook_attempted',
    id,
    attempts,
    state: stateAfter(verdict),
    dueAtMs: atMs + verdict.waitMs,
    status: answer.kind === 'answered' ? answer.status : 0,
    error,
    excerpt,
    atMs,
  } as const;
  metrics.add({
    name: 'webhook',
    kind: delivery.type,
    outcome: verdict.outcome,
    ms: atMs - startedAtMs,
  });
  // Apart from what follows for the endpoint, which must not depend on who had the last word about this delivery.
  await store.commit([attempted]);
  const ofEndpoint = endpointChanges(endpoint, verdict, { startedAtMs, atMs });
  if (ofEndpoint.length > 0) await store.commit(ofEndpoint);
  if (delivered) return { delivered, isDown: false };
  const fields = { messageId: id, endpointId: endpoint.id, type: delivery.type, attempts, error };
  log.warn('webhook_failed', { ...fields, outcome: verdict.outcome });
  const why = whyDisabled(endpoint, verdict, atMs);
  if (why) await disable(ports, endpoint, why);
  else if (verdict.outcome === 'retry') await queue.wake(verdict.waitMs);
  return { delivered, isDown: verdict.isDown };
}

async function secretsOf(
  { secrets }: WebhookPorts,
  endpoint: SealedEndpoint,
  nowMs: number,
): Promise<readonly string[]> {
  const isRotating = endpoint.oldSecretUntilMs > nowMs;
  const sealed = [endpoint.sealedSecret, ...(isRotating ? [endpoint.sealedOldSecret] : [])];
  const opened = await Promise.all(sealed.map((text) => secrets.open(text)));
  const known = opened.filter((secret) => secret !== undefined);
  // Unsigned, a receiver could not tell it from anybody's.
  if (known.length === 0) throw new Error(`the secret of ${endpoint.id} cannot be opened`);
  return known;
}

function errorCode(answer: WebhookAnswer): string {
  return answer.kind === 'unreachable' ? 'no_answer' : `http_${answer.status}`;
}

function stateAfter({ outcome }: WebhookVerdict): 'delivered' | 'pending' | 'failed' {
  if (outcome === 'delivered') return 'delivered';
  return outcome === 'retry' ? 'pending' : 'failed';
}

function endpointChanges(
  endpoint: SealedEndpoint,
  verdict: WebhookVerdict,
  { startedAtMs, atMs }: { startedAtMs: number; atMs: number },
): Change[] {
  const { id: endpointId, failures, failingSinceMs } = endpoint;
  if (verdict.outcome === 'delivered') {
    return failingSinceMs === null ? [] : [{ type: 'webhook_works', endpointId }];
  }
  const heldUntilMs = verdict.isDown ? atMs + holdMs(failures + 1) : null;
  return [{ type: 'webhook_failed', endpointId, attemptedAtMs: startedAtMs, heldUntilMs }];
}

function whyDisabled(
  { failingSinceMs }: SealedEndpoint,
  { outcome }: WebhookVerdict,
  nowMs: number,
): 'gone' | 'failing' | undefined {
  if (outcome === 'gone') return 'gone';
  return failingSinceMs !== null && isGivenUp(failingSinceMs, nowMs) ? 'failing' : undefined;
}

/** Nothing more is sent there, and the operator is told. Of several workers one does it. */
async function disable(
  ports: WebhookPorts,
  { id: endpointId, url }: SealedEndpoint,
  why: 'gone' | 'failing',
): Promise<void> {
  const { store, clock, log, queue } = ports;
  const atMs = clock.nowMs();
  const { host } = new URL(url);
  const audit = { atMs, actor: 'system', action: 'webhook_disabled', subjectId: endpointId };
  const disabled = await store.commit([
    { type: 'webhook_disabled', endpointId, reason: why },
    { type: 'audit', event: { ...audit, detail: { why } } },
    ...(await alarmLetter(ports, { cause: 'webhook_disabled', endpointId, host, why })),
  ]);
  if (!disabled.ok) return;
  log.error('webhook_disabled', { endpointId, why });
  await queue.wake();
}
