import type { Invoice, InvoiceHead } from '#ports/invoice-reads.ts';

/** A document without its lines, as operators' programs read it. Money in minor units, times in ISO 8601. */
export function invoiceHeadJson(invoice: InvoiceHead) {
  const { id, kind, sequence, number, clientId, month, currency, totalMinor } = invoice;
  return {
    id,
    kind,
    sequence,
    number,
    clientId,
    clientEmail: invoice.client.email,
    month,
    currency,
    totalMinor,
    tokenPrice: invoice.tokenPrice,
    issuedAt: new Date(invoice.issuedAtMs).toISOString(),
    dueAt: new Date(invoice.dueAtMs).toISOString(),
    itemHash: invoice.itemHash,
    payment: invoice.payment || null,
  };
}

export function invoiceJson(invoice: Invoice) {
  return { ...invoiceHeadJson(invoice), lines: invoice.lines };
}
