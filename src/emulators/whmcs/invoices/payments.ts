/** Money that comes in, goes back, or is taken from a client's credit. */
import { recordEmail } from '../emails.ts';
import { type Client, type Installation, type Invoice, nextId } from '../installation.ts';
import { serverDate, serverTime } from '../server-time.ts';
import { currencyOf } from '../settings/catalogue.ts';
import {
  balanceMinor,
  fire,
  type Source,
  setInvoiceStatus,
  touch,
  transactionsOf,
} from './invoices.ts';

export interface NewTransaction {
  readonly gateway: string;
  readonly transactionId: string;
  readonly date: string;
  readonly description: string;
  readonly amountInMinor: number;
  readonly amountOutMinor: number;
  readonly feesMinor: number;
  readonly rate: string;
  readonly refundOf?: number;
}

export function addTransaction(
  installation: Installation,
  client: Client | null,
  invoiceId: number,
  given: NewTransaction,
): void {
  const { tables } = installation;
  const { refundOf = 0, ...stored } = given;
  const id = nextId(tables, 'transaction');
  // The vendor writes 0 for the currency of a transaction that belongs to a client.
  const currencyId = client === null ? currencyOf(tables.catalogue, 0).id : 0;
  const clientId = client?.id ?? 0;
  tables.transactions.set(id, { id, clientId, currencyId, invoiceId, refundOf, ...stored });
}

export interface Payment {
  readonly amountMinor: number;
  readonly feesMinor: number;
  readonly gateway: string;
  readonly transactionId: string;
  readonly date: string;
  readonly withEmail: boolean;
}

/** Pays part or all of an invoice. What is too much becomes the client's credit. */
export function payInvoice(installation: Installation, invoice: Invoice, payment: Payment): void {
  const client = clientOf(installation, invoice);
  const due = balanceMinor(installation, invoice);
  addTransaction(installation, client, invoice.id, {
    gateway: payment.gateway,
    transactionId: payment.transactionId,
    date: payment.date,
    description: 'Invoice Payment',
    amountInMinor: payment.amountMinor,
    amountOutMinor: 0,
    feesMinor: payment.feesMinor,
    rate: '1.00000',
  });
  fire(installation, 'AddInvoicePayment', invoice);
  const excess = payment.amountMinor - Math.max(due, 0);
  if (excess > 0) changeCredit(installation, client, excess, 'Invoice Overpayment', invoice.id);
  settle(installation, invoice, payment.withEmail);
}

/** A full payment makes an invoice Paid, whatever it was before; a cancelled one stays cancelled. */
export function settle(installation: Installation, invoice: Invoice, withEmail: boolean): void {
  if (invoice.status === 'Paid' || invoice.status === 'Cancelled') return;
  if (balanceMinor(installation, invoice) > 0) return;
  setInvoiceStatus(installation, invoice, 'Paid', 'system');
  if (withEmail) recordEmail(installation, 'Invoice Payment Confirmation', invoice.clientId);
}

/** Takes from the client's credit what the invoice still needs, at most `wantedMinor`. */
export function applyCredit(
  installation: Installation,
  invoice: Invoice,
  wantedMinor: number,
  withEmail: boolean,
): number {
  const client = clientOf(installation, invoice);
  const due = Math.max(balanceMinor(installation, invoice), 0);
  const used = Math.min(wantedMinor, due, client.creditMinor);
  if (used <= 0) return 0;
  invoice.creditMinor += used;
  changeCredit(installation, client, -used, `Credit Applied to Invoice #${invoice.id}`, invoice.id);
  touch(installation, invoice);
  settle(installation, invoice, withEmail);
  return used;
}

export function changeCredit(
  installation: Installation,
  client: Client,
  amountMinor: number,
  description: string,
  relatedId = 0,
  date = serverDate(installation),
): void {
  const { tables } = installation;
  const id = nextId(tables, 'credit');
  client.creditMinor += amountMinor;
  const entry = { id, clientId: client.id, date, description, amountMinor, relatedId };
  tables.credits.set(id, entry);
}

/** Gives back what was paid, as the refund of an administrator does. */
export function refundInvoice(installation: Installation, invoice: Invoice, source: Source): void {
  const client = clientOf(installation, invoice);
  for (const paid of transactionsOf(installation, invoice.id)) {
    if (paid.amountInMinor <= 0) continue;
    addTransaction(installation, client, invoice.id, {
      gateway: paid.gateway,
      transactionId: '',
      date: serverTime(installation),
      description: `Refund of Transaction ID ${paid.transactionId}`,
      amountInMinor: 0,
      amountOutMinor: paid.amountInMinor,
      feesMinor: 0,
      rate: paid.rate,
      refundOf: paid.id,
    });
  }
  setInvoiceStatus(installation, invoice, 'Refunded', source);
}

function clientOf(installation: Installation, invoice: Invoice): Client {
  const client = installation.tables.clients.get(invoice.clientId);
  if (client === undefined) throw new Error(`invoice ${invoice.id} belongs to nobody`);
  return client;
}
