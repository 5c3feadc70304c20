import type { TermsVersion } from '#core/enrolment/terms.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { OwnedBillingClient } from '#ports/billing-system.ts';
import type { Ports } from '#ports/ports.ts';
import { ownedAccounts } from '#usecases/enrolment/owned-accounts.ts';
import { type RecognisedPerson, recognisedPerson } from '#usecases/sign-in/identity-note.ts';

export interface OpenedIdentity {
  readonly person: RecognisedPerson;
  readonly terms: readonly TermsVersion[];
  /** Of the billing system, and not linked to anybody here; which one is billed is the person's choice. */
  readonly accounts: readonly OwnedBillingClient[];
}

export type OpenIdentityRefusal =
  | 'begin_again'
  | 'billing_unavailable'
  /** All that they own are billed to other accounts here. */
  | 'accounts_taken';

/** What somebody whom the provider has recognised accepts, and for which account. Asks anew each time: notes grow old. */
export async function openIdentity(
  ports: Pick<Ports, 'store' | 'secrets' | 'billing' | 'clock' | 'log'>,
  note: string,
): Promise<Result<OpenedIdentity, OpenIdentityRefusal>> {
  const { store, billing } = ports;
  const person = await recognisedPerson(ports, note);
  if (!person?.isProved) return err('begin_again');
  const owned = await ownedAccounts(ports, person.email);
  if (!owned.ok) return owned;
  const [terms, taken] = await Promise.all([
    store.catalogue.currentTerms(),
    takenOf(store, billing.capabilities.name, owned.value),
  ]);
  const accounts = owned.value.filter(({ id }) => !taken.includes(id));
  if (owned.value.length > 0 && accounts.length === 0) return err('accounts_taken');
  return ok({ person, terms, accounts });
}

function takenOf(
  { deliveries }: Ports['store'],
  system: string,
  owned: readonly OwnedBillingClient[],
): Promise<readonly string[]> | readonly string[] {
  if (owned.length === 0) return [];
  return deliveries.linked(
    system,
    owned.map(({ id }) => id),
  );
}
