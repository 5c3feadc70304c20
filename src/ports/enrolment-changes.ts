import type { ProvisioningFailure } from '#core/enrolment/client-state.ts';
import type { Acceptance } from '#core/enrolment/terms.ts';
import type { ClientId, Id } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';

export type EnrolmentChange =
  | { readonly type: 'signup_requested'; readonly signup: NewSignup }
  /** Guarded: the sign-up is not used and its link is still the old one. */
  | {
      readonly type: 'signup_link_renewed';
      readonly signupId: Id<'signup'>;
      readonly oldTokenHash: string;
      readonly tokenHash: string;
      readonly browserHash: string;
      readonly sealedPassword: string;
      readonly expiresAtMs: number;
    }
  /** Guarded: the sign-up is not used. */
  | { readonly type: 'signup_used'; readonly signupId: Id<'signup'>; readonly atMs: number }
  /** Guarded: no client has the address. */
  | { readonly type: 'client_created'; readonly client: NewClient }
  | {
      readonly type: 'terms_accepted';
      readonly clientId: ClientId;
      readonly acceptances: readonly (Acceptance & { readonly hash: string })[];
      readonly atMs: number;
      readonly ip: string;
      readonly userAgent: string;
    }
  /** Guarded: the client is `not_enrolled`. */
  | {
      readonly type: 'enrolment_started';
      readonly clientId: ClientId;
      readonly currency: CurrencyCode;
    }
  /** Guarded: the client is being provisioned, under this lease. */
  | {
      readonly type: 'client_enrolled';
      readonly clientId: ClientId;
      readonly panelUserId: number;
      readonly atMs: number;
      readonly leaseUntilMs: number;
    }
  /** Guarded: the client is closed. The panel user may become another client's. */
  | { readonly type: 'panel_user_given_up'; readonly clientId: ClientId }
  /** Guarded: the client is being provisioned, under this lease. */
  | {
      readonly type: 'provisioning_failed';
      readonly clientId: ClientId;
      readonly failure: ProvisioningFailure;
      readonly leaseUntilMs: number;
    };

export interface NewSignup {
  readonly id: Id<'signup'>;
  readonly tokenHash: string;
  readonly browserHash: string;
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly sealedPassword: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

export interface NewClient {
  readonly id: ClientId;
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly currency: CurrencyCode;
  readonly language: string;
  readonly passwordHash: string;
  readonly createdAtMs: number;
}
