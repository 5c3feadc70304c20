import { z } from 'zod';
import type { BlestaApi } from '../../src/adapters/billing/blesta/api.ts';
import { readPages } from '../../src/adapters/billing/blesta/pages.ts';
import { idText, optionalText } from '../../src/adapters/billing/wire/php-values.ts';
import { must } from '../must.ts';
import { ADDRESS_START, isSandbox, type SandboxCalls } from '../sandbox.ts';
import type { SharedSettings } from '../settings.ts';

const clientRow = z.object({ id: idText, email: z.string(), company: optionalText });
const invoiceRow = z.object({
  id: idText,
  client_id: idText,
  status: z.string(),
  currency: z.string(),
  date_closed: optionalText,
});

/** Pages are walked as the adapter walks them. */
export function blestaSandboxes(api: BlestaApi, settings: SharedSettings): SandboxCalls {
  const invoicesOf = async (clientId: string) => {
    const fields = { client_id: clientId, status: 'all', order_by: { id: 'ASC' } };
    const list = { method: 'invoices/getList', fields, row: invoiceRow };
    return must(await readPages<typeof invoiceRow>(api, list)).filter(
      ({ client_id }) => client_id === clientId,
    );
  };
  const currencies = new Map<string, string>();
  return {
    async findOpen() {
      const filters = { contact_email: ADDRESS_START };
      const fields = { status: 'active', order_by: { id: 'ASC' }, filters };
      const rows = await readPages(api, { method: 'clients/getList', fields, row: clientRow });
      return must(rows)
        .filter((row) => isSandbox(row, settings))
        .map(({ id }) => id);
    },
    async contents(clientId) {
      const invoices = await invoicesOf(clientId);
      for (const { id, currency } of invoices) currencies.set(id, currency);
      return invoices.map(({ id, status, date_closed: closed }) => ({
        kind: 'invoice',
        id,
        state: status,
        open: status !== 'void' && closed === '',
      }));
    },
    settle({ id }) {
      // An edit drops the currency where it is not given again.
      const vars = { status: 'void', currency: currencies.get(id) };
      return api.write('PUT', 'invoices/edit', { invoice_id: id, vars });
    },
    close: (clientId) =>
      api.write('PUT', 'clients/edit', { client_id: clientId, vars: { status: 'inactive' } }),
  };
}
