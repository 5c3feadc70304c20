// Blesta, HostBill and Ubersmith: their emulators have the same controls, in their own words.
import { BLESTA_API_KEY, BLESTA_API_USER } from '#emulators/blesta/credentials.ts';
import { HOSTBILL_API_ID, HOSTBILL_API_KEY } from '#emulators/hostbill/credentials.ts';
import { UBERSMITH_API_TOKEN, UBERSMITH_API_USER } from '#emulators/ubersmith/credentials.ts';
import {
  postJson,
  readJson,
  referenceIn,
  sum,
  type Target,
  type TargetDesk,
  type TargetDocument,
} from './target.ts';

export const BLESTA: Target = {
  name: 'blesta',
  settings: (emulatorsUrl) => ({
    BILLING_SYSTEM: 'blesta',
    BLESTA_URL: `${emulatorsUrl}/blesta`,
    BLESTA_API_USER,
    BLESTA_API_KEY,
  }),
  desk: (emulatorsUrl) => createDesk(`${emulatorsUrl}/blesta`),
  writes: ['clients/create', 'invoices/add'],
  makes: 'invoices/add',
  issues: 'invoices/add',
  currencyOfClient: false,
  drafts: false,
  // The client, look, add, read back, look whether it is the only one.
  callsPerDocument: () => 5,
};

export const HOSTBILL: Target = {
  name: 'hostbill',
  settings: (emulatorsUrl) => ({
    BILLING_SYSTEM: 'hostbill',
    HOSTBILL_URL: `${emulatorsUrl}/hostbill`,
    HOSTBILL_API_ID,
    HOSTBILL_API_KEY,
  }),
  desk: (emulatorsUrl) => createDesk(`${emulatorsUrl}/hostbill`),
  writes: ['addClient', 'addInvoice', 'addInvoiceItem', 'editInvoiceDetails', 'convertInvoice'],
  makes: 'editInvoiceDetails',
  issues: 'convertInvoice',
  foreign: {
    options: { emptyLists: 'refused', sentences: { 'Nothing found': 'Brak wynikow.' } },
    settings: { HOSTBILL_REFUSAL_WORDS: '{"missing":["brak wynik"]}' },
  },
  currencyOfClient: true,
  drafts: true,
  // Two for the client with its currency, the look, open, mark, a call a line, three to read back and issue.
  callsPerDocument: (lines) => lines + 8,
};

export const UBERSMITH: Target = {
  name: 'ubersmith',
  settings: (emulatorsUrl) => ({
    BILLING_SYSTEM: 'ubersmith',
    UBERSMITH_URL: `${emulatorsUrl}/ubersmith`,
    UBERSMITH_API_USER,
    UBERSMITH_API_TOKEN,
    UBERSMITH_CURRENCY: 'USD',
  }),
  desk: (emulatorsUrl) => createDesk(`${emulatorsUrl}/ubersmith`),
  writes: ['client.add', 'client.service_add', 'client.invoice_generate'],
  makes: 'client.invoice_generate',
  issues: 'client.invoice_generate',
  foreign: {
    options: { sentences: { 'No matching client found.': 'Nie ma takiego klienta.' } },
    settings: { UBERSMITH_REFUSAL_WORDS: '{"missing":["nie ma takiego"]}' },
  },
  // No call tells a client's currency: it is the brand's, and stands in the settings.
  currencyOfClient: false,
  drafts: false,
  // Look, the client, a service a line, compare them, generate, read back.
  callsPerDocument: (lines) => lines + 6,
};

interface DeskInvoice {
  readonly id: string;
  readonly state: string;
  readonly isPayable: boolean;
  readonly isPaid: boolean;
  readonly lines: readonly { readonly text: string; readonly price: string }[];
}

interface Books {
  readonly clients: readonly { readonly id: string; readonly email: string }[];
  readonly invoices: readonly DeskInvoice[];
}

function createDesk(url: string): TargetDesk {
  const control = async (command: unknown) => void (await postJson(`${url}/control`, command));
  const options = (values: Readonly<Record<string, unknown>>) => control({ options: values });
  const books = () => readJson<Books>(`${url}/books`);

  return {
    async documents() {
      const { invoices } = await books();
      return invoices.flatMap((invoice) => {
        const reference = referenceIn(invoice.lines.map(({ text }) => text));
        if (reference === undefined) return [];
        return {
          id: invoice.id,
          state: stateOf(invoice),
          total: sum(invoice.lines.map(({ price }) => price)),
          lines: invoice.lines.length,
          reference,
        };
      });
    },
    pending: async () =>
      (await readJson<{ pending: readonly unknown[] }>(`${url}/control`)).pending.length,
    clients: async () => (await books()).clients,
    async writes() {
      const calls = await readJson<{ call: string }[]>(`${url}/writes`);
      return calls.map(({ call }) => call);
    },
    async underWay() {
      const calls = await readJson<{ status: number | null }[]>(`${url}/requests`);
      return calls.filter(({ status }) => status === null).length;
    },
    calls: async () => (await readJson<unknown[]>(`${url}/requests`)).length,
    fail: (call, fault) => control({ path: `/${call}`, ...fault }),
    refuse: (why) => options({ refuse: why ?? 'nothing' }),
    meddle: () => options({ lineHook: 'reprice' }),
    options,
    clockOff: (hours) => options({ clockOffsetHours: hours }),
    pay: (invoice, amount) => control({ do: 'pay', invoice, ...(amount && { amount }) }),
    cancel: (invoice) => control({ do: 'cancel', invoice }),
    copy: (invoice) => control({ do: 'duplicate_invoice', invoice }),
    deleteClient: (client) => control({ do: 'delete_client', client }),
    changeCurrency: (client, currency) => control({ do: 'change_currency', client, currency }),
  };
}

function stateOf({ state, isPaid, isPayable }: DeskInvoice): TargetDocument['state'] {
  if (/draft/i.test(state)) return 'draft';
  if (/cancel|void|disregard/i.test(state)) return 'cancelled';
  if (isPaid) return 'paid';
  if (isPayable) return 'open';
  throw new Error(`a state that the contract does not know: ${state}`);
}
