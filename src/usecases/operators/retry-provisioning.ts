import { isId } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import {
  type Provisioned,
  type ProvisioningPorts,
  provisionClient,
} from '#usecases/enrolment/provision-client.ts';

export type RetryRefusal = { readonly reason: 'client_unknown' | 'not_waiting' };

/**
 * Tries now to get a waiting client a panel user, as the outbox and the daily automation do by themselves; success is told
 * by mail. Answers what came of the attempt, which may be another failure.
 */
export async function retryProvisioning(
  ports: ProvisioningPorts,
  { clientId }: { readonly clientId: string },
  actor: string,
): Promise<Result<Exclude<Provisioned, 'not_waiting'>, RetryRefusal>> {
  const { store, clock, queue } = ports;
  const client = isId('client', clientId) ? await store.clients.byId(clientId) : undefined;
  if (!client) return err({ reason: 'client_unknown' });
  const came = await provisionClient(ports, client.id, { tellByMail: true, byHand: true });
  if (came === 'not_waiting') return err({ reason: 'not_waiting' });
  const { state, failure } = client;
  await store.commit([
    {
      type: 'audit',
      event: {
        atMs: clock.nowMs(),
        actor,
        action: 'provisioning_retried',
        subjectId: client.id,
        detail: {
          before: { state, failure },
          after:
            came === 'enrolled' ? { state: came } : { state: 'provisioning_failed', failure: came },
        },
      },
    },
  ]);
  if (came === 'enrolled') await queue.wake();
  return ok(came);
}
