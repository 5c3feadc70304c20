import { type Cell, csvRow } from '#core/csv-row.ts';
import { type CurrencyCode, decimalText, parseCurrency } from '#core/money.ts';
import type { ComparedServer, ShadowComparison } from '#core/moving/compare-months.ts';

interface Row {
  readonly client: { readonly clientId: string; readonly email: string };
  readonly comparison: ShadowComparison;
  readonly server: ComparedServer | undefined;
  readonly isFirst: boolean;
}

type Column = readonly [title: string, of: (row: Row) => Cell];

const COLUMNS: readonly Column[] = [
  ['client_id', ({ client }) => client.clientId],
  ['client_email', ({ client }) => client.email],
  ['verdict', ({ comparison }) => comparison.verdict],
  ['parked_for', ({ comparison }) => comparison.parkedFor],
  ['currency_here', ({ comparison }) => comparison.currencyHere],
  ['currency_there', ({ comparison }) => comparison.currencyThere],
  ['invoices_there', ({ comparison }) => comparison.invoiceIds.join(' ')],
  // Once per client, so that the columns can be summed.
  ['total_here', (row) => amount(row, row.isFirst ? row.comparison.hereMinor : undefined)],
  ['total_there', (row) => amount(row, row.isFirst ? row.comparison.thereMinor : undefined)],
  ['server_id', ({ server }) => server?.serverId ?? ''],
  ['server_name', ({ server }) => server?.name ?? ''],
  ['hours_here', ({ server }) => server?.here?.hours ?? ''],
  ['hours_there', ({ server }) => server?.there?.hours ?? ''],
  ['tokens_here', ({ server }) => server?.here?.tokens ?? ''],
  ['tokens_there', ({ server }) => server?.there?.tokens ?? ''],
  ['amount_here', (row) => amount(row, row.server?.here?.amountMinor)],
  ['amount_there', (row) => amount(row, row.server?.there?.amountMinor)],
  ['difference', (row) => amount(row, row.server?.differenceMinor)],
  ['what', ({ server }) => server?.difference ?? ''],
];

export const SHADOW_CSV_HEADER = csvRow(COLUMNS.map(([title]) => title));

/** A row for each server on either side; one row for a client without any. */
export function shadowCsvRows(client: Row['client'], comparison: ShadowComparison): string {
  const { servers } = comparison;
  const rows: readonly (ComparedServer | undefined)[] = servers.length > 0 ? servers : [undefined];
  return rows
    .map((server, i) => ({ client, comparison, server, isFirst: i === 0 }))
    .map((row) => csvRow(COLUMNS.map(([, of]) => of(row))))
    .join('');
}

/** Where the currencies are not the same, theirs has the digits of ours: the column beside it says so. */
function amount({ comparison }: Row, amountMinor: number | undefined): Cell {
  if (amountMinor === undefined) return '';
  const currency = parseCurrency(comparison.currencyHere);
  if (!currency.ok) return amountMinor;
  return { decimal: decimalText({ currency: currency.value as CurrencyCode, amountMinor }) };
}
