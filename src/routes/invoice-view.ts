import { isId } from '#core/ids.ts';
import { howToPay } from '#core/invoicing/how-to-pay.ts';
import type { Invoice } from '#ports/invoice-reads.ts';
import type { Settings } from '#ports/settings.ts';
import type { InvoiceView } from '#views/pages/invoice-page.tsx';
import type { AppContext } from './app-env.ts';
import { summaryOf } from './invoice-summary.ts';

/** One of the signed-in client's own documents as pages and prints show it. Somebody else's is as good as none. */
export async function findInvoiceView(c: AppContext, id: string): Promise<InvoiceView | undefined> {
  const { store, clock, settings } = c.env.ports;
  const found = isId('invoice', id)
    ? await store.invoices.ofClient(c.var.client.id, id)
    : undefined;
  return found && viewOf(found, settings, clock.nowMs());
}

/** A document as pages and prints show it. */
export function viewOf(
  invoice: Invoice,
  settings: Pick<Settings, 'howToPay'>,
  nowMs: number,
): InvoiceView {
  const { seller, client, tokenPrice, lines, itemHash } = invoice;
  const summary = summaryOf(invoice, nowMs);
  const paying = howToPay(settings.howToPay, invoice.number, summary.state);
  return { ...summary, seller, client, tokenPrice, lines, itemHash, howToPay: paying };
}
