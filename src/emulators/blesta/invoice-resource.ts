/** Invoices as Blesta shows them; lists show no lines. Amounts are texts with four decimals. */
import { formatDecimal, multiply, parseDecimal, percentOf } from '../billing-desk/decimal.ts';
import type { Blesta } from './call.ts';
import { clientCode } from './client-resource.ts';
import { blestaDate } from './dates.ts';
import type { BlestaInvoice, BlestaLine } from './tables.ts';
import { totalsOf } from './totals.ts';

export function invoiceCode({ id, status }: BlestaInvoice): string {
  return `${status === 'draft' ? 'DRAFT' : status === 'proforma' ? 'PROFORMA' : 'INV'}-${1000 + id}`;
}

export function invoiceRow(blesta: Blesta, invoice: BlestaInvoice) {
  const client = blesta.tables.clients.get(invoice.clientId);
  const totals = totalsOf(blesta, invoice);
  const closed = invoice.dateClosedMs;
  return {
    id: invoice.id,
    id_code: invoiceCode(invoice),
    client_id: invoice.clientId,
    client_id_code: client === undefined ? null : clientCode(client),
    client_first_name: client?.contact.first_name ?? '',
    client_last_name: client?.contact.last_name ?? '',
    date_billed: blestaDate(invoice.dateBilledMs),
    date_due: blestaDate(invoice.dateDueMs),
    date_closed: closed === null ? null : blestaDate(closed),
    status: invoice.status,
    currency: invoice.currency,
    subtotal: formatDecimal(totals.subtotal, 4),
    total: formatDecimal(totals.total, 4),
    paid: formatDecimal(totals.paid, 4),
    due: formatDecimal(totals.due, 4),
  };
}

export function invoiceResource(blesta: Blesta, invoice: BlestaInvoice) {
  const { tax, subtotal } = totalsOf(blesta, invoice);
  return {
    ...invoiceRow(blesta, invoice),
    note_public: invoice.notePublic,
    note_private: invoice.notePrivate,
    tax_subtotal: formatDecimal(subtotal, 4),
    tax_total: formatDecimal(tax, 4),
    line_items: invoice.lines.map((line, order) => lineResource(blesta, invoice, line, order)),
    delivery: invoice.deliveries.map(({ id, method }) => ({
      id,
      invoice_id: invoice.id,
      method,
      date_sent: null,
    })),
    meta: [...invoice.meta].map(([key, value]) => ({ invoice_id: invoice.id, key, value })),
  };
}

export function lineResource(
  { values }: Blesta,
  invoice: BlestaInvoice,
  line: BlestaLine,
  order: number,
) {
  const subtotal = multiply(line.qty, line.amount);
  const tax = line.tax ? percentOf(subtotal, parseDecimal(values.taxPercent) ?? 0n) : 0n;
  return {
    id: line.id,
    invoice_id: invoice.id,
    service_id: line.serviceId,
    description: line.description,
    qty: formatDecimal(line.qty, 4),
    amount: formatDecimal(line.amount, 4),
    order,
    subtotal: formatDecimal(subtotal, 4),
    total: formatDecimal(subtotal + tax, 4),
    taxes: line.tax ? [{ amount: values.taxPercent, type: 'exclusive' }] : [],
  };
}
