// A document as Blesta's invoice: what is sent, and whether what is there is ours.
import { decimalText, parseDecimal } from '#core/money.ts';
import type { DeliveredDocument, Delivery, DeliveryJournal } from '#ports/billing-system.ts';
import type { FormFields } from '../wire/form-body.ts';
import { markedText } from '../wire/line-mark.ts';
import { amountText, type FoundLine, matchLines } from '../wire/match-lines.ts';
import type { BlestaInvoice } from './answers.ts';
import type { BlestaSettings } from './settings.ts';

export type BlestaVerdict =
  | { readonly kind: 'ours'; readonly journal: DeliveryJournal }
  | { readonly kind: 'changed'; readonly how: string };

/** The fields of `invoices/add`; one call makes the whole invoice. */
export function invoiceFields(
  { document, clientId }: Delivery,
  settings: Pick<BlestaSettings, 'taxable' | 'mailInvoices' | 'lineCharacters'>,
): FormFields {
  return {
    vars: {
      client_id: clientId,
      date_billed: noonOf(document.issuedOn),
      date_due: noonOf(document.dueOn),
      currency: document.currency,
      status: 'active',
      note_public: document.number,
      note_private: document.reference,
      lines: document.lines.map((line) => ({
        description: markedText(document, line, settings.lineCharacters),
        qty: '1',
        amount: decimalText({ currency: document.currency, amountMinor: line.amountMinor }),
        tax: settings.taxable,
      })),
      ...(settings.mailInvoices ? { delivery: ['email'] } : {}),
    },
  };
}

/** Client, currency, lines and net total; the tax on top is Blesta's. */
export function judge(invoice: BlestaInvoice, { document, clientId }: Delivery): BlestaVerdict {
  const { lines, missing, differences } = matchLines(document, foundLines(invoice, document));
  const how = [
    ...(STATES_OF_OURS.has(invoice.status) ? [] : [stateText(invoice.status)]),
    ...(invoice.client_id === clientId ? [] : [`it belongs to client ${invoice.client_id}`]),
    ...(invoice.currency === document.currency ? [] : [`its currency is ${invoice.currency}`]),
    ...differences,
    ...missing.map(({ key }) => `line ${key} is missing`),
    ...totalDifference(invoice, document),
  ];
  if (how.length > 0) return { kind: 'changed', how: `invoice ${invoice.id}: ${how.join('; ')}` };
  return { kind: 'ours', journal: { phase: 'done', documentId: invoice.id, lines } };
}

/** Paid invoices stay `active`. */
const STATES_OF_OURS = new Set(['active', 'proforma']);

function stateText(status: string): string {
  return status === 'void' ? 'cancelled there' : `its status is ${status}`;
}

function foundLines(invoice: BlestaInvoice, { currency }: DeliveredDocument): FoundLine[] {
  return invoice.line_items.map(({ id, description, qty, amount }) => ({
    id,
    text: description,
    amountMinor: Number(qty) === 1 ? parseDecimal(amount, currency) : undefined,
  }));
}

function totalDifference(invoice: BlestaInvoice, document: DeliveredDocument): string[] {
  if (invoice.subtotal === undefined) return []; // the lines are compared in any case
  const subtotal = parseDecimal(invoice.subtotal, document.currency);
  return subtotal === document.totalMinor ? [] : [`its total is ${amountText(document, subtotal)}`];
}

/** Noon UTC is the same calendar day in every zone from -12 to +11; without a zone the company's would be taken. */
function noonOf(date: string): string {
  return `${date}T12:00:00Z`;
}
