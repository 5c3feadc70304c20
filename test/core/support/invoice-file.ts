// The verification file of an invoice as the service exports it; a test deviates in one field.
import { createHash } from 'node:crypto';
import { INVOICE_FILE_FORMAT, type InvoiceFile } from '#core/invoicing/invoice-file.ts';
import { planItem } from '#core/invoicing/plan-item.ts';
import type { Line } from '#core/invoicing/rate.ts';
import type { ServerUsage } from '#core/usage/usage.ts';
import { client, facts, INVOICE_ID, month, price, server } from './fixtures.ts';

const SERVERS = [
  server({ serverId: 7, name: 'web', tokens: 1_201, backupTokens: 33 }),
  server({ serverId: 9, name: 'db', hours: 10, tokens: 333 }),
];

/** The file of what is planned for `servers`, as the service exports it. */
export function fileOf(
  servers: readonly ServerUsage[],
  of = client({ company: 'Engines Ltd' }),
  tokenPrice = price('0.0125'),
): InvoiceFile | undefined {
  const usage = { kind: 'measured', servers } as const;
  const item = planItem(
    of,
    usage,
    facts({ price: tokenPrice, outlier: { factor: 1e9, floorTokens: 1e9 } }),
    INVOICE_ID,
  );
  if (item.invoiceId === '') return undefined;
  const { lines, totalMinor } = JSON.parse(item.content) as { lines: Line[]; totalMinor: number };
  return {
    format: INVOICE_FILE_FORMAT,
    invoice: {
      id: INVOICE_ID,
      number: 'INV-2026-000001',
      kind: item.outcome as 'invoice',
      sequence: item.sequence,
      clientId: of.id,
      client: { name: of.name, company: of.company, email: of.email },
      seller: { name: 'Example Hosting', address: '1 Example Street', email: 'a@example.net' },
      month: month('2026-10'),
      timeZone: 'Europe/Amsterdam',
      ratingRules: 1,
      currency: item.currency,
      tokenPrice: tokenPrice.text,
      lines,
      totalMinor,
      issuedAt: '2026-11-01T01:15:00.000Z',
      dueAt: '2026-11-15T01:15:00.000Z',
    },
    frozen: { content: item.content, hash: sha256(item.content) },
    run: { id: 'run_00000000000000000000000000', manifest: 'ab'.repeat(32) },
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Three lines over 19.58 USD. */
export const INVOICE_FILE = fileOf(SERVERS) as InvoiceFile; // these servers make an invoice
