import { ADDRESS_START, isSandbox, type SandboxCalls } from '../sandbox.ts';
import type { SharedSettings } from '../settings.ts';
import { type Raw, rowsOf } from './raw.ts';

const PAGE = 100;

/** Invoices that nothing has to be done about. */
const SETTLED = new Set(['Cancelled', 'Paid', 'Refunded']);

export function whmcsSandboxes(raw: Raw, settings: SharedSettings): SandboxCalls {
  return {
    async findOpen() {
      const open: string[] = [];
      for (let start = 0; ; start += PAGE) {
        const page = await raw('GetClients', {
          search: ADDRESS_START,
          limitstart: String(start),
          limitnum: String(PAGE),
        });
        const rows = rowsOf(page, 'clients', 'client');
        for (const { id, email, companyname, status } of rows) {
          const isOurs = isSandbox({ email, company: companyname }, settings);
          if (isOurs && status !== 'Closed') open.push(String(id));
        }
        if (rows.length < PAGE) return open;
      }
    },
    async contents(clientId) {
      const page = await raw('GetInvoices', {
        userid: clientId,
        limitnum: String(PAGE),
        orderby: 'id',
        order: 'asc',
      });
      return rowsOf(page, 'invoices', 'invoice')
        .filter(({ userid }) => String(userid) === clientId)
        .map(({ id, status }) => ({
          kind: 'invoice',
          id: String(id),
          state: String(status),
          open: !SETTLED.has(String(status)),
        }));
    },
    settle: ({ id }) => raw('UpdateInvoice', { invoiceid: id, status: 'Cancelled' }),
    close: (clientId) => raw('CloseClient', { clientid: clientId }),
  };
}
