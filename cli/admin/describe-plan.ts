import { type CurrencyCode, decimalText, type Money, parseCurrency } from '#core/money.ts';
import { table } from '../output/table.ts';
import type { InvoiceJson, ParkedJson, RunJson } from './runs.ts';

const INVOICES_SHOWN = 20;
const PARKED_SHOWN = 20;

/** A plan as somebody decides by it: how many, how much per currency, and who is held back and why. */
export function describePlan({ month, counts, totals, parked, manifest }: RunJson): string {
  const outcomes = table(
    [{ title: `Plan for ${month}` }, { title: 'Clients', align: 'right' }],
    [
      ['to invoice', counts.invoice],
      ['nothing to bill', counts.nothingToBill],
      ['already invoiced', counts.alreadyInvoiced],
      ['parked', counts.parked],
    ],
  );
  const parts = [outcomes];
  if (totals.length > 0) parts.push(totalsTable(totals));
  if (parked.length > 0) parts.push(describeParked(parked, counts.parked));
  parts.push(`Manifest ${manifest}`);
  return parts.join('\n\n');
}

/** What a run made: the invoices of `month`, the first of them by name. */
export function describeInvoices(invoices: readonly InvoiceJson[]): string {
  const shown = byNumber(invoices).slice(0, INVOICES_SHOWN);
  const rows = shown.map((invoice) => [
    invoice.number,
    invoice.clientEmail,
    invoice.lines.length,
    moneyText(invoice.currency, invoice.totalMinor),
    invoice.currency,
  ]);
  const columns = [
    { title: 'Invoice' },
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

function describeParked(parked: readonly ParkedJson[], count: number): string {
  const shown = parked.slice(0, PARKED_SHOWN);
  const rows = shown.map(({ clientEmail, reason, detail }) => [
    clientEmail,
    [
      reason,
      ...Object.entries(detail ?? {})
        .filter(([key]) => key !== 'reason')
        .map(pair),
    ].join(' '),
  ]);
  const rest = count - shown.length;
  return (
    table([{ title: 'Parked client' }, { title: 'Why' }], rows) +
    (rest > 0 ? `\n… and ${rest} more` : '')
  );
}

function pair([key, value]: [string, unknown]): string {
  return `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
}
