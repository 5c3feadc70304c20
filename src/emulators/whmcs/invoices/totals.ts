/** Tax by rule, and the sums of an invoice. Everything is in hundredths. */
import type { Client, Invoice } from '../installation.ts';
import { roundedShare, toMilli } from '../money.ts';
import type { Catalogue } from '../settings/catalogue.ts';
import type { Options } from '../settings/options.ts';

const HUNDRED_PERCENT_MILLI = 100_000;

/** The rate of a level for a client; of several rules that match, the lowest id counts. */
export function ruleRateMilli(catalogue: Catalogue, client: Client, level: 1 | 2): number {
  if (client.flags.taxexempt) return 0;
  const { country, state } = client.profile;
  const matching = catalogue.taxRules
    .filter((rule) => rule.level === level)
    .filter((rule) => rule.country === '' || rule.country === country)
    .filter((rule) => rule.state === '' || rule.state === state);
  const [first] = matching.toSorted((a, b) => a.id - b.id);
  return first === undefined ? 0 : toMilli(first.rate);
}

/** Writes subtotal, taxes and total from the lines, the rates and the credit. */
export function recalculate(invoice: Invoice, client: Client, options: Options): void {
  const isTaxed = !client.flags.taxexempt;
  const taxed = isTaxed ? invoice.lines.filter((line) => line.taxed) : [];
  const taxOf = (rateMilli: number) => {
    const amounts = taxed.map((line) => line.amountMinor);
    const bases = options.taxRounding === 'line' ? amounts : [sum(amounts)];
    const divisor =
      options.taxType === 'Inclusive'
        ? HUNDRED_PERCENT_MILLI + invoice.taxRateMilli + invoice.taxRate2Milli
        : HUNDRED_PERCENT_MILLI;
    return sum(bases.map((base) => roundedShare(base, rateMilli, divisor)));
  };
  const gross = sum(invoice.lines.map((line) => line.amountMinor));
  invoice.taxMinor = taxOf(invoice.taxRateMilli);
  invoice.tax2Minor = taxOf(invoice.taxRate2Milli);
  const taxes = invoice.taxMinor + invoice.tax2Minor;
  invoice.subtotalMinor = options.taxType === 'Inclusive' ? gross - taxes : gross;
  invoice.totalMinor = invoice.subtotalMinor + taxes - invoice.creditMinor;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
