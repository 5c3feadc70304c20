/** Money on invoices. Ubersmith tells nobody of it. */
import type { Decimal } from '../billing-desk/decimal.ts';
import type { Ubersmith } from './call.ts';
import { nextId, type UbersmithInvoice } from './tables.ts';
import { totalsOf } from './totals.ts';

/** The payment's id, or null where the invoice is not open. */
export function payInvoice(
  { tables, nowMs }: Ubersmith,
  invoice: UbersmithInvoice,
  amount: Decimal,
): number | null {
  if (invoice.paid !== 0) return null;
  const id = nextId(tables, 'payment');
  const payment = { id, invoiceId: invoice.id, amount, atMs: nowMs(), refunded: false };
  tables.payments.set(id, payment);
  if (totalsOf(tables, invoice).unpaid <= 0n) {
    invoice.paid = 1;
    invoice.paidAtMs = nowMs();
  }
  return id;
}

/** The invoice is open again afterwards. */
export function refundPayment({ tables }: Ubersmith, paymentId: number): boolean {
  const payment = tables.payments.get(paymentId);
  if (payment === undefined || payment.refunded) return false;
  payment.refunded = true;
  const invoice = tables.invoices.get(payment.invoiceId);
  if (invoice !== undefined && invoice.paid === 1) {
    invoice.paid = 0;
    invoice.paidAtMs = null;
  }
  return true;
}
