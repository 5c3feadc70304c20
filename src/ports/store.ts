import type { SinceAutomation } from '#core/automation/settled-step.ts';
import type { ClientState } from '#core/enrolment/client-state.ts';
import type { TermsKind, TermsVersion } from '#core/enrolment/terms.ts';
import type { ClientId, Id } from '#core/ids.ts';
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
import type { InvoiceReads } from '#ports/invoice-reads.ts';
import type { MeteringReads } from '#ports/metering-reads.ts';
import type { MonitoringReads } from '#ports/monitoring.ts';
import type { MovingReads } from '#ports/moving-reads.ts';
import type { OperatorAccess } from '#ports/operator-access.ts';
import type { OperatorReads } from '#ports/operator-reads.ts';
import type { OutboxReads } from '#ports/outbox.ts';
import type { PriceFacts, PriceUser } from '#ports/price-facts.ts';
import type { RunReads } from '#ports/run-reads.ts';
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

export interface AutomationRun {
  readonly id: Id<'automation'>;
  readonly trigger: string;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly report: string;
}

export interface SinceQuery {
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly month: string;
  /** Name of the billing system. */
  readonly system: string;
}

export interface AutomationStore {
  /** Removes sign-ups, reset links and sessions that ended before `nowMs`; returns how many sign-ups. */
  expire(nowMs: number): Promise<{ readonly signups: number; readonly sessions: number }>;
  record(run: AutomationRun): Promise<void>;
  /** What became since of what an automation may have complained of. `month` is the one that it invoiced, or empty. */
  since(query: SinceQuery): Promise<SinceAutomation>;
  /**
   * Tasks given up as failed become due again, unless another try cannot help: what was refused for good, and letters
   * whose link has expired by then. Returns how many.
   */
  retryFailedTasks(nowMs: number): Promise<number>;
  /** Removes up to `limit` tasks that are done or dismissed and whose last claim ran out before `beforeMs`; returns how many. */
  forgetDoneTasks(beforeMs: number, limit: number): Promise<number>;
}
