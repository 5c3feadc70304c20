import { type CurrencyCode, parseDecimal } from '#core/money.ts';
import type { BillingDocument, BillingDocumentState } from '#ports/billing-system.ts';
import type { UberInvoice } from './answers.ts';

const PAID = '1';
const DISREGARDED = '2';

export function toDocument(invoice: UberInvoice, currency: CurrencyCode): BillingDocument {
  const minor = (amount: string | undefined) =>
    amount === undefined ? undefined : parseDecimal(amount, currency);
  const totalMinor = minor(invoice.amount);
  const dueMinor = minor(invoice.amount_unpaid);
  const costs = invoice.current_packs.map(({ cost }) => minor(cost));
  const isPaid = invoice.paid === PAID;
  return {
    id: invoice.invid,
    clientId: invoice.clientid,
    state: stateOf(invoice, totalMinor, dueMinor),
    currency,
    netMinor: sum(costs),
    totalMinor,
    dueMinor: isPaid ? 0 : dueMinor,
    paidAtMs: isPaid && Number(invoice.datepaid) > 0 ? Number(invoice.datepaid) * 1000 : undefined,
  };
}

function stateOf(
  { paid }: UberInvoice,
  totalMinor: number | undefined,
  dueMinor: number | undefined,
): BillingDocumentState {
  if (paid === PAID) return 'paid';
  if (paid === DISREGARDED) return 'cancelled';
  const isPartlyPaid = totalMinor !== undefined && dueMinor !== undefined && dueMinor < totalMinor;
  return isPartlyPaid ? 'partially_paid' : 'open';
}

function sum(amounts: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const amount of amounts) {
    if (amount === undefined) return undefined;
    total += amount;
  }
  return total;
}
