import type { ClientState } from '#core/enrolment/client-state.ts';
import type { TermsKind } from '#core/enrolment/terms.ts';
import type { ClientId, Id, InvoiceId, RunId } from '#core/ids.ts';
import type { DocumentKind } from '#core/invoicing/correct.ts';
import type { RunState } from '#core/invoicing/run-state.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { InvoiceHead } from '#ports/invoice-reads.ts';
import type { Client } from '#ports/store.ts';

/** Clients as operators find them, and everything that is known of one. */
export interface OperatorClientReads {
  /** Newest first. Ask for one more than is shown to know of a next page. */
  searchClients(query: ClientQuery): Promise<readonly FoundClient[]>;
  foundClient(id: ClientId): Promise<FoundClient | undefined>;
  /** Each list newest first and at most `limit` long. */
  clientHistory(id: ClientId, nowMs: number, limit: number): Promise<ClientHistory | undefined>;
  /** The client whom the panel knows by this number. */
  clientByNumber(number: number): Promise<Client | undefined>;
  /** The newest run's item of the month that held the client back for this reason, and whom it is about. */
  parkOf(park: ParkQuery): Promise<(ParkTrace & { readonly email: string }) | undefined>;
  documentByNumber(number: DocumentNumber): Promise<InvoiceHead | undefined>;
}

export interface ClientQuery {
  /**
   * Beginning of address, first or further name or company (the case of ASCII letters does not matter), or the whole
   * number or panel user's id, or our id. Empty: everybody.
   */
  readonly text: string;
  readonly state?: ClientState | undefined;
  /** Only clients older than this one. */
  readonly before?: ClientId | undefined;
  readonly limit: number;
}

export interface ParkQuery {
  readonly clientId: ClientId;
  readonly month: BillingMonth;
  readonly code: string;
}

/** A number taken apart: its series, and its place there. */
export interface DocumentNumber {
  readonly series: string;
  readonly place: number;
}

export interface FoundClient extends Omit<Client, 'passwordHash'> {
  readonly createdAtMs: number;
  readonly enrolledAtMs: number | null;
  readonly closedAtMs: number | null;
  /** Until then somebody is making the panel user; 0 or past: nobody is. */
  readonly leaseUntilMs: number;
}

export interface ClientHistory {
  readonly client: FoundClient;
  readonly terms: readonly AcceptedVersion[];
  /** Attempts to get a panel user that the outbox keeps. */
  readonly provisioning: readonly TaskTrace[];
  readonly letters: readonly LetterTrace[];
  /** Open ones alone. */
  readonly sessions: readonly SessionTrace[];
  readonly passkeys: number;
  readonly secondFactorSinceMs: number | null;
  readonly recoveryCodesLeft: number;
  readonly billingLinks: readonly BillingLinkTrace[];
  readonly documents: readonly DocumentTrace[];
  readonly parks: readonly ParkTrace[];
  readonly releases: readonly ReleaseTrace[];
  readonly budgets: readonly number[];
  readonly audit: readonly AuditTrace[];
}

export interface AcceptedVersion {
  readonly kind: TermsKind;
  readonly version: string;
  /** SHA-256 of the text, hex. */
  readonly hash: string;
  readonly acceptedAtMs: number;
  readonly ip: string;
  readonly userAgent: string;
}

export interface TaskTrace {
  readonly id: Id<'outbox'>;
  /** `pending`, `done`, `failed` or `unknown`. */
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string;
  readonly createdAtMs: number;
  readonly dueAtMs: number;
  readonly doneAtMs: number | null;
}

export interface LetterTrace extends TaskTrace {
  /** A `LetterKind`; empty for letters from before kinds were noted. */
  readonly topic: string;
}

export interface SessionTrace {
  readonly openedAtMs: number;
  readonly expiresAtMs: number;
  readonly network: string;
  readonly device: string;
}

export interface BillingLinkTrace {
  readonly system: string;
  readonly billingClientId: string;
  readonly linkedAtMs: number;
}

/** A document with where it stands in the billing system. */
export interface DocumentTrace {
  readonly id: InvoiceId;
  readonly number: string;
  readonly kind: DocumentKind;
  readonly month: BillingMonth;
  readonly currency: CurrencyCode;
  readonly totalMinor: number;
  readonly issuedAtMs: number;
  readonly dueAtMs: number;
  readonly timeZone: string;
  readonly payment: InvoiceHead['payment'];
  /** `none` where nothing was begun, `done` when it is there. */
  readonly phase: string;
  readonly problem: string;
}

export interface ParkTrace {
  readonly runId: RunId;
  readonly month: BillingMonth;
  readonly runState: RunState;
  readonly runAtMs: number;
  /** JSON with the evidence, as the run froze it. */
  readonly content: string;
}

export interface ReleaseTrace {
  readonly month: BillingMonth;
  readonly code: string;
  readonly note: string;
  readonly releasedBy: string;
  readonly releasedAtMs: number;
}

export interface AuditTrace {
  readonly atMs: number;
  readonly actor: string;
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}
