/** HostBill as its API is spoken to: one address, `call`, id and key in the body. */
import {
  HOSTBILL_API_ID,
  HOSTBILL_API_KEY,
} from '../../../../src/emulators/hostbill/credentials.ts';
import { createHostbill } from '../../../../src/emulators/hostbill/hostbill.ts';
import {
  BASE_PATH,
  type BillingServer,
  type Reply,
  startBilling,
} from '../../support/billing-server.ts';

export const NOW_MS = Date.UTC(2026, 11, 1, 2, 0, 0);
export const API = '/hostbill/admin/api.php';
export const KEY = { api_id: HOSTBILL_API_ID, api_key: HOSTBILL_API_KEY };

export const CLIENT = {
  email: 'ann@example.com',
  password: 'S3cret-pass',
  password2: 'S3cret-pass',
  firstname: 'Ann',
  lastname: 'Lee',
  country: 'PL',
  currency_id: '1',
};

export interface HostbillServer extends BillingServer {
  readonly api: (call: string, fields?: Record<string, string>) => Promise<Reply>;
  readonly control: (command: unknown) => Promise<Reply>;
  readonly options: (options: Record<string, unknown>) => Promise<void>;
}

export async function startHostbill(nowMs: () => number = () => NOW_MS): Promise<HostbillServer> {
  const server = await startBilling(createHostbill({ basePath: BASE_PATH, nowMs }));
  const { send } = server;
  const control: HostbillServer['control'] = (json) => send('POST', '/hostbill/control', { json });
  return {
    ...server,
    control,
    api: (call, fields = {}) => send('POST', API, { form: { call, ...KEY, ...fields } }),
    options: async (options) => {
      const { status, text } = await control({ options });
      if (status !== 200) throw new Error(text);
    },
  };
}

/** One client with one draft of two lines. */
export async function withDraft({ api }: HostbillServer) {
  const clientId: string = (await api('addClient', CLIENT)).json.client_id;
  const id: string = (await api('addInvoice', { client_id: clientId })).json.invoice_id;
  await api('addInvoiceItem', {
    id,
    line: 'web-1 [PM-1/web-1]',
    price: '12.34',
    qty: '1',
    tax: '1',
  });
  await api('addInvoiceItem', { id, line: 'db-1 [PM-1/db-1]', price: '0.33', qty: '2', tax: '0' });
  return { clientId, id };
}
