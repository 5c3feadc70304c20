/** The writing half of the `invoices` model. */
import type { Decimal } from '../billing-desk/decimal.ts';
import { hookLines } from '../billing-desk/line-hook.ts';
import { listAt, mapAt, type PhpMap, textAt } from '../php-form/php-value.ts';
import { type BlestaCall, type BlestaMethods, done, idAt, type Outcome, refused } from './call.ts';
import { notify } from './events.ts';
import { type InvoiceVars, type LineVars, readInvoiceVars } from './invoice-vars.ts';
import { reachable } from './invoices.ts';
import { closeIfPaid } from './settle.ts';
import { type BlestaInvoice, type BlestaLine, type BlestaTables, nextId } from './tables.ts';
import { paidOn } from './totals.ts';

const NO_INVOICE = refused({ invoice_id: { exists: 'Invalid invoice ID.' } });

export const invoiceWrites: BlestaMethods = {
  'invoices/add': { parameters: ['vars'], creates: true, run: addInvoice },
  'invoices/edit': { parameters: ['invoice_id', 'vars'], run: editInvoice },
  'invoices/setClosed': {
    parameters: ['invoice_id'],
    run: (call) =>
      onInvoice(call, async (invoice) =>
        done(await closeIfPaid(call.blesta, call.origin, invoice)),
      ),
  },
  'invoices/setMeta': {
    parameters: ['invoice_id', 'key', 'value'],
    run: (call) =>
      onInvoice(call, ({ meta }) => {
        meta.set(textAt(call.args, 'key') ?? '', textAt(call.args, 'value') ?? '');
        return done(null);
      }),
  },
  'invoices/unsetMeta': {
    parameters: ['invoice_id', 'key?'],
    run: (call) =>
      onInvoice(call, ({ meta }) => {
        const key = textAt(call.args, 'key') ?? '';
        if (key === '') meta.clear();
        else meta.delete(key);
        return done(null);
      }),
  },
  'invoices/addDelivery': {
    parameters: ['invoice_id', 'vars', 'client_id'],
    run: (call) =>
      onInvoice(call, (invoice) => {
        const method = textAt(mapAt(call.args, 'vars'), 'method') ?? 'email';
        const id = nextId(call.tables, 'delivery');
        invoice.deliveries = [...invoice.deliveries, { id, method }];
        return done(id);
      }),
  },
  'invoices/deleteDraft': {
    parameters: ['invoice_id'],
    run: (call) =>
      onInvoice(call, ({ id, status }) => {
        if (status !== 'draft') return refused({ invoice_id: { is_draft: 'It is not a draft.' } });
        call.tables.invoices.delete(id);
        return done(null);
      }),
  },
};

async function addInvoice(call: BlestaCall): Promise<Outcome> {
  const { blesta, tables, origin } = call;
  const fields = mapAt(call.args, 'vars');
  const clientId = Number(textAt(fields, 'client_id') ?? Number.NaN);
  const read = readInvoiceVars(call, fields);
  const errors = read.ok ? {} : { ...read.errors };
  if (!tables.clients.has(clientId)) errors.client_id = { exists: 'Invalid client ID.' };
  for (const field of ['date_billed', 'date_due']) {
    if (!textAt(fields, field)) errors[field] = { format: 'The date is in an invalid format.' };
  }
  if (!read.ok || Object.keys(errors).length > 0) return refused(errors);
  const { vars } = read;
  const invoice: BlestaInvoice = {
    id: nextId(tables, 'invoice'),
    clientId,
    dateBilledMs: vars.dateBilledMs ?? blesta.nowMs(),
    dateDueMs: vars.dateDueMs ?? blesta.nowMs(),
    dateClosedMs: null,
    status: vars.status,
    currency: vars.currency,
    notePublic: vars.notePublic,
    notePrivate: vars.notePrivate,
    lines: hookedLines(call, vars.lines),
    deliveries: vars.deliveries.map((method) => ({ id: nextId(tables, 'delivery'), method })),
    meta: new Map(),
  };
  tables.invoices.set(invoice.id, invoice);
  await notify(blesta, origin, 'Invoices.add', { invoice_id: invoice.id });
  await closeIfPaid(blesta, origin, invoice);
  return done(invoice.id);
}

function hookedLines({ blesta, tables }: BlestaCall, vars: readonly LineVars[]): BlestaLine[] {
  const lines = vars.map((line) => newLine(tables, line));
  return hookLines(blesta.values.lineHook, lines, (description, amount) =>
    newLine(tables, { id: null, description, qty: 10_000n, amount, tax: false, serviceId: null }),
  );
}

function newLine(tables: BlestaTables, line: LineVars): BlestaLine {
  const { qty, tax, serviceId } = line;
  const amount: Decimal = line.amount ?? 0n;
  const description = line.description ?? '';
  return { id: nextId(tables, 'line'), description, qty, amount, tax, serviceId };
}

/** Currency and status count as sent even when they are not meant to change, and deliveries not sent again are dropped. */
async function editInvoice(call: BlestaCall): Promise<Outcome> {
  return onInvoice(call, async (invoice) => {
    const fields = mapAt(call.args, 'vars');
    const read = readInvoiceVars(call, fields);
    if (!read.ok) return refused(read.errors);
    const { vars } = read;
    const isTouched =
      vars.lines.length > 0 || vars.currency !== invoice.currency || vars.status !== invoice.status;
    if (isTouched && paidOn(call.blesta, invoice.id) > 0n) {
      return refused({
        id: {
          amount_applied: 'The invoice cannot be changed, because payments were applied to it.',
        },
      });
    }
    change(call, invoice, vars, fields);
    await closeIfPaid(call.blesta, call.origin, invoice);
    return done(invoice.id);
  });
}

function change({ tables }: BlestaCall, invoice: BlestaInvoice, vars: InvoiceVars, fields: PhpMap) {
  invoice.dateBilledMs = vars.dateBilledMs ?? invoice.dateBilledMs;
  invoice.dateDueMs = vars.dateDueMs ?? invoice.dateDueMs;
  invoice.status = vars.status;
  invoice.currency = vars.currency;
  if (textAt(fields, 'note_public') !== undefined) invoice.notePublic = vars.notePublic;
  if (textAt(fields, 'note_private') !== undefined) invoice.notePrivate = vars.notePrivate;
  invoice.deliveries = listAt(fields, 'delivery')
    .filter((method) => typeof method === 'string')
    .map((method) => ({ id: nextId(tables, 'delivery'), method }));
  for (const line of vars.lines) invoice.lines = withLine(tables, invoice.lines, line);
}

/** With an id the line is changed, or removed when description and amount are both empty; without one it is new. */
function withLine(
  tables: BlestaTables,
  lines: readonly BlestaLine[],
  vars: LineVars,
): readonly BlestaLine[] {
  if (vars.id === null) return [...lines, newLine(tables, vars)];
  if (vars.description === null && vars.amount === null) {
    return lines.filter(({ id }) => id !== vars.id);
  }
  return lines.map((line) => {
    if (line.id !== vars.id) return line;
    const { qty, tax } = vars;
    const description = vars.description ?? line.description;
    return { ...line, qty, tax, description, amount: vars.amount ?? line.amount };
  });
}

function onInvoice<Answer extends Outcome | Promise<Outcome>>(
  call: BlestaCall,
  work: (invoice: BlestaInvoice) => Answer,
): Answer | Outcome {
  const id = idAt(call, 'invoice_id');
  const invoice = reachable(call).find((candidate) => candidate.id === id);
  return invoice === undefined ? NO_INVOICE : work(invoice);
}
