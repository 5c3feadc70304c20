/** CreateInvoice. It has no idempotency: the same call twice makes two invoices. */
import type { InvoiceStatus } from '../../installation.ts';
import { INVOICE_STATUSES } from '../../installation.ts';
import { makeInvoice, type NewLine, publish, setInvoiceStatus } from '../../invoices/invoices.ts';
import { applyCredit } from '../../invoices/payments.ts';
import { ruleRateMilli } from '../../invoices/totals.ts';
import { daysLater, serverDate, storedDate } from '../../server-time.ts';
import { defaultGateway } from '../../settings/catalogue.ts';
import { type Action, type Call, clientAt } from '../action.ts';
import { type Answer, done, refused } from '../answer.ts';

export const createInvoiceAction: Action = {
  name: 'CreateInvoice',
  writes: true,
  run: createInvoice,
};

const DRAFT_AND_SENT =
  'Cannot create and send a draft invoice in a single API request. Please create and send separately.';

function createInvoice(call: Call): Answer {
  const { installation, params } = call;
  const { catalogue, options } = installation.tables;
  // "userid" is the client's id, whatever its name says.
  const client = clientAt(call, 'userid');
  if (client === undefined) return refused('Client ID Not Found');
  const status = wantedStatus(call);
  const isSent = params.flag('sendinvoice');
  if (status === 'Draft' && isSent) return refused(DRAFT_AND_SENT);

  const date =
    params.text('date') === '' ? serverDate(installation) : storedDate(params.text('date'));
  const dueDate = params.text('duedate');
  const invoice = makeInvoice(installation, {
    client,
    date,
    dueDate: dueDate === '' ? daysLater(date, options.dueDays) : storedDate(dueDate),
    paymentMethod:
      params.text('paymentmethod') || client.defaultGateway || defaultGateway(catalogue),
    notes: params.text('notes'),
    taxRateMilli: params.has('taxrate')
      ? params.milli('taxrate')
      : ruleRateMilli(catalogue, client, 1),
    taxRate2Milli: params.has('taxrate2')
      ? params.milli('taxrate2')
      : ruleRateMilli(catalogue, client, 2),
    lines: linesOf(call),
  });
  if (status !== 'Draft') publish(installation, invoice, isSent);
  if (status !== 'Draft' && status !== 'Unpaid') {
    setInvoiceStatus(installation, invoice, status, 'api');
  }
  const isAutomatic = options.automaticCreditUse && status === 'Unpaid';
  if (params.flag('autoapplycredit') || isAutomatic) {
    applyCredit(installation, invoice, client.creditMinor, false);
  }
  return done({ invoiceid: invoice.id, status: invoice.status });
}

/** What an unknown status does is not known: here it counts as none. */
function wantedStatus({ params }: Call): InvoiceStatus {
  if (params.flag('draft')) return 'Draft';
  const asked = params.text('status').toLowerCase();
  return INVOICE_STATUSES.find((status) => status.toLowerCase() === asked) ?? 'Unpaid';
}

/** Lines are told apart by the number glued to their names, and stand in its order. */
function linesOf({ installation, params }: Call): NewLine[] {
  const numbers = params
    .names()
    .flatMap((name) => /^itemdescription(\d{1,9})$/.exec(name)?.[1] ?? [])
    .toSorted((a, b) => Number(a) - Number(b));
  const kept = installation.tables.options.lineGaps === 'stop' ? untilGap(numbers) : numbers;
  return kept.map((number) => ({
    description: params.text(`itemdescription${number}`),
    amountMinor: params.minor(`itemamount${number}`),
    taxed: params.flag(`itemtaxed${number}`),
  }));
}

function untilGap(numbers: readonly string[]): readonly string[] {
  const first = Number(numbers[0] ?? 0);
  const gap = numbers.findIndex((number, index) => Number(number) !== first + index);
  return gap < 0 ? numbers : numbers.slice(0, gap);
}
