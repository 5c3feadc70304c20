import { type Cell, csvRow } from '#core/csv-row.ts';
import type { ServerComparison, UsageComparison } from '#core/metering/compare-usage.ts';

export interface ReconciledClient {
  readonly clientId: string;
  readonly email: string;
  readonly comparison: UsageComparison;
}

interface Row {
  readonly client: ReconciledClient;
  readonly server: ServerComparison | undefined;
}

type Column = readonly [title: string, of: (row: Row) => Cell];

const COLUMNS: readonly Column[] = [
  ['client_id', ({ client }) => client.clientId],
  ['client_email', ({ client }) => client.email],
  ['result', resultOf],
  ['why', ({ client: { comparison } }) => (comparison.kind === 'compared' ? '' : comparison.why)],
  ['server_id', ({ server }) => server?.serverId ?? ''],
  ['server_name', ({ server }) => server?.name ?? ''],
  ['tokens_reported', ({ server }) => server?.reported ?? ''],
  ['tokens_metered', ({ server }) => server?.metered ?? ''],
  ['difference', ({ server }) => (server ? (server.metered ?? 0) - (server.reported ?? 0) : '')],
];

export const RECONCILIATION_CSV_HEADER = csvRow(COLUMNS.map(([title]) => title));

/** A row for each server in either measurement; one row for a client without any. */
export function reconciliationCsvRows(client: ReconciledClient): string {
  const { comparison } = client;
  const servers = comparison.kind === 'compared' ? comparison.servers : [];
  const rows: readonly (ServerComparison | undefined)[] =
    servers.length > 0 ? servers : [undefined];
  return rows.map((server) => csvRow(COLUMNS.map(([, of]) => of({ client, server })))).join('');
}

function resultOf({ client: { comparison }, server }: Row): string {
  if (comparison.kind === 'not_compared') return 'not_compared';
  return server?.differs ? 'differs' : 'agrees';
}
