// What a person sees and does at the emulated billing system, in the same words for all of them.
import { type BillingName, billingPlace, billingSettings } from '../instance/billing-places.ts';
import { postJson } from '../instance/post-json.ts';

export interface BilledDocument {
  readonly id: string;
  readonly reference: string;
  readonly isIssued: boolean;
  /** Of its lines, in hundredths. */
  readonly totalMinor: number;
}

export interface BillingDesk {
  /** Those that carry a reference of ours. */
  documents(): Promise<readonly BilledDocument[]>;
  pay(documentId: string): Promise<void>;
}

export function billingDesk(origin: string, name: BillingName): BillingDesk {
  const place = billingPlace(origin, name);
  if (name === 'whmcs') return whmcsDesk(place, billingSettings(origin, name));
  return {
    async documents() {
      const response = await fetch(`${place}/books`);
      const { invoices } = (await response.json()) as { invoices: readonly BooksInvoice[] };
      return invoices.flatMap(({ id, state, lines }) =>
        ours(
          id,
          !/draft/i.test(state),
          lines.map(({ text }) => text),
          lines.map(({ price }) => price),
        ),
      );
    },
    pay: async (invoice) => void (await postJson(`${place}/control`, { do: 'pay', invoice })),
  };
}

interface BooksInvoice {
  readonly id: string;
  readonly state: string;
  readonly lines: readonly { readonly text: string; readonly price: string }[];
}

interface WhmcsInvoice {
  readonly invoiceid: string | number;
  readonly status: string;
  readonly items: {
    readonly item?: readonly { readonly description: string; readonly amount: string }[];
  };
}

function whmcsDesk(place: string, keys: Readonly<Record<string, string>>): BillingDesk {
  async function api<T>(action: string, fields: Readonly<Record<string, string>>): Promise<T> {
    const body = new URLSearchParams({
      action,
      responsetype: 'json',
      identifier: keys.WHMCS_IDENTIFIER ?? '',
      secret: keys.WHMCS_SECRET ?? '',
      accesskey: keys.WHMCS_ACCESS_KEY ?? '',
      ...fields,
    });
    const response = await fetch(`${place}/includes/api.php`, { method: 'POST', body });
    return (await response.json()) as T; // the emulator answers as the vendor documents
  }
  return {
    async documents() {
      const all = { limitnum: '1000', orderby: 'id', order: 'asc' };
      const list = await api<{ invoices?: { invoice?: readonly { id: string }[] } }>(
        'GetInvoices',
        all,
      );
      const invoices = await Promise.all(
        (list.invoices?.invoice ?? []).map(({ id }) =>
          api<WhmcsInvoice>('GetInvoice', { invoiceid: String(id) }),
        ),
      );
      return invoices.flatMap(({ invoiceid, status, items: { item = [] } }) =>
        ours(
          String(invoiceid),
          status !== 'Draft',
          item.map(({ description }) => description),
          item.map(({ amount }) => amount),
        ),
      );
    },
    async pay(documentId) {
      const act = { do: 'pay-invoice', invoiceId: Number(documentId) };
      await postJson(`${place}/control`, { act });
    },
  };
}

function ours(
  id: string,
  isIssued: boolean,
  texts: readonly string[],
  amounts: readonly string[],
): BilledDocument[] {
  const reference = texts.map((text) => /PM-[0-9A-Z]{10}/.exec(text)?.[0]).find(Boolean);
  if (!reference) return [];
  const totalMinor = amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0);
  return [{ id, reference, isIssued, totalMinor }];
}
