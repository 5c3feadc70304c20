import { describe, expect, it } from 'vitest';
import { LINE, makeClient, makeInvoice, readInvoice, startWhmcs } from './support/whmcs-server.ts';

const idsOf = (json: { invoices: { invoice: { id: number }[] } }) =>
  json.invoices.invoice.map(({ id }) => id);

describe('GetInvoices', () => {
  it('shows the documented row', async () => {
    const whmcs = await startWhmcs();
    const userid = await makeClient(whmcs, { currency: 2, companyname: 'Lee Ltd' });
    await whmcs.api('CreateInvoice', {
      userid,
      date: '2026-10-01',
      duedate: '2026-10-15',
      notes: 'Ref: A',
      ...LINE,
    });
    whmcs.clock.nowMs += 60_000;
    await whmcs.api('UpdateInvoice', { invoiceid: 1, notes: 'Ref: B' });
    expect((await whmcs.api('GetInvoices', { userid })).json).toEqual({
      result: 'success',
      totalresults: 1,
      startnumber: 0,
      numreturned: 1,
      invoices: {
        invoice: [
          {
            id: 1,
            userid: 1,
            firstname: 'Ann',
            lastname: 'Lee',
            companyname: 'Lee Ltd',
            invoicenum: '',
            date: '2026-10-01',
            duedate: '2026-10-15',
            datepaid: '0000-00-00 00:00:00',
            last_capture_attempt: '0000-00-00 00:00:00',
            date_refunded: '0000-00-00 00:00:00',
            date_cancelled: '0000-00-00 00:00:00',
            subtotal: '6.63',
            credit: '0.00',
            tax: '0.00',
            tax2: '0.00',
            total: '6.63',
            taxrate: '0.000',
            taxrate2: '0.000',
            status: 'Unpaid',
            paymentmethod: 'banktransfer',
            paymethodid: null,
            notes: 'Ref: B',
            created_at: '2026-10-01 08:30:00',
            updated_at: '2026-10-01 08:31:00',
            currencycode: 'USD',
            currencyprefix: '$',
            currencysuffix: ' USD',
          },
        ],
      },
    });
  });

  it('filters by client and status, Overdue included, and sorts', async () => {
    const whmcs = await startWhmcs();
    const [ann, bob] = [await makeClient(whmcs), await makeClient(whmcs)];
    const make = (userid: number, fields: object) => makeInvoice(whmcs, userid, { ...fields });
    await make(ann, { draft: 0, duedate: '2026-09-30', date: '2026-09-20' });
    await make(ann, { draft: 0, duedate: '2026-10-01', date: '2026-09-10' });
    await make(ann, { itemamount1: '99' });
    await make(bob, { draft: 0, duedate: '2026-09-30' });
    const list = async (fields: Record<string, string | number>) =>
      idsOf((await whmcs.api('GetInvoices', fields)).json);
    expect(await list({ userid: ann, orderby: 'id', order: 'desc' })).toEqual([3, 2, 1]);
    expect(await list({ userid: ann, orderby: 'date', order: 'asc' })).toEqual([2, 1, 3]);
    expect(await list({ userid: ann, orderby: 'total', order: 'desc' })).toEqual([3, 2, 1]);
    expect(await list({ status: 'Overdue', order: 'asc' })).toEqual([1, 4]);
    expect(await list({ status: 'draft' })).toEqual([3]);
    expect(await list({ status: 'Paid' })).toEqual([]);
    expect(await list({ userid: 77 })).toEqual([]);
    await whmcs.options({ invoiceOrder: 'asc' });
    expect(await list({})).toEqual([1, 2, 3, 4]);
  });

  it('pages by 25, and lets pages shift where that is switched on', async () => {
    const whmcs = await startWhmcs();
    const userid = await makeClient(whmcs);
    for (let n = 0; n < 30; n += 1) await makeInvoice(whmcs, userid);
    await whmcs.options({ shiftPages: 1 });
    const page = { userid, orderby: 'id', order: 'desc' };
    const first = (await whmcs.api('GetInvoices', page)).json;
    const second = (await whmcs.api('GetInvoices', { ...page, limitstart: 25 })).json;
    expect([first.totalresults, second.totalresults]).toEqual([30, 31]);
    expect([idsOf(first).at(-1), idsOf(second)[0]]).toEqual([6, 6]);
    expect((await whmcs.api('GetInvoices', page)).json.totalresults).toBe(31);
  });
});

describe('GetInvoice', () => {
  it('knows its invoices', async () => {
    const { api } = await startWhmcs();
    const reply = await api('GetInvoice', { invoiceid: 5 });
    expect([reply.status, reply.json]).toEqual([
      200,
      { result: 'error', message: 'Invoice ID Not Found' },
    ]);
  });

  it('tells what is left after payments, and the payments', async () => {
    const whmcs = await startWhmcs();
    const id = await makeInvoice(whmcs, await makeClient(whmcs), {
      draft: 0,
      paymentmethod: 'democard',
    });
    await whmcs.api('AddInvoicePayment', {
      invoiceid: id,
      transid: 'T1',
      gateway: 'democard',
      amount: '2.00',
      date: '2026-10-02 10:00:00',
    });
    expect(await readInvoice(whmcs, id)).toMatchObject({
      status: 'Unpaid',
      total: '6.63',
      balance: '4.63',
      ccgateway: true,
      transactions: {
        transaction: [
          {
            transid: 'T1',
            amountin: '2.00',
            gateway: 'democard',
            date: '2026-10-02 10:00:00',
            invoiceid: '1',
          },
        ],
      },
    });
  });
});

describe('invoice numbers', () => {
  it.each([
    ['none', ['', '']],
    ['on-publication', ['INV-00001', 'INV-00001']],
    ['on-payment', ['', 'INV-00001']],
  ])('are given as %s says', async (invoiceNumbers, expected) => {
    const whmcs = await startWhmcs();
    await whmcs.options({ invoiceNumbers });
    const id = await makeInvoice(whmcs, await makeClient(whmcs));
    const number = async () => (await readInvoice(whmcs, id)).invoicenum;
    expect(await number()).toBe('');
    await whmcs.api('UpdateInvoice', { invoiceid: id, publish: 1 });
    const published = await number();
    await whmcs.api('AddInvoicePayment', { invoiceid: id, transid: 'T', gateway: 'x' });
    expect([published, await number()]).toEqual(expected);
  });
});
