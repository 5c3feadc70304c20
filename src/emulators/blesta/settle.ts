/** Money on invoices: an invoice closes when what was paid reaches its total, and opens again when that is taken back. */
import type { Decimal } from '../billing-desk/decimal.ts';
import type { Blesta } from './call.ts';
import { notify } from './events.ts';
import { type BlestaInvoice, type BlestaTransaction, nextId } from './tables.ts';
import { totalsOf } from './totals.ts';

export interface Payment {
  readonly clientId: number;
  readonly amount: Decimal;
  readonly currency: string;
  readonly type: string;
  readonly status: string;
  readonly transactionId: string | null;
}

export async function addTransaction(
  blesta: Blesta,
  origin: string,
  payment: Payment,
): Promise<BlestaTransaction> {
  const id = nextId(blesta.tables, 'transaction');
  const transaction = { id, ...payment, addedAtMs: blesta.nowMs(), applied: [] };
  blesta.tables.transactions.set(id, transaction);
  await notify(blesta, origin, 'Transactions.add', { transaction_id: id });
  return transaction;
}

export async function applyTo(
  blesta: Blesta,
  origin: string,
  transaction: BlestaTransaction,
  invoice: BlestaInvoice,
  amount: Decimal,
): Promise<void> {
  transaction.applied.push({ invoiceId: invoice.id, amount, atMs: blesta.nowMs() });
  await closeIfPaid(blesta, origin, invoice);
}

/** Only active invoices close. */
export async function closeIfPaid(
  blesta: Blesta,
  origin: string,
  invoice: BlestaInvoice,
): Promise<boolean> {
  if (invoice.status !== 'active' || invoice.dateClosedMs !== null) return false;
  if (totalsOf(blesta, invoice).due > 0n) return false;
  invoice.dateClosedMs = blesta.nowMs();
  await notify(blesta, origin, 'Invoices.setClosed', {
    invoice_id: invoice.id,
    client_id: invoice.clientId,
  });
  return true;
}

/** Takes back every payment on the invoice; answers whether there was one. */
export function returnPayments({ tables }: Blesta, invoice: BlestaInvoice): boolean {
  const paying = [...tables.transactions.values()].filter(
    ({ status, applied }) =>
      status === 'approved' && applied.some(({ invoiceId }) => invoiceId === invoice.id),
  );
  for (const transaction of paying) transaction.status = 'returned';
  if (paying.length > 0) invoice.dateClosedMs = null;
  return paying.length > 0;
}
