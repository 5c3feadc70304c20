import {
  type AccountRefusal,
  type ChosenAccount,
  chooseAccount,
} from '#core/enrolment/billing-account.ts';
import {
  type Acceptance,
  areTermsPublished,
  missingAcceptances,
  type TermsKind,
} from '#core/enrolment/terms.ts';
import type { ClientId } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import type { Accepted } from '#usecases/enrolment/accept-terms.ts';
import { createClient, type NewPerson } from '#usecases/enrolment/create-client.ts';
import {
  type OpenedIdentity,
  type OpenIdentityRefusal,
  openIdentity,
} from '#usecases/enrolment/open-identity.ts';
import { type ProvisioningPorts, provisionClient } from '#usecases/enrolment/provision-client.ts';
import { type KnownBrowser, rememberBrowser } from '#usecases/sign-in/known-browser.ts';
import { newToken } from '#usecases/tokens.ts';

export interface EnrolByIdentityRequest {
  readonly note: string;
  readonly known: KnownBrowser | undefined;
  readonly accepted: readonly Acceptance[];
  /** Of the billing system; undefined where there was nothing to choose. */
  readonly accountId: string | undefined;
  /** For whoever has no account with a currency of its own. */
  readonly currency: CurrencyCode;
  readonly language: string;
  readonly ip: string;
  readonly userAgent: string;
}

export type EnrolByIdentityRefusal =
  | { readonly reason: OpenIdentityRefusal | 'terms_not_published' }
  | {
      readonly reason: 'terms_missing';
      readonly opened: OpenedIdentity;
      readonly kinds: readonly TermsKind[];
    }
  | { readonly reason: AccountRefusal | 'try_again'; readonly opened: OpenedIdentity };

/**
 * The act of somebody whom the provider has recognised: evidence, client, the identity and the billing account in one
 * commit, and then at once the first attempt at a panel account. Nothing is typed, so the password is one that nobody
 * knows; who wants one chooses it by the link for forgotten ones.
 */
export async function enrolByIdentity(
  ports: ProvisioningPorts & Pick<Ports, 'passwords' | 'billing'>,
  request: EnrolByIdentityRequest,
): Promise<Result<Accepted, EnrolByIdentityRefusal>> {
  const opening = await openIdentity(ports, request.note);
  if (!opening.ok) return err({ reason: opening.error });
  const opened = opening.value;
  const { terms, accounts } = opened;
  if (!areTermsPublished(terms)) {
    return err({ reason: 'terms_not_published' });
  }
  const { currencies } = ports.settings;
  const chosen = chooseAccount(accounts, request.accountId, request.currency, currencies);
  if (!chosen.ok) return err({ reason: chosen.error, opened });
  const kinds = missingAcceptances(terms, request.accepted);
  if (kinds.length > 0) return err({ reason: 'terms_missing', opened, kinds });

  const person = personOf(opened, chosen.value, newToken(ports));
  const proof = (clientId: ClientId, atMs: number) =>
    linksOf(ports, opened, chosen.value, clientId, atMs);
  const created = await createClient(ports, person, { ...request, terms }, proof);
  if (!created.ok) {
    if (created.error === 'try_again') return err({ reason: 'try_again', opened });
    // Somebody was faster with the identity, the address or the account: whoever begins again is recognised.
    return err({ reason: 'begin_again' });
  }
  const { clientId, taskId, sessionToken } = created.value;
  await provisionClient(ports, clientId, { taskId });
  const knownBrowser = await rememberBrowser(ports, request.known, clientId);
  return ok({ clientId, sessionToken, knownBrowser });
}

function personOf(
  { person, accounts }: OpenedIdentity,
  { id, currency }: ChosenAccount,
  password: string,
): NewPerson {
  const { email } = person;
  const account = accounts.find((one) => one.id === id);
  const name = person.name || account?.name || email;
  return { email, name, company: account?.company ?? '', currency, password };
}

function linksOf(
  { billing }: Pick<Ports, 'billing'>,
  { person: { issuer, subject } }: OpenedIdentity,
  { id: billingClientId }: ChosenAccount,
  clientId: ClientId,
  atMs: number,
): readonly Change[] {
  const event = { atMs, actor: 'client', subjectId: clientId };
  const identity: readonly Change[] = [
    { type: 'identity_linked', issuer, subject, clientId, atMs },
    { type: 'audit', event: { ...event, action: 'identity_linked' } },
  ];
  if (billingClientId === undefined) return identity;
  const system = billing.capabilities.name;
  const detail = { system, billingClientId };
  return [
    ...identity,
    { type: 'client_linked', clientId, system, billingClientId, atMs },
    { type: 'audit', event: { ...event, action: 'client_linked', detail } },
  ];
}
