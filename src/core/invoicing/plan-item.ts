// What a run intends for one client, frozen. The content is the text that is hashed, stored and executed;
// nothing is recomputed between plan and invoice.
import type { ClientId, InvoiceId } from '#core/ids.ts';
import { correct, type DocumentKind } from '#core/invoicing/correct.ts';
import { isOutlier, type OutlierRule } from '#core/invoicing/outlier.ts';
import type { ParkReason } from '#core/invoicing/park-reason.ts';
import { type Line, rate } from '#core/invoicing/rate.ts';
import { comparisonOf } from '#core/metering/compare-usage.ts';
import { type CurrencyCode, isPriceable, type TokenPrice } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import { type BilledFrom, billedByUs } from '#core/moving/billed-by-us.ts';
import { checkUsage } from '#core/usage/check-usage.ts';
import { type ServerUsage, totalTokens, type Usage } from '#core/usage/usage.ts';

/** `invoice`, `supplement` and `credit_note` make a document of that kind; the others make none. */
export type Outcome =
  | DocumentKind
  | 'nothing_to_bill'
  | 'already_invoiced'
  /** The month is not ours: the add-on that we take over from bills it. */
  | 'billed_elsewhere'
  | 'parked';

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
  /** Of an imported client: the first month that is ours. Undefined for whoever began here. */
  readonly billedFrom?: BilledFrom;
  /** The most tokens of any earlier month; 0 without a past. */
  readonly highestTokensBefore: number;
  /** Codes of suspicions that an operator has overruled for this client and month. */
  readonly released: readonly string[];
  /** What the month's documents billed; present only in a run that was asked to correct. */
  readonly billed?: BilledMonth;
}

/** All documents of one client and month. */
export interface BilledMonth {
  readonly currency: CurrencyCode;
  /** The price of the first invoice: a correction is made at the price that the month was billed at. */
  readonly price: TokenPrice;
  readonly documents: number;
  readonly lines: readonly Line[];
}

export interface PlanFacts {
  /** In the client's currency, in force in the month. */
  readonly price: TokenPrice | undefined;
  readonly monthHours: number;
  readonly outlier: OutlierRule;
  /** Of the larger figure; how far two measurements of a server may lie apart. Only where two are taken. */
  readonly usageTolerancePercent?: number;
  /** Frozen into every document, so that its hash says what was billed, for when, and by which rules. */
  readonly month: BillingMonth;
  readonly timeZone: string;
  readonly ratingRules: number;
  /** A shadow month asks what we would bill of months that are not ours; nothing of it is ever executed. */
  readonly shadow?: boolean;
}

export interface PlanItem {
  readonly clientId: ClientId;
  /** The id that the document will have if this item is executed; empty for other outcomes. */
  readonly invoiceId: InvoiceId | '';
  readonly outcome: Outcome;
  /** 0 for the invoice, then counting the month's corrections. */
  readonly sequence: number;
  /** A `ParkCode` for parked items, else empty. */
  readonly reason: string;
  readonly currency: CurrencyCode;
  readonly totalMinor: number;
  /** Canonical JSON of everything that decides the document; hashed into the manifest as it stands. */
  readonly content: string;
}

/** D1 holds rows of 2 MB at most (docs/platform.md); what is larger is parked, not truncated. */
const MAX_CONTENT_BYTES = 1_500_000;

/** Of the servers that two measurements differ about; the reconciliation has them all. */
const MOST_SERVERS_SHOWN = 20;

/** Decides one client's outcome. `invoiceId` is used only where there is a document to make. */
export function planItem(
  client: PlanClient,
  usage: Usage,
  facts: PlanFacts,
  invoiceId: InvoiceId,
): PlanItem {
  if (!facts.shadow && !billedByUs(client.billedFrom, facts.month)) {
    return item(client, 'billed_elsewhere');
  }
  if (client.alreadyInvoiced && !client.billed) return item(client, 'already_invoiced');
  if (usage.kind === 'unavailable') {
    return parkedItem(client, { reason: 'usage_unavailable', why: usage.why });
  }
  const servers = usage.kind === 'none' ? [] : usage.servers;
  const tokens = totalTokens(servers);
  const suspicion = doubtOf(client, usage, facts) ?? suspicionOf(client, servers, tokens, facts);
  if (suspicion) return parkedItem(client, suspicion);
  if (client.billed)
    return correctionItem(client, client.billed, servers, tokens, facts, invoiceId);
  if (tokens === 0) return item(client, 'nothing_to_bill');

  const { price } = facts;
  if (!price) return parkedItem(client, { reason: 'price_missing', currency: client.currency });
  if (!isPriceable(tokens, price)) return parkedItem(client, { reason: 'amount_too_large' });
  const { lines, totalMinor } = rate(servers, price);
  // A month whose lines all round to nothing makes no invoice: a bill over 0.00 helps nobody.
  if (totalMinor === 0) return item(client, 'nothing_to_bill');
  return documentItem(
    client,
    'invoice',
    { ...ruledBy(facts), price, lines, totalMinor, tokens, sequence: 0 },
    invoiceId,
  );
}

/** The client held back, with the evidence. */
export function parkedItem(
  client: Pick<PlanClient, 'id' | 'currency' | keyof ClientSnapshot>,
  why: ParkReason,
): PlanItem {
  return { ...item(client, 'parked', undefined, why), reason: why.reason };
}

/** Where two sources were asked: what the second one says against the first, unless somebody has overruled it. */
function doubtOf(
  { released }: PlanClient,
  usage: Usage,
  { usageTolerancePercent: tolerancePercent = 0 }: PlanFacts,
): ParkReason | undefined {
  const comparison = comparisonOf(usage, tolerancePercent);
  if (comparison?.kind === 'not_compared') {
    // Whoever has just switched metering on has nothing to compare with yet.
    if (comparison.why === 'metering_not_begun') return undefined;
    if (released.includes('usage_unconfirmed')) return undefined;
    return { reason: 'usage_unconfirmed', why: comparison.why };
  }
  const apart = comparison?.servers.filter(({ differs }) => differs) ?? [];
  if (apart.length === 0 || released.includes('usage_differs')) return undefined;
  const servers = apart.slice(0, MOST_SERVERS_SHOWN);
  return { reason: 'usage_differs', tolerancePercent, count: apart.length, servers };
}

/** The first thing that looks wrong and that nobody has overruled. */
function suspicionOf(
  { released, highestTokensBefore, billed }: PlanClient,
  servers: readonly ServerUsage[],
  tokens: number,
  { monthHours, outlier }: PlanFacts,
): ParkReason | undefined {
  const checked = checkUsage(servers, monthHours);
  if (!checked.ok && !released.includes(checked.error.reason)) return checked.error;
  if (billed || released.includes('outlier')) return undefined;
  return isOutlier(tokens, highestTokensBefore, outlier)
    ? { reason: 'outlier', tokens, highestBefore: highestTokensBefore }
    : undefined;
}

function correctionItem(
  client: PlanClient,
  billed: BilledMonth,
  servers: readonly ServerUsage[],
  tokens: number,
  facts: PlanFacts,
  invoiceId: InvoiceId,
): PlanItem {
  const { price, currency, documents: sequence } = billed;
  if (!isPriceable(tokens, price)) return parkedItem(client, { reason: 'amount_too_large' });
  const correction = correct(billed.lines, rate(servers, price).lines);
  if (!correction) return item(client, 'already_invoiced');
  const { kind, lines, totalMinor } = correction;
  const difference = lines.reduce((sum, line) => sum + line.tokens, 0);
  const of = { ...client, currency };
  return documentItem(
    of,
    kind,
    { ...ruledBy(facts), price, lines, totalMinor, tokens: difference, sequence },
    invoiceId,
  );
}

function ruledBy({ month, timeZone, ratingRules }: PlanFacts) {
  return { month, timeZone, ratingRules };
}

interface Billed extends Pick<PlanFacts, 'month' | 'timeZone' | 'ratingRules'> {
  readonly price: TokenPrice;
  readonly lines: readonly Line[];
  readonly totalMinor: number;
  readonly tokens: number;
  readonly sequence: number;
}

function documentItem(
  client: PlanClient,
  kind: DocumentKind,
  billed: Billed,
  invoiceId: InvoiceId,
): PlanItem {
  const made = { ...item(client, kind, billed), invoiceId, sequence: billed.sequence };
  if (made.content.length <= MAX_CONTENT_BYTES / 4) return made;
  // Bytes are counted only where characters could exceed the bound (UTF-8 takes up to four each).
  const bytes = new TextEncoder().encode(made.content).length;
  return bytes > MAX_CONTENT_BYTES ? parkedItem(client, { reason: 'too_many_lines', bytes }) : made;
}

function item(
  client: Pick<PlanClient, 'id' | 'currency' | keyof ClientSnapshot>,
  outcome: Outcome,
  billed?: Billed,
  parkedFor?: ParkReason,
): PlanItem {
  const { id, name, company, email, currency } = client;
  // Key order is part of the format: the text is hashed. The document's id is left out on purpose, so that
  // planning the same facts twice gives the same manifest.
  const content = JSON.stringify({
    clientId: id,
    outcome,
    ...(parkedFor && { parked: parkedFor }),
    ...(billed && {
      sequence: billed.sequence,
      month: billed.month,
      timeZone: billed.timeZone,
      ratingRules: billed.ratingRules,
      client: { name, company, email },
      currency,
      tokenPrice: billed.price.text,
      lines: billed.lines,
      tokens: billed.tokens,
      totalMinor: billed.totalMinor,
    }),
  });
  return {
    clientId: id,
    invoiceId: '',
    outcome,
    sequence: 0,
    reason: '',
    currency,
    totalMinor: billed?.totalMinor ?? 0,
    content,
  };
}
