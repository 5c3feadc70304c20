import { err, ok, type Result } from '#core/result.ts';
import type {
  BillingCapabilities,
  BillingFailure,
  BillingSystem,
  PayLink,
} from '#ports/billing-system.ts';
import { addLines, createDraft, publish } from './advance.ts';
import { baseUrl, createWhmcsApi, type WhmcsApi } from './api.ts';
import { createClient, findClient, ownedClients, readClient } from './clients.ts';
import { look, readInvoice } from './look.ts';
import { toDocument } from './payment.ts';
import { probe } from './probe.ts';
import type { WhmcsSettings } from './settings.ts';
import { readSignal } from './signal.ts';

/** Invoices live in WHMCS, 8 or 9: a draft is made, read back and compared, and then published. */
export function createWhmcsBilling(settings: WhmcsSettings): BillingSystem {
  const api = createWhmcsApi(settings);
  return {
    capabilities: capabilitiesOf(settings),
    probe: () => probe(api, settings),
    findClient: (email) => findClient(api, email),
    readClient: (id) => readClient(api, id),
    ownedClients: (email) => ownedClients(api, email),
    createClient: (client) => createClient(api, settings, client),
    look: (delivery) => look(api, delivery),
    async advance(delivery) {
      switch (delivery.journal.phase) {
        case 'none':
          return createDraft(api, settings, delivery);
        case 'opened':
          return addLines(api, settings, delivery);
        case 'filled':
          return publish(api, settings, delivery);
        case 'done':
          return ok(delivery.journal);
      }
    },
    async read(documentId) {
      const invoice = await readInvoice(api, documentId);
      return invoice.ok ? ok(invoice.value && toDocument(invoice.value)) : invoice;
    },
    cancel: (documentId) => cancel(api, documentId),
    payLink: (to) => payLink(api, settings, to),
    readSignal: async (request) => readSignal(settings.signalSecret, request),
  };
}

function capabilitiesOf({ negativeLines }: WhmcsSettings): BillingCapabilities {
  return {
    name: 'whmcs',
    external: true,
    currencyPerDocument: false,
    negativeLines,
    signIn: 'fetched_url',
  };
}

/** There is no way to delete one. Notes are part of an issued invoice, so the reason is not put there. */
async function cancel(api: WhmcsApi, documentId: string): Promise<Result<null, BillingFailure>> {
  const invoice = await readInvoice(api, documentId);
  if (!invoice.ok) return invoice;
  if (!invoice.value) {
    const detail = `invoice ${documentId} is not there`;
    return err(api.failure('write', 'billing_document_missing', detail));
  }
  if (invoice.value.status === 'Cancelled') return ok(null);
  const answer = await api.write('UpdateInvoice', { invoiceid: documentId, status: 'Cancelled' });
  return answer.ok ? ok(null) : answer;
}

/** A single-use token of a minute at most; asking for one again does no harm, so it counts as reading. */
async function payLink(
  api: WhmcsApi,
  settings: WhmcsSettings,
  { clientId, documentId }: PayLink,
): Promise<Result<string, BillingFailure>> {
  const path = `viewinvoice.php?id=${encodeURIComponent(documentId)}`;
  const answer = await api.read('CreateSsoToken', {
    client_id: clientId,
    destination: 'sso:custom_redirect',
    sso_redirect_path: path,
  });
  if (!answer.ok) {
    // People may switch single sign-on off for their account there: then they sign in themselves.
    const isBlocked = answer.error.code === 'billing_rejected';
    return isBlocked ? ok(`${baseUrl(settings.url)}/${path}`) : answer;
  }
  const { redirect_url: url } = answer.value;
  if (typeof url === 'string' && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) {
    return ok(url);
  }
  return err(api.failure('read', 'billing_answer_malformed', 'CreateSsoToken: no redirect_url'));
}
