// The plan of a run as one value to approve. The manifest is
//   SHA-256( header line ‖ for each item in order of client id: its 32-byte SHA-256 )
// It depends on what would be invoiced and on nothing else: no run id, no time of day. Two plans of the same
// facts have the same manifest, and approving one is approving the other.

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
  readonly parked: number;
}

export interface CurrencyTotal {
  readonly currency: CurrencyCode;
  readonly amountMinor: number;
  readonly invoices: number;
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
  const { month, timeZone, seller, paymentDays, ratingRules } = header;
  const { name, address, email } = seller;
  return `${JSON.stringify({ month, timeZone, seller: { name, address, email }, paymentDays, ratingRules })}\n`;
}

export function countOutcomes(sums: readonly OutcomeSum[]): RunCounts {
  const of = (outcome: Outcome) =>
    sums.reduce((count, sum) => count + (sum.outcome === outcome ? sum.count : 0), 0);
  return {
    invoice: of('invoice'),
    nothingToBill: of('nothing_to_bill'),
    alreadyInvoiced: of('already_invoiced'),
    parked: of('parked'),
  };
}

/** What would be billed, per currency, in order of currency code. Amounts of different currencies are never added. */
export function totalsByCurrency(sums: readonly OutcomeSum[]): readonly CurrencyTotal[] {
  return sums
    .filter(({ outcome }) => outcome === 'invoice')
    .map(({ currency, totalMinor, count }) => ({
      currency,
      amountMinor: totalMinor,
      invoices: count,
    }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
