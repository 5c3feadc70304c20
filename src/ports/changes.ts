// Everything that can be written to the store. A use case loads, decides in core, and commits a list of these at
// once: all of it is stored or none of it. The adapter maps each kind to statements, exhaustively.

import type { PaymentState } from '#core/delivery/payment.ts';
import type { ProvisioningFailure } from '#core/enrolment/client-state.ts';
import type { Acceptance, TermsVersion } from '#core/enrolment/terms.ts';
import type { ClientId, Id, InvoiceId, RunId } from '#core/ids.ts';
import type { RunHeader } from '#core/invoicing/manifest.ts';
import type { PlanItem } from '#core/invoicing/plan-item.ts';
import type { RunTrigger } from '#core/invoicing/run-state.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { Visitor } from '#core/sign-in/visitor.ts';
import type { AccountChange } from '#ports/account-changes.ts';
import type { ApiKeyChange } from '#ports/api-key-changes.ts';
import type { DeliveryJournal } from '#ports/billing-system.ts';
import type { BudgetChange } from '#ports/budget-changes.ts';
import type { MeteringChange } from '#ports/metering-changes.ts';
import type { MonitoringChange } from '#ports/monitoring.ts';
import type { MovingChange } from '#ports/moving-changes.ts';
import type { OperatorChange } from '#ports/operator-changes.ts';
import type { OutboxChange } from '#ports/outbox.ts';
import type { WebhookChange } from '#ports/webhook-changes.ts';

/** Changes marked *guarded* make the whole commit answer `conflict` when the stated condition no longer holds. */
export type Change =
  | EnrolmentChange
  | SignInChange
  | AccountChange
  | CatalogueChange
  | RunChange
  | OutboxChange
  | MeteringChange
  | BudgetChange
  | DeliveryChange
  | WebhookChange
  | MonitoringChange
  | ApiKeyChange
  | OperatorChange
  | MovingChange
  | { readonly type: 'audit'; readonly event: AuditEvent }
  /** Guarded: the `jti` was never used. */
  | {
      readonly type: 'admin_request_used';
      readonly jti: string;
      readonly kid: string;
      readonly action: string;
      readonly atMs: number;
    };

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

export type SignInChange =
  | {
      readonly type: 'session_opened';
      readonly tokenHash: string;
      readonly clientId: ClientId;
      readonly visitor: Visitor;
      readonly atMs: number;
      readonly expiresAtMs: number;
    }
  | { readonly type: 'session_closed'; readonly tokenHash: string }
  /** Of the client whose session it is; nothing happens without one. */
  | {
      readonly type: 'language_chosen';
      readonly tokenHash: string;
      readonly language: string;
      readonly atMs: number;
    }
  /** All of them, or all but the one named. */
  | {
      readonly type: 'sessions_closed';
      readonly clientId: ClientId;
      readonly exceptTokenHash?: string;
    }
  | {
      readonly type: 'reset_requested';
      readonly tokenHash: string;
      readonly clientId: ClientId;
      readonly expiresAtMs: number;
    }
  /** Guarded: the link is not used. */
  | { readonly type: 'reset_used'; readonly tokenHash: string; readonly atMs: number }
  | {
      readonly type: 'password_changed';
      readonly clientId: ClientId;
      readonly passwordHash: string;
    };

export type CatalogueChange =
  /** Guarded: it is not set so already. */
  | {
      readonly type: 'token_price_set';
      readonly currency: CurrencyCode;
      readonly firstMonth: BillingMonth;
      readonly price: string;
      readonly atMs: number;
    }
  /** An operator has looked and takes responsibility. Guarded: nobody has before. */
  | {
      readonly type: 'park_released';
      readonly clientId: ClientId;
      readonly month: BillingMonth;
      readonly code: string;
      readonly note: string;
      readonly releasedBy: string;
      readonly atMs: number;
    }
  /** Guarded: the version is new. */
  | { readonly type: 'terms_published'; readonly terms: TermsVersion; readonly atMs: number };

export type RunChange =
  | { readonly type: 'run_created'; readonly run: NewRun }
  /** Guarded: the run is planning under this fence, at `cursor`. */
  | {
      readonly type: 'run_items_planned';
      readonly runId: RunId;
      readonly fence: number;
      readonly cursor: string;
      readonly items: readonly HashedItem[];
      /** Second measurements beside the ones that are billed; none where only one was taken. */
      readonly comparisons: readonly RunComparison[];
      readonly nextCursor: string;
      readonly atMs: number;
    }
  /** Guarded: the run is planning under this fence. Items that a look over the whole plan holds back. */
  | {
      readonly type: 'run_items_parked';
      readonly runId: RunId;
      readonly fence: number;
      readonly items: readonly HashedItem[];
      readonly atMs: number;
    }
  /** Guarded: the run is planning under this fence. Older plans of the month are superseded. */
  | {
      readonly type: 'run_planned';
      readonly runId: RunId;
      readonly month: BillingMonth;
      readonly fence: number;
      readonly manifest: string;
      /** A scheduled run goes on at once, in the same commit: between two it would be lost. */
      readonly next: 'planned' | 'executing';
      readonly atMs: number;
    }
  /** Guarded: the run is planned, and no shadow. */
  | { readonly type: 'run_execution_started'; readonly runId: RunId; readonly atMs: number }
  /** The point in the database's history to go back to, and that the numbers had no gap. Recorded once. */
  | {
      readonly type: 'run_restore_point';
      readonly runId: RunId;
      readonly fence: number;
      readonly bookmark: string;
    }
  /** Guarded: the run is executing under this fence, at `cursor`. */
  | {
      readonly type: 'run_invoices_issued';
      readonly runId: RunId;
      readonly fence: number;
      readonly cursor: string;
      /** Items after `cursor` up to and with this client. */
      readonly through: string;
      readonly issue: IssueFacts;
    }
  /** Guarded: the run is executing under this fence. */
  | {
      readonly type: 'run_executed';
      readonly runId: RunId;
      readonly fence: number;
      readonly atMs: number;
    }
  | {
      readonly type: 'run_failed';
      readonly runId: RunId;
      readonly fence: number;
      readonly failure: string;
      readonly atMs: number;
    }
  | { readonly type: 'run_retried'; readonly runId: RunId; readonly atMs: number };

export type DeliveryChange =
  /** Guarded: nobody overtook `version`. */
  | {
      readonly type: 'delivery_noted';
      readonly delivery: DeliveryKey;
      readonly journal: DeliveryJournal;
      /** 0: what is there is certain. Otherwise a write may have happened since then. */
      readonly inDoubtSinceMs: number;
      /**
       * Before a write: also guarded by deliveries to the system not being stopped, and by no other document of the
       * client being in doubt there.
       */
      readonly beginsWrite: boolean;
      readonly problem: string;
      readonly problemDetail: string;
      readonly atMs: number;
    }
  /** Guarded: nobody overtook `version`. It is there, as we wanted it. */
  | {
      readonly type: 'delivery_done';
      readonly delivery: DeliveryKey;
      readonly journal: DeliveryJournal;
      /** When its payment is first read; null where nobody knows of payments. */
      readonly nextLookMs: number | null;
      readonly atMs: number;
    }
  /** Guarded: there is no write in doubt, and it is not done. From the beginning, in this system; its task becomes due. */
  | {
      readonly type: 'delivery_restarted';
      readonly invoiceId: InvoiceId;
      readonly system: string;
      readonly atMs: number;
    }
  /** Guarded: the client is not linked, and nobody else is linked to that one of theirs. */
  | {
      readonly type: 'client_linked';
      readonly clientId: ClientId;
      readonly system: string;
      readonly billingClientId: string;
      readonly atMs: number;
    }
  /** An operator's word that theirs is gone or was the wrong one. */
  | { readonly type: 'client_unlinked'; readonly clientId: ClientId; readonly system: string }
  /** The first reason stays. */
  | {
      readonly type: 'billing_stopped';
      readonly system: string;
      readonly code: string;
      readonly detail: string;
      readonly atMs: number;
    }
  | { readonly type: 'billing_resumed'; readonly system: string }
  /** What was read of payments; documents that are not ours any more are passed over. Guarded: each is still as in `from`. */
  | {
      readonly type: 'payments_read';
      readonly payments: readonly PaymentRead[];
      /** Left out: whatever it is. */
      readonly from?: PaymentState | '' | undefined;
      readonly atMs: number;
    }
  /** Something was heard of a document over there: its payment is read next. */
  | {
      readonly type: 'payment_hinted';
      readonly system: string;
      readonly documentId: string;
      readonly atMs: number;
    };

export interface DeliveryKey {
  readonly invoiceId: InvoiceId;
  readonly clientId: ClientId;
  readonly system: string;
  readonly reference: string;
  /** As it was read; 0: there was no row yet. Every commit raises it. */
  readonly version: number;
}

export interface PaymentRead {
  readonly invoiceId: InvoiceId;
  readonly state: PaymentState;
  readonly paidAtMs: number | null;
  readonly nextLookMs: number | null;
}

export interface AuditEvent {
  readonly atMs: number;
  readonly actor: string;
  readonly action: string;
  readonly subjectId: string;
  /** Never a secret. */
  readonly detail?: AuditDetail;
}

export type AuditValues = Readonly<Record<string, string | number | boolean>>;

/** Facts of the event; where a value changed, what it was and what it became. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | AuditValues>> & {
  readonly before?: AuditValues;
  readonly after?: AuditValues;
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

export interface NewRun {
  readonly id: RunId;
  readonly month: BillingMonth;
  readonly trigger: RunTrigger;
  readonly header: RunHeader;
  readonly requestedBy: string;
  readonly createdAtMs: number;
}

export interface HashedItem extends PlanItem {
  /** SHA-256 of the content, hex. */
  readonly hash: string;
}

/** JSON of what `comparison` in core/metering/compare-usage.ts makes, for one client of a run. */
export interface RunComparison {
  readonly clientId: ClientId;
  readonly content: string;
}

/** What the store needs to number and date invoices in one statement. */
export interface IssueFacts {
  readonly issuedAtMs: number;
  readonly dueAtMs: number;
  /** The local year of issue. */
  readonly series: string;
  readonly numberPrefix: string;
}
