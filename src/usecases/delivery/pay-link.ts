import { isPayable } from '#core/delivery/payment.ts';
import type { InvoiceId } from '#core/ids.ts';
import { err, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';

export type PayRefusal = {
  readonly reason: 'invoice_unknown' | 'nothing_to_pay' | 'billing_unavailable';
};

/** Where the client pays this invoice: an address in the billing system, good for one use. Never stored, never logged. */
export async function payLink(
  { store, billing, log }: Pick<Ports, 'store' | 'billing' | 'log'>,
  client: Client,
  invoiceId: InvoiceId,
): Promise<Result<string, PayRefusal>> {
  const invoice = await store.invoices.ofClient(client.id, invoiceId);
  if (!invoice) return err({ reason: 'invoice_unknown' });
  const system = billing.capabilities.name;
  const [documentId, billingClientId] = await Promise.all([
    store.deliveries.documentId(invoiceId, system),
    store.deliveries.billingClientId(client.id, system),
  ]);
  if (!documentId || !billingClientId || !isPayable(invoice.payment)) {
    return err({ reason: 'nothing_to_pay' });
  }
  // A refused key must not be shown more often than needed.
  if (await store.deliveries.stop(system)) return err({ reason: 'billing_unavailable' });
  const { email } = client;
  const link = await billing.payLink({ clientId: billingClientId, email, documentId });
  if (link.ok) return link;
  const { code, detail } = link.error;
  log.warn('pay_link_failed', { invoiceId, code, detail });
  return err({ reason: 'billing_unavailable' });
}
