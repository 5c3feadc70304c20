import type { PaymentState } from '#core/delivery/payment.ts';
import type { ClientState } from '#core/enrolment/client-state.ts';
import type { TermsKind, TermsVersion } from '#core/enrolment/terms.ts';
import type { ClientId, Id, InvoiceId, RunId } from '#core/ids.ts';
import type { DocumentKind } from '#core/invoicing/correct.ts';
import type { DocumentState } from '#core/invoicing/document-state.ts';
import type { CurrencyTotal, OutcomeSum, RunHeader, Seller } from '#core/invoicing/manifest.ts';
import type { StoredItem } from '#core/invoicing/plan-entry.ts';
import type { ClientSnapshot, PlanClient } from '#core/invoicing/plan-item.ts';
import type { Line } from '#core/invoicing/rate.ts';
import type { RunState, RunTrigger } from '#core/invoicing/run-state.ts';
import type { UsageComparison } from '#core/metering/compare-usage.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { BilledFrom } from '#core/moving/billed-by-us.ts';
import type { Result } from '#core/result.ts';
import type { AccountReads } from '#ports/account-reads.ts';
import type { ApiStore } from '#ports/api-store.ts';
import type { BudgetReads } from '#ports/budget-reads.ts';
import type { Change } from '#ports/changes.ts';
import type { DeliveryReads } from '#ports/delivery-reads.ts';
import type { DoctorReads } from '#ports/doctor-reads.ts';
import type { MeteringReads } from '#ports/metering-reads.ts';
import type { MonitoringReads } from '#ports/monitoring.ts';
import type { MovingReads } from '#ports/moving-reads.ts';
import type { OperatorAccess } from '#ports/operator-access.ts';
import type { OperatorReads } from '#ports/operator-reads.ts';
import type { OutboxReads } from '#ports/outbox.ts';
import type { PriceFacts, PriceUser } from '#ports/price-facts.ts';
import type { SignInReads } from '#ports/sign-in-reads.ts';
import type { WebhookReads } from '#ports/webhook-reads.ts';

/**
 * The one truth. Reads see everything committed before them. A lost connection throws: whether a commit happened is
 * then unknown, and every caller's next attempt starts by reading.
 */
export interface Store {
  /** All changes or none. `conflict`: a guard no longer holds or a unique key is taken; nothing was stored. */
  commit(changes: readonly Change[]): Promise<Result<null, 'conflict'>>;
  readonly clients: ClientReads;
  readonly signIn: SignInReads;
  readonly account: AccountReads;
  readonly catalogue: CatalogueReads;
  readonly runs: RunReads;
  readonly invoices: InvoiceReads;
  readonly outbox: OutboxReads;
  readonly deliveries: DeliveryReads;
  readonly automation: AutomationStore;
  readonly metering: MeteringReads;
  readonly budgets: BudgetReads;
  readonly doctor: DoctorReads;
  readonly webhooks: WebhookReads;
  readonly monitoring: MonitoringReads;
  readonly operators: OperatorReads;
  readonly api: ApiStore;
  readonly operatorAccess: OperatorAccess;
  readonly moving: MovingReads;
}

export interface Client {
  readonly id: ClientId;
  /** Integer that the panel stores as `billing_user_id`. */
  readonly number: number;
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly currency: CurrencyCode;
  /** BCP 47 tag of the language of letters to them; empty where they never said. */
  readonly language: string;
  readonly passwordHash: string;
  readonly state: ClientState;
  /** A `ProvisioningFailure`, or empty. */
  readonly failure: string;
  readonly panelUserId: number | null;
  /** The client asked then to close the account. */
  readonly closingRequestedAtMs: number | null;
  /** The first month that is ours of an imported client; undefined for whoever began here. */
  readonly billedFrom: BilledFrom | undefined;
}

export interface Signup {
  readonly id: Id<'signup'>;
  readonly browserHash: string;
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly sealedPassword: string;
  readonly expiresAtMs: number;
  readonly usedAtMs: number | null;
}

export interface ClientReads {
  byId(id: ClientId): Promise<Client | undefined>;
  byEmail(email: string): Promise<Client | undefined>;
  signupByToken(tokenHash: string): Promise<Signup | undefined>;
  /** Clients that wait for a panel account and that nobody holds at `nowMs`. */
  toProvision(nowMs: number, limit: number): Promise<readonly ClientId[]>;
  /**
   * Takes the client up for provisioning until `leaseUntilMs`, if it waits for that and nobody holds it.
   * One caller wins; the others get undefined.
   */
  claimProvisioning(id: ClientId, nowMs: number, leaseUntilMs: number): Promise<Client | undefined>;
}

export interface CatalogueReads {
  /** The version of each kind published last. */
  currentTerms(): Promise<readonly TermsVersion[]>;
  terms(kind: TermsKind, version: string): Promise<TermsVersion | undefined>;
  /** Per currency the price in force in `month`, as decimal text. */
  pricesIn(month: BillingMonth): Promise<ReadonlyMap<CurrencyCode, string>>;
  /** Undefined for a user that nobody is here. */
  priceFacts(user: PriceUser, month: BillingMonth): Promise<PriceFacts | undefined>;
  /** What a month's documents billed in one currency. */
  billedTokens(
    month: BillingMonth,
    currency: CurrencyCode,
  ): Promise<{ readonly invoices: number; readonly tokens: number; readonly billedMinor: number }>;
}

export interface Run {
  readonly id: RunId;
  readonly month: BillingMonth;
  readonly trigger: RunTrigger;
  readonly state: RunState;
  readonly fence: number;
  readonly cursor: string;
  readonly header: RunHeader;
  readonly manifest: string;
  readonly issued: number;
  readonly conflicts: number;
  readonly bookmark: string;
  readonly failure: string;
  readonly requestedBy: string;
  readonly createdAtMs: number;
  readonly plannedAtMs: number;
  readonly executingAtMs: number;
  readonly executedAtMs: number;
  readonly touchedAtMs: number;
}

/** A parked client as shown to operators. */
export interface ParkedItem {
  readonly clientId: ClientId;
  readonly email: string;
  readonly reason: string;
  /** JSON of the evidence. */
  readonly content: string;
}

export interface RunReads {
  byId(id: RunId): Promise<Run | undefined>;
  /** The newest run of the month with this manifest, whatever its state. */
  byManifest(month: BillingMonth, manifest: string): Promise<Run | undefined>;
  /** The oldest run that has work to do. */
  nextWorking(): Promise<Run | undefined>;
  /** The newest run of the month in one of the states; of one trigger, if given. */
  newest(
    month: BillingMonth,
    states: readonly RunState[],
    trigger?: RunTrigger,
  ): Promise<Run | undefined>;
  /** Raises the fence and returns the run as it now is: earlier holders can no longer commit to it. */
  takeUp(id: RunId, atMs: number): Promise<Run | undefined>;
  /** Servers that more than one client would pay for in the run's month, with the clients of this run among them. */
  sharedServers(id: RunId, limit: number): Promise<readonly SharedServer[]>;
  /** What the month's documents billed, for those of the clients who have any. */
  billed(
    month: BillingMonth,
    clientIds: readonly ClientId[],
  ): Promise<ReadonlyMap<ClientId, StoredBilledMonth>>;
  /** A bookmark of the database as it is now, for going back to; undefined where the platform gives none. */
  bookmark(): Promise<string | undefined>;
  /** Totals of the documents of a month, per currency; those of one run may be left out. */
  billedTotals(month: BillingMonth, except?: RunId): Promise<readonly CurrencyTotal[]>;
  /** The numbers of a series; without a gap they are 1 to `counter`. */
  numberSeries(series: string): Promise<NumberSeries>;
  /**
   * Clients to plan, in order of id, after the cursor: enrolled before `enrolledBeforeMs`, and whoever was imported, since
   * they were the provider's clients before.
   */
  planPage(
    month: BillingMonth,
    enrolledBeforeMs: number,
    after: string,
    limit: number,
  ): Promise<readonly PlanClient[]>;
  /** Imported clients whose month is not ours, in order of id, after the cursor. */
  shadowPage(month: BillingMonth, after: string, limit: number): Promise<readonly PlanClient[]>;
  /** Clients that the whole plan will have; with `shadowOf` that of the month's shadow. */
  planSize(enrolledBeforeMs: number, shadowOf?: BillingMonth): Promise<number>;
  itemHashes(
    id: RunId,
    after: string,
    limit: number,
  ): Promise<readonly { clientId: ClientId; hash: string }[]>;
  outcomeSums(id: RunId): Promise<readonly OutcomeSum[]>;
  /** The last client of the next `limit` items after the cursor, or undefined if there are none. */
  executionBoundary(id: RunId, after: string, limit: number): Promise<string | undefined>;
  parked(id: RunId, limit: number): Promise<readonly ParkedItem[]>;
  /** In order of client; fewer than `limit` also where more would not fit into a Worker's memory, but always one. */
  items(id: RunId, after: string, limit: number): Promise<ItemsPage>;
  /** Two measurements of each client's month, in order of client; with `apart`, those that do not agree alone. */
  comparisons(
    id: RunId,
    after: string,
    limit: number,
    apart?: boolean,
  ): Promise<readonly ComparisonRow[]>;
  comparisonCounts(id: RunId): Promise<ComparisonCounts>;
  /** Newest first; of one month, if given. */
  list(limit: number, month?: BillingMonth): Promise<readonly Run[]>;
  /**
   * Of the given months those that somebody was enrolled in and that were never invoiced, or whose newest executed run
   * held somebody back. In the order given.
   */
  unsettled(months: readonly MonthEnd[]): Promise<readonly UnsettledMonth[]>;
}

export interface ComparisonRow {
  readonly clientId: ClientId;
  readonly email: string;
  readonly comparison: UsageComparison;
}

/** Clients of a run by what came of comparing. */
export interface ComparisonCounts {
  readonly agree: number;
  readonly differ: number;
  readonly notCompared: number;
}

export interface MonthEnd {
  readonly month: BillingMonth;
  readonly endMs: number;
}

/** One server in the usage of several clients. */
export interface SharedServer {
  readonly serverId: number;
  /** All of them, ordered. */
  readonly clientIds: readonly ClientId[];
  /** Those with an item in this run that would make a document. */
  readonly here: readonly SharedServerClient[];
}

export interface SharedServerClient extends ClientSnapshot {
  readonly id: ClientId;
  readonly currency: CurrencyCode;
}

export interface StoredBilledMonth {
  readonly currency: CurrencyCode;
  /** Decimal text. */
  readonly tokenPrice: string;
  readonly documents: number;
  readonly lines: readonly Line[];
}

export interface NumberSeries {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** The counter that gives the next number. */
  readonly counter: number;
}

export interface ItemsPage {
  readonly rows: readonly RunItemRow[];
  /** Whether there are more after the last row. */
  readonly more: boolean;
}

export interface RunItemRow extends StoredItem {
  readonly reason: string;
}

/** A past month that has clients and is not done. */
export interface UnsettledMonth {
  readonly month: BillingMonth;
  /** Its newest executed run; empty if it was never invoiced. */
  readonly runId: RunId | '';
  /** Clients that this run held back. */
  readonly parked: number;
}

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

export interface AutomationRun {
  readonly id: Id<'automation'>;
  readonly trigger: string;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly report: string;
}

export interface AutomationStore {
  /** Removes sign-ups, reset links and sessions that ended before `nowMs`; returns how many sign-ups. */
  expire(nowMs: number): Promise<{ readonly signups: number; readonly sessions: number }>;
  record(run: AutomationRun): Promise<void>;
  /**
   * Tasks given up as failed become due again, unless another try cannot help: what was refused for good, and letters
   * whose link has expired by then. Returns how many.
   */
  retryFailedTasks(nowMs: number): Promise<number>;
}
