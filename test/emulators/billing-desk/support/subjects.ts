/** The three systems with one client each, and for each the write that counts: the one that makes an invoice. */
import {
  CLIENT as BLESTA_CLIENT,
  HEADERS as BLESTA_HEADERS,
  invoiceOf,
  startBlesta,
} from '../../blesta/support/blesta-server.ts';
import {
  API as HOSTBILL_API,
  CLIENT as HOSTBILL_CLIENT,
  KEY,
  startHostbill,
} from '../../hostbill/support/hostbill-server.ts';
import type { BillingServer, Reply, Sending } from '../../support/billing-server.ts';
import {
  startUbersmith,
  HEADERS as UBERSMITH_HEADERS,
  withServices,
} from '../../ubersmith/support/ubersmith-server.ts';

export interface Subject {
  readonly server: BillingServer;
  readonly place: string;
  readonly control: (command: unknown) => Promise<Reply>;
  readonly options: (options: Record<string, unknown>) => Promise<void>;
  readonly clientId: string;
  /** As failure rules and switches name it. */
  readonly call: string;
  readonly writing: { readonly path: string; readonly sending: Sending };
  readonly write: () => Promise<Reply>;
  /** A call that changes nothing. */
  readonly read: () => Promise<Reply>;
  readonly invoices: () => Promise<readonly BookedInvoice[]>;
  /** With which status each refusal comes. */
  readonly refusals: Readonly<Record<string, number>>;
}

const BLESTA_REFUSALS = { key: 401, address: 403, call: 403, maintenance: 503, html: 403 };
const HOSTBILL_REFUSALS = { key: 200, address: 200, call: 200, maintenance: 503, html: 403 };
const UBERSMITH_REFUSALS = { key: 401, address: 403, call: 200, maintenance: 503, html: 403 };

export interface BookedInvoice {
  readonly id: string;
  readonly state: string;
  readonly total: string;
  readonly due: string;
  readonly lines: readonly { readonly text: string; readonly price: string }[];
}

async function blesta(): Promise<Subject> {
  const server = await startBlesta();
  const made = await server.post('clients/create', BLESTA_CLIENT);
  const clientId = String(made.json.response.id);
  const sending = { form: invoiceOf(clientId), headers: BLESTA_HEADERS };
  const path = '/blesta/api/invoices/add.json';
  const read = () => server.get('clients/get', { client_id: clientId });
  return {
    ...subject('/blesta', server, clientId, 'invoices/add', path, sending, read),
    refusals: BLESTA_REFUSALS,
  };
}

async function hostbill(): Promise<Subject> {
  const server = await startHostbill();
  const clientId = (await server.api('addClient', HOSTBILL_CLIENT)).json.client_id;
  const sending = { form: { call: 'addInvoice', ...KEY, client_id: clientId } };
  const read = () => server.api('getClientDetails', { id: clientId });
  return {
    ...subject('/hostbill', server, clientId, 'addInvoice', HOSTBILL_API, sending, read),
    refusals: HOSTBILL_REFUSALS,
  };
}

async function ubersmith(): Promise<Subject> {
  const server = await startUbersmith();
  const { client_id } = await withServices(server);
  // Billed again and again, so that a second write shows.
  await server.options({ billedPacks: 'billed_again' });
  const form = {
    client_id,
    'include_packs[201]': '1',
    'include_packs[202]': '1',
    include_prebills: '0',
  };
  const path = '/ubersmith/api/2.0/?method=client.invoice_generate';
  const read = () => server.api('client.get', { client_id });
  const sending = { form, headers: UBERSMITH_HEADERS };
  return {
    ...subject('/ubersmith', server, client_id, 'client.invoice_generate', path, sending, read),
    refusals: UBERSMITH_REFUSALS,
  };
}

function subject(
  place: string,
  server: BillingServer & Pick<Subject, 'control' | 'options'>,
  clientId: string,
  call: string,
  path: string,
  sending: Sending,
  read: () => Promise<Reply>,
): Omit<Subject, 'refusals'> {
  const { control, options } = server;
  const write = () => server.send('POST', path, sending);
  const invoices = async () => (await server.send('GET', `${place}/books`)).json.invoices;
  const writing = { path, sending };
  return { server, place, control, options, clientId, call, writing, write, read, invoices };
}

export const SUBJECTS = [
  ['Blesta', blesta],
  ['HostBill', hostbill],
  ['Ubersmith', ubersmith],
] as const;
