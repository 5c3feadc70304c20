import type { PaymentState } from '#core/delivery/payment.ts';
import type { ClientId, InvoiceId, RunId } from '#core/ids.ts';
import type { DocumentKind } from '#core/invoicing/correct.ts';
import type { DocumentState } from '#core/invoicing/document-state.ts';
import type { RunHeader, Seller } from '#core/invoicing/manifest.ts';
import type { ClientSnapshot } from '#core/invoicing/plan-item.ts';
import type { Line } from '#core/invoicing/rate.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';

export interface InvoiceHead {
  readonly id: InvoiceId;
  readonly kind: DocumentKind;
  readonly sequence: number;
  readonly runId: RunId;
  /** SHA-256 of the plan item that it was made from, hex. */
  readonly itemHash: string;
  readonly number: string;
  readonly clientId: ClientId;
  readonly month: BillingMonth;
  readonly currency: CurrencyCode;
  readonly totalMinor: number;
  readonly tokenPrice: string;
  readonly client: ClientSnapshot;
  readonly seller: Seller;
  /** IANA name, frozen with the run. */
  readonly timeZone: string;
  readonly issuedAtMs: number;
  readonly dueAtMs: number;
  /** Empty before it is in the billing system, and where that knows nothing of payments. */
  readonly payment: PaymentState | '';
}

export interface Invoice extends InvoiceHead {
  readonly lines: readonly Line[];
}

export interface InvoiceOrigin {
  readonly content: string;
  readonly manifest: string;
  readonly header: RunHeader;
}

/** Which of a client's documents; all where nothing is said. */
export interface InvoiceQuery {
  /** Local year of issue. */
  readonly year?: string | undefined;
  readonly state?: { readonly is: DocumentState; readonly nowMs: number } | undefined;
  /** Only those after this one in the list. */
  readonly before?: { readonly month: BillingMonth; readonly id: InvoiceId } | undefined;
}

export interface InvoiceReads {
  byId(id: InvoiceId): Promise<Invoice | undefined>;
  headById(id: InvoiceId): Promise<InvoiceHead | undefined>;
  /** What a document was made from: the item as it was hashed, and its run. */
  origin(id: InvoiceId): Promise<InvoiceOrigin | undefined>;
  /** Undefined also for somebody else's invoice. */
  ofClient(clientId: ClientId, id: InvoiceId): Promise<Invoice | undefined>;
  /** Newest first. */
  listOfClient(
    clientId: ClientId,
    limit: number,
    query?: InvoiceQuery,
  ): Promise<readonly InvoiceHead[]>;
  /** Local years of issue that the client has documents of, newest first. */
  yearsOfClient(clientId: ClientId): Promise<readonly string[]>;
  /** The lines of all documents of a client, by document. */
  linesOfClient(clientId: ClientId): Promise<ReadonlyMap<InvoiceId, readonly Line[]>>;
  /** In order of number. */
  listOfMonth(month: BillingMonth, after: string, limit: number): Promise<readonly Invoice[]>;
}
