// Whether an invoice over there is ours to the last digit, and how far it has come.
import { type CurrencyCode, parseDecimal } from '#core/money.ts';
import type { Delivery, DeliveryJournal, DeliveryPhase } from '#ports/billing-system.ts';
import { amountText, matchLines } from '../wire/match-lines.ts';
import type { WhmcsInvoice } from './shapes.ts';

export type WhmcsVerdict =
  | { readonly kind: 'ours'; readonly journal: DeliveryJournal }
  | { readonly kind: 'changed'; readonly how: string };

export function compare(invoice: WhmcsInvoice, { document, clientId }: Delivery): WhmcsVerdict {
  const { currency } = document;
  const found = invoice.items.map(({ id, description, amount }) => ({
    id,
    text: description,
    amountMinor: parseDecimal(amount, currency),
  }));
  const { lines, missing, differences } = matchLines(document, found);
  const phase = phaseOf(invoice.status, missing.length);
  const how = [
    ...(invoice.userid === clientId ? [] : [`it belongs to client ${invoice.userid}`]),
    ...(phase === undefined ? [statusText(invoice.status)] : []),
    ...differences,
    ...(phase === 'opened' ? [] : missing.map(({ key }) => `line ${key} is missing`)),
    ...(missing.length > 0 || isTotal(invoice, document.totalMinor, currency)
      ? []
      : [`its net total is ${amountText(document, parseDecimal(invoice.subtotal, currency))}`]),
  ];
  if (how.length > 0 || phase === undefined) {
    return { kind: 'changed', how: `invoice ${invoice.invoiceid}: ${how.join('; ')}` };
  }
  return { kind: 'ours', journal: { phase, documentId: invoice.invoiceid, lines } };
}

/** Undefined for a state that no invoice of ours should have; paid in the meantime is as good as issued. */
function phaseOf(status: string, missing: number): DeliveryPhase | undefined {
  switch (status) {
    case 'Draft':
      return missing > 0 ? 'opened' : 'filled';
    case 'Unpaid':
    case 'Paid':
    case 'Payment Pending':
    case 'Collections':
      return 'done';
    default:
      return undefined;
  }
}

function statusText(status: string): string {
  return status === 'Cancelled' ? 'cancelled there' : `its status is ${status}`;
}

/**
 * Net of tax. Where prices there include tax, the subtotal is what is left of our amounts without it; tax is theirs, and
 * rounding it may cost them a unit a line.
 */
function isTotal(invoice: WhmcsInvoice, totalMinor: number, currency: CurrencyCode): boolean {
  const subtotal = parseDecimal(invoice.subtotal, currency);
  if (subtotal === undefined) return false;
  if (subtotal === totalMinor) return true;
  const tax = parseDecimal(invoice.tax ?? '0', currency) ?? 0;
  const tax2 = parseDecimal(invoice.tax2 ?? '0', currency) ?? 0;
  if (tax + tax2 === 0) return false;
  return Math.abs(subtotal + tax + tax2 - totalMinor) <= invoice.items.length;
}
