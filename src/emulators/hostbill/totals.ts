/** What an invoice comes to, in whole cents. */
import { type Decimal, multiply, percentOf, sum, toCents } from '../billing-desk/decimal.ts';
import type { HostbillInvoice, HostbillItem, HostbillTables } from './tables.ts';

export interface Totals {
  readonly subtotal: Decimal;
  readonly tax: Decimal;
  readonly tax2: Decimal;
  readonly total: Decimal;
  readonly paid: Decimal;
  readonly due: Decimal;
}

export function totalsOf(tables: HostbillTables, invoice: HostbillInvoice): Totals {
  const { items, taxRate, taxRate2, credit } = invoice;
  const subtotal = sum(items.map(lineTotal));
  const taxed = sum(items.filter((item) => item.taxed).map(lineTotal));
  const tax = percentOf(taxed, taxRate);
  const tax2 = percentOf(taxed, taxRate2);
  const total = subtotal + tax + tax2 - credit;
  const paid = paidOn(tables, invoice.id);
  return { subtotal, tax, tax2, total, paid, due: total - paid };
}

export function lineTotal({ amount, qty }: HostbillItem): Decimal {
  return toCents(multiply(amount, qty));
}

export function paidOn(tables: HostbillTables, invoiceId: number): Decimal {
  const payments = [...tables.transactions.values()].filter(
    (transaction) => transaction.invoiceId === invoiceId && !transaction.refunded,
  );
  return sum(payments.map(({ amount }) => amount));
}
