import type { DocumentKind } from '#core/invoicing/correct.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { Result } from '#core/result.ts';
import type { PortFailure } from '#ports/failure.ts';

/**
 * Where invoices live for the provider. It knows nothing of runs: it is given one document and says how far that document
 * has come over there. `look` and `advance` are apart so that a write whose reply was lost is settled by looking, never by
 * writing again.
 */
export interface BillingSystem {
  readonly capabilities: BillingCapabilities;
  /** Reachable, our key accepted, and everything there that we need; for set-up and the operator. Writes nothing. */
  probe(): Promise<Result<BillingProbe, BillingFailure>>;
  /** By e-mail, compared exactly and case-folded by the adapter; two of them are `billing_ambiguous`. */
  findClient(email: string): Promise<Result<BillingClient | null, BillingFailure>>;
  /** By the id that we stored; null where it is gone over there. */
  readClient(id: string): Promise<Result<BillingClient | null, BillingFailure>>;
  /**
   * Open clients of the user who signs in with this address, where users and clients are two things; undefined where they are
   * not. Only those that the user owns: what somebody with mere access may decide over there is not documented.
   */
  readonly ownedClients?: (
    email: string,
  ) => Promise<Result<readonly OwnedBillingClient[], BillingFailure>>;
  /** One write. A name that is taken is `billing_conflict`: ask `findClient` again. */
  createClient(client: NewBillingClient): Promise<Result<BillingClient, BillingFailure>>;
  /**
   * Reads only: how far the document has come there, found by the journal's ids or by our reference. `none` where there is
   * nothing of ours; two of ours is `billing_ambiguous`; one whose client, currency, lines or total are not ours is `billing_changed`.
   */
  look(delivery: Delivery): Promise<Result<DeliveryJournal, BillingFailure>>;
  /**
   * Exactly one write, the next after the journal's, and the reading that proves it; answers the new journal. Never
   * repeats a write by itself. `unknown`: the write may have happened, so `look` comes before anything else.
   */
  advance(delivery: Delivery): Promise<Result<DeliveryJournal, BillingFailure>>;
  /** The truth about payment; null where the document is gone over there. */
  read(documentId: string): Promise<Result<BillingDocument | null, BillingFailure>>;
  /** Makes the document void, for operators who correct by hand. */
  cancel(documentId: string, why: string): Promise<Result<null, BillingFailure>>;
  /** An address where the client can pay, signed in where `capabilities.signIn` says so. Good for one use; never stored. */
  payLink(to: PayLink): Promise<Result<string, BillingFailure>>;
  /** Which document a signal of theirs is about, or undefined if it is forged, stale or of no concern. A hint: `read` tells. */
  readSignal(request: SignalRequest): Promise<string | undefined>;
}

export interface BillingCapabilities {
  readonly name: 'builtin' | 'whmcs' | 'blesta' | 'hostbill' | 'ubersmith';
  /** Whether it is another system, with clients and payments of its own. */
  readonly external: boolean;
  /** Otherwise the client's currency there must be ours. */
  readonly currencyPerDocument: boolean;
  /** Whether credit notes can be put there as negative lines. */
  readonly negativeLines: boolean;
  /** How a client who pays is signed in there; `portal` and `none`: by themselves. */
  readonly signIn: 'signed_url' | 'fetched_url' | 'portal' | 'none';
}

export interface BillingProbe {
  /** Their version where they tell it, else empty. */
  readonly version: string;
  /** What is missing or looks wrong, each a plain sentence that says what to do; empty is good. */
  readonly problems: readonly string[];
}

export interface BillingClient {
  readonly id: string;
  readonly email: string;
  /** ISO 4217, or empty where the system has none per client. */
  readonly currency: string;
  readonly active: boolean;
}

export interface OwnedBillingClient extends BillingClient {
  readonly name: string;
  readonly company: string;
  /** Their word for the client's own address; undefined where they say nothing. */
  readonly emailVerified: boolean | undefined;
}

export interface NewBillingClient {
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly currency: CurrencyCode;
  /** Random; people come in by sign-on or reset it there. Never logged. */
  readonly password: string;
}

/** A document on its way into the billing system. */
export interface Delivery {
  readonly document: DeliveredDocument;
  /** Their id of the client. */
  readonly clientId: string;
  readonly journal: DeliveryJournal;
}

export interface DeliveredDocument {
  /** Stable for client, month and sequence, also after our database was restored; stands in a text that can be searched. */
  readonly reference: string;
  readonly number: string;
  readonly kind: DocumentKind;
  readonly month: string;
  readonly currency: CurrencyCode;
  /** Calendar dates `YYYY-MM-DD` in the billing time zone. */
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly lines: readonly DeliveredLine[];
  /** Sum of the lines, smallest unit, net of tax. */
  readonly totalMinor: number;
}

export interface DeliveredLine {
  /** Unique in the document, short, stable. */
  readonly key: string;
  /** One line of plain text. */
  readonly text: string;
  /** Smallest unit; negative on a credit note. Sent as quantity 1, so that nobody rounds again. */
  readonly amountMinor: number;
}

/** What is known to be there. Stored with our row after every step. */
export interface DeliveryJournal {
  readonly phase: DeliveryPhase;
  /** Their id of the document; empty before it is known. */
  readonly documentId: string;
  /** Their id, or a mark where they give none, of each line that is there, by our key. */
  readonly lines: Readonly<Record<string, string>>;
}

/**
 * `none`: nothing is there, or lines without a document where the system wants those first. `opened`: an unseen draft.
 * `filled`: all lines are in. `done`: issued, read back, and as we wanted it.
 */
export type DeliveryPhase = 'none' | 'opened' | 'filled' | 'done';

export interface BillingDocument {
  readonly id: string;
  readonly clientId: string;
  readonly state: BillingDocumentState;
  readonly currency: string;
  /** Net of tax; undefined where they do not say. Smallest unit, as all amounts. */
  readonly netMinor: number | undefined;
  readonly totalMinor: number | undefined;
  readonly dueMinor: number | undefined;
  readonly paidAtMs: number | undefined;
}

export type BillingDocumentState =
  | 'draft'
  | 'open'
  | 'partially_paid'
  | 'paid'
  | 'refunded'
  | 'cancelled';

export interface PayLink {
  readonly clientId: string;
  readonly email: string;
  readonly documentId: string;
}

/** A call of theirs as it came in; the body is bounded by the route. */
export interface SignalRequest {
  readonly headers: Headers;
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
  readonly nowMs: number;
}

export type BillingCode =
  | 'billing_unreachable'
  | 'billing_slow'
  /** Key refused, call not permitted, or our address not on their list. Deliveries to the system stop at once. */
  | 'billing_refused_key'
  | 'billing_not_permitted'
  | 'billing_address_blocked'
  | 'billing_rate_limited'
  | 'billing_error'
  | 'billing_answer_malformed'
  | 'billing_wrong_address'
  | 'billing_rejected'
  | 'billing_conflict'
  | 'billing_ambiguous'
  | 'billing_changed'
  | 'billing_client_missing'
  | 'billing_currency_differs'
  | 'billing_document_missing'
  | 'billing_unsupported';

export type BillingFailure = PortFailure<BillingCode>;
