// How far a document has come: by the id in the journal, else by our reference in the notes, else by our mark on the
// lines, because a hook of theirs may have written other notes.
import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure, Delivery, DeliveryJournal } from '#ports/billing-system.ts';
import { readMark } from '../wire/line-mark.ts';
import type { WhmcsApi } from './api.ts';
import { compare } from './compare.ts';
import { readAs } from './read.ts';
import { type WhmcsInvoice, type WhmcsInvoiceRow, whmcsInvoice, whmcsInvoices } from './shapes.ts';

const PAGE_ROWS = 100;
/** Pages shift up when somebody deletes an invoice between two readings; the next page begins a little before its place. */
const OVERLAP_ROWS = 5;
const PAGES_MAX = 40;
/** A client's own invoices since the month began, whose lines are read one by one when no notes have our reference. */
const CANDIDATES_MAX = 50;

/** Notes with another of our references are of another document of ours. */
export const ANY_REFERENCE = /\bPM-[0-9A-Z]{10}\b/;

export async function look(
  api: WhmcsApi,
  delivery: Delivery,
): Promise<Result<DeliveryJournal, BillingFailure>> {
  const { documentId } = delivery.journal;
  const found = documentId ? await readKnown(api, documentId) : await find(api, delivery);
  if (!found.ok) return found;
  return found.value ? judge(api, found.value, delivery) : ok(NONE);
}

const NONE: DeliveryJournal = { phase: 'none', documentId: '', lines: {} };

export function judge(
  api: WhmcsApi,
  invoice: WhmcsInvoice,
  delivery: Delivery,
): Result<DeliveryJournal, BillingFailure> {
  const verdict = compare(invoice, delivery);
  if (verdict.kind === 'ours') return ok(verdict.journal);
  return err(api.failure('read', 'billing_changed', verdict.how));
}

/** Null where WHMCS has none of this id. */
export async function readInvoice(
  api: WhmcsApi,
  id: string,
): Promise<Result<WhmcsInvoice | null, BillingFailure>> {
  const invoice = await readAs(api, 'GetInvoice', { invoiceid: id }, whmcsInvoice);
  if (invoice.ok || invoice.error.code !== 'billing_document_missing') return invoice;
  return ok(null);
}

async function readKnown(api: WhmcsApi, id: string): Promise<Result<WhmcsInvoice, BillingFailure>> {
  const invoice = await readInvoice(api, id);
  if (!invoice.ok) return invoice;
  if (invoice.value) return ok(invoice.value);
  const detail = `invoice ${id} is not there any more`;
  return err(api.failure('read', 'billing_document_missing', detail));
}

async function find(
  api: WhmcsApi,
  { document, clientId }: Delivery,
): Promise<Result<WhmcsInvoice | null, BillingFailure>> {
  const rows = await invoicesSince(api, clientId, `${document.month}-01`);
  if (!rows.ok) return rows;
  const { reference } = document;
  const marked = rows.value.filter(({ notes }) => notes.includes(reference));
  const candidates =
    marked.length > 0 ? marked : rows.value.filter(({ notes }) => !ANY_REFERENCE.test(notes));
  if (candidates.length > CANDIDATES_MAX) {
    const detail = `client ${clientId} has ${candidates.length} invoices since ${document.month}`;
    return err(api.failure('read', 'billing_unsupported', detail));
  }
  const ours: WhmcsInvoice[] = [];
  for (const { id } of candidates) {
    const invoice = await readInvoice(api, id);
    if (!invoice.ok) return invoice;
    if (invoice.value && isOurs(invoice.value, reference)) ours.push(invoice.value);
  }
  const [first = null, second] = ours;
  if (!second) return ok(first);
  const ids = ours.map(({ invoiceid }) => invoiceid).join(' and ');
  return err(api.failure('read', 'billing_ambiguous', `invoices ${ids} have the same reference`));
}

function isOurs({ notes, items }: WhmcsInvoice, reference: string): boolean {
  return (
    notes.includes(reference) ||
    items.some(({ description }) => readMark(description)?.reference === reference)
  );
}

/** The client's invoices dated `since` or later; an invoice for a month cannot be older than its first day. */
export async function invoicesSince(
  api: WhmcsApi,
  clientId: string,
  since: string,
): Promise<Result<readonly WhmcsInvoiceRow[], BillingFailure>> {
  const found = new Map<string, WhmcsInvoiceRow>();
  let start = 0;
  for (let page = 0; page < PAGES_MAX; page++) {
    const fields = {
      userid: clientId,
      orderby: 'id',
      order: 'desc',
      limitstart: start,
      limitnum: PAGE_ROWS,
    };
    const list = await readAs(api, 'GetInvoices', fields, whmcsInvoices);
    if (!list.ok) return list;
    const { invoices: rows, totalresults } = list.value;
    const recent = rows.filter(({ date }) => date === '' || date >= since);
    for (const row of recent) if (row.userid === clientId) found.set(row.id, row);
    // Without a count the list ends at an empty page: half of it must never pass for the whole.
    const isLast =
      rows.length === 0 || (totalresults !== undefined && start + rows.length >= totalresults);
    // Backdated invoices lie among newer ones: one page of old ones throughout ends it.
    if (isLast || recent.length === 0) return ok([...found.values()]);
    start += rows.length > 2 * OVERLAP_ROWS ? rows.length - OVERLAP_ROWS : rows.length;
  }
  const detail = `client ${clientId} has more than ${PAGES_MAX * PAGE_ROWS} invoices since ${since}`;
  return err(api.failure('read', 'billing_unsupported', detail));
}
