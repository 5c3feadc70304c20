import { csvRow } from '#core/csv-row.ts';
import { readInvoiceFile } from '#core/invoicing/invoice-file.ts';
import { CommandFault } from '../output/command-fault.ts';
import type { DocumentHead } from './documents.ts';

/** Amounts are integers in the currency's smallest unit, as the headings say. */
export const DOCUMENT_COLUMNS = csvRow([
  'number',
  'kind',
  'month',
  'client_id',
  'client_email',
  'currency',
  'total_minor',
  'token_price',
  'issued',
  'due',
  'payment',
]);

export const LINE_COLUMNS = csvRow([
  'number',
  'month',
  'client_id',
  'server_id',
  'server',
  'kind',
  'hours',
  'tokens',
  'currency',
  'amount_minor',
]);

export function documentRow(head: DocumentHead): string {
  return csvRow([
    head.number,
    head.kind,
    head.month,
    head.clientId,
    head.clientEmail,
    head.currency,
    head.totalMinor,
    { decimal: head.tokenPrice },
    head.issuedAt,
    head.dueAt,
    head.payment ?? '',
  ]);
}

/** A row for each line of a document, from the file that verifies it. */
export function lineRows(
  { number, month, clientId, currency }: DocumentHead,
  text: string,
): string {
  const file = readInvoiceFile(text);
  if (!file.ok) {
    throw new CommandFault(
      `The file of ${number} is damaged: ${file.error.at}.`,
      'Delete it from the export, and export again.',
      { code: 'file_damaged' },
    );
  }
  return file.value.invoice.lines
    .map(({ serverId, name, kind, hours, tokens, amountMinor }) =>
      csvRow([number, month, clientId, serverId, name, kind, hours, tokens, currency, amountMinor]),
    )
    .join('');
}
