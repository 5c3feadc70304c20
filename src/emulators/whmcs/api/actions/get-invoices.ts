/** GetInvoices and GetInvoice: the list knows currency but no lines and no balance, the single one the reverse. */
import type { Invoice } from '../../installation.ts';
import {
  balanceMinor,
  isOverdue,
  makeInvoice,
  publish,
  transactionsOf,
} from '../../invoices/invoices.ts';
import { milliText, minorText } from '../../money.ts';
import { serverDate } from '../../server-time.ts';
import { currencyOf } from '../../settings/catalogue.ts';
import { type Action, type Call, invoiceAt } from '../action.ts';
import { type Answer, done, type Fields, NestedList, refused } from '../answer.ts';
import { compare, pageOf } from '../paging.ts';
import { transactionRow } from './transactions.ts';

export const getInvoiceActions: readonly Action[] = [
  { name: 'GetInvoices', writes: false, run: getInvoices },
  { name: 'GetInvoice', writes: false, run: getInvoice },
];

const ORDER: Readonly<Record<string, (invoice: Invoice) => string | number>> = {
  id: (invoice) => invoice.id,
  invoicenumber: (invoice) => invoice.number,
  date: (invoice) => invoice.date,
  duedate: (invoice) => invoice.dueDate,
  total: (invoice) => invoice.totalMinor,
  status: (invoice) => invoice.status,
};

function getInvoices(call: Call): Answer {
  const { installation, params } = call;
  const { invoices, options } = installation.tables;
  const status = params.text('status').toLowerCase();
  const clientId = params.text('userid') === '' ? null : params.integer('userid');
  const today = serverDate(installation);
  const isWanted = (invoice: Invoice) =>
    (clientId === null || invoice.clientId === clientId) &&
    (status === '' ||
      invoice.status.toLowerCase() === status ||
      (status === 'overdue' && isOverdue(invoice, today)));
  const key = ORDER[params.text('orderby').toLowerCase()] ?? ((invoice: Invoice) => invoice.id);
  const order = params.text('order').toLowerCase() || options.invoiceOrder;
  const direction = order === 'desc' ? -1 : 1;
  const found = [...invoices.values()]
    .filter(isWanted)
    .toSorted((a, b) => direction * (compare(key(a), key(b)) || a.id - b.id));
  const { rows, counts } = pageOf(call, found);
  const answer = done({
    ...counts,
    invoices: new NestedList(
      'invoice',
      rows.map((invoice) => listRow(call, invoice)),
    ),
  });
  if (options.shiftPages > 0) shiftPages(call, clientId);
  return answer;
}

function listRow({ installation }: Call, invoice: Invoice): Fields {
  const { catalogue, clients } = installation.tables;
  const client = clients.get(invoice.clientId);
  const currency = currencyOf(catalogue, client?.currencyId ?? 0);
  return {
    id: invoice.id,
    userid: invoice.clientId,
    firstname: client?.profile.firstname ?? '',
    lastname: client?.profile.lastname ?? '',
    companyname: client?.profile.companyname ?? '',
    invoicenum: invoice.number,
    date: invoice.date,
    duedate: invoice.dueDate,
    datepaid: invoice.paidAt,
    last_capture_attempt: invoice.lastCaptureAttempt,
    date_refunded: invoice.refundedAt,
    date_cancelled: invoice.cancelledAt,
    ...amounts(invoice),
    status: invoice.status,
    paymentmethod: invoice.paymentMethod,
    paymethodid: null,
    notes: invoice.notes,
    created_at: invoice.createdAt,
    updated_at: invoice.updatedAt,
    currencycode: currency.code,
    currencyprefix: currency.prefix,
    currencysuffix: currency.suffix,
  };
}

function amounts(invoice: Invoice): Fields {
  return {
    subtotal: minorText(invoice.subtotalMinor),
    credit: minorText(invoice.creditMinor),
    tax: minorText(invoice.taxMinor),
    tax2: minorText(invoice.tax2Minor),
    total: minorText(invoice.totalMinor),
    taxrate: milliText(invoice.taxRateMilli),
    taxrate2: milliText(invoice.taxRate2Milli),
  };
}

function getInvoice(call: Call): Answer {
  const { installation } = call;
  const invoice = invoiceAt(call, 'invoiceid');
  if (invoice === undefined) return refused('Invoice ID Not Found');
  const { paymentMethods } = installation.tables.catalogue;
  const gateway = paymentMethods.find(({ module }) => module === invoice.paymentMethod);
  const items = invoice.lines.map((line) => ({
    id: line.id,
    type: line.type,
    relid: line.relatedId,
    description: line.description,
    amount: minorText(line.amountMinor),
    taxed: line.taxed ? 1 : 0,
  }));
  const { taxrate = '', taxrate2 = '', ...sums } = amounts(invoice);
  return done({
    invoiceid: invoice.id,
    invoicenum: invoice.number,
    userid: invoice.clientId,
    date: invoice.date,
    duedate: invoice.dueDate,
    datepaid: invoice.paidAt,
    lastcaptureattempt: invoice.lastCaptureAttempt,
    ...sums,
    balance: minorText(balanceMinor(installation, invoice)),
    taxrate,
    taxrate2,
    status: invoice.status,
    paymentmethod: invoice.paymentMethod,
    notes: invoice.notes,
    ccgateway: gateway?.isCard ?? false,
    items: new NestedList('item', items),
    transactions: new NestedList(
      'transaction',
      transactionsOf(installation, invoice.id).map(transactionRow),
      '',
    ),
  });
}

/** Somebody else invoices the same client while a caller turns the pages. */
function shiftPages({ installation }: Call, clientId: number | null): void {
  const { clients, options } = installation.tables;
  const client = clients.get(clientId ?? clients.keys().next().value ?? 0);
  options.shiftPages -= 1;
  if (client === undefined) return;
  const date = serverDate(installation);
  const invoice = makeInvoice(installation, {
    client,
    date,
    dueDate: date,
    paymentMethod: client.defaultGateway,
    notes: '',
    taxRateMilli: 0,
    taxRate2Milli: 0,
    lines: [{ description: 'Domain Renewal', amountMinor: 1200, taxed: false, type: 'Domain' }],
  });
  publish(installation, invoice, false);
}
