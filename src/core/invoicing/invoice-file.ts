// An issued document as a file that can be verified without us: what is printed, and the frozen text that it was
// made from with its hash.
import type { ClientId, InvoiceId, RunId } from '#core/ids.ts';
import type { DocumentKind } from '#core/invoicing/correct.ts';
import type { Seller } from '#core/invoicing/manifest.ts';
import type { ClientSnapshot } from '#core/invoicing/plan-item.ts';
import type { Line } from '#core/invoicing/rate.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import { readOutsideJson } from '#core/parse-outside-json.ts';
import { err, ok, type Result } from '#core/result.ts';

/** Raise it when the form changes in a way that older verifiers would misread. */
export const INVOICE_FILE_FORMAT = 'postmeter-invoice-1';

export interface InvoiceFile {
  readonly format: typeof INVOICE_FILE_FORMAT;
  readonly invoice: PrintedInvoice;
  readonly frozen: {
    /** The plan item, byte for byte as it was hashed. */
    readonly content: string;
    /** SHA-256 of it, hex, as the invoice carries it. */
    readonly hash: string;
  };
  readonly run: { readonly id: RunId; readonly manifest: string };
}

export interface PrintedInvoice {
  readonly id: InvoiceId;
  readonly number: string;
  readonly kind: DocumentKind;
  readonly sequence: number;
  readonly clientId: ClientId;
  readonly client: ClientSnapshot;
  readonly seller: Seller;
  readonly month: BillingMonth;
  readonly timeZone: string;
  readonly ratingRules: number;
  readonly currency: CurrencyCode;
  /** Decimal text. */
  readonly tokenPrice: string;
  readonly lines: readonly Line[];
  readonly totalMinor: number;
  /** ISO 8601. */
  readonly issuedAt: string;
  readonly dueAt: string;
}

export interface FileRefusal {
  readonly reason: 'file_malformed';
  /** Where, as a path into the JSON; empty for the whole. */
  readonly at: string;
}

type Shape = 'text' | 'number' | 'lines' | { readonly [name: string]: Shape };

const CLIENT: Shape = { name: 'text', company: 'text', email: 'text' };
const LINE: Shape = {
  kind: 'text',
  serverId: 'number',
  name: 'text',
  hours: 'number',
  tokens: 'number',
  amountMinor: 'number',
};
const FILE: Shape = {
  format: 'text',
  invoice: {
    id: 'text',
    number: 'text',
    kind: 'text',
    sequence: 'number',
    clientId: 'text',
    client: CLIENT,
    seller: { name: 'text', address: 'text', email: 'text' },
    month: 'text',
    timeZone: 'text',
    ratingRules: 'number',
    currency: 'text',
    tokenPrice: 'text',
    lines: 'lines',
    totalMinor: 'number',
    issuedAt: 'text',
    dueAt: 'text',
  },
  frozen: { content: 'text', hash: 'text' },
  run: { id: 'text', manifest: 'text' },
};

/** Reads a file of anybody's making: its form is checked here, whether it is true is `verifyInvoice`'s question. */
export function readInvoiceFile(text: string): Result<InvoiceFile, FileRefusal> {
  const value = readOutsideJson(text);
  const fault = faultIn(value, FILE, '');
  if (fault !== undefined) return err({ reason: 'file_malformed', at: fault });
  const file = value as InvoiceFile; // every field was checked against the shape
  return file.format === INVOICE_FILE_FORMAT
    ? ok(file)
    : err({ reason: 'file_malformed', at: 'format' });
}

/** Whether these are lines as an invoice has them. */
export function areLines(value: unknown): value is readonly Line[] {
  return Array.isArray(value) && value.every((line) => faultIn(line, LINE, '') === undefined);
}

/** The first place that does not have the shape. */
function faultIn(value: unknown, shape: Shape, at: string): string | undefined {
  if (shape === 'text') return typeof value === 'string' ? undefined : at;
  if (shape === 'number') return Number.isSafeInteger(value) ? undefined : at;
  if (shape === 'lines') return areLines(value) ? undefined : at;
  if (typeof value !== 'object' || value === null) return at;
  for (const [name, part] of Object.entries(shape)) {
    const fault = faultIn(Reflect.get(value, name), part, at === '' ? name : `${at}.${name}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
