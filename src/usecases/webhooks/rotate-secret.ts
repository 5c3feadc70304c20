import type { Id } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import { OLD_SECRET_VALID_MS } from '#core/webhooks/retry.ts';
import {
  type EndpointPorts,
  newSigningSecret,
  type WebhookRefusal,
} from '#usecases/webhooks/endpoint-ports.ts';

/** A new secret, shown here and never again. For a day both sign, so that the receiver changes over without a gap. */
export async function rotateSecret(
  ports: EndpointPorts,
  id: Id<'webhook'>,
  actor: string,
): Promise<Result<{ readonly secret: string; readonly oldSecretUntilMs: number }, WebhookRefusal>> {
  const { store, clock, secrets } = ports;
  const secret = newSigningSecret(ports);
  const atMs = clock.nowMs();
  const oldSecretUntilMs = atMs + OLD_SECRET_VALID_MS;
  const sealedSecret = await secrets.seal(secret);
  const rotated = await store.commit([
    { type: 'webhook_secret_rotated', endpointId: id, sealedSecret, oldSecretUntilMs },
    { type: 'audit', event: { atMs, actor, action: 'webhook_secret_rotated', subjectId: id } },
  ]);
  return rotated.ok ? ok({ secret, oldSecretUntilMs }) : err({ reason: 'webhook_unknown' });
}
