/**
 * Habits of public client libraries, sent as they send them. What they send and expect was read in their sources:
 * node-whmcs, whmcsgo, php-whmcs-api, whmcs-php-api, WHMCSAPI.
 */
import { describe, expect, it } from 'vitest';
import { KEYS, makeClient, makeInvoice, startWhmcs } from './support/whmcs-server.ts';

const PATH = '/includes/api.php';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a client that sends all four credentials and leaves two empty', () => {
  it('makes an invoice with compact dates and "true", cancels it, and reads it', async () => {
    const whmcs = await startWhmcs();
    const userid = await makeClient(whmcs);
    const call = async (action: string, fields: string) => {
      const body = `action=${action}&username=&password=&identifier=${KEYS.identifier}&secret=${KEYS.secret}&accesskey=&responsetype=json&${fields}`;
      return (await whmcs.post(PATH, body, FORM)).json;
    };
    const lines = 'itemdescription1=test%20item&itemamount1=1&itemtaxed1=true';
    const dates = 'paymentmethod=banktransfer&date=20141230&duedate=20141230';
    const made = await call('CreateInvoice', `userid=${userid}&${dates}&${lines}`);
    expect(made.result).toBe('success');
    await call('UpdateInvoice', `invoiceid=${made.invoiceid}&status=Cancelled`);
    const read = await call('GetInvoice', `invoiceid=${made.invoiceid}`);
    expect(read).toMatchObject({ status: 'Cancelled', date: '2014-12-30', duedate: '2014-12-30' });
    expect(read.items.item[0]).toMatchObject({
      description: 'test item',
      amount: '1.00',
      taxed: '1',
    });
  });

  it('compares counts as numbers and the echoed id as a text', async () => {
    const whmcs = await startWhmcs();
    const clientid = await makeClient(whmcs, { email: 'johndoe@john.doe' });
    const clients = (await whmcs.api('GetClients', { search: 'johndoe@john.doe' })).json;
    expect([clients.numreturned, clients.clients.client.length]).toEqual([1, 1]);
    const users = (await whmcs.api('GetUsers', { search: 'johndoe@john.doe' })).json;
    expect([users.numreturned, users.users.length]).toEqual([1, 1]);
    const updated = (await whmcs.api('UpdateClient', { clientid, lastname: 'updated1' })).json;
    expect(updated.clientid).toBe(String(clientid));
  });

  it('reads XML by its content type, its root and the action in it', async () => {
    const { api } = await startWhmcs();
    const reply = await api('GetActivityLog', { responsetype: 'xml', limitstart: 0, limitnum: 1 });
    expect(reply.headers.get('content-type')).toMatch(/application\/xml/);
    expect(reply.text).toMatch(/^<\?xml[^>]*\?>\s*<whmcsapi[^>]*>/);
    expect(reply.text).toContain('<action>getactivitylog</action>');
    expect(reply.text).toContain('<result>success</result>');
    const refused = await api('GetInvoice', { responsetype: 'xml', invoiceid: 9 });
    expect(refused.text).toContain('<message>Invoice ID Not Found</message>');
  });
});

describe('a client with typed structures', () => {
  it('finds integers, texts and dates where it declares them', async () => {
    const whmcs = await startWhmcs();
    await whmcs.options({ typing: 'observed' });
    const userid = await makeClient(whmcs);
    const made = await whmcs.api('CreateInvoice', {
      userid,
      status: 'Unpaid',
      sendinvoice: '0',
      autoapplycredit: '0',
      itemdescription0: 'first',
      itemamount0: '6.63',
      itemtaxed0: '1',
    });
    expect(typeof made.json.invoiceid).toBe('number');
    const list = { status: 'Unpaid', userid, limitnum: '1', orderby: 'date', order: 'desc' };
    const { json } = await whmcs.api('GetInvoices', list);
    const [row] = json.invoices.invoice;
    for (const count of ['numreturned', 'startnumber', 'totalresults'])
      expect(typeof json[count]).toBe('number');
    for (const field of ['id', 'userid']) expect(typeof row[field]).toBe('number');
    for (const field of ['subtotal', 'tax', 'taxrate', 'total', 'credit', 'invoicenum', 'notes']) {
      expect(typeof row[field]).toBe('string');
    }
    for (const field of ['date', 'duedate']) expect(row[field]).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const field of [
      'created_at',
      'updated_at',
      'datepaid',
      'date_cancelled',
      'last_capture_attempt',
    ]) {
      expect(row[field]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    }
  });

  it('asks for 2500 clients at once, and reads details at the top level', async () => {
    const whmcs = await startWhmcs();
    for (let n = 0; n < 30; n += 1) await makeClient(whmcs);
    const page = { sorting: 'ASC', limitstart: '0', limitnum: '2500' };
    expect((await whmcs.api('GetClients', page)).json.clients.client).toHaveLength(30);
    const details = (await whmcs.api('GetClientsDetails', { clientid: 1 })).json;
    for (const field of [
      'id',
      'userid',
      'currency',
      'groupid',
      'billingcid',
      'allowSingleSignOn',
    ]) {
      expect(typeof details[field], field).toBe('number');
    }
    for (const field of [
      'taxexempt',
      'emailoptout',
      'latefeeoveride',
      'separateinvoices',
      'isOptedInToMarketingEmails',
    ]) {
      expect(typeof details[field], field).toBe('boolean');
    }
  });

  it('adds lines to a draft by number', async () => {
    const whmcs = await startWhmcs();
    const invoiceid = await makeInvoice(whmcs, await makeClient(whmcs));
    const line = {
      'newitemdescription[7]': 'seven',
      'newitemamount[7]': '2.00',
      'newitemtaxed[7]': '1',
    };
    await whmcs.api('UpdateInvoice', { invoiceid, ...line });
    expect((await whmcs.api('GetInvoice', { invoiceid })).json.total).toBe('8.63');
  });
});

describe('a client that puts the credentials last', () => {
  it('is read also when the body begins with them or with nothing', async () => {
    const { post } = await startWhmcs();
    const credentials = `identifier=${KEYS.identifier}&secret=${KEYS.secret}`;
    for (const body of [
      `action=GetCurrencies&responsetype=json&${credentials}`,
      `${credentials}&action=GetCurrencies&responsetype=json`,
      `&limitnum=100&action=GetCurrencies&responsetype=json&${credentials}`,
    ]) {
      const reply = await post(PATH, body, {
        'content-type': `${FORM['content-type']}; charset=utf-8`,
      });
      expect(reply.json?.result).toBe('success');
      expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
    }
  });
});

describe('a client that names no response type', () => {
  it('finds the message in the text of a refusal', async () => {
    const { control, post } = await startWhmcs();
    await control({ access: { allowedIps: [] } });
    const body = `action=GetClients&username=${KEYS.identifier}&password=${KEYS.secret}`;
    const reply = await post(PATH, body, FORM);
    expect([reply.status, reply.text]).toEqual([
      403,
      'result=error;message=Invalid IP 203.0.113.9;',
    ]);
  });
});

describe('a client in PHP', () => {
  it('sends encoded brackets, and true and false as 1 and 0', async () => {
    const whmcs = await startWhmcs();
    const invoiceid = await makeInvoice(whmcs, await makeClient(whmcs));
    const fields = [
      `invoiceid=${invoiceid}`,
      ...[
        'itemdescription%5B1%5D=Z%C3%BCrich+%26+Co',
        'itemamount%5B1%5D=16.95',
        'itemtaxed%5B1%5D=0',
      ],
      ...['newitemdescription%5B0%5D=New', 'newitemamount%5B0%5D=10', 'newitemtaxed%5B0%5D=1'],
    ];
    const body = `action=UpdateInvoice&identifier=${KEYS.identifier}&secret=${KEYS.secret}&responsetype=json&${fields.join('&')}`;
    expect((await whmcs.post(PATH, body, FORM)).json).toEqual({
      result: 'success',
      invoiceid: '1',
    });
    const { items } = (await whmcs.api('GetInvoice', { invoiceid })).json;
    expect(
      items.item.map(({ description, taxed }: Record<string, string>) => [description, taxed]),
    ).toEqual([
      ['Zürich & Co', '0'],
      ['New', '1'],
    ]);
  });
});
