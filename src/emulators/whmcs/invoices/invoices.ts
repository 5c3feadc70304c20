/** The life of an invoice: made, changed, published, paid, cancelled; and the hooks that each step fires. */
import { recordEmail } from '../emails.ts';
import {
  type Client,
  type Installation,
  type Invoice,
  type InvoiceLine,
  type InvoiceStatus,
  nextId,
} from '../installation.ts';
import { serverTime, ZERO_TIME } from '../server-time.ts';
import { meddle } from './meddling.ts';
import { recalculate } from './totals.ts';

export interface NewInvoice {
  readonly client: Client;
  readonly date: string;
  readonly dueDate: string;
  readonly paymentMethod: string;
  readonly notes: string;
  readonly taxRateMilli: number;
  readonly taxRate2Milli: number;
  readonly lines: readonly NewLine[];
}

export interface NewLine {
  readonly description: string;
  readonly amountMinor: number;
  readonly taxed: boolean;
  readonly type?: string;
}

/** Who brings a change about. Only some of them fire the hooks of a status. */
export type Source = 'api' | 'adminarea' | 'system';

/** Always begins as a draft: what becomes of it is told by `publish` or `setInvoiceStatus`. */
export function makeInvoice(installation: Installation, given: NewInvoice): Invoice {
  const { tables } = installation;
  const now = serverTime(installation);
  const { client, lines, ...stored } = given;
  const invoice: Invoice = {
    id: nextId(tables, 'invoice'),
    number: '',
    clientId: client.id,
    ...stored,
    status: 'Draft',
    paidAt: ZERO_TIME,
    refundedAt: ZERO_TIME,
    cancelledAt: ZERO_TIME,
    lastCaptureAttempt: ZERO_TIME,
    lines: [],
    subtotalMinor: 0,
    taxMinor: 0,
    tax2Minor: 0,
    creditMinor: 0,
    totalMinor: 0,
    createdAt: now,
    updatedAt: now,
  };
  tables.invoices.set(invoice.id, invoice);
  for (const line of lines) invoice.lines.push(newLine(installation, line));
  meddle(installation, invoice, 'creation');
  touch(installation, invoice);
  fire(installation, 'InvoiceCreation', invoice);
  return invoice;
}

export function newLine(installation: Installation, line: NewLine): InvoiceLine {
  const { type = '', ...given } = line;
  return { id: nextId(installation.tables, 'line'), type, relatedId: 0, ...given };
}

/** Leaves Draft: numbers it where numbers are given then, mails if wanted, fires InvoiceCreated. */
export function publish(installation: Installation, invoice: Invoice, withEmail: boolean): void {
  invoice.status = 'Unpaid';
  if (installation.tables.options.invoiceNumbers === 'on-publication')
    number(installation, invoice);
  meddle(installation, invoice, 'publication');
  touch(installation, invoice);
  if (withEmail) recordEmail(installation, 'Invoice Created', invoice.clientId);
  fire(installation, 'InvoiceCreated', invoice);
}

const STATUS_HOOKS: Partial<Record<InvoiceStatus, string>> = {
  Unpaid: 'InvoiceUnpaid',
  Paid: 'InvoicePaid',
  Cancelled: 'InvoiceCancelled',
  Refunded: 'InvoiceRefunded',
};

/** The API is said to skip the hooks of a status; the option says whether it does here. */
export function setInvoiceStatus(
  installation: Installation,
  invoice: Invoice,
  status: InvoiceStatus,
  source: Source,
): void {
  if (invoice.status === status) return;
  const { options } = installation.tables;
  if (invoice.status === 'Draft' && status === 'Unpaid') {
    publish(installation, invoice, false);
    return;
  }
  const now = serverTime(installation);
  invoice.status = status;
  if (status === 'Paid') {
    invoice.paidAt = now;
    if (options.invoiceNumbers === 'on-payment') number(installation, invoice);
  }
  if (status === 'Unpaid') invoice.paidAt = ZERO_TIME;
  if (status === 'Cancelled') invoice.cancelledAt = now;
  if (status === 'Refunded') invoice.refundedAt = now;
  invoice.updatedAt = now;
  const hook = STATUS_HOOKS[status];
  if (hook !== undefined && (source !== 'api' || options.statusHooksByApi)) {
    fire(installation, hook, invoice);
  }
}

/** Recalculates and dates an invoice whose lines, rates or credit were changed. */
export function touch(installation: Installation, invoice: Invoice): void {
  const { tables } = installation;
  const client = tables.clients.get(invoice.clientId);
  if (client === undefined) throw new Error(`invoice ${invoice.id} belongs to nobody`);
  recalculate(invoice, client, tables.options);
  invoice.updatedAt = serverTime(installation);
}

export function balanceMinor(installation: Installation, invoice: Invoice): number {
  const paid = transactionsOf(installation, invoice.id).reduce(
    (total, one) => total + one.amountInMinor - one.amountOutMinor,
    0,
  );
  return invoice.totalMinor - paid;
}

export function transactionsOf(installation: Installation, invoiceId: number) {
  return [...installation.tables.transactions.values()].filter(
    (transaction) => transaction.invoiceId === invoiceId,
  );
}

/** Unpaid and past its due date: a filter, never a stored status. */
export function isOverdue(invoice: Invoice, today: string): boolean {
  return invoice.status === 'Unpaid' && invoice.dueDate < today;
}

export function fire(installation: Installation, hook: string, invoice: Invoice): void {
  installation.tables.events.push({ hook, invoiceId: invoice.id });
}

function number(installation: Installation, invoice: Invoice): void {
  if (invoice.number !== '') return;
  const sequence = nextId(installation.tables, 'invoice number');
  invoice.number = `INV-${String(sequence).padStart(5, '0')}`;
}
