import type { Id } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import { OLD_SECRET_VALID_MS } from '#core/webhooks/retry.ts';
import {
  type EndpointPorts,
  newSigningSecret,
  type WebhookRefusal,
} from '#usecases/webhooks/endpoint-ports.ts';

/** The next secret of an endpoint, before it is in force. */
export interface RotationDraft {
  readonly secret: string;
  /** The one that it takes the place of, as it is stored; left out: whichever it is. */
  readonly replaces?: string | undefined;
}

export async function newRotationDraft(
  ports: EndpointPorts,
  id: Id<'webhook'>,
): Promise<RotationDraft | undefined> {
  const [endpoint] = await ports.store.webhooks.sealed([id]);
  return endpoint && { secret: newSigningSecret(ports), replaces: endpoint.sealedSecret };
}

/**
 * A new secret, shown here and never again. For a day both sign, so that the receiver changes over without a gap. Asked
 * twice with one draft it is put in force once: a second time would take the day from the secret that receivers have.
 */
export async function rotateSecret(
  ports: EndpointPorts,
  id: Id<'webhook'>,
  actor: string,
  { secret, replaces }: RotationDraft = { secret: newSigningSecret(ports) },
): Promise<Result<{ readonly secret: string; readonly oldSecretUntilMs: number }, WebhookRefusal>> {
  const { store, clock, secrets } = ports;
  const atMs = clock.nowMs();
  const oldSecretUntilMs = atMs + OLD_SECRET_VALID_MS;
  const sealedSecret = await secrets.seal(secret);
  const rotated = await store.commit([
    { type: 'webhook_secret_rotated', endpointId: id, replaces, sealedSecret, oldSecretUntilMs },
    { type: 'audit', event: { atMs, actor, action: 'webhook_secret_rotated', subjectId: id } },
  ]);
  if (rotated.ok) return ok({ secret, oldSecretUntilMs });
  const [endpoint] = await store.webhooks.sealed([id]);
  if (!endpoint) return err({ reason: 'webhook_unknown' });
  return (await secrets.open(endpoint.sealedSecret)) === secret
    ? ok({ secret, oldSecretUntilMs: endpoint.oldSecretUntilMs })
    : err({ reason: 'webhook_secret_changed' });
}
