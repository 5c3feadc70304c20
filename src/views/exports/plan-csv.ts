import { type Cell, csvRow } from '#core/csv-row.ts';
import type { PlanEntry } from '#core/invoicing/plan-entry.ts';
import type { Line } from '#core/invoicing/rate.ts';
import { decimalText } from '#core/money.ts';

/** A line with its document, or a client without any. */
interface Row {
  readonly entry: PlanEntry;
  readonly line: Line | undefined;
  readonly isFirst: boolean;
}

type Column = readonly [title: string, of: (row: Row) => Cell];

const COLUMNS: readonly Column[] = [
  ['client_id', ({ entry }) => entry.clientId],
  ['client_email', ({ entry }) => entry.email],
  ['outcome', ({ entry }) => entry.outcome],
  ['reason', ({ entry }) => entry.parked?.detail.reason ?? ''],
  ['sentence', ({ entry }) => entry.parked?.sentence ?? ''],
  ['release', ({ entry }) => entry.parked?.release ?? ''],
  ['currency', ({ entry }) => entry.currency],
  ['token_price', ({ entry }) => ({ decimal: entry.tokenPrice })],
  ['line_kind', ({ line }) => line?.kind ?? ''],
  ['server_id', ({ line }) => line?.serverId ?? ''],
  ['server_name', ({ line }) => line?.name ?? ''],
  ['hours', ({ line }) => line?.hours ?? ''],
  ['tokens', ({ line }) => line?.tokens ?? ''],
  ['amount', ({ entry, line }) => amount(entry, line?.amountMinor)],
  // Once per document, so that the column can be summed.
  ['document_total', ({ entry, isFirst }) => amount(entry, totalOf(entry, isFirst))],
  ['item_hash', ({ entry }) => entry.hash],
];

export const PLAN_CSV_HEADER = csvRow(COLUMNS.map(([title]) => title));

/** A row for each line of the client's document; one row for a client without lines. */
export function planCsvRows(entry: PlanEntry): string {
  const lines: readonly (Line | undefined)[] = entry.lines.length > 0 ? entry.lines : [undefined];
  return lines
    .map((line, i) => csvRow(COLUMNS.map(([, of]) => of({ entry, line, isFirst: i === 0 }))))
    .join('');
}

function totalOf({ document, totalMinor }: PlanEntry, isFirst: boolean): number | undefined {
  return document && isFirst ? totalMinor : undefined;
}

function amount({ currency }: PlanEntry, amountMinor: number | undefined): Cell {
  return amountMinor === undefined ? '' : { decimal: decimalText({ currency, amountMinor }) };
}
