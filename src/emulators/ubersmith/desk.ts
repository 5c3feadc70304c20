/** What a person does in the emulated Ubersmith's screens. */
import { formatDecimal, parseDecimal } from '../billing-desk/decimal.ts';
import type { Desk, DeskAction, DeskInvoice } from '../billing-desk/desk.ts';
import type { Ubersmith } from './call.ts';
import { payInvoice, refundPayment } from './settle.ts';
import { nextId, type PaidState, type UbersmithInvoice, type UbersmithTables } from './tables.ts';
import { totalsOf } from './totals.ts';

const CURRENCIES = ['EUR', 'USD', 'GBP', 'PLN', 'CHF'] as const;
const STATES: Readonly<Record<PaidState, string>> = { 0: 'unpaid', 1: 'paid', 2: 'disregarded' };

export function ubersmithDesk(ubersmith: Ubersmith): Desk {
  return {
    currencies: () => CURRENCIES,
    clients: () =>
      [...ubersmith.tables.clients.values()].map(({ id, fields, currency, active }) => ({
        id: String(id),
        name: `${fields.first ?? ''} ${fields.last ?? ''}`.trim(),
        email: fields.email ?? '',
        currency,
        status: active ? 'active' : 'deactivated',
      })),
    invoices: () =>
      [...ubersmith.tables.invoices.values()].map((invoice) => shown(ubersmith.tables, invoice)),
    act: async (action) => {
      if ('client' in action) return actOnClient(ubersmith, action);
      const invoice = ubersmith.tables.invoices.get(Number(action.invoice));
      if (invoice === undefined) return `There is no invoice ${action.invoice}.`;
      return actOnInvoice(ubersmith, invoice, action);
    },
  };
}

function shown(tables: UbersmithTables, invoice: UbersmithInvoice): DeskInvoice {
  const { amount, unpaid } = totalsOf(tables, invoice);
  return {
    id: String(invoice.id),
    number: `Invoice ${invoice.id}`,
    clientId: String(invoice.clientId),
    state: STATES[invoice.paid],
    isPayable: invoice.paid === 0,
    isPaid: invoice.paid === 1 || unpaid < amount,
    currency: tables.clients.get(invoice.clientId)?.currency ?? '',
    total: formatDecimal(amount, 2),
    due: formatDecimal(unpaid, 2),
    dueOn: new Date(invoice.dueMs).toISOString().slice(0, 10),
    lines: invoice.packs.map((pack) => ({
      text: pack.description,
      quantity: formatDecimal(pack.quantity, 2),
      price: formatDecimal(pack.amount, 2),
    })),
  };
}

function actOnClient(
  { tables }: Ubersmith,
  action: Extract<DeskAction, { client: string }>,
): string | null {
  const client = tables.clients.get(Number(action.client));
  if (client === undefined) return `There is no client ${action.client}.`;
  if (action.do === 'change_currency') {
    client.currency = action.currency;
    return null;
  }
  tables.clients.delete(client.id);
  for (const kind of [tables.services, tables.invoices]) {
    for (const [id, { clientId }] of kind) if (clientId === client.id) kind.delete(id);
  }
  return null;
}

function actOnInvoice(
  ubersmith: Ubersmith,
  invoice: UbersmithInvoice,
  action: Exclude<DeskAction, { client: string }>,
): string | null {
  const { tables } = ubersmith;
  switch (action.do) {
    case 'pay': {
      const { unpaid } = totalsOf(tables, invoice);
      const amount = action.amount === undefined ? unpaid : (parseDecimal(action.amount) ?? 0n);
      if (amount <= 0n || amount > unpaid) return `${formatDecimal(unpaid, 2)} is due.`;
      payInvoice(ubersmith, invoice, amount);
      return null;
    }
    case 'cancel':
      if (invoice.paid === 1) return 'It is paid. Refund it first.';
      invoice.paid = 2;
      return null;
    case 'refund': {
      const own = [...tables.payments.values()].filter(({ invoiceId }) => invoiceId === invoice.id);
      const refunded = own.filter(({ id }) => refundPayment(ubersmith, id));
      return refunded.length > 0 ? null : 'Nothing was paid on it.';
    }
    case 'delete_invoice':
      tables.invoices.delete(invoice.id);
      return null;
    case 'duplicate_invoice': {
      const id = nextId(tables, 'invoice');
      tables.invoices.set(id, { ...invoice, id });
      return null;
    }
    case 'change_line': {
      if (action.line >= invoice.packs.length) return 'It has no such line.';
      const amount = action.price === undefined ? null : parseDecimal(action.price);
      invoice.packs = invoice.packs.map((pack, index) =>
        index === action.line
          ? { ...pack, description: action.text ?? pack.description, amount: amount ?? pack.amount }
          : pack,
      );
      return null;
    }
  }
}
