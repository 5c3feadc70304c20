// What the SolusVM add-on left in WHMCS: who its clients are, and the invoices that it made for them. How such an invoice
// looks is not documented: what is asked here of its date and its lines are settings (docs/moving-over.md).
import { type CurrencyCode, parseCurrency, parseDecimal } from '#core/money.ts';
import { type BillingMonth, monthAfter } from '#core/month.ts';
import type { OldPerson } from '#core/moving/match-import.ts';
import { isReadLine, type OldInvoice, type OldLine } from '#core/moving/old-invoice.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure } from '#ports/billing-system.ts';
import type { OldBilling } from '#ports/old-billing.ts';
import { readMark } from '../wire/line-mark.ts';
import { createWhmcsApi, type WhmcsApi } from './api.ts';
import { ANY_REFERENCE, invoicesSince, readInvoice } from './look.ts';
import { readAs } from './read.ts';
import type { WhmcsSettings } from './settings.ts';
import { type WhmcsInvoice, type WhmcsInvoiceRow, whmcsPerson } from './shapes.ts';

export interface OldAddonSettings {
  /** Its lines; named groups `server` (id), `name`, `hours`, `tokens`, of which one of the first two is needed. */
  readonly line: RegExp;
  /** `type` of its lines in WHMCS; undefined: any. */
  readonly lineType: string | undefined;
  /** Its invoices for a month are dated from the 1st to this day of the next one. */
  readonly lastDay: number;
}

/** Its own invoices of one month, and perhaps others of the same days. */
const CANDIDATES_MAX = 50;
/** A line is one of text; what is longer is no line of the add-on's, and no work for a pattern. */
const MAX_LINE_CHARACTERS = 1_000;

export function createOldWhmcs(settings: WhmcsSettings, addon: OldAddonSettings): OldBilling {
  const api = createWhmcsApi(settings);
  return {
    system: 'whmcs',
    readPerson: (id) => readPerson(api, id),
    readMonth: (clientId, month) => readMonth(api, addon, clientId, month),
  };
}

async function readPerson(
  api: WhmcsApi,
  id: string,
): Promise<Result<OldPerson | null, BillingFailure>> {
  const found = await readAs(api, 'GetClientsDetails', { clientid: id, stats: false }, whmcsPerson);
  if (!found.ok) return found.error.code === 'billing_client_missing' ? ok(null) : found;
  const { client } = found.value;
  return ok({
    id: client.id,
    email: client.email,
    name: `${client.firstname} ${client.lastname}`.trim(),
    company: client.companyname,
    currency: client.currency_code,
    // Inactive is what WHMCS calls a client without products, which post-pay clients are.
    active: client.status !== 'Closed',
  });
}

async function readMonth(
  api: WhmcsApi,
  addon: OldAddonSettings,
  clientId: string,
  month: BillingMonth,
): Promise<Result<readonly OldInvoice[], BillingFailure>> {
  const next = monthAfter(month);
  const rows = await invoicesSince(api, clientId, `${next}-01`);
  if (!rows.ok) return rows;
  const last = `${next}-${String(addon.lastDay).padStart(2, '0')}`;
  const dated = rows.value.filter(
    ({ date, status, notes }) =>
      date !== '' && date <= last && status !== 'Cancelled' && !ANY_REFERENCE.test(notes),
  );
  if (dated.length > CANDIDATES_MAX) {
    const detail = `client ${clientId} has ${dated.length} invoices from ${next}-01 to ${last}`;
    return err(api.failure('read', 'billing_unsupported', detail));
  }
  const invoices: OldInvoice[] = [];
  for (const row of dated) {
    const invoice = await readInvoice(api, row.id);
    if (!invoice.ok) return invoice;
    const read = invoice.value && readOldInvoice(api, addon, row, invoice.value);
    if (read && !read.ok) return read;
    if (read?.value) invoices.push(read.value);
  }
  return ok(invoices);
}

/** Null for an invoice that somebody else made: none of its lines is the add-on's. */
function readOldInvoice(
  api: WhmcsApi,
  addon: OldAddonSettings,
  row: WhmcsInvoiceRow,
  invoice: WhmcsInvoice,
): Result<OldInvoice | null, BillingFailure> {
  if (invoice.items.some(({ description }) => readMark(description))) return ok(null);
  const currency = parseCurrency(row.currencycode);
  if (!currency.ok) {
    const detail = `invoice ${row.id} has no currency that we know`;
    return err(api.failure('read', 'billing_unsupported', detail));
  }
  const lines: OldLine[] = [];
  for (const item of invoice.items) {
    const line = readOldLine(addon, item, currency.value);
    if (line) {
      lines.push(line);
      continue;
    }
    const detail = `invoice ${row.id} has an amount that is no amount in ${currency.value}`;
    return err(api.failure('read', 'billing_unsupported', detail));
  }
  if (!lines.some(isReadLine)) return ok(null);
  const { id, date, status } = row;
  return ok({ id, date, status, currency: currency.value, lines });
}

/** Undefined where the amount has more digits than the currency. */
function readOldLine(
  { line: pattern, lineType }: OldAddonSettings,
  { description, amount, type }: WhmcsInvoice['items'][number],
  currency: CurrencyCode,
): OldLine | undefined {
  const amountMinor = parseDecimal(amount, currency);
  if (amountMinor === undefined) return undefined;
  const text = description.slice(0, MAX_LINE_CHARACTERS);
  const isOfType = lineType === undefined || type === lineType;
  const { server, name = '', hours, tokens } = (isOfType && pattern.exec(text)?.groups) || {};
  return {
    text,
    serverId: wholeNumber(server),
    serverName: name.trim(),
    hours: wholeNumber(hours),
    tokens: wholeNumber(tokens),
    amountMinor,
  };
}

/** Thousands may be set apart; anything else is no whole number. */
function wholeNumber(text: string | undefined): number | null {
  const digits = text?.replace(/[\s.,'\u2019]/g, '') ?? '';
  if (!/^\d{1,15}$/.test(digits)) return null;
  return Number(digits);
}
