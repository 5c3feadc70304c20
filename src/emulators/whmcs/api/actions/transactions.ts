/** AddTransaction and GetTransactions. */
import type { Client, Invoice, Transaction } from '../../installation.ts';
import { balanceMinor, fire } from '../../invoices/invoices.ts';
import { addTransaction, changeCredit, settle } from '../../invoices/payments.ts';
import { minorText } from '../../money.ts';
import { localisedDate, serverTime } from '../../server-time.ts';
import { type Action, type Call, clientAt, invoiceAt } from '../action.ts';
import { type Answer, done, type Fields, NestedList, refused } from '../answer.ts';

export const transactionActions: readonly Action[] = [
  { name: 'AddTransaction', writes: true, run: add },
  { name: 'GetTransactions', writes: false, run: getTransactions },
];

function add(call: Call): Answer {
  const { installation, params } = call;
  const complaint = complaintAbout(call);
  if (complaint !== null) return refused(complaint);
  const invoice = invoiceAt(call, 'invoiceid');
  const client = ownerOf(call, invoice);
  const amountInMinor = params.minor('amountin');
  addTransaction(installation, client, invoice?.id ?? 0, {
    gateway: params.text('paymentmethod'),
    transactionId: params.text('transid'),
    date: params.has('date')
      ? `${localisedDate(params.text('date'))} 00:00:00`
      : serverTime(installation),
    description: params.text('description'),
    amountInMinor,
    amountOutMinor: params.minor('amountout'),
    feesMinor: params.minor('fees'),
    rate: params.text('rate') || '1.00000',
  });
  if (invoice !== undefined) pay(call, invoice);
  if (invoice === undefined && client !== null && params.flag('credit')) {
    changeCredit(installation, client, amountInMinor, params.text('description'));
  }
  return done();
}

function complaintAbout(call: Call): string | null {
  const { installation, params } = call;
  const { catalogue, transactions } = installation.tables;
  const client = clientAt(call, 'userid');
  const invoice = invoiceAt(call, 'invoiceid');
  const isClientNamed = params.text('userid') !== '';
  if (isClientNamed && client === undefined) return 'Client ID Not Found';
  if (params.text('invoiceid') !== '' && invoice === undefined) return 'Invoice ID Not Found';
  if (isClientNamed && invoice !== undefined && invoice.clientId !== client?.id) {
    return 'User ID does not own the given Invoice ID';
  }
  const currencyId = params.integer('currencyid');
  const isCurrencyNamed = params.text('currencyid') !== '';
  const owner = ownerOf(call, invoice);
  if (isCurrencyNamed && !catalogue.currencies.some(({ id }) => id === currencyId)) {
    return 'Currency ID Not Found';
  }
  if (isCurrencyNamed && owner !== null && owner.currencyId !== currencyId) {
    return 'Currency ID does not match Client currency';
  }
  if (owner === null && !isCurrencyNamed) {
    return 'A Currency ID is required for non-customer related transactions';
  }
  if (params.text('paymentmethod') === '') return 'Payment Method is required';
  const transactionId = params.text('transid');
  const isKnown = [...transactions.values()].some((one) => one.transactionId === transactionId);
  if (transactionId !== '' && isKnown && !params.flag('allowduplicatetransid')) {
    return 'Transaction ID must be Unique';
  }
  return null;
}

function ownerOf(call: Call, invoice: Invoice | undefined): Client | null {
  const named = clientAt(call, 'userid');
  return named ?? call.installation.tables.clients.get(invoice?.clientId ?? 0) ?? null;
}

/** The status changes; that InvoicePaid is not fired was reported for an old version, so a switch says. */
function pay({ installation }: Call, invoice: Invoice): void {
  const { events, options } = installation.tables;
  const heardBefore = events.length;
  settle(installation, invoice, false);
  if (!options.transactionFiresInvoicePaid) events.length = heardBefore;
  if (balanceMinor(installation, invoice) > 0) fire(installation, 'AddInvoicePayment', invoice);
}

function getTransactions({ installation, params }: Call): Answer {
  const found = [...installation.tables.transactions.values()]
    .filter((one) => !params.has('invoiceid') || one.invoiceId === params.integer('invoiceid'))
    .filter((one) => !params.has('clientid') || one.clientId === params.integer('clientid'))
    .filter((one) => !params.has('transid') || one.transactionId === params.text('transid'));
  return done({
    totalresults: found.length,
    startnumber: 0,
    numreturned: found.length,
    transactions: new NestedList('transaction', found.map(transactionRow)),
  });
}

/** Texts throughout, as the vendor's example shows them. */
export function transactionRow(transaction: Transaction): Fields {
  return {
    id: String(transaction.id),
    userid: String(transaction.clientId),
    currency: String(transaction.currencyId),
    gateway: transaction.gateway,
    date: transaction.date,
    description: transaction.description,
    amountin: minorText(transaction.amountInMinor),
    fees: minorText(transaction.feesMinor),
    amountout: minorText(transaction.amountOutMinor),
    rate: transaction.rate,
    transid: transaction.transactionId,
    invoiceid: String(transaction.invoiceId),
    refundid: String(transaction.refundOf),
  };
}
