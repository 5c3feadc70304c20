// What differs between the three systems in the test of their contract.
import {
  BLESTA_API_KEY,
  BLESTA_API_USER,
  BLESTA_SHARED_KEY,
} from '../../../src/emulators/blesta/credentials.ts';
import {
  HOSTBILL_API_ID,
  HOSTBILL_API_KEY,
  HOSTBILL_AUTOLOGIN_SECRET,
} from '../../../src/emulators/hostbill/credentials.ts';
import {
  UBERSMITH_API_TOKEN,
  UBERSMITH_API_USER,
} from '../../../src/emulators/ubersmith/credentials.ts';
import type { Desk, Write } from './desk.ts';

export interface ContractCase {
  readonly name: 'blesta' | 'hostbill' | 'ubersmith';
  readonly secrets: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  /** A client of somebody else's with an invoice there. */
  other(desk: Desk, email: string, company: string): Promise<void>;
  /** In the middle of a run: so many of these calls were made. */
  readonly middle: readonly [call: string, count: number];
  /** The client that a write names, or the invoice, or the service; a new client's address. */
  namedBy(write: Write): Named;
  readonly closed: { readonly client: string; readonly invoice: string };
  /** How an install may be that makes closing harder. */
  readonly harder: Readonly<Record<string, unknown>>;
  /** What the report must tell, of the answers and of what stays behind. */
  readonly told: readonly (string | RegExp)[];
  /** Of a client, where they have them: the desk's books tell none. */
  services?(desk: Desk, clientId: string): Promise<readonly Service[]>;
}

export interface Service {
  readonly packid: string | number;
  readonly active: string;
}

export interface Named {
  readonly client?: unknown;
  readonly invoice?: unknown;
  readonly service?: unknown;
  readonly email?: unknown;
}

const vars = ({ fields }: Write) => (fields.vars ?? {}) as Readonly<Record<string, unknown>>;

const BLESTA: ContractCase = {
  name: 'blesta',
  secrets: [BLESTA_API_KEY, BLESTA_SHARED_KEY],
  settings: {
    CONTRACT_BLESTA_API_USER: BLESTA_API_USER,
    CONTRACT_BLESTA_API_KEY: BLESTA_API_KEY,
    CONTRACT_BLESTA_SHARED_LOGIN_KEY: BLESTA_SHARED_KEY,
  },
  async other(desk, email, company) {
    const headers = { 'blesta-api-user': BLESTA_API_USER, 'blesta-api-key': BLESTA_API_KEY };
    const made = await desk.send(
      '/api/clients/create.json',
      {
        'vars[username]': email,
        'vars[email]': email,
        'vars[company]': company,
        'vars[new_password]': 'S3cret-pass',
        'vars[confirm_password]': 'S3cret-pass',
        'vars[client_group_id]': '1',
        'vars[first_name]': 'Ann',
        'vars[last_name]': 'Lee',
      },
      headers,
    );
    await desk.send(
      '/api/invoices/add.json',
      {
        'vars[client_id]': String(made.response.id),
        'vars[date_billed]': '2026-11-01T00:00:00Z',
        'vars[date_due]': '2026-11-15T00:00:00Z',
        'vars[currency]': 'EUR',
        'vars[status]': 'active',
        'vars[lines][0][description]': 'web-1',
        'vars[lines][0][qty]': '1',
        'vars[lines][0][amount]': '6.63',
      },
      headers,
    );
  },
  middle: ['invoices/add', 2],
  namedBy(write) {
    const { client_id: client, invoice_id: invoice } = write.fields;
    if (write.call === 'clients/create') return { email: vars(write).email };
    if (write.call === 'invoices/add') return { client: vars(write).client_id };
    return { client, invoice };
  },
  closed: { client: 'inactive', invoice: 'void' },
  harder: { pageSize: 2, emptyList: 'false' },
  told: [
    /a second client with the same username, word for word \| HTTP 400 .*unique/,
    /filters\[invoice_line\] of invoices\/getList \| HTTP 200: 1 with our reference, 0 with/,
    /400 lines in one call, 1,600 fields \| 24\d arrived/,
    /a body of JSON \| HTTP 200 .*"value":"json"/,
    'its API sets one inactive, it does not close it',
  ],
};

const HOSTBILL: ContractCase = {
  name: 'hostbill',
  secrets: [HOSTBILL_API_KEY, HOSTBILL_AUTOLOGIN_SECRET],
  settings: {
    CONTRACT_HOSTBILL_API_ID: HOSTBILL_API_ID,
    CONTRACT_HOSTBILL_API_KEY: HOSTBILL_API_KEY,
    CONTRACT_HOSTBILL_AUTOLOGIN_SECRET: HOSTBILL_AUTOLOGIN_SECRET,
  },
  async other(desk, email, companyname) {
    const api = (call: string, fields: Readonly<Record<string, string>>) =>
      desk.send('/admin/api.php', {
        api_id: HOSTBILL_API_ID,
        api_key: HOSTBILL_API_KEY,
        call,
        ...fields,
      });
    const password = { password: 'S3cret-pass', password2: 'S3cret-pass' };
    const made = await api('addClient', { email, companyname, ...password });
    const { invoice_id: id } = await api('addInvoice', { client_id: made.client_id });
    await api('addInvoiceItem', { id, line: 'web-1', price: '6.63', qty: '1' });
    await api('convertInvoice', { id });
  },
  // The first invoice is issued, the second a draft without all its lines.
  middle: ['addInvoiceItem', 12],
  namedBy({ call, fields }) {
    if (call === 'addClient') return { email: fields.email };
    return call === 'addInvoice' ? { client: fields.client_id } : { invoice: fields.id };
  },
  closed: { client: 'Active', invoice: 'Cancelled' },
  harder: { draftsInLists: false, pageSize: 2 },
  told: [
    /whether getClients obeys filter\[email\] \| its address: \d+ rows, 1 with it/,
    /a second client with the same address, word for word \| HTTP 200 .*already registered/,
    'the status of a new client | {"status":"Active"}',
    'getClientInvoices: yes, getInvoices: yes',
    /\| getClientDetails \| 200 \| Client with specified ID does not exist \| missing \|/,
    /\| addClient \| 200 \| Client with this email address is already registered \| taken \|/,
    /\| getPostmeterNothing \| 200 \| Method getPostmeterNothing does not exist \| permission \|/,
    'the vendor documents no call that closes one',
    /^- Client \d+: close it by hand\.$/m,
  ],
};

function ubersmithApi(desk: Desk) {
  const authorization = `Basic ${btoa(`${UBERSMITH_API_USER}:${UBERSMITH_API_TOKEN}`)}`;
  return async (method: string, fields: Readonly<Record<string, string>>) =>
    (await desk.send('/api/2.0/', { method, ...fields }, { authorization })).data;
}

const UBERSMITH: ContractCase = {
  name: 'ubersmith',
  secrets: [UBERSMITH_API_TOKEN],
  settings: {
    CONTRACT_UBERSMITH_API_USER: UBERSMITH_API_USER,
    CONTRACT_UBERSMITH_API_TOKEN: UBERSMITH_API_TOKEN,
    CONTRACT_UBERSMITH_CURRENCY: 'EUR',
  },
  async other(desk, email, company) {
    const api = ubersmithApi(desk);
    const client_id = await api('client.add', { email, company, uber_login: email, strict: '1' });
    const line = { client_id, description: 'web-1', price: '6.63', period: '0' };
    const billed = await api('client.service_add', line);
    await api('client.invoice_generate', {
      client_id,
      [`include_packs[${billed}]`]: '1',
      include_prebills: '0',
    });
    await api('client.service_add', line);
  },
  // The first invoice is generated, of the second there are services alone.
  middle: ['client.service_add', 12],
  namedBy({ call, fields }) {
    const { client_id: client, inv_id: invoice, service_id: service, email } = fields;
    return call === 'client.add' ? { email } : { client, invoice, service };
  },
  async services(desk, client_id) {
    const fields = { client_id, pack_type_select: '3' };
    return Object.values(await ubersmithApi(desk)('client.service_list', fields));
  },
  closed: { client: 'deactivated', invoice: 'disregarded' },
  harder: { billedPacks: 'billed_again', ids: 'numbers' },
  told: [
    /parameters of client\.invoice_generate today \| client_id, duedate/,
    /a due date sent in Unix seconds \| sent \d+, it is 20\d\d-/,
    /\| client\.get \| 200 \| No matching client found\. \| missing \|/,
    /\| client\.add \| 200 \| Login '[^']+' is already in use\. \| taken \|/,
    /with the same login under strict=1, word for word \| HTTP 200 .*already in use/,
    'they stay billed, because disregarding an invoice does not give them back',
  ],
};

export const CASES: readonly ContractCase[] = [BLESTA, HOSTBILL, UBERSMITH];
