// The states of a client and the only moves between them.

export const CLIENT_MOVES = {
  /** Has an account here, no panel user: made in the billing system, say. */
  not_enrolled: ['provisioning', 'closed'],
  provisioning: ['enrolled', 'provisioning_failed', 'closed'],
  /** Waits for the next attempt, with a stated reason. */
  provisioning_failed: ['provisioning', 'closed'],
  enrolled: ['closed'],
  /** The client has left: nothing of the person is left but what tax law keeps. */
  closed: [],
} as const satisfies Record<string, readonly string[]>;

export type ClientState = keyof typeof CLIENT_MOVES;

/** Why the last attempt to make a panel user did not end well; stable codes. */
export type ProvisioningFailure =
  | 'panel_unavailable'
  | 'panel_outcome_unknown'
  | 'panel_rejected'
  /** It complains about the address, and shows nobody who has it. */
  | 'panel_refused_address'
  | 'panel_user_is_admin'
  | 'panel_user_of_another_client'
  | 'panel_users_ambiguous';

/** Failures that another attempt cannot mend: a person has to look. */
const NEEDS_OPERATOR: readonly ProvisioningFailure[] = [
  'panel_user_is_admin',
  'panel_user_of_another_client',
  'panel_users_ambiguous',
];

/** Whether trying again by itself is of no use. */
export function needsOperator(failure: ProvisioningFailure): boolean {
  return NEEDS_OPERATOR.includes(failure);
}
