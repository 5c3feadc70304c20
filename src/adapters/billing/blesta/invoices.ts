import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure, Delivery, DeliveryJournal } from '#ports/billing-system.ts';
import { afterWrite } from '../wire/failure.ts';
import { idText } from '../wire/php-values.ts';
import { type BlestaInvoice, blestaInvoice, blestaInvoiceRow } from './answers.ts';
import type { BlestaApi } from './api.ts';
import { invoiceFields, judge } from './document.ts';
import { readPage, readPages } from './pages.ts';
import type { BlestaSettings } from './settings.ts';

/** More rows than this for one reference mean that the filter was not obeyed. */
const ROWS_MAX = 20;

const NONE: DeliveryJournal = { phase: 'none', documentId: '', lines: {} };

/** Null where Blesta has none of this id. */
export async function readInvoice(
  api: BlestaApi,
  id: string,
): Promise<Result<BlestaInvoice | null, BillingFailure>> {
  const answer = await api.get('invoices/get', { invoice_id: id, use_cache: false });
  if (!answer.ok) return answer;
  if (!answer.value) return ok(null);
  const parsed = blestaInvoice.safeParse(answer.value);
  if (parsed.success) return ok(parsed.data);
  const detail = 'invoices/get: an invoice we cannot read';
  return err(api.failure('read', 'billing_answer_malformed', detail));
}

export async function look(
  api: BlestaApi,
  settings: BlestaSettings,
  delivery: Delivery,
): Promise<Result<DeliveryJournal, BillingFailure>> {
  const { documentId } = delivery.journal;
  const found = documentId
    ? await readJournalled(api, documentId)
    : await findInvoice(api, settings, delivery);
  if (!found.ok) return found;
  return found.value ? verdict(api, found.value, delivery) : ok(NONE);
}

/** One atomic call, and the readings behind it: as we wanted it, and the only one. */
export async function addInvoice(
  api: BlestaApi,
  settings: BlestaSettings,
  delivery: Delivery,
): Promise<Result<DeliveryJournal, BillingFailure>> {
  const made = await api.write('POST', 'invoices/add', invoiceFields(delivery, settings));
  if (!made.ok) {
    const clientIsGone = made.error.faults.some((fault) => fault.startsWith('client_id.'));
    return err(clientIsGone ? { ...made.error, code: 'billing_client_missing' } : made.error);
  }
  const id = idText.safeParse(made.value);
  if (!id.success) {
    return err(api.failure('write', 'billing_answer_malformed', 'invoices/add: no invoice id'));
  }
  const invoice = await readInvoice(api, id.data);
  if (!invoice.ok) return err(afterWrite(invoice.error));
  if (invoice.value) {
    const journal = verdict(api, invoice.value, delivery);
    return journal.ok ? alone(api, settings, delivery, journal.value) : journal;
  }
  const detail = `invoice ${id.data} is gone right after it was made`;
  return err(api.failure('write', 'billing_answer_malformed', detail));
}

async function readJournalled(
  api: BlestaApi,
  id: string,
): Promise<Result<BlestaInvoice, BillingFailure>> {
  const invoice = await readInvoice(api, id);
  if (!invoice.ok) return invoice;
  if (invoice.value) return ok(invoice.value);
  return err(
    api.failure('read', 'billing_document_missing', `invoice ${id} is not there any more`),
  );
}

/** A proxy that repeats a write leaves two with the same reference, of which the reply names one. */
async function alone(
  api: BlestaApi,
  settings: BlestaSettings,
  delivery: Delivery,
  journal: DeliveryJournal,
): Promise<Result<DeliveryJournal, BillingFailure>> {
  const rows = await readPage(api, lookup(settings, delivery), 1);
  if (!rows.ok) return err(afterWrite(rows.error));
  if (rows.value.length < 2) return ok(journal);
  const found = await findInvoice(api, settings, delivery);
  return found.ok ? ok(journal) : err(afterWrite(found.error));
}

/** By our reference in the text of its lines; both calls match parts of texts, so each row is read before it counts. */
function lookup({ invoiceLookup }: BlestaSettings, { document, clientId }: Delivery) {
  const { reference } = document;
  const row = blestaInvoiceRow;
  if (invoiceLookup === 'search') {
    return { method: 'invoices/search', fields: { query: reference }, row };
  }
  const fields = {
    client_id: clientId,
    status: 'all',
    order_by: { date_due: 'DESC' },
    filters: { invoice_line: reference },
  };
  return { method: 'invoices/getList', fields, row };
}

async function findInvoice(
  api: BlestaApi,
  settings: BlestaSettings,
  delivery: Delivery,
): Promise<Result<BlestaInvoice | null, BillingFailure>> {
  const rows = await readPages<typeof blestaInvoiceRow>(api, lookup(settings, delivery));
  if (!rows.ok) return rows;
  if (rows.value.length > ROWS_MAX) {
    const detail = `${rows.value.length} invoices for one reference: set BLESTA_INVOICE_LOOKUP to the other way`;
    return err(api.failure('read', 'billing_unsupported', detail));
  }
  const ours: BlestaInvoice[] = [];
  for (const { id } of rows.value) {
    const invoice = await readInvoice(api, id);
    if (!invoice.ok) return invoice;
    if (
      invoice.value?.line_items.some(({ description }) =>
        description.includes(delivery.document.reference),
      )
    ) {
      ours.push(invoice.value);
    }
  }
  const [first = null, second] = ours;
  if (!second) return ok(first);
  const detail = `invoices ${ours.map(({ id }) => id).join(' and ')} have the same reference`;
  return err(api.failure('read', 'billing_ambiguous', detail));
}

function verdict(
  api: BlestaApi,
  invoice: BlestaInvoice,
  delivery: Delivery,
): Result<DeliveryJournal, BillingFailure> {
  const found = judge(invoice, delivery);
  if (found.kind === 'ours') return ok(found.journal);
  return err(api.failure('read', 'billing_changed', found.how));
}
