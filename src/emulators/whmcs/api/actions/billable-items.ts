/** AddBillableItem and GenInvoices: the other way to an invoice, in which the vendor merges what is due. */
import { type BillableItem, type Client, nextId } from '../../installation.ts';
import { makeInvoice, publish } from '../../invoices/invoices.ts';
import { ruleRateMilli } from '../../invoices/totals.ts';
import { daysLater, serverDate, storedDate, ZERO_DATE } from '../../server-time.ts';
import { defaultGateway } from '../../settings/catalogue.ts';
import { type Action, type Call, clientAt } from '../action.ts';
import { type Answer, done, refused } from '../answer.ts';

export const billableItemActions: readonly Action[] = [
  { name: 'AddBillableItem', writes: true, run: add, successField: 'status', errorField: 'status' },
  { name: 'GenInvoices', writes: true, run: generate },
];

const INVOICE_ACTIONS = new Set(['noinvoice', 'nextcron', 'nextinvoice', 'duedate', 'recur']);
const UNITS = new Set(['hours', 'quantity']);

function add(call: Call): Answer {
  const { installation, params } = call;
  const client = clientAt(call, 'clientid');
  if (client === undefined) return refused('Client ID not Found');
  if (params.text('description') === '') return refused('You must provide a description');
  const action = params.text('invoiceaction').toLowerCase() || 'noinvoice';
  if (!INVOICE_ACTIONS.has(action)) return refused('Invalid Invoice Action');
  const unit = params.text('unit').toLowerCase();
  if (unit !== '' && !UNITS.has(unit)) {
    return refused("Invalid Unit, please specify either 'hours' or 'quantity'");
  }
  const needsDate = action === 'duedate' || action === 'recur';
  const dueDate = storedDate(params.text('duedate'));
  if (needsDate && params.text('duedate') === '') return refused('Due date is required');
  if (params.text('duedate') !== '' && dueDate === ZERO_DATE) {
    return refused("Invalid Date Format - Expected: 'YYYY-mm-dd'");
  }
  const item: BillableItem = {
    id: nextId(installation.tables, 'billable item'),
    clientId: client.id,
    description: params.text('description'),
    amountMinor: params.minor('amount'),
    action,
    dueDate,
    invoiceId: null,
  };
  installation.tables.billableItems.set(item.id, item);
  return done({ billableid: item.id });
}

function generate(call: Call): Answer {
  const { installation, params } = call;
  const only = clientAt(call, 'clientid');
  if (params.text('clientid') !== '' && only === undefined) return refused('Client ID Not Found');
  const clients = only === undefined ? [...installation.tables.clients.values()] : [only];
  const made = clients.flatMap((client) => invoiceFor(call, client) ?? []);
  const latest = only === undefined ? {} : { latestinvoiceid: made.at(-1) ?? 0 };
  return done({ numcreated: made.length, ...latest });
}

/** One invoice of all that is due for a client, or null where nothing is. */
function invoiceFor({ installation, params }: Call, client: Client): number | null {
  const { tables } = installation;
  const date = serverDate(installation);
  const due = [...tables.billableItems.values()]
    .filter((item) => item.clientId === client.id && item.invoiceId === null)
    .filter(
      (item) => item.action === 'nextcron' || (item.dueDate !== ZERO_DATE && item.dueDate <= date),
    );
  if (due.length === 0) return null;
  const invoice = makeInvoice(installation, {
    client,
    date,
    dueDate: daysLater(date, tables.options.dueDays),
    paymentMethod: client.defaultGateway || defaultGateway(tables.catalogue),
    notes: '',
    taxRateMilli: ruleRateMilli(tables.catalogue, client, 1),
    taxRate2Milli: ruleRateMilli(tables.catalogue, client, 2),
    lines: due.map((item) => ({ ...lineOf(item), taxed: false })),
  });
  for (const item of due) item.invoiceId = invoice.id;
  publish(installation, invoice, !params.flag('noemails'));
  return invoice.id;
}

function lineOf({ description, amountMinor }: BillableItem) {
  return { description, amountMinor, type: 'Item' };
}
