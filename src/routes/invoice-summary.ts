import { isPayable } from '#core/delivery/payment.ts';
import { documentState } from '#core/invoicing/document-state.ts';
import type { InvoiceHead } from '#ports/invoice-reads.ts';
import type { InvoiceSummary } from '#views/components/invoice-table.tsx';

/** What lists and pages say of a document; its dates are of the time zone that it was made in. */
export function summaryOf(invoice: InvoiceHead, nowMs: number): InvoiceSummary {
  const { id, kind, number, month, currency, totalMinor, issuedAtMs, dueAtMs, timeZone, payment } =
    invoice;
  const total = { currency, amountMinor: totalMinor };
  const state = documentState(invoice, nowMs);
  const payable = kind !== 'credit_note' && isPayable(payment);
  return {
    id,
    kind,
    number,
    month,
    total,
    issuedAtMs,
    dueAtMs,
    timeZone,
    state,
    isPayable: payable,
  };
}
