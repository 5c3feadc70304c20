/** What a person does in the emulated HostBill's screens. */
import { formatDecimal, parseDecimal } from '../billing-desk/decimal.ts';
import type { Desk, DeskAction, DeskInvoice } from '../billing-desk/desk.ts';
import type { Hostbill } from './call.ts';
import { deleteClient } from './clients.ts';
import { addPayment, refund } from './settle.ts';
import { CURRENCIES, currencyOf, type HostbillInvoice, nextId } from './tables.ts';
import { paidOn, totalsOf } from './totals.ts';

export function hostbillDesk(hostbill: Hostbill): Desk {
  return {
    currencies: () => CURRENCIES.map(({ code }) => code),
    clients: () =>
      [...hostbill.tables.clients.values()].map(({ id, fields, currencyId }) => ({
        id: String(id),
        name: `${fields.firstname ?? ''} ${fields.lastname ?? ''}`.trim(),
        email: fields.email ?? '',
        currency: currencyOf(currencyId).code,
        status: fields.status ?? 'Active',
      })),
    invoices: () =>
      [...hostbill.tables.invoices.values()].map((invoice) => shown(hostbill, invoice)),
    act: async (action, { origin }) => {
      if ('client' in action) return actOnClient(hostbill, action);
      const invoice = hostbill.tables.invoices.get(Number(action.invoice));
      if (invoice === undefined) return `There is no invoice ${action.invoice}.`;
      if (action.do === 'pay') return pay(hostbill, origin, invoice, action.amount);
      if (action.do === 'refund') {
        return (await refund(hostbill, origin, invoice)) ? null : 'Nothing was paid on it.';
      }
      return actOnInvoice(hostbill, invoice, action);
    },
  };
}

function shown({ tables }: Hostbill, invoice: HostbillInvoice): DeskInvoice {
  const { total, due } = totalsOf(tables, invoice);
  const isPaid = paidOn(tables, invoice.id) > 0n || invoice.status === 'Paid';
  return {
    id: String(invoice.id),
    number: `Invoice ${invoice.paidId || invoice.id}`,
    clientId: String(invoice.clientId),
    state: invoice.status,
    isPayable: invoice.status === 'Unpaid',
    isPaid,
    currency: currencyOf(invoice.currencyId).code,
    total: formatDecimal(total, 2),
    due: formatDecimal(invoice.status === 'Paid' ? 0n : due, 2),
    dueOn: invoice.dueDate,
    lines: invoice.items.map(({ description, qty, amount }) => ({
      text: description,
      quantity: formatDecimal(qty, 2),
      price: formatDecimal(amount, 2),
    })),
  };
}

function actOnClient(
  { tables }: Hostbill,
  action: Extract<DeskAction, { client: string }>,
): string | null {
  const client = tables.clients.get(Number(action.client));
  if (client === undefined) return `There is no client ${action.client}.`;
  if (action.do === 'delete_client') {
    deleteClient(tables, client.id);
    return null;
  }
  const currency = CURRENCIES.find(({ code }) => code === action.currency);
  if (currency === undefined) return 'No such currency.';
  client.currencyId = currency.id;
  return null;
}

async function pay(
  hostbill: Hostbill,
  origin: string,
  invoice: HostbillInvoice,
  wanted: string | undefined,
): Promise<string | null> {
  const { due } = totalsOf(hostbill.tables, invoice);
  if (invoice.status !== 'Unpaid') return `Only unpaid invoices are paid; it is ${invoice.status}.`;
  const amount = wanted === undefined ? due : (parseDecimal(wanted) ?? 0n);
  if (amount <= 0n || amount > due) return `${formatDecimal(due, 2)} is due.`;
  const payment = { amount, fee: 0n, module: invoice.paymentModule, number: '' };
  await addPayment(hostbill, origin, invoice, payment);
  return null;
}

function actOnInvoice(
  { tables }: Hostbill,
  invoice: HostbillInvoice,
  action: Exclude<DeskAction, { client: string } | { do: 'pay' | 'refund' }>,
): string | null {
  switch (action.do) {
    case 'cancel':
      if (invoice.status === 'Paid') return 'It is paid. Refund it first.';
      invoice.status = 'Cancelled';
      return null;
    case 'delete_invoice':
      tables.invoices.delete(invoice.id);
      return null;
    case 'duplicate_invoice': {
      const id = nextId(tables, 'invoice');
      tables.invoices.set(id, { ...invoice, id, metadata: new Map(invoice.metadata) });
      return null;
    }
    case 'change_line': {
      if (action.line >= invoice.items.length) return 'It has no such line.';
      const amount = action.price === undefined ? null : parseDecimal(action.price);
      invoice.items = invoice.items.map((item, index) =>
        index === action.line
          ? { ...item, description: action.text ?? item.description, amount: amount ?? item.amount }
          : item,
      );
      return null;
    }
  }
}
