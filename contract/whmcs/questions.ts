// What no public source settles about WHMCS (docs/billing-systems.md, "Tried by"), asked of the real thing, inside the sandbox.
import { type Ask as AskOf, type Inside, NAME, NO_INVOICE, type Question } from '../questions.ts';
import { type RawAnswer, said, shown } from '../raw.ts';
import { SANDBOX_COMPANY } from '../sandbox.ts';
import { type Raw, rowsOf } from './raw.ts';
import { UNKNOWN_ACTION } from './rules.ts';

type Ask = AskOf<Raw>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const QUESTIONS: readonly Question<Raw>[] = [
  ['version', async ({ raw }) => said(await raw('WhmcsDetails'))],
  [
    'their clock, beside ours',
    async ({ raw }) => {
      const { json, text } = await raw('GetAutomationLog');
      return `${String(json.currentDatetime ?? text.slice(0, 100))}; here ${new Date().toISOString()}`;
    },
  ],
  ['status and words for an unknown action', async ({ raw }) => said(await raw(UNKNOWN_ACTION))],
  [
    'a second client with the same address, word for word',
    async ({ raw, email }) =>
      said(
        await raw('AddClient', {
          firstname: 'Contract',
          lastname: 'Sandbox',
          companyname: SANDBOX_COMPANY,
          email,
          password2: `Aa1-${crypto.randomUUID()}`,
          noemail: '1',
          skipvalidation: '1',
        }),
      ),
  ],
  [
    'email_verified of a new client, and the types of its ids',
    async ({ raw, clientId }) => {
      const { json } = await raw('GetClientsDetails', { clientid: clientId, stats: '0' });
      const client = (json.client ?? json) as Readonly<Record<string, unknown>>;
      const { email_verified: verified, id, owner_user_id: owner, status } = client;
      return shown({ email_verified: verified, id, owner_user_id: owner, status });
    },
  ],
  [
    'whom a user is listed to own',
    async ({ raw, email }) => {
      const { text } = await raw('GetUsers', { search: email });
      return text;
    },
  ],
  [
    'an empty list of invoices',
    async ({ raw, clientId }) =>
      (await raw('GetInvoices', { userid: clientId, status: 'Collections' })).text,
  ],
  [
    'an empty list of transactions',
    async ({ raw, documentId }) =>
      documentId
        ? shown((await raw('GetInvoice', { invoiceid: documentId })).json.transactions)
        : NO_INVOICE,
  ],
  [
    'order of GetInvoices where none is asked for',
    async ({ raw, clientId }) => {
      const rows = rowsOf(await raw('GetInvoices', { userid: clientId }), 'invoices', 'invoice');
      return rows.map(({ id }) => String(id)).join(', ');
    },
  ],
  [
    'date, due date, method and status of CreateInvoice where they are left out',
    draft({ itemdescription1: 'defaults', itemamount1: '1.00', draft: '0' }, ({ json }) => {
      const { date, duedate, paymentmethod, status } = json;
      const isDay = DAY.test(String(date));
      return shown({ date, duedate, paymentmethod, status, ...(isDay ? {} : { note: 'no date' }) });
    }),
  ],
  [
    'numbers of lines with gaps (1, 3, 7)',
    draft(
      {
        itemdescription1: 'one',
        itemamount1: '1.00',
        itemdescription3: 'three',
        itemamount3: '1.00',
        itemdescription7: 'seven',
        itemamount7: '1.00',
      },
      (invoice) => linesText(invoice),
    ),
  ],
  [
    'a line below zero',
    draft(
      {
        itemdescription1: 'plus',
        itemamount1: '2.00',
        itemdescription2: 'minus',
        itemamount2: '-1.00',
      },
      (invoice) => shown({ subtotal: invoice.json.subtotal, lines: linesText(invoice) }),
    ),
  ],
  [
    '400 lines in one call, 1,200 fields',
    draft(
      Object.fromEntries(
        Array.from({ length: 400 }, (_, n) => [
          [`itemdescription${n + 1}`, `line ${n + 1}`],
          [`itemamount${n + 1}`, '0.01'],
          [`itemtaxed${n + 1}`, '0'],
        ]).flat(),
      ),
      (invoice) => `${rowsOf(invoice, 'items', 'item').length} arrived`,
    ),
  ],
  [
    'a line of 2,000 characters, and notes of 5,000',
    draft(
      { itemdescription1: 'x'.repeat(2_000), itemamount1: '0.01', notes: 'n'.repeat(5_000) },
      (invoice) => {
        const [line] = rowsOf(invoice, 'items', 'item');
        const kept = String(line?.description ?? '').length;
        return `${kept} of the line, ${String(invoice.json.notes ?? '').length} of the notes`;
      },
    ),
  ],
  [
    `how ${NAME} comes back in lines and notes`,
    draft({ itemdescription1: NAME, itemamount1: '0.01', notes: NAME }, (invoice) => {
      const [line] = rowsOf(invoice, 'items', 'item');
      return shown({ line: line?.description, notes: invoice.json.notes });
    }),
  ],
  [
    'tax of three lines of 0.35, each marked as taxed',
    draft(
      Object.fromEntries(
        [1, 2, 3].flatMap((n) => [
          [`itemdescription${n}`, `taxed ${n}`],
          [`itemamount${n}`, '0.35'],
          [`itemtaxed${n}`, '1'],
        ]),
      ),
      ({ json: { subtotal, tax, tax2, total, taxrate } }) =>
        shown({ subtotal, tax, tax2, total, taxrate }),
    ),
  ],
  ['an edit of a line of an issued invoice', editIssued],
];

/** A draft of these fields as it is read back; cancelled at once. */
function draft(
  fields: Readonly<Record<string, string>>,
  look: (invoice: RawAnswer) => string,
): Ask {
  return async ({ raw, clientId }) => {
    const made = await raw('CreateInvoice', { userid: clientId, draft: '1', ...fields });
    if (made.json.result !== 'success') return said(made);
    const invoiceid = String(made.json.invoiceid);
    const invoice = await raw('GetInvoice', { invoiceid });
    await raw('UpdateInvoice', { invoiceid, status: 'Cancelled' });
    return `${shown({ invoiceid: made.json.invoiceid })}: ${look(invoice)}`;
  };
}

async function editIssued({ raw, clientId }: Inside & { readonly raw: Raw }): Promise<string> {
  const fields = { userid: clientId, itemdescription1: 'issued', itemamount1: '1.00' };
  const made = await raw('CreateInvoice', fields);
  if (made.json.result !== 'success') return said(made);
  const invoiceid = String(made.json.invoiceid);
  const [line] = rowsOf(await raw('GetInvoice', { invoiceid }), 'items', 'item');
  const id = String(line?.id ?? '');
  const edited = await raw('UpdateInvoice', {
    invoiceid,
    [`itemdescription[${id}]`]: 'edited',
    [`itemamount[${id}]`]: '2.00',
    [`itemtaxed[${id}]`]: '0',
  });
  const after = linesText(await raw('GetInvoice', { invoiceid }));
  await raw('UpdateInvoice', { invoiceid, status: 'Cancelled' });
  const cancelled = await raw('GetInvoice', { invoiceid });
  return `${said(edited)}; then ${after}; cancelled through the API it is ${String(cancelled.json.status)}`;
}

function linesText(invoice: RawAnswer): string {
  const rows = rowsOf(invoice, 'items', 'item');
  return rows
    .map(({ description, amount }) => `${String(description)} ${String(amount)}`)
    .join(', ');
}
