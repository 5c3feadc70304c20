/** UpdateInvoice: nothing is changed unless everything that was asked for can be. */
import {
  INVOICE_STATUSES,
  type Installation,
  type Invoice,
  type InvoiceStatus,
} from '../../installation.ts';
import { newLine, publish, setInvoiceStatus, touch } from '../../invoices/invoices.ts';
import { applyCredit } from '../../invoices/payments.ts';
import { toMinor } from '../../money.ts';
import { storedDate, storedTime } from '../../server-time.ts';
import { keepsIssuedInvoices } from '../../settings/options.ts';
import { type Action, type Call, invoiceAt } from '../action.ts';
import { type Answer, done, refused } from '../answer.ts';
import { isTruthy } from '../params.ts';

export const updateInvoiceAction: Action = {
  name: 'UpdateInvoice',
  writes: true,
  run: updateInvoice,
};

const MISSING =
  'Missing Variables: itemdescription, itemamount and itemtaxed are required for each item being changed';
const LINE_FIELDS = ['itemdescription', 'itemamount', 'itemtaxed'] as const;
const NEW_LINE_FIELDS = ['newitemdescription', 'newitemamount', 'newitemtaxed'] as const;

function updateInvoice(call: Call): Answer {
  const { installation, params } = call;
  const { options } = installation.tables;
  const invoice = invoiceAt(call, 'invoiceid');
  if (invoice === undefined) return refused('Invoice ID Not Found');
  const status = statusNamed(params.text('status'));
  if (status === undefined) return refused(`Invalid status ${params.text('status')}`);
  const isPublished = params.flag('publish') || params.flag('publishandsendemail');
  if (isPublished && invoice.status !== 'Draft') {
    return refused('Invoice must be in Draft status to be published');
  }
  if (hasIncompleteLine(call)) return refused(MISSING);
  const answer = done({ invoiceid: invoice.id });
  const isIssued = invoice.status !== 'Draft';
  if (isIssued && keepsIssuedInvoices(options) && editsContent(call, status)) {
    return options.immutableEdit === 'refuse' ? refused(options.immutableMessage) : answer;
  }
  changeHead(call, invoice);
  changeLines(call, invoice);
  touch(installation, invoice);
  if (isPublished) release(installation, invoice, params.flag('publishandsendemail'));
  if (status !== null) setInvoiceStatus(installation, invoice, status, 'api');
  // Said last, because becoming Paid writes its own time.
  if (params.has('datepaid')) invoice.paidAt = storedTime(params.text('datepaid'));
  return answer;
}

/** Null where none was named, undefined where it is unknown. */
function statusNamed(text: string): InvoiceStatus | null | undefined {
  if (text === '') return null;
  return INVOICE_STATUSES.find((status) => status.toLowerCase() === text.toLowerCase());
}

function hasIncompleteLine({ params }: Call): boolean {
  const given = LINE_FIELDS.map((field) => params.entries(field));
  const ids = new Set(given.flatMap((entries) => [...entries.keys()]));
  return [...ids].some((id) => given.some((entries) => !entries.has(id)));
}

/** What version 9 protects once an invoice is issued. Exactly which fields do is a guess. */
function editsContent({ params }: Call, status: InvoiceStatus | null): boolean {
  const hasEntries = [...LINE_FIELDS, ...NEW_LINE_FIELDS].some(
    (field) => params.entries(field).size > 0,
  );
  const isHeadEdited = ['taxrate', 'taxrate2', 'date'].some((field) => params.has(field));
  return (
    hasEntries || isHeadEdited || params.list('deletelineids').length > 0 || status === 'Draft'
  );
}

function changeHead({ params }: Call, invoice: Invoice): void {
  if (params.has('paymentmethod')) invoice.paymentMethod = params.text('paymentmethod');
  if (params.has('notes')) invoice.notes = params.text('notes');
  if (params.has('date')) invoice.date = storedDate(params.text('date'));
  if (params.has('duedate')) invoice.dueDate = storedDate(params.text('duedate'));
  if (params.has('taxrate')) invoice.taxRateMilli = params.milli('taxrate');
  if (params.has('taxrate2')) invoice.taxRate2Milli = params.milli('taxrate2');
  if (params.has('credit')) invoice.creditMinor = params.minor('credit');
}

/** A line id that is not of this invoice is passed over; whether it would be refused is not known. */
function changeLines({ installation, params }: Call, invoice: Invoice): void {
  const [descriptions, amounts, taxed] = LINE_FIELDS.map((field) => params.entries(field));
  for (const line of invoice.lines) {
    const key = String(line.id);
    const description = descriptions?.get(key);
    if (description === undefined) continue;
    line.description = description;
    line.amountMinor = toMinor(amounts?.get(key) ?? '');
    line.taxed = isTruthy(taxed?.get(key) ?? '');
  }
  const deleted = new Set(params.list('deletelineids'));
  invoice.lines = invoice.lines.filter((line) => !deleted.has(String(line.id)));
  const newAmounts = params.entries('newitemamount');
  const newTaxed = params.entries('newitemtaxed');
  for (const [key, description] of params.entries('newitemdescription')) {
    const amountMinor = toMinor(newAmounts.get(key) ?? '');
    const isTaxed = isTruthy(newTaxed.get(key) ?? '');
    invoice.lines.push(newLine(installation, { description, amountMinor, taxed: isTaxed }));
  }
}

function release(installation: Installation, invoice: Invoice, withEmail: boolean): void {
  publish(installation, invoice, withEmail);
  if (!installation.tables.options.automaticCreditUse) return;
  const client = installation.tables.clients.get(invoice.clientId);
  applyCredit(installation, invoice, client?.creditMinor ?? 0, false);
}
