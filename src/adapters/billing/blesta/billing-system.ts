import { err, ok, type Result } from '#core/result.ts';
import type {
  BillingCapabilities,
  BillingFailure,
  BillingSystem,
  PayLink,
  SignalRequest,
} from '#ports/billing-system.ts';
import type { Clock } from '#ports/clock.ts';
import { groupLines } from '../wire/group-lines.ts';
import { idText } from '../wire/php-values.ts';
import { refuseDocument } from '../wire/refuse-document.ts';
import { sameSecret } from '../wire/same-secret.ts';
import { signalFields } from '../wire/signal-fields.ts';
import { type BlestaApi, createBlestaApi } from './api.ts';
import { createClient, findClient, readBlestaClient, toClient } from './clients.ts';
import { addInvoice, look, readInvoice } from './invoices.ts';
import { toDocument } from './payment.ts';
import { probe } from './probe.ts';
import type { BlestaSettings } from './settings.ts';
import { sharedLoginUrl } from './shared-login.ts';

/** Invoices live in Blesta: one atomic call makes one, and reading it back proves it. */
export function createBlestaBilling(settings: BlestaSettings, clock: Clock): BillingSystem {
  const api = createBlestaApi(settings);
  return {
    capabilities: capabilitiesOf(settings),
    probe: () => probe(api, settings),
    findClient: (email) => findClient(api, settings, email),
    async readClient(id) {
      const client = await readBlestaClient(api, id);
      return client.ok ? ok(client.value && toClient(client.value)) : client;
    },
    createClient: (client) => createClient(api, settings, client),
    look: (delivery) => look(api, settings, groupLines(delivery, settings.linesMax)),
    async advance(delivery) {
      if (delivery.journal.phase === 'done') return ok(delivery.journal);
      const refused = refuseDocument(delivery.document, settings);
      if (refused) return err(refused);
      return addInvoice(api, settings, groupLines(delivery, settings.linesMax));
    },
    async read(documentId) {
      const invoice = await readInvoice(api, documentId);
      return invoice.ok ? ok(invoice.value && toDocument(invoice.value)) : invoice;
    },
    cancel: (documentId, why) => cancel(api, settings, documentId, why),
    payLink: (to) => payLink(api, settings, clock, to),
    async readSignal(request) {
      return readSignal(settings, request);
    },
  };
}

function capabilitiesOf({ negativeLines, sharedLoginKey }: BlestaSettings) {
  return {
    name: 'blesta',
    external: true,
    currencyPerDocument: true,
    negativeLines,
    signIn: sharedLoginKey ? 'signed_url' : 'portal',
  } as const satisfies BillingCapabilities;
}

/** An edit drops what it is not given again: the currency, and mails that wait. */
async function cancel(
  api: BlestaApi,
  { mailInvoices }: BlestaSettings,
  documentId: string,
  why: string,
): Promise<Result<null, BillingFailure>> {
  const invoice = await readInvoice(api, documentId);
  if (!invoice.ok) return invoice;
  if (!invoice.value) {
    const detail = `invoice ${documentId} is not there`;
    return err(api.failure('write', 'billing_document_missing', detail));
  }
  if (invoice.value.status === 'void') return ok(null);
  const answer = await api.write('PUT', 'invoices/edit', {
    invoice_id: documentId,
    vars: {
      status: 'void',
      currency: invoice.value.currency,
      note_private: why,
      ...(mailInvoices ? { delivery: ['email'] } : {}),
    },
  });
  return answer.ok ? ok(null) : answer;
}

/** Shared Login works by username, which for clients who were there before us is not their address. */
async function payLink(
  api: BlestaApi,
  settings: BlestaSettings,
  clock: Clock,
  { clientId, documentId }: PayLink,
): Promise<Result<string, BillingFailure>> {
  const target = settings.url + settings.payPath.replaceAll('{id}', encodeURIComponent(documentId));
  if (!settings.sharedLoginKey) return ok(target);
  const client = await readBlestaClient(api, clientId);
  if (!client.ok) return client;
  if (!client.value) {
    const detail = `client ${clientId} is not there`;
    return err(api.failure('read', 'billing_client_missing', detail));
  }
  const username = client.value.username || client.value.email;
  const login = { username, target, nowMs: clock.nowMs() };
  return ok(sharedLoginUrl(settings, settings.sharedLoginKey, login));
}

/** The vendor's plugin does not sign: the secret stands in the address that it calls. */
function readSignal({ signalSecret }: BlestaSettings, request: SignalRequest): string | undefined {
  if (!signalSecret || !sameSecret(request.query.get('key') ?? '', signalSecret)) return undefined;
  return idText.safeParse(signalFields(request).get('invoice_id')).data;
}
