import { type Cell, csvRow } from '#core/csv-row.ts';
import type { Line } from '#core/invoicing/rate.ts';
import { type CurrencyCode, decimalText } from '#core/money.ts';

/** What a document's rows are made of. */
export interface CsvInvoice {
  readonly number: string;
  readonly kind: string;
  readonly month: string;
  readonly timeZone: string;
  /** Decimal text. */
  readonly tokenPrice: string;
  readonly total: { readonly currency: CurrencyCode };
  readonly lines: readonly Line[];
}

type Column = readonly [title: string, of: (line: Line, invoice: CsvInvoice) => Cell];

/** Names are for programs and stay English. The amounts of all rows add up to the document's total. */
const COLUMNS: readonly Column[] = [
  ['document_number', (_, { number }) => number],
  ['document_kind', (_, { kind }) => kind],
  ['month', (_, { month }) => month],
  ['time_zone', (_, { timeZone }) => timeZone],
  ['server_id', ({ serverId }) => serverId],
  ['server_name', ({ name }) => name],
  ['line_kind', ({ kind }) => kind],
  ['hours', ({ hours }) => hours],
  ['tokens', ({ tokens }) => tokens],
  ['token_price', (_, { tokenPrice }) => ({ decimal: tokenPrice })],
  [
    'amount',
    ({ amountMinor }, { total }) => ({
      decimal: decimalText({ currency: total.currency, amountMinor }),
    }),
  ],
  ['currency', (_, { total }) => total.currency],
];

/** A row for each resource, as RFC 4180 has it. */
export function invoiceCsv(invoice: CsvInvoice): string {
  const header = csvRow(COLUMNS.map(([title]) => title));
  const rows = invoice.lines.map((line) => csvRow(COLUMNS.map(([, of]) => of(line, invoice))));
  return [header, ...rows].join('');
}
