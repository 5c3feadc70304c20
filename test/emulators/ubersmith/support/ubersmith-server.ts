/** Ubersmith as its API is spoken to: the method in the query, the rest in a form, HTTP Basic. */
import {
  UBERSMITH_API_TOKEN,
  UBERSMITH_API_USER,
} from '../../../../src/emulators/ubersmith/credentials.ts';
import { createUbersmith } from '../../../../src/emulators/ubersmith/ubersmith.ts';
import {
  BASE_PATH,
  type BillingServer,
  basic,
  type Reply,
  startBilling,
} from '../../support/billing-server.ts';

export const NOW_MS = Date.UTC(2026, 11, 1, 2, 0, 0);
export const API = '/ubersmith/api/2.0/';
export const HEADERS = basic(UBERSMITH_API_USER, UBERSMITH_API_TOKEN);

export const CLIENT = {
  first: 'Ann',
  last: 'Lee',
  email: 'ann@example.com',
  country: 'PL',
  uber_login: 'ann@example.com',
  uber_pass: 'S3cret-pass',
  strict: '1',
};

export interface UbersmithServer extends BillingServer {
  readonly api: (method: string, fields?: Record<string, string>) => Promise<Reply>;
  readonly control: (command: unknown) => Promise<Reply>;
  readonly options: (options: Record<string, unknown>) => Promise<void>;
}

export async function startUbersmith(nowMs: () => number = () => NOW_MS): Promise<UbersmithServer> {
  const server = await startBilling(createUbersmith({ basePath: BASE_PATH, nowMs }));
  const { send } = server;
  const control: UbersmithServer['control'] = (json) =>
    send('POST', '/ubersmith/control', { json });
  return {
    ...server,
    control,
    api: (method, form = {}) => send('POST', API, { query: { method }, form, headers: HEADERS }),
    options: async (options) => {
      const { status, text } = await control({ options });
      if (status !== 200) throw new Error(text);
    },
  };
}

/** One client with two unbilled one-time services. */
export async function withServices({ api }: UbersmithServer) {
  const client_id: string = (await api('client.add', CLIENT)).json.data;
  const line = { client_id, period: '0', quantity: '1' };
  const web = { ...line, description: 'web-1 [PM-1/web-1]', price: '12.34' };
  const db = { ...line, description: 'db-1 [PM-1/db-1]', price: '0.66' };
  const first: number = (await api('client.service_add', { ...web, 'taxes[0]': '1' })).json.data;
  const second: number = (await api('client.service_add', { ...db, meta_ref: 'PM-1' })).json.data;
  return { client_id, first, second };
}

export async function withInvoice(server: UbersmithServer) {
  const made = await withServices(server);
  const { client_id, first, second } = made;
  const reply = await server.api('client.invoice_generate', {
    client_id,
    duedate: '2026-12-15',
    [`include_packs[${first}]`]: '1',
    [`include_packs[${second}]`]: '1',
    include_prebills: '0',
    include_credits: '0',
  });
  return { ...made, invoice_id: reply.json.data.invid as string, generated: reply.json.data };
}
