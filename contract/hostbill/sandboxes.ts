import { z } from 'zod';
import type { HostbillApi } from '../../src/adapters/billing/hostbill/api.ts';
import { readInvoice } from '../../src/adapters/billing/hostbill/invoices.ts';
import { readPages } from '../../src/adapters/billing/hostbill/pages.ts';
import { idText, optionalText } from '../../src/adapters/billing/wire/php-values.ts';
import type { Door } from '../door.ts';
import { must } from '../must.ts';
import { type Content, isSandbox, type SandboxCalls } from '../sandbox.ts';
import type { SharedSettings } from '../settings.ts';

const clientRow = z.object({ id: idText, email: z.string(), companyname: optionalText });
const invoiceRow = z.object({ id: idText, client_id: idText, status: z.string() });

/** Invoices that nothing has to be done about. */
const SETTLED = new Set(['Cancelled', 'Paid', 'Refunded']);

/**
 * Pages are walked as the adapter walks them. No address is sent along, because what the filter makes of a part of one is
 * not documented, and no call is documented that closes a client: only its invoices can be settled.
 */
export function hostbillSandboxes(
  api: HostbillApi,
  door: Door,
  settings: SharedSettings & { readonly pagesMax: number },
): SandboxCalls {
  const { pagesMax } = settings;
  return {
    async findOpen() {
      const list = { method: 'getClients', fields: {}, name: 'clients', row: clientRow };
      return must(await readPages(api, pagesMax, list))
        .filter(({ email, companyname: company }) => isSandbox({ email, company }, settings))
        .map(({ id }) => id);
    },
    async contents(clientId) {
      const fields = { id: clientId, list: 'all' };
      const list = { method: 'getClientInvoices', fields, name: 'invoices', row: invoiceRow };
      const listed = must(await readPages(api, pagesMax, list));
      const hidden = await unlisted(api, door, new Set(listed.map(({ id }) => id)));
      return [...listed, ...hidden]
        .filter(({ client_id }) => client_id === clientId)
        .map(({ id, status }) => ({
          kind: 'invoice',
          id,
          state: status,
          open: !SETTLED.has(status),
        }));
    },
    settle: (content) => settle(api, content),
    close: null,
  };
}

/** Whether lists show drafts is not documented: this run's own are read one by one. */
async function unlisted(api: HostbillApi, door: Door, listed: ReadonlySet<string>) {
  const found: z.output<typeof invoiceRow>[] = [];
  for (const id of door.known('invoice')) {
    const invoice = listed.has(id) ? null : must(await readInvoice(api, id));
    if (invoice) found.push(invoice);
  }
  return found;
}

/** A draft is deleted, as the vendor has it for abandoned ones; an issued invoice is cancelled. */
function settle(api: HostbillApi, { id, state }: Content) {
  return state === 'Draft'
    ? api.call('write', 'deleteInvoice', { id })
    : api.call('write', 'setInvoiceStatus', { id, status: 'Cancelled' });
}
