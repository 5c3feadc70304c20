// What no public source settles about HostBill (docs/billing-systems.md), asked of the real thing, inside the sandbox. Drafts
// made for a question are deleted at the end of the run.
import type { FormFields } from '../../src/adapters/billing/wire/form-body.ts';
import { type Ask as AskOf, NAME, NO_INVOICE, type Question } from '../questions.ts';
import { isRecord, pick, type RawAnswer, type Row, rowsIn, said, shown } from '../raw.ts';
import { newSandboxEmail, SANDBOX_COMPANY } from '../sandbox.ts';
import type { HostbillContractSettings } from './connect.ts';
import type { Raw } from './raw.ts';
import { UNKNOWN_CALL } from './rules.ts';

type Ask = AskOf<Raw>;

export function questionsOf(settings: HostbillContractSettings): readonly Question<Raw>[] {
  return [
    ['version, and under which name', async ({ raw }) => said(await raw('getHostBillversion'))],
    [
      'their clock, beside ours',
      async ({ raw }) => {
        const { json } = await raw('getHostBillversion');
        return `${shown(json.server_time)}; here ${Math.floor(Date.now() / 1000)}`;
      },
    ],
    ['status and words for an unknown call', async ({ raw }) => said(await raw(UNKNOWN_CALL))],
    [
      'status and words for a client and an invoice that are not there',
      async ({ raw }) => {
        const [client, invoice] = ['getClientDetails', 'getInvoiceDetails'];
        const gone = { id: '999999999' };
        return `${refusal(await raw(client, gone))}; ${refusal(await raw(invoice, gone))}`;
      },
    ],
    ['the status of a new client', clientStatus],
    [
      `whether getClients obeys ${settings.clientFilter || 'filter[email]'}`,
      clientFilter(settings),
    ],
    [
      'a second client with the same address, word for word',
      async ({ raw, email }) => refusal(await raw('addClient', person(email))),
    ],
    ['the fields that a client must have beside address and password', leastClient(settings)],
    ...INVOICES,
  ];
}

const INVOICES: readonly Question<Raw>[] = [
  [
    'date, due date, rate of tax and currency of a new draft',
    draft([], ({ invoice }) =>
      pick(invoice, 'date', 'duedate', 'taxrate', 'currency_id', 'payment_module', 'status'),
    ),
  ],
  ['whether getClientInvoices and getInvoices list drafts', draftsInLists],
  [
    'whether getInvoiceDetails shows metadata',
    draft([], ({ invoice }) => shown(invoice.metadata), { metadata: { postmeter: 'contract' } }),
  ],
  [
    'a line below zero',
    draft(
      [line('plus', '2.00'), line('minus', '-1.00')],
      ({ invoice, said: words }) =>
        `${pick(invoice, 'subtotal', 'total')}, ${itemsIn(invoice).length} lines${words}`,
    ),
  ],
  [
    'a line of 2,000 characters',
    draft(
      [line('x'.repeat(2_000), '0.01')],
      ({ invoice }) => `${String(itemsIn(invoice)[0]?.description ?? '').length} kept`,
    ),
  ],
  [
    `how ${NAME} comes back`,
    draft([line(NAME, '0.01')], ({ invoice }) => pick(itemsIn(invoice)[0], 'description')),
  ],
  [
    'tax at 20 % of three lines of 0.35, each marked as taxed',
    draft(
      [1, 2, 3].map((n) => line(`taxed ${n}`, '0.35', true)),
      ({ invoice }) => pick(invoice, 'subtotal', 'tax', 'tax2', 'total', 'taxrate'),
      { taxrate: '20' },
    ),
  ],
  [
    'a draft that is set to Cancelled',
    async (asked) => {
      const id = await newDraft(asked);
      const answer = await asked.raw('setInvoiceStatus', { id, status: 'Cancelled' });
      const { json } = await asked.raw('getInvoiceDetails', { id });
      return `${refusal(answer)}; then ${pick(invoiceIn(json), 'status')}`;
    },
  ],
  ['a line for an invoice that was issued and cancelled', lineForIssued],
];

interface Looked {
  readonly invoice: Row;
  /** What was refused on the way, with a comma before, or nothing. */
  readonly said: string;
}

/** A draft with these lines and details, as it is read back. */
function draft(
  lines: readonly FormFields[],
  look: (looked: Looked) => string,
  details?: FormFields,
): Ask {
  return async (asked) => {
    const { raw } = asked;
    const id = await newDraft(asked);
    let words = '';
    for (const fields of lines) {
      const added = await raw('addInvoiceItem', { id, ...fields });
      if (added.json.success !== true) words += `, ${refusal(added)}`;
    }
    if (details) await raw('editInvoiceDetails', { id, ...details });
    const { json } = await raw('getInvoiceDetails', { id });
    return look({ invoice: invoiceIn(json), said: words });
  };
}

async function newDraft({ raw, clientId }: Parameters<Ask>[0]): Promise<string> {
  const made = await raw('addInvoice', { client_id: clientId });
  const { invoice_id: id } = made.json;
  if (typeof id === 'string' || typeof id === 'number') return String(id);
  throw new Error(said(made));
}

async function draftsInLists(asked: Parameters<Ask>[0]): Promise<string> {
  const { raw, clientId } = asked;
  const id = await newDraft(asked);
  const has = ({ json }: RawAnswer) =>
    rowsIn(json.invoices).some((row) => String(row.id) === id) ? 'yes' : 'no';
  const own = has(await raw('getClientInvoices', { id: clientId, list: 'all' }));
  return `getClientInvoices: ${own}, getInvoices: ${has(await raw('getInvoices', { list: 'all' }))}`;
}

async function lineForIssued({ raw, documentId }: Parameters<Ask>[0]): Promise<string> {
  if (!documentId) return NO_INVOICE;
  return refusal(await raw('addInvoiceItem', { id: documentId, ...line('late', '1.00') }));
}

/** Which word means that a client can be billed: `HOSTBILL_ACTIVE_STATUSES`. */
async function clientStatus({ raw, clientId }: Parameters<Ask>[0]): Promise<string> {
  const { client } = (await raw('getClientDetails', { id: clientId })).json;
  return isRecord(client) ? pick(client, 'status') : 'not there';
}

function clientFilter(settings: HostbillContractSettings): Ask {
  const name = settings.clientFilter || 'filter[email]';
  return async ({ raw, email }) => {
    const rows = async (value: string) => {
      const { json } = await raw('getClients', { [name]: value, perpage: 2 });
      const clients = rowsIn(json.clients);
      const fitting = clients.filter((row) => String(row.email) === value).length;
      const records = isRecord(json.sorter) ? shown(json.sorter.sorterrecords) : 'not told';
      return `${clients.length} rows, ${fitting} with it, of ${records}`;
    };
    const nobody = newSandboxEmail(settings);
    return `its address: ${await rows(email)}; nobody's: ${await rows(nobody)}; perpage was 2`;
  };
}

/** If one is made all the same, it is a sandbox like the first. */
function leastClient(settings: HostbillContractSettings): Ask {
  return async ({ raw }) => {
    const { firstname: _first, lastname: _last, ...least } = person(newSandboxEmail(settings));
    return refusal(await raw('addClient', least));
  };
}

function person(email: string) {
  const password = `Aa1-${crypto.randomUUID()}`;
  return {
    email,
    password,
    password2: password,
    firstname: 'Contract',
    lastname: 'Sandbox',
    companyname: SANDBOX_COMPANY,
    type: 'Company',
  };
}

function line(text: string, price: string, taxed = false): FormFields {
  return { line: text, price, qty: 1, tax: taxed };
}

function itemsIn(invoice: Row): readonly Row[] {
  return rowsIn(invoice.items);
}

function invoiceIn(json: Row): Row {
  return isRecord(json.invoice) ? json.invoice : {};
}

/** Without what a success tells: it may hold the hash of a password. */
function refusal(answer: RawAnswer): string {
  const { success, error } = answer.json;
  return success === true ? `HTTP ${answer.status}: done` : `HTTP ${answer.status} ${shown(error)}`;
}
