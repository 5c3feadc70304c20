/** AddInvoicePayment, CapturePayment, ApplyCredit. */

import { balanceMinor } from '../../invoices/invoices.ts';
import { applyCredit, payInvoice } from '../../invoices/payments.ts';
import { minorText } from '../../money.ts';
import { randomToken } from '../../random-token.ts';
import { serverTime, storedTime } from '../../server-time.ts';
import { type Action, type Call, invoiceAt } from '../action.ts';
import { type Answer, done, refused } from '../answer.ts';

export const paymentActions: readonly Action[] = [
  { name: 'AddInvoicePayment', writes: true, run: addPayment },
  { name: 'CapturePayment', writes: true, run: capture },
  { name: 'ApplyCredit', writes: true, run: apply },
];

/** A transaction id seen before is no obstacle here: only AddTransaction looks at that. */
function addPayment(call: Call): Answer {
  const { installation, params } = call;
  const invoice = invoiceAt(call, 'invoiceid');
  if (invoice === undefined) return refused('Invoice ID Not Found');
  if (invoice.status === 'Cancelled') {
    return refused('It is not possible to add a payment to an invoice that is Cancelled');
  }
  payInvoice(installation, invoice, {
    amountMinor: params.has('amount')
      ? params.minor('amount')
      : Math.max(balanceMinor(installation, invoice), 0),
    feesMinor: params.minor('fees'),
    gateway: params.text('gateway') || invoice.paymentMethod,
    transactionId: params.text('transid'),
    date: params.has('date') ? storedTime(params.text('date')) : serverTime(installation),
    withEmail: !params.flag('noemail'),
  });
  return done();
}

function capture(call: Call): Answer {
  const { installation } = call;
  const { catalogue, options } = installation.tables;
  const invoice = invoiceAt(call, 'invoiceid');
  if (invoice === undefined || invoice.status !== 'Unpaid') {
    return refused('Invoice Not Found or Not Unpaid');
  }
  invoice.lastCaptureAttempt = serverTime(installation);
  const gateway = catalogue.paymentMethods.find(({ module }) => module === invoice.paymentMethod);
  if (gateway?.isCard !== true || !options.capturesSucceed)
    return refused('Payment Attempt Failed');
  payInvoice(installation, invoice, {
    amountMinor: Math.max(balanceMinor(installation, invoice), 0),
    feesMinor: 0,
    gateway: gateway.module,
    transactionId: randomToken(8),
    date: serverTime(installation),
    withEmail: true,
  });
  return done();
}

function apply(call: Call): Answer {
  const { installation, params } = call;
  const invoice = invoiceAt(call, 'invoiceid');
  if (invoice === undefined) return refused('Invoice ID Not Found');
  if (invoice.status !== 'Unpaid') return refused('Invoice Not in Unpaid Status');
  const credit = installation.tables.clients.get(invoice.clientId)?.creditMinor ?? 0;
  const balance = balanceMinor(installation, invoice);
  const wanted = params.text('amount') === 'full' ? balance : params.minor('amount');
  if (wanted > credit) return refused('Amount exceeds customer credit balance');
  if (wanted > balance) return refused('Amount Exceeds Invoice Balance');
  if (wanted <= 0) return refused('Credit Amount to apply must be greater than zero');
  const used = applyCredit(installation, invoice, wanted, !params.flag('noemail'));
  return done({
    invoiceid: invoice.id,
    amount: minorText(used),
    // Documented as a text.
    invoicepaid: balanceMinor(installation, invoice) <= 0 ? 'true' : 'false',
  });
}
