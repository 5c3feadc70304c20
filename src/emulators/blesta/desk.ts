/** What a person does in the emulated Blesta's screens. */
import { type Decimal, formatDecimal, parseDecimal } from '../billing-desk/decimal.ts';
import type { Desk, DeskAction, DeskInvoice } from '../billing-desk/desk.ts';
import type { Blesta } from './call.ts';
import { deleteClient } from './clients.ts';
import { blestaDate } from './dates.ts';
import { invoiceCode } from './invoice-resource.ts';
import { addTransaction, applyTo, returnPayments } from './settle.ts';
import { type BlestaInvoice, CURRENCIES, nextId } from './tables.ts';
import { paidOn, totalsOf } from './totals.ts';

export function blestaDesk(blesta: Blesta): Desk {
  return {
    currencies: () => CURRENCIES,
    clients: () =>
      [...blesta.tables.clients.values()].map(({ id, contact, settings, status }) => ({
        id: String(id),
        name: `${contact.first_name} ${contact.last_name}`,
        email: contact.email ?? '',
        currency: settings.default_currency ?? '',
        status,
      })),
    invoices: () => [...blesta.tables.invoices.values()].map((invoice) => shown(blesta, invoice)),
    act: async (action, { origin }) => {
      if ('client' in action) return actOnClient(blesta, action);
      const invoice = blesta.tables.invoices.get(Number(action.invoice));
      if (invoice === undefined) return `There is no invoice ${action.invoice}.`;
      if (action.do === 'pay') return pay(blesta, origin, invoice, action.amount);
      return actOnInvoice(blesta, invoice, action);
    },
  };
}

function shown(blesta: Blesta, invoice: BlestaInvoice): DeskInvoice {
  const { total, due, paid } = totalsOf(blesta, invoice);
  const isOpen = invoice.status === 'active' && invoice.dateClosedMs === null;
  return {
    id: String(invoice.id),
    number: invoiceCode(invoice),
    clientId: String(invoice.clientId),
    state: invoice.dateClosedMs === null ? invoice.status : `${invoice.status}, closed`,
    isPayable: isOpen,
    isPaid: paid > 0n,
    currency: invoice.currency,
    total: formatDecimal(total, 2),
    due: formatDecimal(due, 2),
    dueOn: blestaDate(invoice.dateDueMs),
    lines: invoice.lines.map(({ description, qty, amount }) => ({
      text: description,
      quantity: formatDecimal(qty, 2),
      price: formatDecimal(amount, 4),
    })),
  };
}

function actOnClient(
  { tables }: Blesta,
  action: Extract<DeskAction, { client: string }>,
): string | null {
  const client = tables.clients.get(Number(action.client));
  if (client === undefined) return `There is no client ${action.client}.`;
  if (action.do === 'delete_client') deleteClient(tables, client.id);
  else if (!CURRENCIES.some((code) => code === action.currency)) return 'No such currency.';
  else client.settings.default_currency = action.currency;
  return null;
}

async function pay(
  blesta: Blesta,
  origin: string,
  invoice: BlestaInvoice,
  wanted: string | undefined,
): Promise<string | null> {
  const { due } = totalsOf(blesta, invoice);
  if (invoice.status !== 'active') return `Only active invoices are paid; it is ${invoice.status}.`;
  const amount: Decimal = wanted === undefined ? due : (parseDecimal(wanted) ?? 0n);
  if (amount <= 0n || amount > due) return `${formatDecimal(due, 2)} is due.`;
  const { clientId, currency } = invoice;
  const payment = { clientId, currency, amount, type: 'other', status: 'approved' };
  const transaction = await addTransaction(blesta, origin, { ...payment, transactionId: null });
  await applyTo(blesta, origin, transaction, invoice, amount);
  return null;
}

function actOnInvoice(
  blesta: Blesta,
  invoice: BlestaInvoice,
  action: Exclude<DeskAction, { client: string } | { do: 'pay' }>,
): string | null {
  const { tables } = blesta;
  switch (action.do) {
    case 'cancel':
      if (paidOn(blesta, invoice.id) > 0n) return 'Payments were applied to it. Refund it first.';
      invoice.status = 'void';
      return null;
    case 'refund':
      return returnPayments(blesta, invoice) ? null : 'Nothing was paid on it.';
    case 'delete_invoice':
      tables.invoices.delete(invoice.id);
      return null;
    case 'duplicate_invoice': {
      const id = nextId(tables, 'invoice');
      tables.invoices.set(id, { ...invoice, id, dateClosedMs: null, meta: new Map(invoice.meta) });
      return null;
    }
    case 'change_line': {
      if (action.line >= invoice.lines.length) return 'It has no such line.';
      const amount = action.price === undefined ? null : parseDecimal(action.price);
      invoice.lines = invoice.lines.map((line, index) =>
        index === action.line
          ? { ...line, description: action.text ?? line.description, amount: amount ?? line.amount }
          : line,
      );
      return null;
    }
  }
}
