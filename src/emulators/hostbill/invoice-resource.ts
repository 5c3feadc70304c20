/** Invoices as HostBill shows them: amounts are texts with two decimals, only `linetotal` is a number. */
import { formatDecimal } from '../billing-desk/decimal.ts';
import type { HostbillCall } from './call.ts';
import { clientDetails } from './client-resource.ts';
import { hostbillTime, UNSET_TIME } from './dates.ts';
import {
  currencyOf,
  type HostbillInvoice,
  type HostbillItem,
  type HostbillTables,
  type HostbillTransaction,
  PAYMENT_MODULES,
} from './tables.ts';
import { lineTotal, totalsOf } from './totals.ts';

export function invoiceFields(tables: HostbillTables, invoice: HostbillInvoice) {
  const { subtotal, tax, tax2, total } = totalsOf(tables, invoice);
  return {
    id: String(invoice.id),
    paid_id: invoice.paidId,
    recurring_id: '0',
    status: invoice.status,
    client_id: String(invoice.clientId),
    date: invoice.date,
    duedate: invoice.dueDate,
    datepaid: invoice.paidAtMs === null ? UNSET_TIME : hostbillTime(invoice.paidAtMs),
    subtotal: formatDecimal(subtotal, 2),
    credit: formatDecimal(invoice.credit, 2),
    tax: formatDecimal(tax, 2),
    taxrate: formatDecimal(invoice.taxRate, 2),
    tax2: formatDecimal(tax2, 2),
    taxrate2: formatDecimal(invoice.taxRate2, 2),
    total: formatDecimal(total, 2),
    payment_module: invoice.paymentModule,
    currency_id: invoice.currencyId,
    rate: currencyOf(invoice.currencyId).rate,
    notes: invoice.notes,
  };
}

export function invoiceDetails({ tables, hostbill }: HostbillCall, invoice: HostbillInvoice) {
  const client = tables.clients.get(invoice.clientId);
  const metadata = Object.fromEntries(invoice.metadata);
  return {
    ...invoiceFields(tables, invoice),
    items: invoice.items.map((item) => itemResource(invoice, item)),
    client: client === undefined ? {} : clientDetails(client),
    ...(hostbill.values.metadataInDetails && { metadata }),
  };
}

export function invoiceRow(tables: HostbillTables, invoice: HostbillInvoice) {
  const client = tables.clients.get(invoice.clientId);
  return {
    ...invoiceFields(tables, invoice),
    firstname: client?.fields.firstname ?? '',
    lastname: client?.fields.lastname ?? '',
  };
}

export function itemResource(invoice: HostbillInvoice, item: HostbillItem) {
  return {
    id: String(item.id),
    invoice_id: String(invoice.id),
    type: 'Other',
    item_id: '0',
    description: item.description,
    amount: formatDecimal(item.amount, 2),
    taxed: item.taxed ? '1' : '0',
    qty: formatDecimal(item.qty, 4).replace(/\.?0+$/, ''),
    linetotal: Number(formatDecimal(lineTotal(item), 2)),
  };
}

export function transactionResource(transaction: HostbillTransaction) {
  const { id, clientId, invoiceId, amount, fee, module, number, atMs, refunded } = transaction;
  return {
    id: String(id),
    client_id: String(clientId),
    invoice_id: String(invoiceId),
    trans_id: number,
    date: hostbillTime(atMs),
    module: PAYMENT_MODULES.get(module) ?? '',
    in: formatDecimal(amount, 2),
    fee: formatDecimal(fee, 2),
    out: refunded ? formatDecimal(amount, 2) : '0.00',
  };
}
