// What is stored: bytes as measured, and the months and clients that fit into one database.
import { megabytes, number, type Row, type Table } from './figures.ts';
import {
  ASSUMED,
  bytesOf,
  CLIENTS,
  clientsThatFit,
  D1_BYTES,
  monthsThatFit,
  SERVERS,
  type Source,
  type Storage,
  storageOf,
} from './scale-model.ts';
import type { Documents, Looks } from './scale-worlds.ts';

const SOURCES: readonly Source[] = ['report', 'metering', 'both'];
const LARGEST_TABLES = 11;
const YEARS = [1, 3, 10];

export function tableSizes(documents: Documents, looks: Looks): Table {
  const rows = [
    ...documents.tables.map((one) => ({ ...one, per: 'months' })),
    ...looks.tables
      .filter(({ table }) => table.startsWith('metered_'))
      .map((one) => ({ ...one, per: 'looks' })),
  ]
    .filter(({ rows: count }) => count > 0)
    .sort((a, b) => b.bytes + b.indexBytes - (a.bytes + a.indexBytes));
  const { client, document, tasks, keptDocument } = bytesOf(documents, looks);
  return {
    title: `Bytes, measured: ${number(documents.clients)} clients with ${documents.runs.length} months of invoices of 17 lines; looks at ${number(looks.servers)} servers`,
    head: ['table', 'rows', 'bytes a row', 'indexes, a row', 'in all'],
    rows: rows
      .slice(0, LARGEST_TABLES)
      .map(({ table, rows: count, bytes, indexBytes }) => [
        table,
        number(count),
        number(bytes / count),
        number(indexBytes / count),
        megabytes(bytes + indexBytes),
      ]),
    notes: [
      `a client: ${number(client)} bytes; a document with all that belongs to it: ${number(document)}, of which ${number(keptDocument)} are its head, its delivery and its audit rows; its tasks in the outbox, done: ${number(tasks)}`,
      'each table and index was dropped in turn and D1 asked for its size: pages in use, with what is free inside them',
    ],
  };
}

export function storageTable(documents: Documents, looks: Looks): Table {
  const bytes = bytesOf(documents, looks);
  const stored = SOURCES.map((source) => storageOf(source, bytes));
  const line = (label: string, cell: (of: Storage) => string): Row => [label, ...stored.map(cell)];
  const gb = (value: number) => `${number(value / 1e9, 2)} GB`;
  return {
    title: `Storage, computed for ${number(CLIENTS)} clients with ${number(SERVERS)} servers, by USAGE_SOURCE`,
    head: ['', ...SOURCES],
    rows: [
      line('to begin with', ({ startBytes }) => gb(startBytes)),
      line('more every month, for ever', ({ monthBytes }) => gb(monthBytes)),
      line(`more every month, kept for ${ASSUMED.monthsSeen}`, ({ seenBytes }) => gb(seenBytes)),
      line(`more every month, kept for ${ASSUMED.monthsOfTasks}`, ({ taskBytes }) => gb(taskBytes)),
      line(`whole months that fit into ${D1_BYTES / 1e9} GB`, (one) => number(monthsThatFit(one))),
      ...YEARS.map((years) =>
        line(`clients of whom it holds ${years} ${years === 1 ? 'year' : 'years'}`, (one) =>
          number(clientsThatFit(years, one)),
        ),
      ),
    ],
    notes: [
      `assumed: ${ASSUMED.changes} changes of state and ${ASSUMED.replaced * 100} % replaced of a server's month; ${ASSUMED.usageDays} noted days of a client's running month of ${ASSUMED.bytesOfUsageDay} bytes`,
      `a comparison of ${number(bytes.comparison)} bytes (both) is computed by production's own code`,
    ],
  };
}
