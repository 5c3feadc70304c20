// Documents as files: what verifies each, its PDF, and tables of all of them. A document never changes, so one that is
// there is not fetched again; whether it is paid does, so the lists are made anew.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AdminClient } from '../admin/client.ts';
import { readPages } from '../admin/read-pages.ts';
import { DOCUMENT_COLUMNS, documentRow, LINE_COLUMNS, lineRows } from './document-rows.ts';
import { eachOf } from './each-of.ts';
import type { ExportFolder } from './export-folder.ts';

/** A document as `/api/v1/invoices` lists it. */
export interface DocumentHead {
  readonly id: string;
  readonly number: string;
  readonly month: string;
  readonly kind: string;
  readonly clientId: string;
  readonly clientEmail: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly tokenPrice: string;
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly payment: string | null;
}

export interface DocumentsOptions {
  readonly month?: string;
  readonly client?: string;
  readonly pdf: boolean;
  readonly onDone: (documents: number) => void;
}

const HEADS = 'documents.ndjson';

/** Answers how many documents there are. */
export async function exportDocuments(
  admin: AdminClient,
  folder: ExportFolder,
  { month, client, pdf, onDone }: DocumentsOptions,
): Promise<number> {
  let count = 0;
  await folder.write(HEADS, linesOf(readPages(admin, '/api/v1/invoices', { month, client })));
  await eachOf(headsIn(folder), async (head) => {
    const name = nameOf(head);
    const path = `/api/v1/invoices/${head.id}`;
    if (!(await folder.has(`${name}.json`))) {
      await folder.write(`${name}.json`, await admin.download(`${path}/file`));
    }
    if (pdf && !(await folder.has(`${name}.pdf`))) {
      await folder.write(`${name}.pdf`, await admin.download(`${path}/pdf`));
    }
    onDone(++count);
  });
  await folder.write('documents.csv', documentsCsv(folder));
  await folder.write('document-lines.csv', linesCsv(folder));
  return count;
}

/** One JSON value a line. */
export async function* linesOf(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}

async function* documentsCsv(folder: ExportFolder): AsyncGenerator<string> {
  yield DOCUMENT_COLUMNS;
  for await (const head of headsIn(folder)) yield documentRow(head);
}

/** From the files themselves, one at a time: a year of documents need not fit into memory. */
async function* linesCsv(folder: ExportFolder): AsyncGenerator<string> {
  yield LINE_COLUMNS;
  for await (const head of headsIn(folder)) {
    yield lineRows(head, await readFile(join(folder.path, `${nameOf(head)}.json`), 'utf8'));
  }
}

async function* headsIn({ path }: ExportFolder): AsyncGenerator<DocumentHead> {
  const input = createReadStream(join(path, HEADS));
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    yield JSON.parse(line) as DocumentHead; // written above, from the service's own list
  }
}

/** By month; a number may hold what no file name may. */
function nameOf({ month, number }: DocumentHead): string {
  return `documents/${month}/${number.replaceAll(/[^A-Za-z0-9._-]/g, '_')}`;
}
