import type { PanelUser } from '#core/enrolment/match-panel-user.ts';
import type { Result } from '#core/result.ts';
import type { PortFailure } from '#ports/failure.ts';

export type VirtualizationCode =
  | 'panel_unreachable'
  | 'panel_slow'
  | 'panel_refused_token'
  | 'panel_wrong_address'
  | 'panel_error'
  | 'panel_answer_malformed'
  | 'panel_rejected'
  /** Taken or not to its liking: nothing documents how the two differ. */
  | 'panel_email_refused'
  | 'panel_password_refused'
  | 'panel_user_missing';

export type VirtualizationFailure = PortFailure<VirtualizationCode>;

/** The panel, as far as accounts and sign-on go. */
export interface Virtualization {
  /** Every panel user that the panel's search returns for the address, over all pages; it may return others too. */
  findUsers(email: string): Promise<Result<readonly PanelUser[], VirtualizationFailure>>;
  /** One page of all panel users there are, counted from 1. */
  usersPage(page: number): Promise<Result<PanelUsersPage, VirtualizationFailure>>;
  /** Makes a panel user with the configured role and limit group, linked to the client. Never repeated by the adapter. */
  createUser(
    user: NewPanelUser,
  ): Promise<Result<{ readonly panelUserId: number }, VirtualizationFailure>>;
  /** Sets `billing_user_id`; safe to repeat. */
  linkUser(
    panelUserId: number,
    billingUserId: number,
  ): Promise<Result<null, VirtualizationFailure>>;
  /** Keeps the panel user from making anything new; what runs, runs on. Safe to repeat. */
  lockUser(panelUserId: number): Promise<Result<null, VirtualizationFailure>>;
  /** Takes that back. Safe to repeat. */
  unlockUser(panelUserId: number): Promise<Result<null, VirtualizationFailure>>;
  /** A URL that signs the panel user on, good for one use. */
  signOnUrl(panelUserId: number): Promise<Result<string, VirtualizationFailure>>;
}

export interface PanelUsersPage {
  readonly users: readonly PanelUser[];
  readonly lastPage: number;
  /** As the panel counts them; undefined where it does not say. */
  readonly total: number | undefined;
}

export interface NewPanelUser {
  readonly email: string;
  readonly password: string;
  readonly billingUserId: number;
}
