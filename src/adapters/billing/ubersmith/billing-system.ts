import { err, ok, type Result } from '#core/result.ts';
import type { BillingCapabilities, BillingFailure, BillingSystem } from '#ports/billing-system.ts';
import { groupLines } from '../wire/group-lines.ts';
import { createUbersmithApi, type UbersmithApi } from './api.ts';
import { createClient, findClient, readClient } from './clients.ts';
import { advance, look } from './deliver.ts';
import { readInvoice } from './invoices.ts';
import { toDocument } from './payment.ts';
import { probe } from './probe.ts';
import type { UbersmithSettings } from './settings.ts';

/** Invoices live in Ubersmith: each line becomes a one-time service, and an invoice is made of exactly those. */
export function createUbersmithBilling(settings: UbersmithSettings): BillingSystem {
  const api = createUbersmithApi(settings);
  return {
    capabilities: capabilitiesOf(settings),
    probe: () => probe(api, settings),
    findClient: (email) => findClient(api, settings, email),
    readClient: (id) => readClient(api, settings, id),
    createClient: (client) => createClient(api, settings, client),
    look: (delivery) => look(api, groupLines(delivery, settings.linesMax)),
    advance: (delivery) => advance(api, settings, groupLines(delivery, settings.linesMax)),
    async read(documentId) {
      const invoice = await readInvoice(api, documentId);
      if (!invoice.ok) return invoice;
      return ok(invoice.value && toDocument(invoice.value, settings.currency));
    },
    cancel: (documentId) => cancel(api, documentId),
    /** No call signs a client in; the portal asks for the login. */
    async payLink({ documentId }) {
      return ok(settings.portalUrl.replaceAll('{id}', encodeURIComponent(documentId)));
    },
    /** Ubersmith sends none; open invoices are polled. */
    async readSignal() {
      return undefined;
    },
  };
}

function capabilitiesOf({ negativeLines }: UbersmithSettings) {
  return {
    name: 'ubersmith',
    external: true,
    currencyPerDocument: false,
    negativeLines,
    signIn: 'portal',
  } as const satisfies BillingCapabilities;
}

/** Ubersmith takes no reason. The services stay, billed once and for all; a person may deactivate them. */
async function cancel(
  api: UbersmithApi,
  documentId: string,
): Promise<Result<null, BillingFailure>> {
  const invoice = await readInvoice(api, documentId);
  if (!invoice.ok) return invoice;
  if (!invoice.value) {
    const detail = `invoice ${documentId} is not there`;
    return err(api.failure('write', 'billing_document_missing', detail));
  }
  const fields = { client_id: invoice.value.clientid, inv_id: documentId };
  const answer = await api.call('write', 'client.invoice_disregard', fields);
  return answer.ok ? ok(null) : answer;
}
