import type { TermsVersion } from '#core/enrolment/terms.ts';
import type { ClientId, Id, InvoiceId, RunId } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { InvoiceHead } from '#ports/invoice-reads.ts';
import type { ParkedItem, Run } from '#ports/run-reads.ts';
import type { AutomationRun } from '#ports/store.ts';

/** Lists of everything there is, newest first, page by page: ask for one row more than is shown to know of a next page. */
export interface OperatorLists {
  runs(query: RunsQuery): Promise<readonly Run[]>;
  /** Documents without their lines, of everybody. */
  documents(query: DocumentsQuery): Promise<readonly InvoiceHead[]>;
  /** Who is held back in months that are not done: by each month's newest executed run. Newest month first, then by client. */
  parkedClients(query: ParkedQuery): Promise<readonly ParkedClient[]>;
  /** Newest month first. */
  tokenPrices(limit: number): Promise<readonly StoredTokenPrice[]>;
  termsVersions(limit: number): Promise<readonly PublishedTerms[]>;
  automationRuns(query: AutomationRunsQuery): Promise<readonly AutomationRun[]>;
}

export interface RunsQuery {
  /** Without shadows, which bill nobody. */
  readonly billing?: true;
  readonly limit: number;
  readonly month?: BillingMonth | undefined;
  /** Only runs before this one. */
  readonly before?: RunId | undefined;
}

export interface DocumentsQuery {
  readonly limit: number;
  readonly month?: BillingMonth | undefined;
  readonly clientId?: ClientId | undefined;
  /** Only those behind this one in the list: of one month alone by number, otherwise by id. */
  readonly before?: { readonly id: InvoiceId; readonly number: string } | undefined;
}

export interface ParkedQuery {
  readonly limit: number;
  readonly month?: BillingMonth | undefined;
  readonly after?: { readonly month: BillingMonth; readonly clientId: ClientId } | undefined;
}

export interface ParkedClient extends ParkedItem {
  readonly month: BillingMonth;
  readonly runId: RunId;
}

export interface StoredTokenPrice {
  readonly currency: CurrencyCode;
  readonly firstMonth: BillingMonth;
  /** Decimal text. */
  readonly price: string;
  readonly createdAtMs: number;
}

/** A version without its text. */
export interface PublishedTerms extends Omit<TermsVersion, 'text'> {
  readonly publishedAtMs: number;
}

export interface AutomationRunsQuery {
  readonly limit: number;
  readonly before?: Id<'automation'> | undefined;
}
