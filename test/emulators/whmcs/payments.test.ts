import { describe, expect, it } from 'vitest';
import { makeClient, makeInvoice, readInvoice, startWhmcs } from './support/whmcs-server.ts';

async function unpaid(fields: Record<string, string | number> = {}) {
  const whmcs = await startWhmcs();
  const clientId = await makeClient(whmcs);
  const id = await makeInvoice(whmcs, clientId, { draft: 0, itemamount1: '20.00', ...fields });
  const say = async (action: string, given: Record<string, string | number>) =>
    (await whmcs.api(action, given)).json;
  return { whmcs, clientId, id, say, read: () => readInvoice(whmcs, id) };
}

describe('AddInvoicePayment', () => {
  it('pays in parts, then all; without an amount it pays what is left', async () => {
    const { id, say, read, whmcs, clientId } = await unpaid();
    const payment = { invoiceid: id, gateway: 'banktransfer' };
    expect(await say('AddInvoicePayment', { ...payment, transid: 'A', amount: '5' })).toEqual({
      result: 'success',
    });
    expect(await read()).toMatchObject({ status: 'Unpaid', balance: '15.00' });
    await say('AddInvoicePayment', { ...payment, transid: 'B', noemail: 1 });
    expect(await read()).toMatchObject({
      status: 'Paid',
      balance: '0.00',
      datepaid: '2026-10-01 08:30:00',
    });
    expect((await whmcs.api('GetEmails', { clientid: clientId })).json.totalresults).toBe('0');
  });

  it('gives back as credit what was too much', async () => {
    const { id, say, clientId } = await unpaid();
    await say('AddInvoicePayment', { invoiceid: id, transid: 'A', gateway: 'x', amount: '25.50' });
    const { credits } = await say('GetCredits', { clientid: clientId });
    expect(credits.credit).toMatchObject([{ amount: '5.50', relid: String(id) }]);
  });

  it('is refused for a cancelled invoice and for none', async () => {
    const { id, say } = await unpaid();
    await say('UpdateInvoice', { invoiceid: id, status: 'Cancelled' });
    expect(
      (await say('AddInvoicePayment', { invoiceid: id, transid: 'A', gateway: 'x' })).message,
    ).toBe('It is not possible to add a payment to an invoice that is Cancelled');
    expect((await say('AddInvoicePayment', { invoiceid: 9 })).message).toBe('Invoice ID Not Found');
  });
});

describe('ApplyCredit', () => {
  it('uses credit up to the balance', async () => {
    const { id, say, read, clientId } = await unpaid();
    const added = await say('AddCredit', {
      clientid: clientId,
      description: 'gift',
      amount: '30.00',
    });
    expect(added).toEqual({ result: 'success', newbalance: '30.00' });
    const part = await say('ApplyCredit', { invoiceid: id, amount: '5.00' });
    expect(part).toEqual({
      result: 'success',
      invoiceid: '1',
      amount: '5.00',
      invoicepaid: 'false',
    });
    const rest = await say('ApplyCredit', { invoiceid: id, amount: '15.00' });
    expect(rest.invoicepaid).toBe('true');
    expect(await read()).toMatchObject({ status: 'Paid', credit: '20.00', total: '0.00' });
    const { client } = await say('GetClientsDetails', { clientid: clientId });
    expect(client.credit).toBe('10.00');
  });

  it.each<[string, string]>([
    ['31', 'Amount exceeds customer credit balance'],
    ['25', 'Amount Exceeds Invoice Balance'],
    ['0', 'Credit Amount to apply must be greater than zero'],
  ])('refuses %s', async (amount, message) => {
    const { id, say, clientId } = await unpaid();
    await say('AddCredit', { clientid: clientId, description: 'gift', amount: '30' });
    expect(await say('ApplyCredit', { invoiceid: id, amount })).toEqual({
      result: 'error',
      message,
    });
  });

  it('wants an unpaid invoice', async () => {
    const { say, whmcs, clientId } = await unpaid();
    const draft = await makeInvoice(whmcs, clientId);
    expect((await say('ApplyCredit', { invoiceid: draft, amount: 1 })).message).toBe(
      'Invoice Not in Unpaid Status',
    );
    expect((await say('ApplyCredit', { invoiceid: 99, amount: 1 })).message).toBe(
      'Invoice ID Not Found',
    );
  });
});

describe('AddCredit and GetCredits', () => {
  it.each<[Record<string, string | number>, string]>([
    [{ type: 'take' }, 'Type can only be add or remove'],
    [{ clientid: 9 }, 'Client ID Not Found'],
    [{ adminid: 4 }, 'Admin ID Not Found'],
    [{ amount: '' }, 'No Amount Provided'],
    [{ amount: '1,50' }, 'Amount must be in decimal format: ### or ###.##'],
    [{ amount: '1.505' }, 'Amount must be in decimal format: ### or ###.##'],
    [{ date: 'soon' }, 'Date Format is not Valid'],
  ])('refuse %j', async (change, message) => {
    const { say, clientId } = await unpaid();
    const credit = { clientid: clientId, description: 'gift', amount: '1.50', ...change };
    expect(await say('AddCredit', credit)).toEqual({ result: 'error', message });
  });

  it('add, remove and list', async () => {
    const { say, clientId } = await unpaid();
    await say('AddCredit', {
      clientid: clientId,
      description: 'gift',
      amount: '9',
      date: '2026-09-02',
    });
    const left = await say('AddCredit', {
      clientid: clientId,
      description: 'error',
      amount: '4',
      type: 'remove',
    });
    expect(left.newbalance).toBe('5.00');
    expect(await say('GetCredits', { clientid: clientId })).toMatchObject({
      totalresults: '2',
      credits: {
        credit: [
          { id: '1', date: '2026-09-02', description: 'gift', amount: '9.00', relid: '0' },
          { id: '2', date: '2026-10-01', description: 'error', amount: '-4.00' },
        ],
      },
    });
    expect((await say('GetCredits', { clientid: 9 })).message).toBe('Client ID Not Found');
  });
});

describe('AddTransaction and GetTransactions', () => {
  const PAYMENT = {
    paymentmethod: 'banktransfer',
    transid: 'T1',
    amountin: '20.00',
    date: '02/10/2026',
  };

  it('pay an invoice, and are found by invoice, client or id', async () => {
    const { id, say, read, clientId } = await unpaid();
    const paid = await say('AddTransaction', {
      ...PAYMENT,
      userid: clientId,
      invoiceid: id,
      fees: '0.89',
    });
    expect(paid).toEqual({ result: 'success' });
    expect((await read()).status).toBe('Paid');
    for (const filter of [{ invoiceid: id }, { clientid: clientId }, { transid: 'T1' }]) {
      expect((await say('GetTransactions', filter)).transactions.transaction).toEqual([
        {
          id: '1',
          userid: '1',
          currency: '0',
          gateway: 'banktransfer',
          date: '2026-10-02 00:00:00',
          description: '',
          amountin: '20.00',
          fees: '0.89',
          amountout: '0.00',
          rate: '1.00000',
          transid: 'T1',
          invoiceid: '1',
          refundid: '0',
        },
      ]);
    }
    expect((await say('GetTransactions', { invoiceid: 99 })).totalresults).toBe(0);
  });

  it('can go to the credit of a client', async () => {
    const { say, clientId } = await unpaid();
    await say('AddTransaction', {
      ...PAYMENT,
      userid: clientId,
      credit: 1,
      description: 'prepaid',
    });
    expect((await say('GetClientsDetails', { clientid: clientId })).client.credit).toBe('20.00');
  });

  it.each<[Record<string, string | number>, string]>([
    [{ userid: 9 }, 'Client ID Not Found'],
    [{ invoiceid: 9 }, 'Invoice ID Not Found'],
    [{ userid: 2, invoiceid: 1 }, 'User ID does not own the given Invoice ID'],
    [{ userid: 1, currencyid: 99 }, 'Currency ID Not Found'],
    [{ userid: 1, currencyid: 2 }, 'Currency ID does not match Client currency'],
    [{}, 'A Currency ID is required for non-customer related transactions'],
    [{ userid: 1, paymentmethod: '' }, 'Payment Method is required'],
    [{ userid: 1, transid: 'SEEN' }, 'Transaction ID must be Unique'],
  ])('refuse %j', async (change, message) => {
    const { say, whmcs } = await unpaid();
    await makeClient(whmcs);
    await say('AddTransaction', { ...PAYMENT, userid: 1, transid: 'SEEN' });
    const { transid, ...rest } = { ...PAYMENT, ...change };
    expect(await say('AddTransaction', { ...rest, transid })).toEqual({ result: 'error', message });
    const again = { ...PAYMENT, userid: 1, transid: 'SEEN', allowduplicatetransid: 1 };
    expect((await say('AddTransaction', again)).result).toBe('success');
  });
});

describe('CapturePayment', () => {
  it('takes the money of an unpaid invoice with a card gateway', async () => {
    const { id, say, read } = await unpaid({ paymentmethod: 'democard' });
    expect((await say('CapturePayment', { invoiceid: id, cvv: '123' })).result).toBe('success');
    expect((await read()).status).toBe('Paid');
    expect((await say('CapturePayment', { invoiceid: id })).message).toBe(
      'Invoice Not Found or Not Unpaid',
    );
  });

  it('fails without a card, and where the switch says so', async () => {
    const { id, say, read, whmcs } = await unpaid();
    expect((await say('CapturePayment', { invoiceid: id })).message).toBe('Payment Attempt Failed');
    await whmcs.options({ capturesSucceed: false });
    await say('UpdateInvoice', { invoiceid: id, paymentmethod: 'democard' });
    expect((await say('CapturePayment', { invoiceid: id })).message).toBe('Payment Attempt Failed');
    expect(await read()).toMatchObject({
      status: 'Unpaid',
      lastcaptureattempt: '2026-10-01 08:30:00',
    });
  });
});

describe('AddBillableItem and GenInvoices', () => {
  it('answer with status, and merge what is due into one invoice', async () => {
    const { say, whmcs, clientId } = await unpaid();
    const item = {
      clientid: clientId,
      description: 'work',
      amount: '10',
      unit: 'hours',
      quantity: 2,
    };
    const added = await say('AddBillableItem', { ...item, invoiceaction: 'nextcron' });
    expect(added).toEqual({ status: 'success', billableid: '1' });
    await say('AddBillableItem', { ...item, invoiceaction: 'duedate', duedate: '2026-10-01' });
    await say('AddBillableItem', { ...item, invoiceaction: 'duedate', duedate: '2026-10-02' });
    await say('AddBillableItem', item);
    const made = await say('GenInvoices', { clientid: clientId });
    expect(made).toEqual({ result: 'success', numcreated: '1', latestinvoiceid: '2' });
    expect((await readInvoice(whmcs, 2)).total).toBe('20.00');
    expect(await say('GenInvoices', {})).toEqual({ result: 'success', numcreated: '0' });
    expect((await say('GenInvoices', { clientid: 9 })).message).toBe('Client ID Not Found');
  });

  it.each<[Record<string, string | number>, string]>([
    [{ clientid: 9 }, 'Client ID not Found'],
    [{ description: '' }, 'You must provide a description'],
    [{ invoiceaction: 'now' }, 'Invalid Invoice Action'],
    [{ unit: 'days' }, "Invalid Unit, please specify either 'hours' or 'quantity'"],
    [{ invoiceaction: 'duedate' }, 'Due date is required'],
    [
      { invoiceaction: 'duedate', duedate: '1.10.26' },
      "Invalid Date Format - Expected: 'YYYY-mm-dd'",
    ],
  ])('refuse %j', async (change, message) => {
    const { say, clientId } = await unpaid();
    const item = { clientid: clientId, description: 'work', amount: '10', ...change };
    expect(await say('AddBillableItem', item)).toEqual({ status: 'error', message });
  });
});
