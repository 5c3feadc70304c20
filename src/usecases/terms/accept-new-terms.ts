import {
  type Acceptance,
  missingAcceptances,
  type TermsKind,
  type TermsVersion,
} from '#core/enrolment/terms.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';
import { waitingTerms } from '#usecases/terms/waiting-terms.ts';

export interface NewTermsRequest {
  readonly client: Client;
  readonly accepted: readonly Acceptance[];
  readonly ip: string;
  readonly userAgent: string;
}

export interface StillMissing {
  readonly terms: readonly TermsVersion[];
  readonly kinds: readonly TermsKind[];
}

/** Evidence that a client accepted the texts that came into force since. Repeating it keeps the first. */
export async function acceptNewTerms(
  ports: Pick<Ports, 'store' | 'clock'>,
  { client, accepted, ip, userAgent }: NewTermsRequest,
): Promise<Result<null, StillMissing>> {
  const terms = await waitingTerms(ports, client.id);
  const kinds = missingAcceptances(terms, accepted);
  if (kinds.length > 0) return err({ terms, kinds });
  const atMs = ports.clock.nowMs();
  const { id: clientId } = client;
  const acceptances = terms.map(({ kind, version, hash }) => ({ kind, version, hash }));
  await ports.store.commit([
    { type: 'terms_accepted', clientId, acceptances, atMs, ip, userAgent },
    {
      type: 'audit',
      event: { atMs, actor: 'client', action: 'terms_accepted', subjectId: clientId },
    },
  ]);
  return ok(null);
}
