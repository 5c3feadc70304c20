import { numbersSentence } from '#core/invoicing/number-series.ts';
import { type CurrencyCode, decimalText, type Money, parseCurrency } from '#core/money.ts';
import { table } from '../output/table.ts';
import { describeParked } from './describe-parked.ts';
import type { InvoiceJson, RunJson } from './runs.ts';

const INVOICES_SHOWN = 20;

/** A plan as somebody decides by it: how many, how much per currency beside the month before, and who is held back and why. */
export function describePlan(run: RunJson): string {
  const { month, counts, corrections, totals, differences, parked, manifest, numbers } = run;
  const outcomes = table(
    [{ title: `Plan for ${month}` }, { title: 'Clients', align: 'right' }],
    [
      ['to invoice', counts.invoice],
      ...(corrections
        ? [
            ['supplements', corrections.supplement],
            ['credit notes', corrections.creditNote],
          ]
        : []),
      ['nothing to bill', counts.nothingToBill],
      ['already invoiced', counts.alreadyInvoiced],
      ...(counts.billedElsewhere > 0
        ? [['left to the add-on before us', counts.billedElsewhere]]
        : []),
      ['parked', counts.parked],
    ],
  );
  const parts = [outcomes];
  if (totals.length > 0) parts.push(differencesTable(totals, differences));
  if (parked.length > 0) parts.push(describeParked(parked, counts.parked, month));
  parts.push(`${numbersSentence(numbers.series, numbers)}\nManifest ${manifest}`);
  return parts.join('\n\n');
}

/** What a run made: the invoices of `month`, the first of them by name. */
export function describeInvoices(invoices: readonly InvoiceJson[]): string {
  const shown = byNumber(invoices).slice(0, INVOICES_SHOWN);
  const rows = shown.map((invoice) => [
    invoice.number,
    invoice.kind.replace('_', ' '),
    invoice.clientEmail,
    invoice.lines.length,
    moneyText(invoice.currency, invoice.totalMinor),
    invoice.currency,
  ]);
  const columns = [
    { title: 'Number' },
    { title: 'Document' },
    { title: 'Client' },
    { title: 'Lines', align: 'right' },
    { title: 'Total', align: 'right' },
    { title: '' },
  ] as const;
  const rest = invoices.length - shown.length;
  const parts = [table(columns, rows) + (rest > 0 ? `\n… and ${rest} more` : '')];
  parts.push(totalsTable(totalsOf(invoices)));
  return parts.join('\n\n');
}

/** The service lists them by id, which need not be the order of their numbers. */
function byNumber(invoices: readonly InvoiceJson[]): readonly InvoiceJson[] {
  return [...invoices].sort((a, b) => (a.number < b.number ? -1 : 1));
}

/** The decimal text of an amount; an amount in a currency nobody knows is shown as what it is. */
export function moneyText(currency: string, amountMinor: number): string {
  const code = parseCurrency(currency);
  if (!code.ok) return `${amountMinor} (minor units)`;
  const money: Money = { currency: code.value satisfies CurrencyCode, amountMinor };
  return decimalText(money);
}

/** Every total with its currency, as a question states them. */
export function amountsText(totals: RunJson['totals']): string {
  const amounts = totals.map(
    ({ currency, amountMinor }) => `${moneyText(currency, amountMinor)} ${currency}`,
  );
  return amounts.length > 0 ? amounts.join(' and ') : 'no money';
}

/** A currency that only the month before had stands there with nothing. */
function differencesTable(totals: RunJson['totals'], differences: RunJson['differences']): string {
  // Only a correction, or a second run of a month, has something that was billed already.
  const isLater = differences.some(({ billedMinor }) => billedMinor !== 0);
  return table(
    [
      { title: 'Currency' },
      { title: 'Documents', align: 'right' },
      { title: 'Total', align: 'right' },
      ...(isLater ? [{ title: 'Billed already', align: 'right' } as const] : []),
      { title: 'Month before', align: 'right' },
      { title: 'Difference', align: 'right' },
    ],
    differences.map(({ currency, amountMinor, billedMinor, beforeMinor, differenceMinor }) => [
      currency,
      totals.find((total) => total.currency === currency)?.invoices ?? 0,
      moneyText(currency, amountMinor),
      ...(isLater ? [moneyText(currency, billedMinor)] : []),
      moneyText(currency, beforeMinor),
      (differenceMinor > 0 ? '+' : '') + moneyText(currency, differenceMinor),
    ]),
  );
}

function totalsTable(totals: RunJson['totals']): string {
  return table(
    [
      { title: 'Currency' },
      { title: 'Invoices', align: 'right' },
      { title: 'Total', align: 'right' },
    ],
    totals.map(({ currency, invoices, amountMinor }) => [
      currency,
      invoices,
      moneyText(currency, amountMinor),
    ]),
  );
}

function totalsOf(invoices: readonly InvoiceJson[]): RunJson['totals'] {
  const totals = new Map<string, { currency: string; amountMinor: number; invoices: number }>();
  for (const { currency, totalMinor } of invoices) {
    const total = totals.get(currency) ?? { currency, amountMinor: 0, invoices: 0 };
    total.amountMinor += totalMinor;
    total.invoices++;
    totals.set(currency, total);
  }
  return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
