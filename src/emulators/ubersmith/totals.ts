/** What an invoice comes to, in whole cents. */
import { type Decimal, multiply, percentOf, sum, toCents } from '../billing-desk/decimal.ts';
import type { InvoicePack, UbersmithInvoice, UbersmithTables } from './tables.ts';

export interface Totals {
  readonly subtotal: Decimal;
  readonly tax: Decimal;
  readonly credit: Decimal;
  readonly amount: Decimal;
  readonly unpaid: Decimal;
}

export function totalsOf(tables: UbersmithTables, invoice: UbersmithInvoice): Totals {
  const subtotal = sum(invoice.packs.map(packCost));
  const taxed = sum(invoice.packs.filter(({ taxIds }) => taxIds.length > 0).map(packCost));
  const tax = percentOf(taxed, invoice.taxPercent);
  const credit = sum(invoice.credits.map((used) => used.amount));
  const amount = subtotal + tax - credit;
  const unpaid = invoice.paid === 0 ? amount - paidOn(tables, invoice.id) : 0n;
  return { subtotal, tax, credit, amount, unpaid };
}

export function packCost({ amount, quantity }: InvoicePack): Decimal {
  return toCents(multiply(amount, quantity));
}

function paidOn(tables: UbersmithTables, invoiceId: number): Decimal {
  const payments = [...tables.payments.values()].filter(
    (payment) => payment.invoiceId === invoiceId && !payment.refunded,
  );
  return sum(payments.map(({ amount }) => amount));
}
