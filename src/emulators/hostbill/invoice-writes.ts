/** Calls that make and change invoices: a draft first, its lines one by one, then the conversion that issues it. */
import { type Decimal, parseDecimal, toCents } from '../billing-desk/decimal.ts';
import { hookLines } from '../billing-desk/line-hook.ts';
import { mapAt, textAt } from '../php-form/php-value.ts';
import {
  done,
  type HostbillCall,
  type HostbillMethods,
  idAt,
  type Outcome,
  refused,
} from './call.ts';
import { hostbillDate, readDate } from './dates.ts';
import { invoiceDetails, itemResource } from './invoice-resource.ts';
import { onInvoice } from './invoices.ts';
import { addPayment, markPaid } from './settle.ts';
import {
  type HostbillInvoice,
  type HostbillItem,
  type InvoiceStatus,
  nextId,
  PAYMENT_MODULES,
} from './tables.ts';

const ONE: Decimal = 10_000n;
const DUE_AFTER_MS = 7 * 24 * 3_600_000;
const STATUSES: readonly string[] = ['Paid', 'Unpaid', 'Cancelled'];
const AMOUNTS = { taxrate: 'taxRate', taxrate2: 'taxRate2', credit: 'credit' } as const;

export const invoiceWrites: HostbillMethods = {
  addInvoice: { required: ['client_id'], creates: true, run: addInvoice },
  addInvoiceItem: {
    required: ['id', 'line', 'price'],
    creates: true,
    run: (call) => onInvoice(call, (invoice) => addItem(call, invoice)),
  },
  editInvoiceDetails: {
    required: ['id'],
    run: (call) => onInvoice(call, (invoice) => editInvoice(call, invoice)),
  },
  convertInvoice: {
    required: ['id'],
    run: (call) =>
      onInvoice(call, (invoice) => {
        if (invoice.status !== 'Draft') return refused('Only draft invoices can be converted');
        invoice.status = 'Unpaid';
        return done({ invoice: invoiceDetails(call, invoice), info: ['Invoice converted'] });
      }),
  },
  sendInvoice: {
    required: ['id'],
    run: (call) =>
      onInvoice(call, ({ id, clientId }) => {
        const atMs = call.hostbill.nowMs();
        call.tables.mails.push({ clientId, about: `Invoice ${id}`, atMs });
        return done({ info: ['Invoice sent'] });
      }),
  },
  setInvoiceStatus: {
    required: ['id', 'status'],
    run: (call) => onInvoice(call, (invoice) => setStatus(call, invoice)),
  },
  deleteInvoice: {
    required: ['id'],
    run: (call) =>
      onInvoice(call, ({ id }) => {
        call.tables.invoices.delete(id);
        return done({ info: ['Invoice deleted'] });
      }),
  },
  addInvoicePayment: {
    required: ['id', 'amount'],
    creates: true,
    run: (call) => onInvoice(call, (invoice) => pay(call, invoice)),
  },
};

/** Its currency is the client's, and it shows nowhere to the client. */
function addInvoice(call: HostbillCall): Outcome {
  const { tables, hostbill } = call;
  const client = tables.clients.get(idAt(call, 'client_id'));
  if (client === undefined) return refused('Client with specified ID does not exist');
  const id = nextId(tables, 'invoice');
  const isExempt = client.fields.taxexempt === '1';
  tables.invoices.set(id, {
    id,
    clientId: client.id,
    currencyId: client.currencyId,
    status: 'Draft',
    date: hostbillDate(hostbill.nowMs()),
    dueDate: hostbillDate(hostbill.nowMs() + DUE_AFTER_MS),
    paidAtMs: null,
    paidId: '',
    taxRate: isExempt ? 0n : (parseDecimal(hostbill.values.taxPercent) ?? 0n),
    taxRate2: 0n,
    credit: 0n,
    paymentModule: [...PAYMENT_MODULES.keys()][0] ?? '',
    notes: '',
    items: [],
    metadata: new Map(),
  });
  return done({ invoice_id: String(id), info: ['Draft invoice created'] });
}

function addItem(call: HostbillCall, invoice: HostbillInvoice): Outcome {
  const { args, hostbill } = call;
  const price = parseDecimal(textAt(args, 'price') ?? '');
  const qty = parseDecimal(textAt(args, 'qty') || '1');
  const description = textAt(args, 'line') ?? '';
  if (price === null || qty === null) return refused('Price and quantity must be numbers');
  if (description === '') return refused('Item description is required');
  if (price < 0n && !hostbill.values.negativeLines) return refused('Price must not be negative');
  const taxed = textAt(args, 'tax') === '1';
  const item = newItem(call, description, toCents(price), qty, taxed);
  const items = hookLines(hostbill.values.lineHook, [item], (text, amount) =>
    newItem(call, text, amount, ONE, false),
  );
  invoice.items = [...invoice.items, ...items];
  return done({ newline: itemResource(invoice, items[0] ?? item) });
}

function newItem(
  { tables }: HostbillCall,
  description: string,
  amount: Decimal,
  qty: Decimal,
  taxed: boolean,
): HostbillItem {
  return { id: nextId(tables, 'item'), description, amount, qty, taxed };
}

function editInvoice(call: HostbillCall, invoice: HostbillInvoice): Outcome {
  const { args } = call;
  const date = readDate(textAt(args, 'date') ?? invoice.date);
  const dueDate = readDate(textAt(args, 'duedate') ?? invoice.dueDate);
  if (date === null || dueDate === null) return refused('Date is invalid');
  const paymentModule = textAt(args, 'payment_module') ?? invoice.paymentModule;
  if (!PAYMENT_MODULES.has(paymentModule)) return refused('Gateway does not exist');
  for (const [parameter, field] of Object.entries(AMOUNTS)) {
    const text = textAt(args, parameter);
    const amount = text === undefined ? invoice[field] : parseDecimal(text);
    if (amount === null) return refused(`${parameter} must be a number`);
    invoice[field] = amount;
  }
  Object.assign(invoice, { date, dueDate, paymentModule });
  invoice.notes = textAt(args, 'notes') ?? invoice.notes;
  for (const [key, value] of Object.entries(mapAt(args, 'metadata'))) {
    if (typeof value === 'string') invoice.metadata.set(key, value);
  }
  return done({ invoice: invoiceDetails(call, invoice), info: ['Invoice details changed'] });
}

async function setStatus(call: HostbillCall, invoice: HostbillInvoice): Promise<Outcome> {
  const status = textAt(call.args, 'status') ?? '';
  if (!isSettable(status)) return refused('Status is invalid');
  if (status === 'Paid') await markPaid(call.hostbill, call.origin, invoice);
  else {
    invoice.status = status;
    invoice.paidAtMs = null;
  }
  return done({ info: [`Invoice marked as ${status}`] });
}

async function pay(call: HostbillCall, invoice: HostbillInvoice): Promise<Outcome> {
  const amount = parseDecimal(textAt(call.args, 'amount') ?? '');
  const fee = parseDecimal(textAt(call.args, 'fee') || '0');
  if (amount === null || fee === null || amount <= 0n) return refused('Amount is invalid');
  const module = textAt(call.args, 'paymentmodule') || invoice.paymentModule;
  const number = textAt(call.args, 'transnumber') ?? '';
  await addPayment(call.hostbill, call.origin, invoice, { amount, fee, module, number });
  return done({ info: ['Payment added'] });
}

function isSettable(text: string): text is InvoiceStatus {
  return STATUSES.includes(text);
}
