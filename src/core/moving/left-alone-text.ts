import type { LeftAlone } from '#core/moving/match-import.ts';

const TEXTS: Readonly<Record<LeftAlone, string>> = {
  administrator: 'An administrator of the panel is nobody’s client.',
  not_linked: 'The panel user has no billing_user_id, so nobody was billed for it.',
  link_not_a_number: 'The billing_user_id is no number: another integration set it.',
  several_with_one_id:
    'Several panel users have this billing_user_id. Merge or unlink them in the panel.',
  no_such_client: 'The billing system has no client with this id.',
  unreadable_there: 'The billing system’s answer about this client could not be understood.',
  closed_there: 'The client is closed in the billing system.',
  address_malformed: 'The panel user’s address is no address.',
  address_differs: 'Panel and billing system have different addresses. Make them the same.',
  currency_not_sold: 'The client’s currency there is not one of BILLING_CURRENCIES.',
  address_taken_here: 'Another client here has this address.',
  linked_to_another_here: 'Another client here is linked to this client of the billing system.',
  number_taken_here:
    'Another client here has this number, by which the panel would ask for prices.',
  changed_since_plan: 'No longer what the dry run said. The next one decides anew.',
};

/** For an operator: why nothing is made of a panel user, and what to do about it. */
export function leftAloneText(reason: LeftAlone): string {
  return TEXTS[reason];
}
