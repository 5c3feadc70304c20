/** Blesta as its API is spoken to: arguments by name, PHP brackets, two headers. */
import { createBlesta } from '../../../../src/emulators/blesta/blesta.ts';
import { BLESTA_API_KEY, BLESTA_API_USER } from '../../../../src/emulators/blesta/credentials.ts';
import {
  BASE_PATH,
  type BillingServer,
  type Reply,
  startBilling,
} from '../../support/billing-server.ts';

export const NOW_MS = Date.UTC(2026, 11, 1, 2, 0, 0);
export const HEADERS = { 'blesta-api-user': BLESTA_API_USER, 'blesta-api-key': BLESTA_API_KEY };

export const CLIENT = {
  'vars[username]': 'ann@example.com',
  'vars[new_password]': 'S3cret-pass',
  'vars[confirm_password]': 'S3cret-pass',
  'vars[client_group_id]': '1',
  'vars[first_name]': 'Ann',
  'vars[last_name]': 'Lee',
  'vars[email]': 'ann@example.com',
  'vars[settings][default_currency]': 'EUR',
  'vars[settings][username_type]': 'email',
  'vars[send_registration_email]': 'false',
};

export const LINES = {
  'vars[lines][0][description]': 'web-1, 720 h [PM-7K2Q9/web-1]',
  'vars[lines][0][qty]': '1',
  'vars[lines][0][amount]': '12.3400',
  'vars[lines][0][tax]': 'true',
  'vars[lines][1][description]': 'db-1, 10 h [PM-7K2Q9/db-1]',
  'vars[lines][1][qty]': '2',
  'vars[lines][1][amount]': '0.33',
};

export interface BlestaServer extends BillingServer {
  readonly get: (call: string, query?: Record<string, string>) => Promise<Reply>;
  readonly post: (call: string, form: Record<string, string>) => Promise<Reply>;
  readonly put: (call: string, form: Record<string, string>) => Promise<Reply>;
  readonly control: (command: unknown) => Promise<Reply>;
  readonly options: (options: Record<string, unknown>) => Promise<void>;
}

export async function startBlesta(nowMs: () => number = () => NOW_MS): Promise<BlestaServer> {
  const server = await startBilling(createBlesta({ basePath: BASE_PATH, nowMs }));
  const { send } = server;
  const path = (call: string) => `/blesta/api/${call}.json`;
  const control: BlestaServer['control'] = (json) => send('POST', '/blesta/control', { json });
  return {
    ...server,
    control,
    get: (call, query = {}) => send('GET', path(call), { query, headers: HEADERS }),
    post: (call, form) => send('POST', path(call), { form, headers: HEADERS }),
    put: (call, form) => send('PUT', path(call), { form, headers: HEADERS }),
    options: async (options) => {
      const { status, text } = await control({ options });
      if (status !== 200) throw new Error(text);
    },
  };
}

export function invoiceOf(clientId: number | string, fields: Record<string, string> = {}) {
  return {
    'vars[client_id]': String(clientId),
    'vars[date_billed]': '2026-12-01T00:00:00Z',
    'vars[date_due]': '2026-12-15T00:00:00Z',
    'vars[currency]': 'EUR',
    'vars[status]': 'active',
    ...LINES,
    ...fields,
  };
}

/** One client with one invoice. */
export async function withInvoice(server: BlestaServer, fields: Record<string, string> = {}) {
  const client = (await server.post('clients/create', CLIENT)).json.response;
  const added = await server.post('invoices/add', invoiceOf(client.id, fields));
  return { client, invoiceId: added.json.response as number };
}
