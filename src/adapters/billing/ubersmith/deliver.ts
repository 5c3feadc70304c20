// A delivery to Ubersmith: a service for each line, then one invoice of exactly those.
import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure, Delivery, DeliveryJournal } from '#ports/billing-system.ts';
import { afterWrite } from '../wire/failure.ts';
import { refuseDocument } from '../wire/refuse-document.ts';
import { generatedInvoice } from './answers.ts';
import type { UbersmithApi } from './api.ts';
import { readClient } from './clients.ts';
import { findInvoice, readInvoice, verdict } from './invoices.ts';
import { addService, readServices, type ServicesThere } from './services.ts';
import type { UbersmithSettings } from './settings.ts';

type Answer = Promise<Result<DeliveryJournal, BillingFailure>>;

/** Noon UTC is the same calendar day in every zone from -12 to +11. */
const NOON_MS = 12 * 3_600_000;

export async function look(api: UbersmithApi, delivery: Delivery): Answer {
  const { documentId } = delivery.journal;
  if (documentId) {
    const invoice = await readInvoice(api, documentId);
    if (!invoice.ok) return invoice;
    if (invoice.value) return verdict(api, invoice.value, delivery);
    const detail = `invoice ${documentId} is not there any more`;
    return err(api.failure('read', 'billing_document_missing', detail));
  }
  const services = await readServices(api, delivery);
  if (!services.ok) return services;
  const { lines, missing, billed } = services.value;
  const changed = changedServices(api, services.value);
  if (changed) return err(changed);
  const journal: DeliveryJournal = { phase: 'none', documentId: '', lines };
  // An invoice can only have been asked for when all services were there; one of theirs may have swept some in earlier.
  if (!billed && missing.length > 0) return ok(journal);
  const invoice = await findInvoice(api, delivery, new Set(Object.values(lines)));
  if (!invoice.ok) return invoice;
  if (invoice.value) return verdict(api, invoice.value, delivery);
  if (!billed) return ok(journal);
  const detail = 'services of the document are billed, on no invoice that we can see';
  return err(api.failure('read', 'billing_changed', detail));
}

export async function advance(
  api: UbersmithApi,
  settings: UbersmithSettings,
  delivery: Delivery,
): Answer {
  const { document, journal } = delivery;
  if (journal.phase === 'done') return ok(journal);
  const line = document.lines.find(({ key }) => journal.lines[key] === undefined);
  if (!line) return generate(api, settings, delivery);
  if (Object.keys(journal.lines).length === 0) {
    const refused = await refusal(api, settings, delivery);
    if (refused) return err(refused);
  }
  const id = await addService(api, settings, delivery, line);
  if (!id.ok) return id;
  return ok({ ...journal, lines: { ...journal.lines, [line.key]: id.value } });
}

/** What stands against the whole delivery, asked before its first write. */
async function refusal(
  api: UbersmithApi,
  settings: UbersmithSettings,
  { document, clientId }: Delivery,
): Promise<BillingFailure | undefined> {
  const { currency } = settings;
  const refused = refuseDocument(document, settings);
  if (refused) return refused;
  if (document.currency !== currency) {
    const detail = `UBERSMITH_CURRENCY is ${currency}, not ${document.currency}`;
    return api.failure('write', 'billing_currency_differs', detail);
  }
  const client = await readClient(api, settings, clientId);
  if (!client.ok) return client.error;
  if (client.value) return undefined;
  const detail = `client ${clientId} is not there any more`;
  return api.failure('write', 'billing_client_missing', detail);
}

/** There is no draft, so the services are compared before: an invoice is seen by the client at once. */
async function generate(
  api: UbersmithApi,
  settings: UbersmithSettings,
  delivery: Delivery,
): Answer {
  const { document, clientId } = delivery;
  const services = await readServices(api, delivery);
  if (!services.ok) return services;
  const changed = changedServices(api, services.value, document.lines.length);
  if (changed) return err(changed);
  const ids = Object.values(services.value.lines);
  const answer = await api.call('write', 'client.invoice_generate', {
    client_id: clientId,
    duedate: dueDate(document.dueOn, settings.dueDateFormat),
    include_packs: Object.fromEntries(ids.map((id) => [id, 1])),
    // Else whatever else is due, and the client's credits, would be swept in.
    include_prebills: 0,
    include_credits: 0,
  });
  if (!answer.ok) return answer;
  const made = generatedInvoice.safeParse(answer.value);
  if (!made.success) {
    const detail = 'client.invoice_generate: no invoice id';
    return err(api.failure('write', 'billing_answer_malformed', detail));
  }
  const invoice = await readInvoice(api, made.data.invid);
  if (!invoice.ok) return err(afterWrite(invoice.error));
  if (invoice.value) return verdict(api, invoice.value, delivery);
  const detail = `invoice ${made.data.invid} is gone right after it was made`;
  return err(api.failure('write', 'billing_answer_malformed', detail));
}

/** `wanted`: how many unbilled services there must be. */
function changedServices(
  api: UbersmithApi,
  { lines, twice, differences, billed }: ServicesThere,
  wanted = 0,
): BillingFailure | undefined {
  const how = [...differences];
  const there = Object.keys(lines).length;
  if (wanted > there) how.push(`${there} of ${wanted} services are there`);
  if (wanted > 0 && billed) how.push('some of them are billed already');
  if (how.length === 0) return undefined;
  const code = twice.length > 0 ? 'billing_ambiguous' : 'billing_changed';
  return api.failure('read', code, `services: ${how.join('; ')}`);
}

function dueDate(dueOn: string, format: UbersmithSettings['dueDateFormat']): string {
  return format === 'date' ? dueOn : String((Date.parse(dueOn) + NOON_MS) / 1000);
}
