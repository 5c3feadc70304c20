// What a run intends for one client, frozen. The content is the text that is hashed, stored and executed;
// nothing is recomputed between plan and invoice.
import type { ClientId, InvoiceId } from '#core/ids.ts';
import { type Line, rate } from '#core/invoicing/rate.ts';
import { type CurrencyCode, isPriceable, type TokenPrice } from '#core/money.ts';
import { checkUsage, type UsageRefusal } from '#core/usage/check-usage.ts';
import type { UnavailableReason, Usage } from '#core/usage/usage.ts';

export type Outcome = 'invoice' | 'nothing_to_bill' | 'already_invoiced' | 'parked';

/** Why one client is held back while all others are billed. */
export type ParkReason =
  | { readonly reason: 'usage_unavailable'; readonly why: UnavailableReason }
  | { readonly reason: 'price_missing'; readonly currency: CurrencyCode }
  | { readonly reason: 'too_many_lines'; readonly bytes: number }
  | { readonly reason: 'amount_too_large' }
  | UsageRefusal;

/** The client as printed on the invoice; later changes of the account do not touch it. */
export interface ClientSnapshot {
  readonly name: string;
  readonly company: string;
  readonly email: string;
}

export interface PlanClient extends ClientSnapshot {
  readonly id: ClientId;
  readonly panelUserId: number;
  readonly currency: CurrencyCode;
  readonly alreadyInvoiced: boolean;
}

export interface PlanItem {
  readonly clientId: ClientId;
  /** The id that the invoice will have if this item is executed; empty for other outcomes. */
  readonly invoiceId: InvoiceId | '';
  readonly outcome: Outcome;
  /** A `ParkReason['reason']` for parked items, else empty. */
  readonly reason: string;
  readonly currency: CurrencyCode;
  readonly totalMinor: number;
  /** Canonical JSON of everything that decides the invoice; hashed into the manifest as it stands. */
  readonly content: string;
}

/** D1 holds rows of 2 MB at most (docs/platform.md); what is larger is parked, not truncated. */
const MAX_CONTENT_BYTES = 1_500_000;

/** Decides one client's outcome. `invoiceId` is used only where there is something to invoice. */
export function planItem(
  client: PlanClient,
  usage: Usage,
  price: TokenPrice | undefined,
  monthHours: number,
  invoiceId: InvoiceId,
): PlanItem {
  if (client.alreadyInvoiced) return item(client, 'already_invoiced');
  if (usage.kind === 'none') return item(client, 'nothing_to_bill');
  if (usage.kind === 'unavailable') {
    return parked(client, { reason: 'usage_unavailable', why: usage.why });
  }
  const checked = checkUsage(usage.servers, monthHours);
  if (!checked.ok) return parked(client, checked.error);
  if (checked.value.every(({ tokens, backupTokens }) => tokens + backupTokens === 0)) {
    return item(client, 'nothing_to_bill');
  }
  if (!price) return parked(client, { reason: 'price_missing', currency: client.currency });

  const allTokens = checked.value.reduce((sum, s) => sum + s.tokens + s.backupTokens, 0);
  if (!isPriceable(allTokens, price)) return parked(client, { reason: 'amount_too_large' });
  const { lines, totalMinor } = rate(checked.value, price);
  // A month whose lines all round to nothing makes no invoice: a bill over 0.00 helps nobody.
  if (totalMinor === 0) return item(client, 'nothing_to_bill');
  const invoiceItem = { ...item(client, 'invoice', { price, lines, totalMinor }), invoiceId };
  if (invoiceItem.content.length > MAX_CONTENT_BYTES / 4) {
    // Bytes are counted only where characters could exceed the bound (UTF-8 takes up to four each).
    const bytes = new TextEncoder().encode(invoiceItem.content).length;
    if (bytes > MAX_CONTENT_BYTES) return parked(client, { reason: 'too_many_lines', bytes });
  }
  return invoiceItem;
}

interface Billed {
  readonly price: TokenPrice;
  readonly lines: readonly Line[];
  readonly totalMinor: number;
}

function parked(client: PlanClient, why: ParkReason): PlanItem {
  return { ...item(client, 'parked', undefined, why), reason: why.reason };
}

function item(
  client: PlanClient,
  outcome: Outcome,
  billed?: Billed,
  parkedFor?: ParkReason,
): PlanItem {
  const { id, name, company, email, currency } = client;
  // Key order is part of the format: the text is hashed. The invoice id is left out on purpose, so that
  // planning the same facts twice gives the same manifest.
  const content = JSON.stringify({
    clientId: id,
    outcome,
    ...(parkedFor && { parked: parkedFor }),
    ...(billed && {
      client: { name, company, email },
      currency,
      tokenPrice: billed.price.text,
      lines: billed.lines,
      totalMinor: billed.totalMinor,
    }),
  });
  return {
    clientId: id,
    invoiceId: '',
    outcome,
    reason: '',
    currency,
    totalMinor: billed?.totalMinor ?? 0,
    content,
  };
}
