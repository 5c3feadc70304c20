import { isId } from '#core/ids.ts';
import type { InvoiceView } from '#views/pages/invoice-page.tsx';
import type { AppContext } from './app-env.ts';
import { summaryOf } from './invoice-summary.ts';

/** One of the signed-in client's own documents as pages and prints show it. Somebody else's is as good as none. */
export async function findInvoiceView(c: AppContext, id: string): Promise<InvoiceView | undefined> {
  const { store, clock } = c.env.ports;
  const found = isId('invoice', id)
    ? await store.invoices.ofClient(c.var.client.id, id)
    : undefined;
  if (!found) return undefined;
  const { seller, client, tokenPrice, lines, itemHash } = found;
  const summary = summaryOf(found, clock.nowMs());
  return { ...summary, seller, client, tokenPrice, lines, itemHash };
}
