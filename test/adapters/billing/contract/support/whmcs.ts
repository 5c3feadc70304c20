import { API_ACCESS_KEY, API_IDENTIFIER, API_SECRET } from '#emulators/whmcs/credentials.ts';
import {
  type Fault,
  postJson,
  readJson,
  referenceIn,
  sum,
  type Target,
  type TargetDesk,
  type TargetDocument,
} from './target.ts';

export const WHMCS: Target = {
  name: 'whmcs',
  settings: (emulatorsUrl) => ({
    BILLING_SYSTEM: 'whmcs',
    WHMCS_URL: `${emulatorsUrl}/whmcs`,
    WHMCS_IDENTIFIER: API_IDENTIFIER,
    WHMCS_SECRET: API_SECRET,
    WHMCS_ACCESS_KEY: API_ACCESS_KEY,
  }),
  desk: (emulatorsUrl) => createDesk(`${emulatorsUrl}/whmcs`),
  writes: ['AddClient', 'CreateInvoice', 'UpdateInvoice'],
  makes: 'CreateInvoice',
  issues: 'UpdateInvoice',
  currencyOfClient: true,
  drafts: true,
  // The client, the list; then two each for the draft, which takes all these lines, and for publishing.
  callsPerDocument: () => 6,
};

interface Invoice {
  readonly invoiceid: string;
  readonly userid: string;
  readonly status: string;
  readonly notes: string;
  readonly items: { readonly item?: readonly Item[] };
}

interface Item {
  readonly description: string;
  readonly amount: string;
}

const STATES: Readonly<Record<string, TargetDocument['state']>> = {
  Draft: 'draft',
  Unpaid: 'open',
  Paid: 'paid',
  Cancelled: 'cancelled',
};

function createDesk(url: string): TargetDesk {
  const control = (command: unknown) => postJson(`${url}/control`, command);
  const act = async (what: Readonly<Record<string, unknown>>) =>
    void (await control({ act: what }));

  /** As a foreign caller of the API; its calls stand in the log like ours. */
  async function api<T>(action: string, fields: Readonly<Record<string, string>>): Promise<T> {
    const body = new URLSearchParams({
      action,
      responsetype: 'json',
      identifier: API_IDENTIFIER,
      secret: API_SECRET,
      accesskey: API_ACCESS_KEY,
      ...fields,
    });
    const answer = await fetch(`${url}/includes/api.php`, { method: 'POST', body });
    return answer.json<T>();
  }

  async function invoices(): Promise<Invoice[]> {
    const list = await api<{ invoices?: { invoice?: { id: string }[] } }>('GetInvoices', {
      limitnum: '100',
      orderby: 'id',
      order: 'asc',
    });
    const rows = list.invoices?.invoice ?? [];
    return Promise.all(rows.map(({ id }) => api<Invoice>('GetInvoice', { invoiceid: id })));
  }

  return {
    async documents() {
      return (await invoices()).flatMap((invoice) => {
        const items = invoice.items.item ?? [];
        const reference = referenceIn([invoice.notes, ...items.map((item) => item.description)]);
        if (reference === undefined) return [];
        return {
          id: String(invoice.invoiceid),
          state: STATES[invoice.status] ?? 'open',
          total: sum(items.map(({ amount }) => amount)),
          lines: items.length,
          reference,
        };
      });
    },
    pending: async () =>
      (await readJson<{ pending: readonly unknown[] }>(`${url}/control`)).pending.length,
    async clients() {
      const found = await api<{ clients: { client?: { id: number; email: string }[] } }>(
        'GetClients',
        { limitnum: '100' },
      );
      return (found.clients.client ?? []).map(({ id, email }) => ({ id: String(id), email }));
    },
    async writes() {
      const calls = await readJson<{ action: string }[]>(`${url}/writes`);
      return calls.map(({ action }) => action);
    },
    async underWay() {
      const calls = await readJson<{ httpStatus: number | null }[]>(`${url}/calls`);
      return calls.filter(({ httpStatus }) => httpStatus === null).length;
    },
    calls: async () => (await readJson<unknown[]>(`${url}/calls`)).length,
    fail: async (call: string, fault: Fault) =>
      void (await control({ path: `/${call}`, ...fault })),
    async refuse(why) {
      await control({
        access: {
          accessKey: why === 'address' ? 'another' : API_ACCESS_KEY,
          allowedIps: why === 'address' ? ['203.0.113.1'] : null,
          credentials: [
            {
              identifier: API_IDENTIFIER,
              secret: why === 'key' ? 'another' : API_SECRET,
              roles: ['everything'],
            },
          ],
        },
      });
    },
    meddle: async () =>
      void (await control({
        options: { meddlingHook: { at: 'creation', firstAmount: '999.00' } },
      })),
    options: async (values) => void (await control({ options: values })),
    clockOff: async (hours) =>
      void (await control({ options: { serverOffsetMinutes: hours * 60 } })),
    pay: (id, amount) =>
      act({ do: 'pay-invoice', invoiceId: Number(id), ...(amount && { amount }) }),
    cancel: (id) => act({ do: 'cancel-invoice', invoiceId: Number(id) }),
    async copy(id) {
      const invoice = await api<Invoice>('GetInvoice', { invoiceid: id });
      const items = (invoice.items.item ?? []).flatMap(({ description, amount }, n) => [
        [`itemdescription${n + 1}`, description],
        [`itemamount${n + 1}`, amount],
      ]);
      const { notes, userid } = invoice;
      await api('CreateInvoice', { userid: String(userid), notes, ...Object.fromEntries(items) });
    },
    deleteClient: (id) => act({ do: 'delete-client', clientId: Number(id) }),
    changeCurrency: (id, code) => act({ do: 'change-currency', clientId: Number(id), code }),
  };
}
