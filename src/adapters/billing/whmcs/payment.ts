import type { BillingDocument, BillingDocumentState } from '#ports/billing-system.ts';
import { utcMs } from '../wire/php-values.ts';
import type { WhmcsInvoice } from './shapes.ts';

/** GetInvoice names no currency, so amounts cannot be told in its smallest unit. */
export function toDocument(invoice: WhmcsInvoice): BillingDocument {
  return {
    id: invoice.invoiceid,
    clientId: invoice.userid,
    state: stateOf(invoice),
    currency: '',
    netMinor: undefined,
    totalMinor: undefined,
    dueMinor: undefined,
    // In the zone of their server, which nobody tells: good for a day, not for an hour.
    paidAtMs: utcMs(invoice.datepaid),
  };
}

function stateOf({ status, balance, total, credit }: WhmcsInvoice): BillingDocumentState {
  switch (status) {
    case 'Draft':
      return 'draft';
    case 'Paid':
      return 'paid';
    case 'Refunded':
      return 'refunded';
    case 'Cancelled':
      return 'cancelled';
    default: {
      const isLess = balance !== undefined && Number(balance) < Number(total);
      return isLess || Number(credit ?? 0) > 0 ? 'partially_paid' : 'open';
    }
  }
}
