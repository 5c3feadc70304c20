import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure, Delivery, DeliveryJournal } from '#ports/billing-system.ts';
import { utcMs } from '../wire/php-values.ts';
import { isMissing } from '../wire/refusal-code.ts';
import { type HostbillInvoice, invoiceAnswer, invoiceRow } from './answers.ts';
import type { HostbillApi } from './api.ts';
import type { Currencies } from './currencies.ts';
import { isEmptyDraft, isMarked, judge } from './document.ts';
import { readPages } from './pages.ts';
import type { HostbillSettings } from './settings.ts';

/** A draft has the day on which it was opened over there, whose clock and zone are not ours. */
const OLDER_MS = 2 * 86_400_000;

/** Each is a call; a client with more invoices in so short a time is for a person. */
const INVOICES_MAX = 60;

const NONE: DeliveryJournal = { phase: 'none', documentId: '', lines: {} };

/** Null where HostBill has no invoice of this id. */
export async function readInvoice(
  api: HostbillApi,
  id: string,
): Promise<Result<HostbillInvoice | null, BillingFailure>> {
  const answer = await api.call('read', 'getInvoiceDetails', { id });
  if (!answer.ok) return isMissing(answer.error) ? ok(null) : answer;
  const parsed = invoiceAnswer.safeParse(answer.value);
  if (parsed.success) return ok(parsed.data.invoice);
  if (isEmpty(answer.value)) return ok(null);
  const detail = 'getInvoiceDetails: an invoice we cannot read';
  return err(api.failure('read', 'billing_answer_malformed', detail));
}

/** The invoice that the journal names, if it is there and ours. */
export async function lookAtJournalled(
  api: HostbillApi,
  delivery: Delivery,
  currencies: Currencies,
): Promise<Result<DeliveryJournal, BillingFailure>> {
  const { documentId } = delivery.journal;
  const invoice = await readInvoice(api, documentId);
  if (!invoice.ok) return invoice;
  if (invoice.value) return verdict(api, invoice.value, delivery, currencies);
  const detail = `invoice ${documentId} is not there any more`;
  return err(api.failure('read', 'billing_document_missing', detail));
}

/** HostBill cannot search, so the client's invoices since the day of issue are walked. */
export async function lookByReference(
  api: HostbillApi,
  { pagesMax, adoptEmptyDraft }: HostbillSettings,
  delivery: Delivery,
  currencies: Currencies,
): Promise<Result<DeliveryJournal, BillingFailure>> {
  const { document, clientId } = delivery;
  const invoices = await recentInvoices(api, pagesMax, clientId, document.issuedOn);
  if (!invoices.ok) return invoices;
  const ours = invoices.value.filter((invoice) => isMarked(invoice, document.reference));
  const [mine, another] = ours;
  if (another) return ambiguous(api, ours, 'have the same reference');
  if (mine) return verdict(api, mine, delivery, currencies);
  const drafts = adoptEmptyDraft ? invoices.value.filter(isEmptyDraft) : [];
  const [draft, second] = drafts;
  if (second) return ambiguous(api, drafts, 'are empty drafts; delete those that nobody needs');
  return draft ? verdict(api, draft, delivery, currencies) : ok(NONE);
}

export function verdict(
  api: HostbillApi,
  invoice: HostbillInvoice,
  delivery: Delivery,
  currencies: Currencies,
): Result<DeliveryJournal, BillingFailure> {
  const found = judge(invoice, delivery, currencies);
  if (found.kind === 'ours') return ok(found.journal);
  return err(api.failure('read', 'billing_changed', found.how));
}

async function recentInvoices(
  api: HostbillApi,
  pagesMax: number,
  clientId: string,
  issuedOn: string,
): Promise<Result<readonly HostbillInvoice[], BillingFailure>> {
  const list = {
    method: 'getClientInvoices',
    fields: { id: clientId },
    name: 'invoices',
    row: invoiceRow,
  };
  const rows = await readPages(api, pagesMax, list);
  if (!rows.ok) return rows;
  const sinceMs = Date.parse(issuedOn) - OLDER_MS;
  const recent = rows.value.filter(({ date }) => (utcMs(date) ?? sinceMs) >= sinceMs);
  if (recent.length > INVOICES_MAX) {
    const detail = `client ${clientId} has ${recent.length} invoices since ${issuedOn}`;
    return err(api.failure('read', 'billing_unsupported', detail));
  }
  const invoices: HostbillInvoice[] = [];
  for (const { id } of recent) {
    const invoice = await readInvoice(api, id);
    if (!invoice.ok) return invoice;
    if (invoice.value) invoices.push(invoice.value);
  }
  return ok(invoices);
}

function ambiguous(
  api: HostbillApi,
  invoices: readonly HostbillInvoice[],
  what: string,
): Result<never, BillingFailure> {
  const ids = invoices.map(({ id }) => id).join(' and ');
  return err(api.failure('read', 'billing_ambiguous', `invoices ${ids} ${what}`));
}

function isEmpty(answer: unknown): boolean {
  const { invoice } = answer as { invoice?: unknown }; // a success is an object
  return !invoice || (Array.isArray(invoice) && invoice.length === 0);
}
