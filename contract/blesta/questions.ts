// What no public source settles about Blesta (docs/billing-systems.md), asked of the real thing, inside the sandbox. Invoices
// made for a question are drafts; all are void at the end of the run.
import type { FormFields } from '../../src/adapters/billing/wire/form-body.ts';
import { type Ask as AskOf, NAME, NO_INVOICE, type Question } from '../questions.ts';
import { isRecord, pick, type RawAnswer, type Row, rowsIn, said, shown } from '../raw.ts';
import { newSandboxEmail, SANDBOX_COMPANY } from '../sandbox.ts';
import type { BlestaContractSettings } from './connect.ts';
import type { Raw } from './raw.ts';
import { UNKNOWN_METHOD } from './rules.ts';

type Ask = AskOf<Raw>;

const NOBODY = 'PM-NOBODYHASIT';
const SAID_MAX = 250;

export function questionsOf(settings: BlestaContractSettings): readonly Question<Raw>[] {
  return [
    [
      'status and words for an unknown method',
      async ({ raw }) => said(await raw.get(UNKNOWN_METHOD)),
    ],
    ['a second client with the same username, word for word', secondClient(settings)],
    ['the fields that a client must have beside an address', leastClient(settings)],
    ...READING,
    ...INVOICES,
  ];
}

const READING: readonly Question<Raw>[] = [
  [
    'a read that leaves optional arguments out (500: an encoded install)',
    async ({ raw, clientId }) => {
      const { status, json } = await raw.get('clients/get', { client_id: clientId });
      return `HTTP ${status}, ${isRecord(json.response) ? 'a client' : shown(json).slice(0, SAID_MAX)}`;
    },
  ],
  ['filters[invoice_line] of invoices/getList', async (asked) => found(asked, byFilter)],
  ['invoices/search', async (asked) => found(asked, bySearch)],
  ['an empty list', async ({ raw, clientId }) => said(await byFilter(raw, clientId, NOBODY))],
  [
    'rows of a page of clients',
    async ({ raw }) => {
      const [first, second] = [await clientPage(raw, 1), await clientPage(raw, 2)];
      return `${first} on the first, ${second} on the second`;
    },
  ],
  [
    'what is not there',
    async ({ raw }) => said(await raw.get('invoices/get', { invoice_id: '999999999' })),
  ],
  [
    'a body of JSON',
    async ({ raw, documentId }) => {
      if (!documentId) return NO_INVOICE;
      const fields = { invoice_id: documentId, key: 'postmeter', value: 'json' };
      const answer = await raw.putJson('invoices/setMeta', fields);
      const meta = await raw.get('invoices/getMeta', { invoice_id: documentId, key: 'postmeter' });
      return `${said(answer)}; then ${shown(meta.json.response)}`;
    },
  ],
];

const INVOICES: readonly Question<Raw>[] = [
  [
    'a line below zero',
    draft(
      [line('plus', '2.00'), line('minus', '-1.00')],
      (invoice) => `${pick(invoice, 'subtotal', 'total')}, ${linesIn(invoice).length} lines`,
    ),
  ],
  [
    '400 lines in one call, 1,600 fields',
    draft(
      Array.from({ length: 400 }, (_, n) => line(`line ${n + 1}`, '0.01')),
      (invoice) => `${linesIn(invoice).length} arrived`,
    ),
  ],
  [
    'a line of 2,000 characters',
    draft(
      [line('x'.repeat(2_000), '0.01')],
      (invoice) => `${String(linesIn(invoice)[0]?.description ?? '').length} kept`,
    ),
  ],
  [
    `how ${NAME} comes back`,
    draft([line(NAME, '0.01')], (invoice) => pick(linesIn(invoice)[0], 'description')),
  ],
  [
    'tax of three lines of 0.35, each marked as taxable',
    draft(
      [1, 2, 3].map((n) => line(`taxed ${n}`, '0.35', true)),
      (invoice) => pick(invoice, 'subtotal', 'tax_total', 'total'),
    ),
  ],
  [
    'dates sent as 2026-12-15T12:00:00Z and, without a zone, as 2026-12-15 23:30:00',
    draft([line('dates', '1.00')], (invoice) => pick(invoice, 'date_billed', 'date_due'), {
      date_billed: '2026-12-15T12:00:00Z',
      date_due: '2026-12-15 23:30:00',
    }),
  ],
];

function line(description: string, amount: string, tax = false): FormFields {
  return { description, qty: '1', amount, tax };
}

function draft(
  lines: readonly FormFields[],
  look: (invoice: Row) => string,
  fields: FormFields = {},
): Ask {
  return async ({ raw, clientId, currency }) => {
    const today = `${new Date().toISOString().slice(0, 10)}T12:00:00Z`;
    const made = await raw.post('invoices/add', {
      vars: {
        client_id: clientId,
        date_billed: today,
        date_due: today,
        currency,
        status: 'draft',
        lines,
        ...fields,
      },
    });
    const id = made.json.response;
    if (typeof id !== 'string' && typeof id !== 'number') return said(made);
    const { json } = await raw.get('invoices/get', { invoice_id: id });
    return isRecord(json.response) ? look(json.response) : shown(json);
  };
}

function linesIn(invoice: Row): readonly Row[] {
  return rowsIn(invoice.line_items);
}

/** Refused, it is hoped: what it says is what the adapter must take for "taken". */
function secondClient({ clientGroupId }: BlestaContractSettings): Ask {
  return async ({ raw, email, currency }) => {
    const password = `Aa1-${crypto.randomUUID()}`;
    const answer = await raw.post('clients/create', {
      vars: {
        username: email,
        new_password: password,
        confirm_password: password,
        client_group_id: clientGroupId,
        first_name: 'Contract',
        last_name: 'Sandbox',
        company: SANDBOX_COMPANY,
        email,
        settings: quiet(currency),
      },
    });
    return outcome(answer);
  };
}

/** If one is made all the same, it is a sandbox like the first and closed like it. */
function leastClient(settings: BlestaContractSettings): Ask {
  return async ({ raw, currency }) => {
    const email = newSandboxEmail(settings);
    const vars = { username: email, email, company: SANDBOX_COMPANY, settings: quiet(currency) };
    return outcome(await raw.post('clients/create', { vars }));
  };
}

function quiet(currency: string): FormFields {
  return {
    username_type: 'email',
    default_currency: currency,
    send_registration_email: 'false',
  };
}

function outcome(answer: RawAnswer): string {
  return isRecord(answer.json.response) ? `HTTP ${answer.status}: a client was made` : said(answer);
}

type Lookup = (raw: Raw, clientId: string, text: string) => Promise<RawAnswer>;

const byFilter: Lookup = (raw, clientId, text) =>
  raw.get('invoices/getList', {
    client_id: clientId,
    status: 'all',
    page: 1,
    order_by: { date_due: 'DESC' },
    filters: { invoice_line: text },
  });

const bySearch: Lookup = (raw, _clientId, text) =>
  raw.get('invoices/search', { query: text, page: 1 });

/** One and none, where it works. */
async function found(
  { raw, clientId, reference }: Parameters<Ask>[0],
  lookup: Lookup,
): Promise<string> {
  if (!reference) return NO_INVOICE;
  const ours = await lookup(raw, clientId, reference);
  const none = await lookup(raw, clientId, NOBODY);
  const count = ({ json }: RawAnswer) => rowsIn(json.response).length;
  return `HTTP ${ours.status}: ${count(ours)} with our reference, ${count(none)} with one that nobody has`;
}

async function clientPage(raw: Raw, page: number): Promise<number> {
  const fields = { status: 'active', page, order_by: { id: 'ASC' } };
  return rowsIn((await raw.get('clients/getList', fields)).json.response).length;
}
