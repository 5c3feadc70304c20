import { type TermsVersion, unacceptedTerms } from '#core/enrolment/terms.ts';
import type { ClientId } from '#core/ids.ts';
import type { Ports } from '#ports/ports.ts';

/** The texts in force that the client has not accepted. */
export async function waitingTerms(
  { store }: Pick<Ports, 'store'>,
  clientId: ClientId,
): Promise<readonly TermsVersion[]> {
  const [current, accepted] = await Promise.all([
    store.catalogue.currentTerms(),
    store.account.acceptedTerms(clientId),
  ]);
  return unacceptedTerms(current, accepted);
}
