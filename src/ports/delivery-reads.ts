import type { PaymentState } from '#core/delivery/payment.ts';
import type { ClientId, InvoiceId } from '#core/ids.ts';
import type { BillingMonth } from '#core/month.ts';
import type { DeliveryJournal } from '#ports/billing-system.ts';

export interface StoredDelivery {
  readonly invoiceId: InvoiceId;
  readonly system: string;
  readonly reference: string;
  readonly version: number;
  readonly journal: DeliveryJournal;
  /** 0 when nothing is in doubt. */
  readonly inDoubtSinceMs: number;
  readonly problem: string;
}

export interface BillingStop {
  readonly code: string;
  readonly detail: string;
  readonly sinceMs: number;
}

/** Who and what a delivery starts from. */
export interface DeliveryStart {
  readonly delivery: StoredDelivery | undefined;
  /** Their id of the client; undefined before it is known. */
  readonly billingClientId: string | undefined;
  readonly stop: BillingStop | undefined;
}

export interface PaymentDue {
  readonly invoiceId: InvoiceId;
  readonly documentId: string;
  readonly payment: PaymentState;
}

/** A delivery that an operator has to look at. */
export interface DeliveryProblem {
  readonly invoiceId: InvoiceId;
  readonly number: string;
  readonly month: BillingMonth;
  readonly clientId: ClientId;
  readonly email: string;
  readonly documentId: string;
  readonly problem: string;
  readonly problemDetail: string;
  readonly sinceMs: number;
}

export interface DeliveryReads {
  start(invoiceId: InvoiceId, clientId: ClientId, system: string): Promise<DeliveryStart>;
  stop(system: string): Promise<BillingStop | undefined>;
  /** Documents whose payment is to be read again, the oldest look first. */
  paymentsDue(system: string, nowMs: number, limit: number): Promise<readonly PaymentDue[]>;
  /** Of one system: how many are delivered, by payment, under way, and with a problem. */
  counts(system: string): Promise<Readonly<Record<string, number>>>;
  problems(system: string, limit: number): Promise<readonly DeliveryProblem[]>;
  /** Their id of one of our documents in this system; undefined before it is delivered. */
  documentId(invoiceId: InvoiceId, system: string): Promise<string | undefined>;
  billingClientId(clientId: ClientId, system: string): Promise<string | undefined>;
  /** Those of the given ids of theirs that are linked to somebody here. */
  linked(system: string, billingClientIds: readonly string[]): Promise<readonly string[]>;
}
