/** What people do inside WHMCS while nobody outside looks: an administrator's hand, or a client's. */
import { z } from 'zod';
import { closeClient, deleteClient } from '../clients/clients.ts';
import type { Client, Installation, Invoice } from '../installation.ts';
import { balanceMinor, setInvoiceStatus, touch } from '../invoices/invoices.ts';
import { payInvoice, refundInvoice } from '../invoices/payments.ts';
import { toMinor } from '../money.ts';
import { randomToken } from '../random-token.ts';
import { serverTime } from '../server-time.ts';

const invoiceId = z.int().min(1);
const clientId = z.int().min(1);

export const actSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('pay-invoice'), invoiceId, amount: z.string().optional() }),
  z.strictObject({ do: z.literal('refund-invoice'), invoiceId }),
  z.strictObject({ do: z.literal('cancel-invoice'), invoiceId }),
  z.strictObject({ do: z.literal('unpay-invoice'), invoiceId }),
  z.strictObject({ do: z.literal('delete-invoice'), invoiceId }),
  z.strictObject({ do: z.literal('edit-notes'), invoiceId, notes: z.string() }),
  z.strictObject({
    do: z.literal('edit-line'),
    invoiceId,
    index: z.int().min(0),
    amount: z.string(),
  }),
  z.strictObject({ do: z.literal('close-client'), clientId }),
  z.strictObject({ do: z.literal('delete-client'), clientId }),
  z.strictObject({ do: z.literal('change-currency'), clientId, code: z.string().length(3) }),
  z.strictObject({ do: z.literal('allow-sso'), clientId, allowed: z.boolean() }),
  z.strictObject({ do: z.literal('verify-email'), clientId, verified: z.boolean() }),
]);

export type Act = z.output<typeof actSchema>;
type InvoiceAct = Extract<Act, { invoiceId: number }>;
type ClientAct = Extract<Act, { clientId: number }>;

/** Why it cannot be done, or null when it was done. */
export function act(installation: Installation, asked: Act): string | null {
  if ('invoiceId' in asked) {
    const invoice = installation.tables.invoices.get(asked.invoiceId);
    return invoice === undefined
      ? 'There is no such invoice.'
      : actOnInvoice(installation, asked, invoice);
  }
  const client = installation.tables.clients.get(asked.clientId);
  return client === undefined
    ? 'There is no such client.'
    : actOnClient(installation, asked, client);
}

function actOnInvoice(
  installation: Installation,
  asked: InvoiceAct,
  invoice: Invoice,
): string | null {
  switch (asked.do) {
    case 'pay-invoice': {
      if (invoice.status === 'Draft') return 'A draft cannot be paid.';
      if (invoice.status === 'Cancelled') return 'A cancelled invoice cannot be paid.';
      const due = Math.max(balanceMinor(installation, invoice), 0);
      pay(installation, invoice, asked.amount === undefined ? due : toMinor(asked.amount));
      return null;
    }
    case 'refund-invoice':
      refundInvoice(installation, invoice, 'adminarea');
      return null;
    case 'cancel-invoice':
      setInvoiceStatus(installation, invoice, 'Cancelled', 'adminarea');
      return null;
    case 'unpay-invoice':
      setInvoiceStatus(installation, invoice, 'Unpaid', 'adminarea');
      return null;
    case 'delete-invoice':
      installation.tables.invoices.delete(invoice.id);
      return null;
    case 'edit-notes':
      invoice.notes = asked.notes;
      return null;
    case 'edit-line': {
      const line = invoice.lines[asked.index];
      if (line === undefined) return 'There is no such line.';
      line.amountMinor = toMinor(asked.amount);
      touch(installation, invoice);
      return null;
    }
  }
}

function actOnClient(installation: Installation, asked: ClientAct, client: Client): string | null {
  switch (asked.do) {
    case 'close-client':
      closeClient(installation, client);
      return null;
    case 'delete-client':
      deleteClient(installation, client, true);
      return null;
    case 'change-currency': {
      const { currencies } = installation.tables.catalogue;
      const currency = currencies.find(({ code }) => code === asked.code.toUpperCase());
      if (currency === undefined) return 'There is no such currency.';
      client.currencyId = currency.id;
      return null;
    }
    case 'allow-sso':
      client.allowsSingleSignOn = asked.allowed;
      return null;
    case 'verify-email': {
      const owner = installation.tables.users.get(client.ownerUserId);
      if (owner === undefined) return 'The client has no owner.';
      owner.isEmailVerified = asked.verified;
      return null;
    }
  }
}

/** A payment as the client area takes it. */
export function pay(installation: Installation, invoice: Invoice, amountMinor: number): void {
  payInvoice(installation, invoice, {
    amountMinor,
    feesMinor: 0,
    gateway: invoice.paymentMethod,
    transactionId: randomToken(8),
    date: serverTime(installation),
    withEmail: true,
  });
}
