/** Invoices as Ubersmith shows them; lists show no lines. */
import { formatDecimal } from '../billing-desk/decimal.ts';
import { type Ubersmith, unix } from './call.ts';
import type { UbersmithInvoice, UbersmithPayment } from './tables.ts';
import { packCost, totalsOf } from './totals.ts';

export function invoiceRow({ tables }: Ubersmith, invoice: UbersmithInvoice) {
  const { amount, unpaid } = totalsOf(tables, invoice);
  return {
    invid: String(invoice.id),
    clientid: String(invoice.clientId),
    date: unix(invoice.dateMs),
    due: unix(invoice.dueMs),
    datepaid: invoice.paidAtMs === null ? '0' : unix(invoice.paidAtMs),
    amount: formatDecimal(amount, 2),
    amount_unpaid: formatDecimal(unpaid, 2),
    paid: String(invoice.paid),
  };
}

export function invoiceResource(ubersmith: Ubersmith, invoice: UbersmithInvoice) {
  const { subtotal, tax, credit, amount, unpaid } = totalsOf(ubersmith.tables, invoice);
  const packs = currentPacks(invoice);
  const overdue = unpaid > 0n && invoice.dueMs < ubersmith.nowMs() ? unix(invoice.dueMs) : '0';
  return {
    ...invoiceRow(ubersmith, invoice),
    overdue,
    current_packs: ubersmith.values.packsAs === 'list' ? packs : { ...packs },
    taxes: taxesOf(invoice, tax),
    credits: Object.fromEntries(
      invoice.credits.map((used) => [
        used.id,
        { credit_id: String(used.id), amount: formatDecimal(used.amount, 2) },
      ]),
    ),
    summary: {
      services: formatDecimal(subtotal, 2),
      taxes: formatDecimal(tax, 2),
      credits: formatDecimal(credit, 2),
      total: formatDecimal(amount, 2),
      unpaid: formatDecimal(unpaid, 2),
    },
  };
}

export function paymentResource({ id, invoiceId, amount, atMs, refunded }: UbersmithPayment) {
  return {
    payment_id: String(id),
    invoice_id: String(invoiceId),
    amount: formatDecimal(refunded ? 0n : amount, 2),
    time: unix(atMs),
    type: 'other',
  };
}

function currentPacks(invoice: UbersmithInvoice) {
  return invoice.packs.map((pack) => {
    const cost = formatDecimal(packCost(pack), 2);
    const isOwed = invoice.paid === 0;
    return {
      packid: pack.serviceId === null ? '0' : String(pack.serviceId),
      desserv: pack.description,
      cost,
      quantity: formatDecimal(pack.quantity, 4).replace(/\.?0+$/, ''),
      unit_price: formatDecimal(pack.amount, 2),
      paid: isOwed ? '0.00' : cost,
      unpaid: isOwed ? cost : '0.00',
    };
  });
}

function taxesOf(invoice: UbersmithInvoice, tax: bigint) {
  const [id] = invoice.packs.flatMap(({ taxIds }) => taxIds);
  if (id === undefined || tax === 0n) return {};
  const rate = formatDecimal(invoice.taxPercent, 2);
  return { [id]: { tax_id: id, name: 'VAT', rate, amount: formatDecimal(tax, 2) } };
}
