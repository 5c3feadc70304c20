// One write of a delivery: open a draft, add each line, set dates and our mark, issue, mail.
import { err, ok, type Result } from '#core/result.ts';
import type {
  BillingFailure,
  DeliveredLine,
  Delivery,
  DeliveryJournal,
} from '#ports/billing-system.ts';
import { afterWrite } from '../wire/failure.ts';
import { refuseDocument } from '../wire/refuse-document.ts';
import { invoiceAnswer, madeInvoice, newLineAnswer } from './answers.ts';
import type { HostbillApi } from './api.ts';
import { readHostbillClient } from './clients.ts';
import type { Currencies } from './currencies.ts';
import { detailFields, lineAmount, lineFields } from './document.ts';
import { readInvoice, verdict } from './invoices.ts';
import type { HostbillSettings } from './settings.ts';

type Advanced = Promise<Result<DeliveryJournal, BillingFailure>>;

export async function advance(
  api: HostbillApi,
  settings: HostbillSettings,
  delivery: Delivery,
  currencies: Currencies,
): Advanced {
  const { document, journal } = delivery;
  if (journal.phase === 'done') return ok(journal);
  if (journal.phase === 'none') {
    const refused = refuseDocument(document, settings);
    return refused ? err(refused) : openDraft(api, delivery, currencies);
  }
  if (journal.phase === 'filled') return issue(api, settings, delivery, currencies);
  const line = document.lines.find(({ key }) => journal.lines[key] === undefined);
  return line ? addLine(api, settings, delivery, line) : setDetails(api, settings, delivery);
}

/** An invoice takes its client's currency, so a client with another one is refused before anything is opened. */
async function openDraft(api: HostbillApi, delivery: Delivery, currencies: Currencies): Advanced {
  const { clientId, document } = delivery;
  const client = await readHostbillClient(api, clientId);
  if (!client.ok) return client;
  if (!client.value) {
    const detail = `client ${clientId} is not there any more`;
    return err(api.failure('write', 'billing_client_missing', detail));
  }
  const currency = currencies.get(client.value.currency_id) ?? 'unknown';
  if (currency !== document.currency) {
    const detail = `client ${clientId} has the currency ${currency}, not ${document.currency}`;
    return err(api.failure('write', 'billing_currency_differs', detail));
  }
  const answer = await api.call('write', 'addInvoice', { client_id: clientId });
  if (!answer.ok) return answer;
  const made = madeInvoice.safeParse(answer.value);
  if (!made.success) return malformed(api, 'addInvoice: no invoice id');
  return ok({ phase: 'opened', documentId: made.data.invoice_id, lines: {} });
}

async function addLine(
  api: HostbillApi,
  settings: HostbillSettings,
  { document, journal }: Delivery,
  line: DeliveredLine,
): Advanced {
  const fields = { id: journal.documentId, ...lineFields(document, line, settings) };
  const answer = await api.call('write', 'addInvoiceItem', fields);
  if (!answer.ok) return answer;
  const made = newLineAnswer.safeParse(answer.value);
  if (!made.success) return malformed(api, 'addInvoiceItem: no line');
  const { newline } = made.data;
  if (lineAmount(newline, document) !== line.amountMinor) {
    const detail = `invoice ${journal.documentId}: line ${line.key} was taken as ${newline.qty} x ${newline.amount}`;
    return err(api.failure('write', 'billing_changed', detail));
  }
  return ok({ ...journal, lines: { ...journal.lines, [line.key]: newline.id } });
}

async function setDetails(
  api: HostbillApi,
  settings: HostbillSettings,
  { document, journal }: Delivery,
): Advanced {
  const fields = { id: journal.documentId, ...detailFields(document, settings) };
  const answer = await api.call('write', 'editInvoiceDetails', fields);
  return answer.ok ? ok({ ...journal, phase: 'filled' }) : answer;
}

/** Read back and compared first: what is issued cannot be taken back. A mail, where wanted, is a write of its own. */
async function issue(
  api: HostbillApi,
  settings: HostbillSettings,
  delivery: Delivery,
  currencies: Currencies,
): Advanced {
  const { document, journal } = delivery;
  const before = await readInvoice(api, journal.documentId);
  if (!before.ok) return before;
  if (!before.value) {
    const detail = `invoice ${journal.documentId} is not there any more`;
    return err(api.failure('write', 'billing_document_missing', detail));
  }
  const found = verdict(api, before.value, delivery, currencies);
  if (!found.ok) return found;
  const lost = document.lines.find(({ key }) => found.value.lines[key] === undefined);
  if (lost) {
    const detail = `invoice ${journal.documentId}: line ${lost.key} was there and is gone`;
    return err(api.failure('write', 'billing_changed', detail));
  }
  if (found.value.phase !== 'done') return convert(api, settings, delivery, currencies);
  return settings.mailInvoices ? mail(api, found.value) : found;
}

/** What comes back is compared once more: issuing may run rules of theirs. */
async function convert(
  api: HostbillApi,
  { mailInvoices }: HostbillSettings,
  delivery: Delivery,
  currencies: Currencies,
): Advanced {
  const { documentId } = delivery.journal;
  const answer = await api.call('write', 'convertInvoice', { id: documentId });
  if (!answer.ok) return answer;
  const parsed = invoiceAnswer.safeParse(answer.value).data?.invoice;
  const after = parsed?.items ? ok(parsed) : await readInvoice(api, documentId);
  if (!after.ok) return err(afterWrite(after.error));
  if (!after.value) return malformed(api, 'convertInvoice: no invoice');
  const issued = verdict(api, after.value, delivery, currencies);
  if (!issued.ok) return issued;
  if (issued.value.phase !== 'done') return malformed(api, 'convertInvoice: still a draft');
  return ok(mailInvoices ? { ...issued.value, phase: 'filled' } : issued.value);
}

/** At most once: where its reply is lost, looking finds the invoice issued, and that is the end. */
async function mail(api: HostbillApi, journal: DeliveryJournal): Advanced {
  const answer = await api.call('write', 'sendInvoice', { id: journal.documentId });
  return answer.ok ? ok(journal) : answer;
}

function malformed(api: HostbillApi, detail: string): Result<never, BillingFailure> {
  return err(api.failure('write', 'billing_answer_malformed', detail));
}
