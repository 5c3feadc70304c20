import { describe, expect, it } from 'vitest';
import { LINE, makeClient, makeInvoice, readInvoice, startWhmcs } from './support/whmcs-server.ts';

describe('CreateInvoice', () => {
  it('takes the documented call and shows it back', async () => {
    const whmcs = await startWhmcs();
    const userid = await makeClient(whmcs);
    const { json } = await whmcs.api('CreateInvoice', {
      userid,
      draft: 1,
      date: '2026-10-01',
      duedate: '2026-10-15',
      paymentmethod: 'banktransfer',
      notes: 'Ref: SVM-2026-09-U17',
      itemdescription1: 'web-1 (#54) 2026-09: 2140 tokens x 0.0031',
      itemamount1: '6.63',
      itemtaxed1: 1,
    });
    expect(json).toEqual({ result: 'success', invoiceid: '1', status: 'Draft' });
    expect(await readInvoice(whmcs, 1)).toEqual({
      result: 'success',
      invoiceid: '1',
      invoicenum: '',
      userid: '1',
      date: '2026-10-01',
      duedate: '2026-10-15',
      datepaid: '0000-00-00 00:00:00',
      lastcaptureattempt: '0000-00-00 00:00:00',
      subtotal: '6.63',
      credit: '0.00',
      tax: '0.00',
      tax2: '0.00',
      total: '6.63',
      balance: '6.63',
      taxrate: '0.000',
      taxrate2: '0.000',
      status: 'Draft',
      paymentmethod: 'banktransfer',
      notes: 'Ref: SVM-2026-09-U17',
      ccgateway: false,
      items: {
        item: [
          {
            id: '1',
            type: '',
            relid: '0',
            description: 'web-1 (#54) 2026-09: 2140 tokens x 0.0031',
            amount: '6.63',
            taxed: '1',
          },
        ],
      },
      transactions: '',
    });
  });

  it('knows its clients, and will not send a draft', async () => {
    const whmcs = await startWhmcs();
    expect((await whmcs.api('CreateInvoice', { userid: 4, ...LINE })).json).toEqual({
      result: 'error',
      message: 'Client ID Not Found',
    });
    const userid = await makeClient(whmcs);
    for (const draft of [{ draft: 1 }, { status: 'Draft' }]) {
      const reply = await whmcs.api('CreateInvoice', { userid, sendinvoice: 1, ...draft, ...LINE });
      expect(reply.json.message).toBe(
        'Cannot create and send a draft invoice in a single API request. Please create and send separately.',
      );
    }
    expect((await whmcs.api('GetInvoices')).json.totalresults).toBe(0);
  });

  it('makes two invoices of the same call sent twice', async () => {
    const whmcs = await startWhmcs();
    const userid = await makeClient(whmcs);
    await makeInvoice(whmcs, userid, { notes: 'Ref: X' });
    await makeInvoice(whmcs, userid, { notes: 'Ref: X' });
    expect((await whmcs.api('GetInvoices', { userid })).json.totalresults).toBe(2);
  });

  it('defaults to Unpaid, today and the due days', async () => {
    const whmcs = await startWhmcs();
    const userid = await makeClient(whmcs);
    await whmcs.options({ serverOffsetMinutes: 16 * 60, dueDays: 7 });
    const made = (await whmcs.api('CreateInvoice', { userid, ...LINE })).json;
    expect(made.status).toBe('Unpaid');
    expect(await readInvoice(whmcs, 1)).toMatchObject({
      date: '2026-10-02',
      duedate: '2026-10-09',
      paymentmethod: 'banktransfer',
    });
  });

  it('takes line number 0, negative lines, any order, and gaps unless switched', async () => {
    const whmcs = await startWhmcs();
    const userid = await makeClient(whmcs);
    const lines = {
      itemdescription10: 'ten',
      itemamount10: '-2.50',
      itemdescription0: 'zero',
      itemamount0: '10',
      itemdescription2: 'two',
      itemamount2: '1.005',
    };
    const made = async () =>
      await readInvoice(
        whmcs,
        await makeInvoice(whmcs, userid, { itemdescription1: 'one', ...lines }),
      );
    const rows = ({ items }: { items: { item: { description: string; amount: string }[] } }) =>
      items.item.map(({ description, amount }) => `${description} ${amount}`);
    expect(rows(await made())).toEqual(['zero 10.00', 'one 6.63', 'two 1.01', 'ten -2.50']);
    await whmcs.options({ lineGaps: 'stop' });
    expect(rows(await made())).toEqual(['zero 10.00', 'one 6.63', 'two 1.01']);
  });

  it('does not understand the bracket form of lines', async () => {
    const whmcs = await startWhmcs();
    const userid = await makeClient(whmcs);
    const made = await whmcs.api('CreateInvoice', {
      userid,
      'itemdescription[0]': 'a',
      'itemamount[0]': '5',
    });
    expect(await readInvoice(whmcs, made.json.invoiceid)).toMatchObject({
      subtotal: '0.00',
      items: { item: [] },
    });
  });

  it('makes a Paid invoice without a payment', async () => {
    const whmcs = await startWhmcs();
    const userid = await makeClient(whmcs);
    const made = await whmcs.api('CreateInvoice', { userid, status: 'Paid', ...LINE });
    expect(made.json.status).toBe('Paid');
    expect(await readInvoice(whmcs, 1)).toMatchObject({
      datepaid: '2026-10-01 08:30:00',
      balance: '6.63',
      transactions: '',
    });
  });

  it('mails only what is sent', async () => {
    const whmcs = await startWhmcs();
    const userid = await makeClient(whmcs);
    await whmcs.api('CreateInvoice', { userid, ...LINE });
    expect((await whmcs.api('GetEmails', { clientid: userid })).json.totalresults).toBe('0');
    await whmcs.api('CreateInvoice', { userid, sendinvoice: 1, ...LINE });
    const { emails } = (await whmcs.api('GetEmails', { clientid: userid })).json;
    expect(emails.email[0].subject).toBe('Customer Invoice');
  });
});

describe('tax', () => {
  const RULES = [
    { id: 2, country: 'DE', rate: '7.000' },
    { id: 1, country: 'DE', rate: '19.000' },
    { id: 3, country: '', rate: '5.000', level: 2 },
  ];
  const LINES = {
    itemdescription1: 'a',
    itemamount1: '10.03',
    itemtaxed1: 1,
    itemdescription2: 'b',
    itemamount2: '10.03',
    itemtaxed2: 1,
    itemdescription3: 'c',
    itemamount3: '4.00',
    itemtaxed3: 0,
  };
  const sums = async (options: object, client: object, invoice: object, flags = {}) => {
    const whmcs = await startWhmcs();
    await whmcs.control({ catalogue: { taxRules: RULES } });
    await whmcs.options(options as Record<string, unknown>);
    const userid = await makeClient(whmcs, { country: 'DE', ...client });
    await whmcs.api('UpdateClient', { clientid: userid, ...flags });
    const id = await makeInvoice(whmcs, userid, { ...LINES, ...invoice });
    const { subtotal, tax, tax2, total, taxrate, taxrate2 } = await readInvoice(whmcs, id);
    return [subtotal, tax, tax2, total, taxrate, taxrate2];
  };

  it('follows the rule with the lowest id of each level, on the subtotal of taxed lines', async () => {
    expect(await sums({}, {}, {})).toEqual(['24.06', '3.81', '1.00', '28.87', '19.000', '5.000']);
  });

  it('may be rounded line by line instead', async () => {
    const perLine = await sums({ taxRounding: 'line' }, {}, {});
    expect(perLine).toEqual(['24.06', '3.82', '1.00', '28.88', '19.000', '5.000']);
  });

  it('is taken out of the amounts where they include it', async () => {
    const only19 = { taxrate2: '0' };
    expect(await sums({ taxType: 'Inclusive' }, {}, only19)).toEqual([
      ...['20.86', '3.20', '0.00', '24.06', '19.000', '0.000'],
    ]);
  });

  it('is none for an exempt client and elsewhere, and what the call says otherwise', async () => {
    expect(await sums({}, {}, {}, { taxexempt: 1 })).toEqual([
      ...['24.06', '0.00', '0.00', '24.06', '0.000', '0.000'],
    ]);
    expect((await sums({}, {}, { taxrate: '19' }, { taxexempt: 1 }))[3]).toBe('24.06');
    expect((await sums({}, { country: 'FR' }, { taxrate2: 0 }))[3]).toBe('24.06');
    const given = await sums({}, {}, { taxrate: '10.00', taxrate2: '0' });
    expect(given).toEqual(['24.06', '2.01', '0.00', '26.07', '10.000', '0.000']);
  });
});

describe('credit at creation', () => {
  it('is used by the flag or by the setting, and pays when it is enough', async () => {
    const whmcs = await startWhmcs();
    const userid = await makeClient(whmcs);
    await whmcs.api('AddCredit', { clientid: userid, description: 'gift', amount: '10.00' });
    const first = (await whmcs.api('CreateInvoice', { userid, ...LINE })).json;
    expect((await readInvoice(whmcs, first.invoiceid)).credit).toBe('0.00');
    const second = (await whmcs.api('CreateInvoice', { userid, autoapplycredit: 1, ...LINE })).json;
    expect(second.status).toBe('Paid');
    expect(await readInvoice(whmcs, second.invoiceid)).toMatchObject({
      credit: '6.63',
      total: '0.00',
      balance: '0.00',
    });
    await whmcs.options({ automaticCreditUse: true });
    const third = (await whmcs.api('CreateInvoice', { userid, ...LINE })).json;
    expect(await readInvoice(whmcs, third.invoiceid)).toMatchObject({
      credit: '3.37',
      balance: '3.26',
      status: 'Unpaid',
    });
  });
});
