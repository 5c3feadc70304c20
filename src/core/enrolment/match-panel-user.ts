import type { ProvisioningFailure } from '#core/enrolment/client-state.ts';
import { sameEmail } from '#core/enrolment/email.ts';

/** A panel user as the panel's search returns it. */
export interface PanelUser {
  readonly id: number;
  readonly email: string;
  /** Null until linked; the panel sends numbers or numeric strings, the adapter makes them numbers. */
  readonly billingUserId: number | null;
  readonly isAdmin: boolean;
}

export type PanelMatch =
  | { readonly do: 'create' }
  | { readonly do: 'link'; readonly panelUserId: number }
  | { readonly do: 'keep'; readonly panelUserId: number }
  | { readonly do: 'refuse'; readonly failure: ProvisioningFailure };

/**
 * What to do about a client whose address the panel may know already. The panel's search finds substrings
 * (docs/panel.md), so only an exact, case-folded e-mail counts. An administrator is never
 * adopted, nor a panel user of another client.
 */
export function matchPanelUser(
  found: readonly PanelUser[],
  client: { readonly email: string; readonly number: number },
): PanelMatch {
  const same = found.filter((user) => sameEmail(user.email, client.email));
  const [user, second] = same;
  if (!user) return { do: 'create' };
  if (second) return { do: 'refuse', failure: 'panel_users_ambiguous' };
  if (user.isAdmin) return { do: 'refuse', failure: 'panel_user_is_admin' };
  if (user.billingUserId === client.number) return { do: 'keep', panelUserId: user.id };
  if (user.billingUserId !== null) {
    return { do: 'refuse', failure: 'panel_user_of_another_client' };
  }
  return { do: 'link', panelUserId: user.id };
}
