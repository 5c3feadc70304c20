/** The `transactions` model: recording a payment by hand is `add`, then `apply`. */
import { formatDecimal, parseDecimal, sum } from '../billing-desk/decimal.ts';
import { isPhpMap, listAt, mapAt, textAt } from '../php-form/php-value.ts';
import {
  type BlestaCall,
  type BlestaMethods,
  done,
  type Errors,
  idAt,
  listed,
  type Outcome,
  pageOf,
  refused,
} from './call.ts';
import { blestaDate } from './dates.ts';
import { reachable } from './invoices.ts';
import { addTransaction, applyTo } from './settle.ts';
import { type BlestaTransaction, CURRENCIES } from './tables.ts';
import { totalsOf } from './totals.ts';

const TYPES: readonly string[] = ['cc', 'ach', 'other'];
const STATUSES: readonly string[] = [
  'approved',
  'declined',
  'void',
  'error',
  'pending',
  'returned',
];

export const transactionMethods: BlestaMethods = {
  'transactions/get': {
    parameters: ['transaction_id'],
    run: (call) => {
      const transaction = call.tables.transactions.get(idAt(call, 'transaction_id'));
      return done(transaction === undefined ? false : resource(transaction));
    },
  },
  'transactions/getList': {
    parameters: ['client_id?', 'status?', 'page?', 'order_by?', 'filters?'],
    run: (call) => listed(call, pageOf(call, matching(call)).map(resource)),
  },
  'transactions/getListCount': {
    parameters: ['client_id?', 'status?', 'filters?'],
    run: (call) => done(matching(call).length),
  },
  'transactions/getApplied': {
    parameters: ['transaction_id?', 'invoice_id?'],
    run: (call) => listed(call, applied(call)),
  },
  'transactions/add': { parameters: ['vars'], creates: true, run: add },
  'transactions/apply': { parameters: ['transaction_id', 'vars'], run: apply },
};

function resource(transaction: BlestaTransaction) {
  const { id, clientId, amount, currency, type, status, transactionId, applied } = transaction;
  const used = sum(applied.map((part) => part.amount));
  return {
    id,
    client_id: clientId,
    amount: formatDecimal(amount, 4),
    applied_amount: formatDecimal(used, 4),
    credited_amount: formatDecimal(amount - used, 4),
    currency,
    type,
    status,
    transaction_id: transactionId,
    date_added: blestaDate(transaction.addedAtMs),
  };
}

function matching({ args, tables }: BlestaCall): BlestaTransaction[] {
  const clientId = textAt(args, 'client_id') ?? '';
  const status = textAt(args, 'status') || 'approved';
  return [...tables.transactions.values()].filter(
    (transaction) =>
      (clientId === '' || String(transaction.clientId) === clientId) &&
      (status === 'all' || transaction.status === status),
  );
}

function applied({ args, tables }: BlestaCall) {
  const transactionId = textAt(args, 'transaction_id') ?? '';
  const wanted = textAt(args, 'invoice_id') ?? '';
  return [...tables.transactions.values()]
    .filter(({ id }) => transactionId === '' || String(id) === transactionId)
    .flatMap((transaction) =>
      transaction.applied
        .filter(({ invoiceId }) => wanted === '' || String(invoiceId) === wanted)
        .map((part) => ({
          ...resource(transaction),
          invoice_id: part.invoiceId,
          applied_amount: formatDecimal(part.amount, 4),
          applied_date: blestaDate(part.atMs),
        })),
    );
}

async function add(call: BlestaCall): Promise<Outcome> {
  const vars = mapAt(call.args, 'vars');
  const clientId = Number(textAt(vars, 'client_id') ?? Number.NaN);
  const amount = parseDecimal(textAt(vars, 'amount') ?? '');
  const currency = textAt(vars, 'currency') ?? '';
  const type = textAt(vars, 'type') ?? '';
  const status = textAt(vars, 'status') || 'approved';
  const errors: Errors = {};
  if (!call.tables.clients.has(clientId)) errors.client_id = { exists: 'Invalid client ID.' };
  if (amount === null) errors.amount = { format: 'The amount must be a number.' };
  if (!CURRENCIES.some((code) => code === currency)) {
    errors.currency = { valid: 'The currency does not exist.' };
  }
  if (!TYPES.includes(type)) errors.type = { valid: 'Invalid transaction type.' };
  if (!STATUSES.includes(status)) errors.status = { valid: 'Invalid transaction status.' };
  if (amount === null || Object.keys(errors).length > 0) return refused(errors);
  const transactionId = textAt(vars, 'transaction_id') ?? null;
  const payment = { clientId, amount, currency, type, status, transactionId };
  return done((await addTransaction(call.blesta, call.origin, payment)).id);
}

async function apply(call: BlestaCall): Promise<Outcome> {
  const transaction = call.tables.transactions.get(idAt(call, 'transaction_id'));
  if (transaction === undefined) {
    return refused({ transaction_id: { exists: 'Invalid transaction ID.' } });
  }
  const amounts = listAt(mapAt(call.args, 'vars'), 'amounts').filter(isPhpMap);
  const parts = amounts.map((part) => ({
    invoice: reachable(call).find(({ id }) => String(id) === textAt(part, 'invoice_id')),
    amount: parseDecimal(textAt(part, 'amount') ?? '0') ?? 0n,
  }));
  const left = transaction.amount - sum(transaction.applied.map(({ amount }) => amount));
  const errors: Errors = {};
  if (sum(parts.map(({ amount }) => amount)) > left) {
    errors['amounts[][amount]'] = { overage: 'The amounts exceed the transaction.' };
  }
  for (const { invoice, amount } of parts) {
    if (invoice === undefined) errors['amounts[][invoice_id]'] = { exists: 'Invalid invoice ID.' };
    else if (invoice.currency !== transaction.currency) {
      errors['amounts[][invoice_id]'] = { currency_matches: 'The currencies differ.' };
    } else if (amount > totalsOf(call.blesta, invoice).due) {
      errors['amounts[][amount]'] = { positive: 'More than is due.' };
    }
  }
  if (Object.keys(errors).length > 0) return refused(errors);
  for (const { invoice, amount } of parts) {
    if (invoice !== undefined)
      await applyTo(call.blesta, call.origin, transaction, invoice, amount);
  }
  return done(null);
}
