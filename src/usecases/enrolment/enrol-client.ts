import {
  type Acceptance,
  areTermsPublished,
  missingAcceptances,
  type TermsKind,
} from '#core/enrolment/terms.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Client } from '#ports/store.ts';
import { type ProvisioningPorts, provisionClient } from '#usecases/enrolment/provision-client.ts';
import { provisioningTask } from '#usecases/enrolment/provisioning-task.ts';

export type EnrolRefusal =
  | { readonly reason: 'terms_missing'; readonly kinds: readonly TermsKind[] }
  | { readonly reason: 'terms_not_published' }
  | { readonly reason: 'already_under_way' };

export interface EnrolRequest {
  readonly client: Client;
  readonly accepted: readonly Acceptance[];
  readonly ip: string;
  readonly userAgent: string;
}

/** Enrols a signed-in client who has an account here but none in the panel, upon acceptance of the current texts. */
export async function enrolClient(
  ports: ProvisioningPorts,
  { client, accepted, ip, userAgent }: EnrolRequest,
): Promise<Result<null, EnrolRefusal>> {
  const { store, clock, queue } = ports;
  const terms = await store.catalogue.currentTerms();
  if (!areTermsPublished(terms)) {
    return err({ reason: 'terms_not_published' });
  }
  const kinds = missingAcceptances(terms, accepted);
  if (kinds.length > 0) return err({ reason: 'terms_missing', kinds });

  const atMs = clock.nowMs();
  const task = provisioningTask(ports, client.id);
  const acceptances = terms.map(({ kind, version, hash }) => ({ kind, version, hash }));
  const committed = await store.commit([
    { type: 'enrolment_started', clientId: client.id, currency: client.currency },
    { type: 'terms_accepted', clientId: client.id, acceptances, atMs, ip, userAgent },
    task.change,
    {
      type: 'audit',
      event: { atMs, actor: 'client', action: 'terms_accepted', subjectId: client.id },
    },
  ]);
  if (!committed.ok) return err({ reason: 'already_under_way' });
  await queue.wake(task.delayMs);
  await provisionClient(ports, client.id, { taskId: task.id });
  return ok(null);
}
