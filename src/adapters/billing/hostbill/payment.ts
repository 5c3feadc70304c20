import { parseCurrency, parseDecimal } from '#core/money.ts';
import type { BillingDocument, BillingDocumentState } from '#ports/billing-system.ts';
import { decimal, utcMs } from '../wire/php-values.ts';
import type { HostbillInvoice, HostbillTransaction } from './answers.ts';
import type { Currencies } from './currencies.ts';
import type { TransactionFields } from './settings.ts';

/** `Paid` alone means paid; any other word is an open invoice. */
const STATES: Readonly<Record<string, BillingDocumentState>> = {
  Draft: 'draft',
  Paid: 'paid',
  Cancelled: 'cancelled',
  Refunded: 'refunded',
};

export function toDocument(
  invoice: HostbillInvoice,
  currencies: Currencies,
  names: TransactionFields,
): BillingDocument {
  const code = currencies.get(invoice.currency_id ?? '0') ?? '';
  const currency = parseCurrency(code);
  const minor = (amount: string | undefined) =>
    currency.ok && amount !== undefined ? parseDecimal(amount, currency.value) : undefined;
  const amountIn = (transaction: HostbillTransaction, name: string) =>
    minor(decimal.safeParse(transaction[name]).data) ?? 0;
  const paidMinor = invoice.transactions.reduce(
    (sum, one) => sum + amountIn(one, names.paid) - amountIn(one, names.refunded),
    0,
  );
  const known = STATES[invoice.status] ?? 'open';
  const state = known === 'open' && paidMinor > 0 ? 'partially_paid' : known;
  const totalMinor = minor(invoice.total);
  const isPaid = state === 'paid';
  const openMinor = totalMinor === undefined ? undefined : totalMinor - paidMinor;
  return {
    id: invoice.id,
    clientId: invoice.client_id,
    state,
    currency: code,
    netMinor: minor(invoice.subtotal),
    totalMinor,
    dueMinor: isPaid ? 0 : openMinor,
    paidAtMs: isPaid ? utcMs(invoice.datepaid) : undefined,
  };
}
