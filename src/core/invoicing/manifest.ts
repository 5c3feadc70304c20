// The plan of a run as one value to approve. The manifest is
//   SHA-256( header line ‖ for each item in order of client id: its 32-byte SHA-256 )
// It depends on what would be invoiced and on nothing else: no run id, no time of day. Two plans of the same
// facts have the same manifest, and approving one is approving the other.

import type { OutlierRule } from '#core/invoicing/outlier.ts';
import type { Outcome } from '#core/invoicing/plan-item.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';

/** Version of the rules that turn usage into lines; part of every manifest. Raise it when a rule changes. */
export const RATING_RULES = 1;

/** Facts common to all invoices of a run, frozen when it is planned. */
export interface RunHeader {
  readonly month: BillingMonth;
  readonly timeZone: string;
  readonly seller: Seller;
  readonly paymentDays: number;
  readonly ratingRules: number;
  readonly outlier: OutlierRule;
  /** Where a month is measured twice: how far the measurements of a server may lie apart. */
  readonly usageTolerancePercent?: number;
  /** Whether invoiced months are compared with today's usage and corrected by difference. */
  readonly corrections: boolean;
  /** What we would bill of months that the add-on before us bills; such a plan is compared and never executed. */
  readonly shadow?: boolean;
}

/** The provider as printed on invoices. */
export interface Seller {
  readonly name: string;
  readonly address: string;
  readonly email: string;
}

export interface RunCounts {
  readonly invoice: number;
  readonly nothingToBill: number;
  readonly alreadyInvoiced: number;
  /** Clients of the add-on before us, whose month is not ours. */
  readonly billedElsewhere: number;
  readonly parked: number;
}

/** Documents that correct an invoiced month; only a run that was asked to correct has any. */
export interface CorrectionCounts {
  readonly supplement: number;
  readonly creditNote: number;
}

export interface CurrencyTotal {
  readonly currency: CurrencyCode;
  readonly amountMinor: number;
  /** Documents of any kind. */
  readonly invoices: number;
}

/** What a month comes to, beside the month before; a currency that is missing in one of them stands with 0 there. */
export interface TotalDifference {
  readonly currency: CurrencyCode;
  /** Of this run. */
  readonly amountMinor: number;
  /** Of other runs of the same month. */
  readonly billedMinor: number;
  readonly beforeMinor: number;
  readonly differenceMinor: number;
}

/** How many items of an outcome and currency, as the store sums them. */
export interface OutcomeSum {
  readonly outcome: Outcome;
  readonly currency: CurrencyCode;
  readonly count: number;
  readonly totalMinor: number;
}

/** The first bytes that are hashed. Key order is part of the format. */
export function manifestHeader(header: RunHeader): string {
  const { month, timeZone, paymentDays, ratingRules, usageTolerancePercent, corrections } = header;
  const { name, address, email } = header.seller;
  const { factor, floorTokens } = header.outlier;
  const facts = {
    month,
    timeZone,
    seller: { name, address, email },
    paymentDays,
    ratingRules,
    outlier: { factor, floorTokens },
    ...(usageTolerancePercent !== undefined && { usageTolerancePercent }),
    corrections,
    ...(header.shadow && { shadow: true }),
  };
  return `${JSON.stringify(facts)}\n`;
}

/** Items by outcome, over all currencies; those that correct are counted apart. */
export function countOutcomes(sums: readonly OutcomeSum[]): RunCounts {
  return {
    invoice: countOf(sums, 'invoice'),
    nothingToBill: countOf(sums, 'nothing_to_bill'),
    alreadyInvoiced: countOf(sums, 'already_invoiced'),
    billedElsewhere: countOf(sums, 'billed_elsewhere'),
    parked: countOf(sums, 'parked'),
  };
}

/** Clients in a plan that was not asked to correct. */
export function countPlanned(counts: RunCounts): number {
  const { invoice, nothingToBill, alreadyInvoiced, billedElsewhere, parked } = counts;
  return invoice + nothingToBill + alreadyInvoiced + billedElsewhere + parked;
}

/** Items that correct, over all currencies. */
export function countCorrections(sums: readonly OutcomeSum[]): CorrectionCounts {
  return { supplement: countOf(sums, 'supplement'), creditNote: countOf(sums, 'credit_note') };
}

function countOf(sums: readonly OutcomeSum[], outcome: Outcome): number {
  return sums.reduce((count, sum) => count + (sum.outcome === outcome ? sum.count : 0), 0);
}

/** What would be billed, per currency, in order of currency code. Amounts of different currencies are never added. */
export function totalsByCurrency(sums: readonly OutcomeSum[]): readonly CurrencyTotal[] {
  const totals = new Map<CurrencyCode, CurrencyTotal>();
  for (const { outcome, currency, totalMinor, count } of sums) {
    if (!MAKES_DOCUMENT[outcome]) continue;
    const before = totals.get(currency) ?? { currency, amountMinor: 0, invoices: 0 };
    const { amountMinor, invoices } = before;
    totals.set(currency, {
      currency,
      amountMinor: amountMinor + totalMinor,
      invoices: invoices + count,
    });
  }
  return [...totals.values()].sort(byCurrency);
}

/**
 * Per currency what the month comes to with this run, beside the month before. `billed` is what other runs billed of the
 * month: a correction, or a second run for those who were parked, adds to that.
 */
export function differencesTo(months: {
  readonly before: readonly CurrencyTotal[];
  readonly billed: readonly CurrencyTotal[];
  readonly totals: readonly CurrencyTotal[];
}): readonly TotalDifference[] {
  const { before, billed, totals } = months;
  const currencies = new Set([...before, ...billed, ...totals].map(({ currency }) => currency));
  const amountIn = (list: readonly CurrencyTotal[], currency: CurrencyCode) =>
    list.find((total) => total.currency === currency)?.amountMinor ?? 0;
  return [...currencies]
    .map((currency) => {
      const amountMinor = amountIn(totals, currency);
      const billedMinor = amountIn(billed, currency);
      const beforeMinor = amountIn(before, currency);
      const differenceMinor = billedMinor + amountMinor - beforeMinor;
      return { currency, amountMinor, billedMinor, beforeMinor, differenceMinor };
    })
    .sort(byCurrency);
}

/** Outcomes that make a document when the run is executed. */
export const MAKES_DOCUMENT: Readonly<Record<Outcome, boolean>> = {
  invoice: true,
  supplement: true,
  credit_note: true,
  nothing_to_bill: false,
  already_invoiced: false,
  billed_elsewhere: false,
  parked: false,
};

function byCurrency(a: { currency: CurrencyCode }, b: { currency: CurrencyCode }): number {
  return a.currency < b.currency ? -1 : 1;
}
