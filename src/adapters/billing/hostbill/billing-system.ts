import { ok, type Result } from '#core/result.ts';
import type {
  BillingCapabilities,
  BillingClient,
  BillingFailure,
  BillingSystem,
  NewBillingClient,
} from '#ports/billing-system.ts';
import { advance } from './advance.ts';
import { createHostbillApi, type HostbillApi } from './api.ts';
import { payLink } from './autologin.ts';
import { createClient, findClientId, readHostbillClient, toClient } from './clients.ts';
import { type Currencies, currencyReader } from './currencies.ts';
import { lookAtJournalled, lookByReference, readInvoice } from './invoices.ts';
import { toDocument } from './payment.ts';
import { probe } from './probe.ts';
import type { HostbillSettings } from './settings.ts';
import { readSignal } from './signal.ts';

type Answer<T> = Promise<Result<T, BillingFailure>>;

/** Invoices live in HostBill: a draft is filled line by line, read back, and issued when it is as we want it. */
export function createHostbillBilling(settings: HostbillSettings): BillingSystem {
  const api = createHostbillApi(settings);
  const readCurrencies = currencyReader(api);

  /** HostBill names currencies by numbers of its own, so most answers mean nothing without this list. */
  async function withCurrencies<T>(use: (currencies: Currencies) => Answer<T>): Answer<T> {
    const currencies = await readCurrencies();
    return currencies.ok ? use(currencies.value) : currencies;
  }

  return {
    capabilities: capabilitiesOf(settings),
    probe: () => withCurrencies((currencies) => probe(api, settings, currencies)),
    async findClient(email) {
      const id = await findClientId(api, settings, email);
      if (!id.ok || id.value === null) return id.ok ? ok(null) : id;
      const found = id.value;
      return withCurrencies((currencies) => readClient(api, settings, currencies, found));
    },
    readClient: (id) => withCurrencies((currencies) => readClient(api, settings, currencies, id)),
    createClient: (client) =>
      withCurrencies(async (currencies) => {
        const id = await createClient(api, client, currencies);
        return id.ok ? ok(newClient(id.value, client)) : id;
      }),
    look: (delivery) =>
      withCurrencies((currencies) =>
        delivery.journal.documentId
          ? lookAtJournalled(api, delivery, currencies)
          : lookByReference(api, settings, delivery, currencies),
      ),
    advance: (delivery) =>
      withCurrencies((currencies) => advance(api, settings, delivery, currencies)),
    read: (documentId) =>
      withCurrencies(async (currencies) => {
        const invoice = await readInvoice(api, documentId);
        if (!invoice.ok) return invoice;
        return ok(
          invoice.value && toDocument(invoice.value, currencies, settings.transactionFields),
        );
      }),
    cancel: (documentId) => cancel(api, documentId),
    payLink: (to) => payLink(api, settings, to),
    async readSignal(request) {
      return readSignal(settings.signalSecret, request);
    },
  };
}

function capabilitiesOf({ negativeLines, autologin }: HostbillSettings) {
  return {
    name: 'hostbill',
    external: true,
    currencyPerDocument: false,
    negativeLines,
    signIn: autologin ? 'fetched_url' : 'portal',
  } as const satisfies BillingCapabilities;
}

async function readClient(
  api: HostbillApi,
  settings: HostbillSettings,
  currencies: Currencies,
  id: string,
): Answer<BillingClient | null> {
  const client = await readHostbillClient(api, id);
  return client.ok ? ok(client.value && toClient(client.value, currencies, settings)) : client;
}

function newClient(id: string, { email, currency }: NewBillingClient): BillingClient {
  return { id, email, currency, active: true };
}

/** HostBill takes no reason; it stands in our own record. */
async function cancel(api: HostbillApi, documentId: string): Answer<null> {
  const fields = { id: documentId, status: 'Cancelled' };
  const answer = await api.call('write', 'setInvoiceStatus', fields);
  return answer.ok ? ok(null) : answer;
}
