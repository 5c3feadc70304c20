/** The reading half of the `invoices` model. */
import { formatDecimal, sum } from '../billing-desk/decimal.ts';
import { mapAt, textAt } from '../php-form/php-value.ts';
import {
  type BlestaCall,
  type BlestaMethods,
  done,
  idAt,
  listed,
  ordered,
  pageOf,
} from './call.ts';
import { invoiceCode, invoiceResource, invoiceRow, lineResource } from './invoice-resource.ts';
import type { BlestaInvoice } from './tables.ts';
import { totalsOf } from './totals.ts';

type Test = (invoice: BlestaInvoice, nowMs: number) => boolean;

const STATUSES: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['open', ({ status, dateClosedMs }) => status === 'active' && dateClosedMs === null],
  ['closed', ({ status, dateClosedMs }) => status === 'active' && dateClosedMs !== null],
  [
    'past_due',
    ({ status, dateClosedMs, dateDueMs }, nowMs) =>
      status === 'active' && dateClosedMs === null && dateDueMs < nowMs,
  ],
  ['draft', ({ status }) => status === 'draft'],
  ['void', ({ status }) => status === 'void'],
  ['active', ({ status }) => status === 'active'],
  ['proforma', ({ status }) => status === 'proforma'],
  ['pending', ({ status, dateBilledMs }, nowMs) => status === 'active' && dateBilledMs > nowMs],
  ['to_deliver', ({ deliveries }) => deliveries.length > 0],
  ['all', () => true],
]);

export const invoiceReads: BlestaMethods = {
  'invoices/get': {
    parameters: ['invoice_id', 'use_cache?'],
    run: (call) => one(call, (invoice) => invoiceResource(call.blesta, invoice)),
  },
  'invoices/getList': {
    parameters: ['client_id?', 'status?', 'page?', 'order_by?', 'filters?'],
    run: (call) => {
      const rows = matching(call).map((invoice) => invoiceRow(call.blesta, invoice));
      return listed(call, pageOf(call, ordered(call, rows, 'date_due')));
    },
  },
  'invoices/getListCount': {
    parameters: ['client_id?', 'status?', 'filters?'],
    run: (call) => done(matching(call).length),
  },
  'invoices/getStatusCount': {
    parameters: ['client_id?', 'status?', 'filters?'],
    run: (call) => done(matching(call).length),
  },
  'invoices/getAll': {
    parameters: ['client_id?', 'status?', 'order_by?', 'currency?'],
    run: (call) => {
      const rows = matching(call).map((invoice) => invoiceRow(call.blesta, invoice));
      return listed(call, ordered(call, rows, 'date_due'));
    },
  },
  'invoices/search': {
    parameters: ['query', 'page?'],
    run: (call) =>
      listed(
        call,
        pageOf(call, found(call)).map((invoice) => invoiceRow(call.blesta, invoice)),
      ),
  },
  'invoices/getSearchCount': { parameters: ['query'], run: (call) => done(found(call).length) },
  'invoices/getStatuses': {
    parameters: [],
    run: () => done({ active: 'Active', proforma: 'Proforma', draft: 'Draft', void: 'Void' }),
  },
  'invoices/getLineItems': {
    parameters: ['invoice_id'],
    run: (call) =>
      one(call, (invoice) =>
        invoice.lines.map((line, order) => lineResource(call.blesta, invoice, line, order)),
      ),
  },
  'invoices/getDelivery': {
    parameters: ['invoice_id'],
    run: (call) => one(call, (invoice) => invoiceResource(call.blesta, invoice).delivery),
  },
  'invoices/getMeta': {
    parameters: ['invoice_id', 'key?'],
    run: (call) =>
      one(call, (invoice) => {
        const key = textAt(call.args, 'key') ?? '';
        const { meta } = invoiceResource(call.blesta, invoice);
        return key === '' ? meta : (meta.find((entry) => entry.key === key) ?? false);
      }),
  },
  'invoices/getTotal': {
    parameters: ['invoice_id'],
    run: (call) => one(call, (invoice) => Number(invoiceRow(call.blesta, invoice).total)),
  },
  'invoices/getSubtotal': {
    parameters: ['invoice_id'],
    run: (call) => one(call, (invoice) => Number(invoiceRow(call.blesta, invoice).subtotal)),
  },
  'invoices/amountDue': { parameters: ['client_id', 'currency', 'status?'], run: amountDue },
};

/** The invoices of a client who was deleted cannot be reached any more. */
export function reachable({ tables }: BlestaCall): BlestaInvoice[] {
  return [...tables.invoices.values()].filter(({ clientId }) => tables.clients.has(clientId));
}

function one(call: BlestaCall, show: (invoice: BlestaInvoice) => unknown) {
  const id = idAt(call, 'invoice_id');
  const invoice = reachable(call).find((candidate) => candidate.id === id);
  return done(invoice === undefined ? false : show(invoice));
}

function matching(call: BlestaCall): BlestaInvoice[] {
  const { args, blesta } = call;
  const clientId = textAt(args, 'client_id') ?? '';
  const hasStatus = STATUSES.get(textAt(args, 'status') || 'open') ?? (() => false);
  const filters = blesta.values.invoiceLineFilter ? mapAt(args, 'filters') : {};
  const line = textAt(filters, 'invoice_line')?.toLowerCase();
  const number = textAt(filters, 'invoice_number')?.toLowerCase();
  const currency = textAt(filters, 'currency') ?? textAt(args, 'currency');
  return reachable(call).filter(
    (invoice) =>
      (clientId === '' || clientId === 'null' || String(invoice.clientId) === clientId) &&
      hasStatus(invoice, blesta.nowMs()) &&
      (!line || hasText(invoice, line)) &&
      (!number || invoiceCode(invoice).toLowerCase().includes(number)) &&
      (!currency || invoice.currency === currency),
  );
}

function found(call: BlestaCall): BlestaInvoice[] {
  const query = (textAt(call.args, 'query') ?? '').toLowerCase();
  return reachable(call).filter(
    (invoice) => invoiceCode(invoice).toLowerCase().includes(query) || hasText(invoice, query),
  );
}

function hasText({ lines }: BlestaInvoice, text: string): boolean {
  return lines.some(({ description }) => description.toLowerCase().includes(text));
}

function amountDue(call: BlestaCall) {
  const dues = matching(call).map((invoice) => totalsOf(call.blesta, invoice).due);
  return done(Number(formatDecimal(sum(dues), 4)));
}
