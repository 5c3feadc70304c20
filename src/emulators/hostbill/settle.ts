/** Money on invoices, and the events that tell of it. */
import type { Decimal } from '../billing-desk/decimal.ts';
import type { Hostbill } from './call.ts';
import { invoiceEvent, notify } from './events.ts';
import { transactionResource } from './invoice-resource.ts';
import { type HostbillInvoice, nextId } from './tables.ts';
import { totalsOf } from './totals.ts';

export interface Payment {
  readonly amount: Decimal;
  readonly fee: Decimal;
  readonly module: string;
  readonly number: string;
}

export async function addPayment(
  hostbill: Hostbill,
  origin: string,
  invoice: HostbillInvoice,
  payment: Payment,
): Promise<void> {
  const { tables } = hostbill;
  const id = nextId(tables, 'transaction');
  const { id: invoiceId, clientId } = invoice;
  const atMs = hostbill.nowMs();
  const transaction = { id, clientId, invoiceId, ...payment, atMs, refunded: false };
  tables.transactions.set(id, transaction);
  await notify(hostbill, origin, 'after_transactionadd', transactionResource(transaction));
  if (totalsOf(tables, invoice).due <= 0n) return markPaid(hostbill, origin, invoice);
  await notify(hostbill, origin, 'after_invoicepartialpayment', invoiceEvent(hostbill, invoice));
}

export async function markPaid(
  hostbill: Hostbill,
  origin: string,
  invoice: HostbillInvoice,
): Promise<void> {
  const { tables, values } = hostbill;
  invoice.status = 'Paid';
  invoice.paidAtMs = hostbill.nowMs();
  if (values.euInvoicing && invoice.paidId === '') {
    const year = new Date(invoice.paidAtMs).getUTCFullYear();
    invoice.paidId = `${year}/${nextId(tables, 'paid')}`;
  }
  await notify(hostbill, origin, 'after_invoicefullpaid', invoiceEvent(hostbill, invoice));
}

/** Gives back what was paid; answers whether there was anything. */
export async function refund(
  hostbill: Hostbill,
  origin: string,
  invoice: HostbillInvoice,
): Promise<boolean> {
  const payments = [...hostbill.tables.transactions.values()].filter(
    (transaction) => transaction.invoiceId === invoice.id && !transaction.refunded,
  );
  if (payments.length === 0 && invoice.status !== 'Paid') return false;
  for (const payment of payments) payment.refunded = true;
  invoice.status = 'Refunded';
  await notify(hostbill, origin, 'after_refund', invoiceEvent(hostbill, invoice));
  return true;
}
