/** Calls about invoices, payments and credits. */
import { formatDecimal, parseDecimal } from '../billing-desk/decimal.ts';
import { textAt } from '../php-form/php-value.ts';
import {
  done,
  idAt,
  mapped,
  type Outcome,
  refused,
  type UbersmithCall,
  type UbersmithMethods,
  unix,
} from './call.ts';
import { onClient } from './clients.ts';
import { generateInvoice } from './generate-invoice.ts';
import { invoiceFile } from './invoice-file.ts';
import { invoiceResource, invoiceRow, paymentResource } from './invoice-resource.ts';
import { readTime } from './read-time.ts';
import { payInvoice, refundPayment } from './settle.ts';
import { nextId, type UbersmithInvoice } from './tables.ts';

const LISTING = ['since', 'limit', 'offset', 'order_by', 'direction'];

export const invoiceMethods: UbersmithMethods = {
  'client.invoice_generate': {
    about: 'Generate an Invoice',
    required: ['client_id'],
    optional: ['duedate', 'include_packs[]', 'include_prebills', 'include_credits', 'command'],
    creates: true,
    run: (call) => onClient(call, (client) => generateInvoice(call, client)),
  },
  'client.invoice_list': {
    about: "List a Client's Invoices",
    required: ['client_id'],
    optional: LISTING,
    run: listInvoices,
  },
  'client.invoice_count': {
    about: 'Count Invoices',
    required: ['client_id'],
    optional: [],
    run: (call) => done(String(ownInvoices(call).length)),
  },
  'client.invoice_get': {
    about: 'Get an Invoice',
    required: ['invoice_id'],
    optional: ['format'],
    run: (call) => onInvoice(call, 'invoice_id', (invoice) => getInvoice(call, invoice)),
  },
  'client.invoice_disregard': {
    about: 'Disregard an Invoice',
    required: ['client_id', 'inv_id'],
    optional: [],
    run: (call) =>
      onInvoice(call, 'inv_id', (invoice) => {
        if (invoice.clientId !== idAt(call, 'client_id'))
          return refused('Invalid client_id specified.');
        if (invoice.paid === 1) return refused('The invoice has been paid.');
        invoice.paid = 2;
        return done(true);
      }),
  },
  'client.invoice_payments': {
    about: "List an Invoice's Payments",
    required: ['invoice_id'],
    optional: [],
    run: (call) =>
      onInvoice(call, 'invoice_id', (invoice) => {
        const payments = [...call.tables.payments.values()];
        const own = payments.filter(({ invoiceId }) => invoiceId === invoice.id);
        return mapped(call, own, ({ id }) => id, paymentResource);
      }),
  },
  'client.invoice_post_gw_payment': {
    about: 'Record a Payment',
    required: ['invoice_id', 'amount'],
    optional: ['trans_id'],
    creates: true,
    run: (call) =>
      onInvoice(call, 'invoice_id', (invoice) => {
        const amount = parseDecimal(textAt(call.args, 'amount') ?? '');
        if (amount === null || amount <= 0n) return refused('Invalid amount.');
        const paymentId = payInvoice(call.ubersmith, invoice, amount);
        return paymentId === null ? refused('The invoice is not open.') : done(String(paymentId));
      }),
  },
  'client.invoice_charge': {
    about: 'Charge an Invoice',
    required: ['invoice_id'],
    optional: [],
    run: (call) => onInvoice(call, 'invoice_id', () => refused('No payment method on file.')),
  },
  'client.payment_refund': {
    about: 'Refund a Payment',
    required: ['payment_id'],
    optional: ['reason'],
    run: (call) => {
      const isDone = refundPayment(call.ubersmith, idAt(call, 'payment_id'));
      return isDone ? done(true) : refused('Invalid payment_id specified.');
    },
  },
  'client.credit_add': {
    about: 'Add an Account Credit',
    required: ['client_id', 'value'],
    optional: ['reason'],
    creates: true,
    run: (call) => onClient(call, (client) => addCredit(call, client.id)),
  },
  'client.credit_list': {
    about: "List a Client's Credits",
    required: ['client_id'],
    optional: [],
    run: (call) => onClient(call, (client) => listCredits(call, client.id)),
  },
  'client.credit_deactivate': {
    about: 'Deactivate an Account Credit',
    required: ['credit_id'],
    optional: [],
    run: (call) => {
      const credit = call.tables.credits.get(idAt(call, 'credit_id'));
      if (credit === undefined) return refused('Invalid credit_id specified.');
      credit.active = false;
      return done(true);
    },
  },
};

function onInvoice(
  call: UbersmithCall,
  parameter: string,
  work: (invoice: UbersmithInvoice) => Outcome,
): Outcome {
  const invoice = call.tables.invoices.get(idAt(call, parameter));
  return invoice === undefined ? refused(`Invalid ${parameter} specified.`) : work(invoice);
}

function ownInvoices(call: UbersmithCall): UbersmithInvoice[] {
  const clientId = idAt(call, 'client_id');
  return [...call.tables.invoices.values()].filter((invoice) => invoice.clientId === clientId);
}

function listInvoices(call: UbersmithCall): Outcome {
  return onClient(call, () => {
    const since = readTime(textAt(call.args, 'since') || '0', 'any') ?? 0;
    const wanted = ownInvoices(call).filter(({ dateMs }) => dateMs >= since);
    return mapped(
      call,
      wanted,
      ({ id }) => id,
      (invoice) => invoiceRow(call.ubersmith, invoice),
    );
  });
}

function getInvoice(call: UbersmithCall, invoice: UbersmithInvoice): Outcome {
  const format = textAt(call.args, 'format') || 'json';
  if (format === 'json') return done(invoiceResource(call.ubersmith, invoice));
  const response = invoiceFile(call.ubersmith, invoice, format);
  return response === null ? refused('Invalid format specified.') : { ok: 'file', response };
}

function addCredit(call: UbersmithCall, clientId: number): Outcome {
  const { args, tables, ubersmith } = call;
  const value = parseDecimal(textAt(args, 'value') ?? '');
  if (value === null || value <= 0n) return refused('Invalid value.');
  const id = nextId(tables, 'credit');
  const reason = textAt(args, 'reason') ?? '';
  const dateMs = ubersmith.nowMs();
  tables.credits.set(id, { id, clientId, value, reason, dateMs, active: true });
  return done(String(id));
}

function listCredits(call: UbersmithCall, clientId: number): Outcome {
  const own = [...call.tables.credits.values()].filter((credit) => credit.clientId === clientId);
  return mapped(
    call,
    own,
    ({ id }) => id,
    ({ id, value, reason, dateMs, active }) => ({
      credit_id: String(id),
      clientid: String(clientId),
      value: formatDecimal(value, 2),
      reason,
      date: unix(dateMs),
      active: flagText(active),
      order_id: '0',
    }),
  );
}

function flagText(flag: boolean): string {
  return flag ? '1' : '0';
}
