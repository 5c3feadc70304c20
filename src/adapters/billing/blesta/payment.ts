import { parseCurrency, parseDecimal } from '#core/money.ts';
import type { BillingDocument, BillingDocumentState } from '#ports/billing-system.ts';
import { utcMs } from '../wire/php-values.ts';
import type { BlestaInvoice } from './answers.ts';

/** The truth about payment: a paid invoice stays `active`, what tells is the date of closing. */
export function toDocument(invoice: BlestaInvoice): BillingDocument {
  const currency = parseCurrency(invoice.currency);
  const minor = (amount: string | undefined) =>
    currency.ok && amount !== undefined ? parseDecimal(amount, currency.value) : undefined;
  const dueMinor = minor(invoice.due);
  const closedAtMs = utcMs(invoice.date_closed);
  const isPaid = closedAtMs !== undefined && (dueMinor === undefined || dueMinor <= 0);
  return {
    id: invoice.id,
    clientId: invoice.client_id,
    state: stateOf(invoice, isPaid, (minor(invoice.paid) ?? 0) > 0),
    currency: invoice.currency,
    netMinor: minor(invoice.subtotal),
    totalMinor: minor(invoice.total),
    dueMinor,
    paidAtMs: isPaid ? closedAtMs : undefined,
  };
}

function stateOf(
  { status }: BlestaInvoice,
  isPaid: boolean,
  isPartlyPaid: boolean,
): BillingDocumentState {
  if (status === 'void') return 'cancelled';
  if (status === 'draft') return 'draft';
  if (isPaid) return 'paid';
  return isPartlyPaid ? 'partially_paid' : 'open';
}
