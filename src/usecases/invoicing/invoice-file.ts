import type { ClientId, InvoiceId } from '#core/ids.ts';
import { INVOICE_FILE_FORMAT, type InvoiceFile } from '#core/invoicing/invoice-file.ts';
import type { Ports } from '#ports/ports.ts';

/**
 * One issued document with the frozen text that it was made from, for verifying it elsewhere. With `clientId`, only if
 * it is that client's.
 */
export async function invoiceFile(
  { store }: Pick<Ports, 'store'>,
  id: InvoiceId,
  clientId?: ClientId,
): Promise<InvoiceFile | undefined> {
  const [invoice, origin] = await Promise.all([
    clientId ? store.invoices.ofClient(clientId, id) : store.invoices.byId(id),
    store.invoices.origin(id),
  ]);
  if (!invoice || !origin) return undefined;
  const { itemHash, runId, issuedAtMs, dueAtMs } = invoice;
  const { number, kind, sequence, client, seller, month, currency, tokenPrice } = invoice;
  const { timeZone, ratingRules } = origin.header;
  return {
    format: INVOICE_FILE_FORMAT,
    invoice: {
      id,
      number,
      kind,
      sequence,
      clientId: invoice.clientId,
      client,
      seller,
      month,
      timeZone,
      ratingRules,
      currency,
      tokenPrice,
      lines: invoice.lines,
      totalMinor: invoice.totalMinor,
      issuedAt: new Date(issuedAtMs).toISOString(),
      dueAt: new Date(dueAtMs).toISOString(),
    },
    frozen: { content: origin.content, hash: itemHash },
    run: { id: runId, manifest: origin.manifest },
  };
}
