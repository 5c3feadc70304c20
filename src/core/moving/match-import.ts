// What an import would do with one of the panel's users: who they are over there, who is here already, and why somebody
// is left alone. Addresses are compared as everywhere: exact, case-folded.
import { normalEmail, sameEmail } from '#core/enrolment/email.ts';
import type { PanelUser } from '#core/enrolment/match-panel-user.ts';
import type { ClientId } from '#core/ids.ts';
import { type CurrencyCode, parseCurrency } from '#core/money.ts';

/** A client of the billing system, as far as an account here is made of one. */
export interface OldPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly company: string;
  /** ISO 4217, or empty where the system has none per client. */
  readonly currency: string;
  readonly active: boolean;
}

/** Why nothing is made of a panel user; stable codes. */
export type LeftAlone =
  | 'administrator'
  | 'not_linked'
  | 'link_not_a_number'
  | 'several_with_one_id'
  | 'no_such_client'
  | 'unreadable_there'
  | 'closed_there'
  | 'address_malformed'
  | 'address_differs'
  | 'currency_not_sold'
  | 'address_taken_here'
  | 'linked_to_another_here'
  | 'number_taken_here'
  /** Only when a plan is executed: no longer what the plan said. */
  | 'changed_since_plan';

export interface ImportFacts {
  readonly user: PanelUser;
  /** Panel users with this `billing_user_id`, this one included. */
  readonly sameId: number;
  /** Null: nobody has the id over there. Unreadable: an answer that says nothing. */
  readonly there: OldPerson | null | 'unreadable';
  /** Clients here who stand in the way, by what they have in common. */
  readonly here: HereAlready;
  readonly currencies: readonly [CurrencyCode, ...CurrencyCode[]];
}

export interface HereAlready {
  readonly byPanelUser: ClientId | null;
  readonly byEmail: ClientId | null;
  /** Linked to that client of the billing system. */
  readonly byLink: ClientId | null;
  /** Has the id as number: the panel would ask for the prices of the wrong one. */
  readonly byNumber: ClientId | null;
}

export interface ImportedPerson {
  readonly panelUserId: number;
  readonly billingUserId: number;
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly currency: CurrencyCode;
}

export type ImportMatch =
  | { readonly outcome: 'import'; readonly person: ImportedPerson }
  | { readonly outcome: 'already_here'; readonly clientId: ClientId }
  | { readonly outcome: 'left_alone'; readonly reason: LeftAlone };

export type ImportOutcome = ImportMatch['outcome'];

/** One `@` with something on both sides, no spaces: what an address must be for a letter to be sent at all. */
const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/** What can be said without asking the billing system; undefined: ask it. */
export function matchByPanel({
  user,
  sameId,
  here,
}: Pick<ImportFacts, 'user' | 'sameId' | 'here'>): ImportMatch | undefined {
  if (here.byPanelUser) return { outcome: 'already_here', clientId: here.byPanelUser };
  if (user.isAdmin) return leftAlone('administrator');
  if (user.billingUserId === null) return leftAlone('not_linked');
  if (user.billingUserId <= 0) return leftAlone('link_not_a_number');
  if (sameId > 1) return leftAlone('several_with_one_id');
  if (!ADDRESS.test(user.email.trim())) return leftAlone('address_malformed');
  return undefined;
}

/** The whole decision about one panel user. */
export function matchImport(facts: ImportFacts): ImportMatch {
  const { user, there, here, currencies } = facts;
  const byPanel = matchByPanel(facts);
  if (byPanel) return byPanel;
  if (there === 'unreadable') return leftAlone('unreadable_there');
  if (there === null) return leftAlone('no_such_client');
  if (!there.active) return leftAlone('closed_there');
  if (!sameEmail(there.email, user.email)) return leftAlone('address_differs');
  const currency = currencyOf(there.currency, currencies);
  if (!currency) return leftAlone('currency_not_sold');
  if (here.byEmail) return leftAlone('address_taken_here');
  if (here.byLink) return leftAlone('linked_to_another_here');
  if (here.byNumber) return leftAlone('number_taken_here');
  const { name, company } = there;
  const billingUserId = user.billingUserId ?? 0; // a number by now: `matchByPanel` has seen to it
  const email = normalEmail(user.email);
  const person = { panelUserId: user.id, billingUserId, email, name: name || email, company };
  return { outcome: 'import', person: { ...person, currency } };
}

/**
 * Whether the client over there is still who the plan was made for; otherwise why nothing is made of them. What does not
 * matter to who they are and what they are billed in may have changed: the plan's word stands.
 */
export function changedSince(
  person: ImportedPerson,
  there: OldPerson | null | 'unreadable',
): LeftAlone | undefined {
  if (there === 'unreadable') return 'unreadable_there';
  if (there === null) return 'no_such_client';
  if (!there.active) return 'closed_there';
  if (!sameEmail(there.email, person.email)) return 'address_differs';
  return there.currency === '' || there.currency === person.currency
    ? undefined
    : 'changed_since_plan';
}

/** A system without a currency per client bills in our first one. */
function currencyOf(
  given: string,
  sold: readonly [CurrencyCode, ...CurrencyCode[]],
): CurrencyCode | undefined {
  if (given === '') return sold[0];
  const parsed = parseCurrency(given);
  return parsed.ok && sold.includes(parsed.value) ? parsed.value : undefined;
}

function leftAlone(reason: LeftAlone): ImportMatch {
  return { outcome: 'left_alone', reason };
}
