/** What an invoice comes to: lines, tax, what was paid on it, what is left. */
import { type Decimal, multiply, parseDecimal, percentOf, sum } from '../billing-desk/decimal.ts';
import type { Blesta } from './call.ts';
import type { BlestaInvoice } from './tables.ts';

export interface Totals {
  readonly subtotal: Decimal;
  readonly tax: Decimal;
  readonly total: Decimal;
  readonly paid: Decimal;
  readonly due: Decimal;
}

export function totalsOf({ tables, values }: Blesta, invoice: BlestaInvoice): Totals {
  const isExempt = tables.clients.get(invoice.clientId)?.settings.tax_exempt === 'true';
  const percent = isExempt ? 0n : (parseDecimal(values.taxPercent) ?? 0n);
  const subtotal = sum(invoice.lines.map(({ qty, amount }) => multiply(qty, amount)));
  const taxed = invoice.lines.filter((line) => line.tax);
  const tax = sum(taxed.map(({ qty, amount }) => percentOf(multiply(qty, amount), percent)));
  const paid = paidOn({ tables }, invoice.id);
  const total = subtotal + tax;
  return { subtotal, tax, total, paid, due: total - paid };
}

/** By approved transactions only. */
export function paidOn({ tables }: Pick<Blesta, 'tables'>, invoiceId: number): Decimal {
  let paid = 0n;
  for (const { status, applied } of tables.transactions.values()) {
    if (status !== 'approved') continue;
    paid += sum(applied.filter((part) => part.invoiceId === invoiceId).map(({ amount }) => amount));
  }
  return paid;
}
