// What a run intends for one client, frozen. The content is the text that is hashed, stored and executed;
// nothing is recomputed between plan and invoice.
import type { ClientId, InvoiceId } from '#core/ids.ts';
import { correct, type DocumentKind } from '#core/invoicing/correct.ts';
import type { ParkReason } from '#core/invoicing/park-reason.ts';
import { type Line, rate } from '#core/invoicing/rate.ts';
import { type KnownOfClient, type SuspicionRules, suspicionOf } from '#core/invoicing/suspicion.ts';
import { type CurrencyCode, isPriceable, type TokenPrice } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import { type BilledFrom, billedByUs } from '#core/moving/billed-by-us.ts';
import { type ServerUsage, serversOf, totalTokens, type Usage } from '#core/usage/usage.ts';

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

export interface PlanClient extends ClientSnapshot, KnownOfClient {
  readonly id: ClientId;
  readonly panelUserId: number;
  readonly currency: CurrencyCode;
  readonly alreadyInvoiced: boolean;
  /** Of an imported client: the first month that is ours. Undefined for whoever began here. */
  readonly billedFrom?: BilledFrom;
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

export interface PlanFacts extends SuspicionRules {
  /** In the client's currency, in force in the month. */
  readonly price: TokenPrice | undefined;
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
  const servers = serversOf(usage);
  const tokens = totalTokens(servers);
  const suspicion = suspicionOf(client, usage, facts);
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
