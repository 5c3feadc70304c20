// A document as HostBill's invoice: what is sent for each step, and how far what is there has come.
import { decimalText, parseDecimal } from '#core/money.ts';
import type {
  DeliveredDocument,
  DeliveredLine,
  Delivery,
  DeliveryJournal,
} from '#ports/billing-system.ts';
import type { FormFields } from '../wire/form-body.ts';
import { markedText } from '../wire/line-mark.ts';
import { amountText, type FoundLine, matchLines } from '../wire/match-lines.ts';
import type { HostbillInvoice, HostbillItem } from './answers.ts';
import { type Currencies, currencyId } from './currencies.ts';
import type { HostbillSettings } from './settings.ts';

/** Under which HostBill keeps our reference; it cannot be searched by it. */
const METADATA_KEY = 'postmeter';

const DRAFT = 'Draft';

export type HostbillVerdict =
  | { readonly kind: 'ours'; readonly journal: DeliveryJournal }
  | { readonly kind: 'changed'; readonly how: string };

export function lineFields(
  document: DeliveredDocument,
  line: DeliveredLine,
  { taxable, lineCharacters }: Pick<HostbillSettings, 'taxable' | 'lineCharacters'>,
): FormFields {
  return {
    line: markedText(document, line, lineCharacters),
    price: decimalText({ currency: document.currency, amountMinor: line.amountMinor }),
    qty: 1,
    tax: taxable,
  };
}

export function detailFields(
  document: DeliveredDocument,
  { taxRate, gatewayId }: Pick<HostbillSettings, 'taxRate' | 'gatewayId'>,
): FormFields {
  return {
    date: document.issuedOn,
    duedate: document.dueOn,
    taxrate: taxRate,
    payment_module: gatewayId,
    metadata: { [METADATA_KEY]: document.reference },
  };
}

/** Client, currency, lines and net total; the tax on top is HostBill's. */
export function judge(
  invoice: HostbillInvoice,
  { document, clientId }: Delivery,
  currencies: Currencies,
): HostbillVerdict {
  const { lines, missing, differences } = matchLines(document, foundLines(invoice, document));
  const isDraft = invoice.status === DRAFT;
  const isWhole = missing.length === 0;
  const how = [
    ...(invoice.status === 'Cancelled' ? ['cancelled there'] : []),
    ...(invoice.client_id === clientId ? [] : [`it belongs to client ${invoice.client_id}`]),
    ...currencyDifference(invoice, document, currencies),
    ...differences,
    ...(isDraft ? [] : missing.map(({ key }) => `line ${key} is missing`)),
    ...(isWhole ? totalDifference(invoice, document) : []),
  ];
  if (how.length > 0) return { kind: 'changed', how: `invoice ${invoice.id}: ${how.join('; ')}` };
  const isFilled = isWhole && hasDates(invoice, document);
  const phase = !isDraft ? 'done' : isFilled ? 'filled' : 'opened';
  return { kind: 'ours', journal: { phase, documentId: invoice.id, lines } };
}

/** By the text of a line, or by the metadata where HostBill gives them back. */
export function isMarked({ items = [], metadata }: HostbillInvoice, reference: string): boolean {
  const kept = metadata && !Array.isArray(metadata) ? metadata[METADATA_KEY] : undefined;
  return kept === reference || items.some(({ description }) => description.includes(reference));
}

/** What `addInvoice` leaves when its reply is lost: a draft in which nobody has written anything. */
export function isEmptyDraft({ status, items = [], metadata }: HostbillInvoice): boolean {
  const kept = metadata && !Array.isArray(metadata) ? metadata[METADATA_KEY] : undefined;
  return status === DRAFT && items.length === 0 && kept === undefined;
}

export function lineAmount(
  { amount, qty }: HostbillItem,
  { currency }: DeliveredDocument,
): number | undefined {
  return Number(qty) === 1 ? parseDecimal(amount, currency) : undefined;
}

function foundLines({ items = [] }: HostbillInvoice, document: DeliveredDocument): FoundLine[] {
  return items.map((item) => ({
    id: item.id,
    text: item.description,
    amountMinor: lineAmount(item, document),
  }));
}

function currencyDifference(
  { currency_id }: HostbillInvoice,
  { currency }: DeliveredDocument,
  currencies: Currencies,
): string[] {
  if (currency_id === undefined || currency_id === currencyId(currencies, currency)) return [];
  return [`its currency is ${currencies.get(currency_id) ?? `number ${currency_id}`}`];
}

function totalDifference(invoice: HostbillInvoice, document: DeliveredDocument): string[] {
  if (invoice.subtotal === undefined) return []; // the lines are compared in any case
  const subtotal = parseDecimal(invoice.subtotal, document.currency);
  return subtotal === document.totalMinor ? [] : [`its total is ${amountText(document, subtotal)}`];
}

function hasDates({ date, duedate }: HostbillInvoice, document: DeliveredDocument): boolean {
  return date.startsWith(document.issuedOn) && duedate.startsWith(document.dueOn);
}
