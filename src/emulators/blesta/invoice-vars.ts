/** Reads and checks the `vars` of `invoices/add` and `invoices/edit`. Field names and codes: see the README. */
import { type Decimal, parseDecimal } from '../billing-desk/decimal.ts';
import { isPhpMap, listAt, type PhpMap, type PhpValue, textAt } from '../php-form/php-value.ts';
import type { BlestaCall, Errors } from './call.ts';
import { readBlestaDate } from './dates.ts';
import { CURRENCIES, type InvoiceStatus } from './tables.ts';

const STATUSES: readonly string[] = ['active', 'draft', 'proforma', 'void'];
const DELIVERY_METHODS: readonly string[] = ['email', 'paper', 'interfax', 'postalmethods'];
const ONE: Decimal = 10_000n;

export interface LineVars {
  readonly id: number | null;
  readonly description: string | null;
  readonly qty: Decimal;
  readonly amount: Decimal | null;
  readonly tax: boolean;
  readonly serviceId: string | null;
}

export interface InvoiceVars {
  readonly dateBilledMs: number | null;
  readonly dateDueMs: number | null;
  readonly status: InvoiceStatus;
  readonly currency: string;
  readonly notePublic: string | null;
  readonly notePrivate: string | null;
  readonly lines: readonly LineVars[];
  readonly deliveries: readonly string[];
}

export type InvoiceVarsReading =
  | { readonly ok: true; readonly vars: InvoiceVars }
  | { readonly ok: false; readonly errors: Errors };

export function readInvoiceVars(call: BlestaCall, vars: PhpMap): InvoiceVarsReading {
  const errors: Errors = {};
  const offset = call.blesta.values.companyUtcOffsetHours;
  const dateAt = (field: string) => {
    const text = textAt(vars, field);
    if (text === undefined || text === '') return null;
    const ms = readBlestaDate(text, offset);
    if (ms === null) errors[field] = { format: 'The date is in an invalid format.' };
    return ms;
  };
  const dateBilledMs = dateAt('date_billed');
  const dateDueMs = dateAt('date_due');
  if (dateBilledMs !== null && dateDueMs !== null && dateDueMs < dateBilledMs) {
    errors.date_due = { after_billed: 'The date due must be on or after the date billed.' };
  }
  const status = textAt(vars, 'status') ?? '';
  if (!isStatus(status)) errors.status = { format: 'Invalid status.' };
  const currency = textAt(vars, 'currency') ?? '';
  if (currency.length !== 3)
    errors.currency = { length: 'The currency code must be 3 characters.' };
  else if (!CURRENCIES.some((code) => code === currency)) {
    errors.currency = { valid: 'The currency does not exist.' };
  }
  const deliveries = listAt(vars, 'delivery').filter((method) => typeof method === 'string');
  if (deliveries.some((method) => !DELIVERY_METHODS.includes(method))) {
    errors['delivery[]'] = { exists: 'The delivery method does not exist.' };
  }
  const lines = listAt(vars, 'lines').map((line) => readLine(call, line, errors));
  if (Object.keys(errors).length > 0 || !isStatus(status)) return { ok: false, errors };
  const notePublic = textAt(vars, 'note_public') ?? null;
  const notePrivate = textAt(vars, 'note_private') ?? null;
  const dates = { dateBilledMs, dateDueMs };
  return {
    ok: true,
    vars: { ...dates, status, currency, notePublic, notePrivate, lines, deliveries },
  };
}

function readLine({ blesta }: BlestaCall, value: PhpValue, errors: Errors): LineVars {
  const fields = isPhpMap(value) ? value : {};
  const id = textAt(fields, 'id');
  const description = textAt(fields, 'description') ?? '';
  const amountText = textAt(fields, 'amount') ?? '';
  const qty = parseDecimal(textAt(fields, 'qty') || '1');
  const amount = amountText === '' ? null : parseDecimal(amountText);
  // With an id and nothing else, editing removes the line.
  const isRemoval = id !== undefined && description === '' && amountText === '';
  if (description === '' && id === undefined) {
    errors['lines[][description]'] = { empty: 'Please enter a line item description.' };
  }
  if (qty === null) errors['lines[][qty]'] = { format: 'The quantity must be a number.' };
  else if (qty < ONE) errors['lines[][qty]'] = { minimum: 'The quantity must be at least 1.' };
  if (!isRemoval && amountText !== '' && amount === null) {
    errors['lines[][amount]'] = { format: 'The unit cost must be a number.' };
  }
  if (amount !== null && amount < 0n && !blesta.values.negativeLines) {
    errors['lines[][amount]'] = { minimum: 'The unit cost must not be negative.' };
  }
  return {
    id: id === undefined ? null : Number(id),
    description: description === '' ? null : description,
    qty: qty ?? ONE,
    amount,
    tax: isYes(textAt(fields, 'tax')),
    serviceId: textAt(fields, 'service_id') || null,
  };
}

function isStatus(text: string): text is InvoiceStatus {
  return STATUSES.includes(text);
}

function isYes(text: string | undefined): boolean {
  return text !== undefined && !['', '0', 'false'].includes(text.toLowerCase());
}
