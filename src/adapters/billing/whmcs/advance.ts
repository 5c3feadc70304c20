// The three writes of a delivery: a draft, which clients do not see, lines beyond the first call, and the publication. A
// published invoice of WHMCS 9 cannot be edited, so everything is read back before it.
import { decimalText, minorDigits } from '#core/money.ts';
import { err, type Result } from '#core/result.ts';
import type {
  BillingFailure,
  DeliveredDocument,
  DeliveredLine,
  Delivery,
  DeliveryJournal,
} from '#ports/billing-system.ts';
import { afterWrite } from '../wire/failure.ts';
import type { FormFields } from '../wire/form-body.ts';
import { markedText } from '../wire/line-mark.ts';
import { idText } from '../wire/php-values.ts';
import { refuseDocument } from '../wire/refuse-document.ts';
import type { WhmcsAnswer, WhmcsApi } from './api.ts';
import { judge, readInvoice } from './look.ts';
import type { WhmcsSettings } from './settings.ts';

/** Amounts are stored with two decimals, whatever the currency. */
const DECIMALS_THERE = 2;

export async function createDraft(
  api: WhmcsApi,
  settings: WhmcsSettings,
  delivery: Delivery,
): Promise<Result<DeliveryJournal, BillingFailure>> {
  const { document, clientId } = delivery;
  const refusal = refuse(api, settings, document);
  if (refusal) return err(refusal);
  const lines = document.lines.slice(0, settings.linesACall);
  const made = await api.write('CreateInvoice', {
    userid: clientId,
    draft: true,
    date: document.issuedOn,
    duedate: document.dueOn,
    paymentmethod: settings.paymentMethod,
    // Printed on the invoice, and what it is found by.
    notes: `${document.number} · Ref: ${document.reference}`,
    ...numberedLines(document, settings, lines),
  });
  if (!made.ok) return made;
  const id = idText.safeParse(made.value.invoiceid);
  if (id.success) return readBack(api, delivery, id.data, made.value);
  return err(api.failure('write', 'billing_answer_malformed', 'CreateInvoice: no invoiceid'));
}

/** Lines that the first call had no room for, again as many as fit. */
export async function addLines(
  api: WhmcsApi,
  settings: WhmcsSettings,
  delivery: Delivery,
): Promise<Result<DeliveryJournal, BillingFailure>> {
  const { document, journal } = delivery;
  const missing = document.lines.filter(({ key }) => journal.lines[key] === undefined);
  const lines = missing.slice(0, settings.linesACall);
  const added = await api.write('UpdateInvoice', {
    invoiceid: journal.documentId,
    newitemdescription: lines.map((line) => markedText(document, line, settings.lineCharacters)),
    newitemamount: lines.map(({ amountMinor }) => amountOf(document, amountMinor)),
    newitemtaxed: lines.map(() => settings.taxed),
  });
  if (!added.ok) return added;
  return readBack(api, delivery, journal.documentId, added.value);
}

export async function publish(
  api: WhmcsApi,
  settings: WhmcsSettings,
  delivery: Delivery,
): Promise<Result<DeliveryJournal, BillingFailure>> {
  const { documentId } = delivery.journal;
  const how = settings.mailInvoices ? { publishandsendemail: true } : { publish: true };
  const published = await api.write('UpdateInvoice', { invoiceid: documentId, ...how });
  if (!published.ok) {
    // Somebody published it in the meantime: looking will tell.
    const isPublished = /must be in draft status/i.test(published.error.detail);
    return isPublished ? err({ ...published.error, disposition: 'unknown' }) : published;
  }
  return readBack(api, delivery, documentId, published.value);
}

/** What is there now must be ours, and further than before: a success can be none, with a warning beside it. */
async function readBack(
  api: WhmcsApi,
  delivery: Delivery,
  id: string,
  written: WhmcsAnswer,
): Promise<Result<DeliveryJournal, BillingFailure>> {
  const invoice = await readInvoice(api, id);
  if (!invoice.ok) return err(afterWrite(invoice.error));
  const warning = written.warning === undefined ? '' : ` (${JSON.stringify(written.warning)})`;
  if (!invoice.value) {
    const detail = `invoice ${id} is not there after a success${warning}`;
    return err(api.failure('write', 'billing_error', detail));
  }
  const seen = judge(api, invoice.value, delivery);
  if (!seen.ok || isFurther(delivery.journal, seen.value)) return seen;
  const detail = `invoice ${id} is as it was after a success${warning}`;
  return err(api.failure('write', 'billing_rejected', detail));
}

function isFurther(before: DeliveryJournal, now: DeliveryJournal): boolean {
  return (
    now.phase !== before.phase || Object.keys(now.lines).length > Object.keys(before.lines).length
  );
}

function refuse(
  api: WhmcsApi,
  { negativeLines }: WhmcsSettings,
  document: DeliveredDocument,
): BillingFailure | undefined {
  const { currency, lines } = document;
  const finest = 10 ** Math.max(0, minorDigits(currency) - DECIMALS_THERE);
  if (lines.some(({ amountMinor }) => amountMinor % finest !== 0)) {
    const detail = `an amount in ${currency} with more than ${DECIMALS_THERE} decimals`;
    return api.failure('write', 'billing_unsupported', detail);
  }
  return refuseDocument(document, { negativeLines });
}

/** `itemdescription1`, `itemamount1`, `itemtaxed1`, …: the number is glued to the name. */
function numberedLines(
  document: DeliveredDocument,
  { taxed, lineCharacters }: WhmcsSettings,
  lines: readonly DeliveredLine[],
): FormFields {
  return Object.fromEntries(
    lines.flatMap((line, index) => [
      [`itemdescription${index + 1}`, markedText(document, line, lineCharacters)],
      [`itemamount${index + 1}`, amountOf(document, line.amountMinor)],
      [`itemtaxed${index + 1}`, taxed],
    ]),
  );
}

function amountOf({ currency }: DeliveredDocument, amountMinor: number): string {
  return decimalText({ currency, amountMinor });
}
