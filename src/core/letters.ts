// Every mail that Postmeter writes: what it says is in `views/emails`, when it is written is in the use cases.

import type { DocumentKind } from '#core/invoicing/correct.ts';
import type { Money } from '#core/money.ts';
import type { Alarm } from '#core/monitoring/alarm.ts';
import type { BillingMonth } from '#core/month.ts';
import type { Visitor } from '#core/sign-in/visitor.ts';

/** What changed about how a client gets in; also the audit's word for it. */
export type SecurityEvent =
  | 'new_browser'
  | 'password_changed'
  | 'email_change_requested'
  | 'email_changed'
  | 'passkey_added'
  | 'passkey_removed'
  | 'identity_linked'
  | 'identities_removed'
  | 'second_factor_on'
  | 'second_factor_off'
  /** By the provider, for somebody who lost it. */
  | 'second_factor_removed'
  | 'recovery_codes_replaced'
  | 'recovery_code_used';

export type ClosingEvent = 'requested' | 'cancelled' | 'closed';

export type Letter = {
  readonly to: string;
  /** BCP 47 tag of the language that its reader wants; empty where nobody knows. */
  readonly language: string;
} & (
  | { readonly kind: 'verify_address'; readonly name: string; readonly url: string }
  /** Answer to a sign-up with an address that has an account: only its owner learns that. */
  | {
      readonly kind: 'already_client';
      readonly name: string;
      readonly loginUrl: string;
      readonly forgotUrl: string;
    }
  | { readonly kind: 'account_ready'; readonly name: string; readonly dashboardUrl: string }
  /** To somebody who came over from the add-on before us; they have no password yet. */
  | { readonly kind: 'invitation'; readonly name: string; readonly url: string }
  | { readonly kind: 'reset_password'; readonly name: string; readonly url: string }
  | { readonly kind: 'confirm_new_email'; readonly name: string; readonly url: string }
  | ({
      readonly kind: 'security_notice';
      readonly name: string;
      readonly event: SecurityEvent;
      readonly atMs: number;
      /** IANA name, for the time of day. */
      readonly timeZone: string;
      readonly accountUrl: string;
    } & Visitor)
  | {
      readonly kind: 'closing_notice';
      readonly name: string;
      readonly event: ClosingEvent;
      readonly accountUrl: string;
    }
  /** The running month has reached an amount that the client chose. */
  | {
      readonly kind: 'budget_reached';
      readonly name: string;
      readonly month: BillingMonth;
      readonly budget: Money;
      readonly soFar: Money;
      readonly url: string;
    }
  /** To the operator of the service. */
  | { readonly kind: 'operator_alarm'; readonly alarm: Alarm; readonly adminUrl: string }
  | {
      readonly kind: 'invoice_issued';
      readonly document: DocumentKind;
      readonly name: string;
      readonly number: string;
      readonly month: BillingMonth;
      readonly total: Money;
      /** Local date `YYYY-MM-DD`. */
      readonly dueDate: string;
      /** Line by line; absent in letters that were written before there was any. */
      readonly howToPay?: readonly string[];
      readonly url: string;
    }
);

export type LetterKind = Letter['kind'];
