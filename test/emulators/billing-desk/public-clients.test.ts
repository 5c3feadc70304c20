/** What clients of others send and read that ours does not: each line is how the vendor's or a public client does it. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  BLESTA_API_KEY,
  BLESTA_API_USER,
  BLESTA_SHARED_KEY,
} from '../../../src/emulators/blesta/credentials.ts';
import {
  CLIENT as BLESTA_CLIENT,
  HEADERS as BLESTA_HEADERS,
  NOW_MS as BLESTA_NOW_MS,
  invoiceOf,
  startBlesta,
  withInvoice as withBlestaInvoice,
} from '../blesta/support/blesta-server.ts';
import {
  API as HOSTBILL_API,
  KEY as HOSTBILL_KEY,
  startHostbill,
  withDraft,
} from '../hostbill/support/hostbill-server.ts';
import { basic } from '../support/billing-server.ts';
import {
  startUbersmith,
  API as UBERSMITH_API,
  HEADERS as UBERSMITH_HEADERS,
  withServices,
} from '../ubersmith/support/ubersmith-server.ts';

const BLESTA_BASIC = basic(BLESTA_API_USER, BLESTA_API_KEY);

describe('Blesta', () => {
  it.each([
    ['milliseconds, as JavaScript writes dates', '2026-11-30T22:30:00.000Z', '2026-11-30 22:30:00'],
    ['microseconds and an offset', '2026-12-01T00:00:00.000000+02:00', '2026-11-30 22:00:00'],
  ])('takes %s', async (_what, date, shown) => {
    const server = await startBlesta();
    const { invoiceId } = await withBlestaInvoice(server, { 'vars[date_billed]': date });
    const { json } = await server.get('invoices/get', { invoice_id: String(invoiceId) });
    expect(json.response.date_billed).toBe(shown);
  });

  it.each([
    ['0.5', 'minimum'],
    ['0', 'minimum'],
    ['two', 'format'],
  ])('refuses a quantity of %s', async (qty, code) => {
    const server = await startBlesta();
    const { client } = await withBlestaInvoice(server);
    const fields = invoiceOf(client.id, { 'vars[lines][1][qty]': qty });
    const { status, json } = await server.post('invoices/add', fields);
    expect([status, Object.keys(json.errors['lines[][qty]'])]).toEqual([400, [code]]);
  });

  it.each([
    ['the usual order', {}, ['ann', 'cid', 'bob']],
    ['by address', { 'order_by[email]': 'asc' }, ['ann', 'bob', 'cid']],
    ['newest first', { 'order_by[id]': 'DESC' }, ['bob', 'cid', 'ann']],
    ['by two', { 'order_by[status]': 'ASC', 'order_by[email]': 'DESC' }, ['cid', 'bob', 'ann']],
  ])('lists clients in %s', async (_what, order, names) => {
    const { post, get } = await startBlesta();
    for (const name of ['ann', 'cid', 'bob']) {
      const email = `${name}@example.com`;
      await post('clients/create', {
        ...BLESTA_CLIENT,
        'vars[username]': email,
        'vars[email]': email,
      });
    }
    const { response } = (await get('clients/getList', order)).json;
    expect(response.map(({ email }: { email: string }) => email.split('@')[0])).toEqual(names);
  });

  it('lists invoices by any of their columns', async () => {
    const server = await startBlesta();
    const { client } = await withBlestaInvoice(server, { 'vars[lines][0][amount]': '9.00' });
    await server.post('invoices/add', invoiceOf(client.id, { 'vars[lines][0][amount]': '100.00' }));
    await server.post('invoices/add', invoiceOf(client.id, { 'vars[lines][0][amount]': '20.00' }));
    const { response } = (await server.get('invoices/getList', { 'order_by[total]': 'DESC' })).json;
    expect(response.map(({ id }: { id: string }) => id)).toEqual(['2', '3', '1']);
  });

  it('shows settings by user only when asked', async () => {
    const server = await startBlesta();
    const { client } = await withBlestaInvoice(server);
    const query = { user_id: client.user_id };
    const plain = await server.get('clients/getByUserId', query);
    const full = await server.get('clients/getByUserId', { ...query, get_settings: '1' });
    expect(plain.json.response.settings).toBeUndefined();
    expect(full.json.response.settings).toMatchObject({ default_currency: 'EUR' });
  });

  it.each([
    ['HEAD', '/blesta/api/clients/get.json?client_id=1', BLESTA_HEADERS, 200],
    ['GET', '/blesta/api/clients/get.yaml?client_id=1', BLESTA_HEADERS, 415],
    ['GET', '/blesta/api/companies/getAll.json', lowerCase(BLESTA_BASIC), 200],
  ])('answers %s %s', async (method, path, headers, status) => {
    const { send } = await startBlesta();
    expect((await send(method, path, { headers })).status).toBe(status);
  });

  it('signs in where addresses are not rewritten', async () => {
    const server = await startBlesta();
    await withBlestaInvoice(server);
    const [u, t, r] = ['ann@example.com', String(BLESTA_NOW_MS / 1000), '/'];
    const h = createHmac('sha256', BLESTA_SHARED_KEY)
      .update(t + u + r)
      .digest('hex');
    const path = '/blesta/index.php/plugin/shared_login/';
    const { status, headers } = await server.send('GET', path, { query: { u, t, r, h } });
    expect([status, headers.has('set-cookie')]).toEqual([302, true]);
  });

  it('makes a webhook incoming unless it says otherwise, and refuses a long address', async () => {
    const { post, get } = await startBlesta();
    const add = (callback: string) =>
      post('webhooks.webhooks_webhooks/add', { 'vars[callback]': callback });
    expect((await add('/hook')).status).toBe(200);
    const long = await add('h'.repeat(256));
    expect([long.status, Object.keys(long.json.errors.callback)]).toEqual([400, ['length']]);
    const hooks = (await get('webhooks.webhooks_webhooks/getAll')).json.response;
    expect(hooks.map(({ type }: { type: string }) => type)).toEqual(['incoming']);
  });
});

describe('HostBill', () => {
  it('names the gateway beside the invoice', async () => {
    const server = await startHostbill();
    const { id } = await withDraft(server);
    const { json } = await server.api('getInvoiceDetails', { id });
    expect([json.gateway, json.invoice.gateway]).toEqual(['BankTransfer', undefined]);
  });

  it('makes nothing of a JSON body', async () => {
    const { send } = await startHostbill();
    const json = { ...HOSTBILL_KEY, call: 'getClients' };
    expect((await send('POST', HOSTBILL_API, { json })).json).toMatchObject({
      success: false,
      call: '',
    });
    const query = { ...HOSTBILL_KEY, call: 'getClients' };
    expect((await send('POST', HOSTBILL_API, { query, json: {} })).json.success).toBe(true);
  });
});

describe('Ubersmith', () => {
  it('takes the scheme of the credentials in any case', async () => {
    const { send } = await startUbersmith();
    const query = { method: 'uber.method_list' };
    const headers = lowerCase(UBERSMITH_HEADERS);
    expect((await send('GET', UBERSMITH_API, { query, headers })).json.status).toBe(true);
    const wrong = { authorization: `${headers.authorization}x` };
    expect((await send('GET', UBERSMITH_API, { query, headers: wrong })).status).toBe(401);
  });

  it.each<[Record<string, string>, readonly string[]]>([
    [{}, ['201', '202', '203']],
    [{ direction: 'desc' }, ['203', '202', '201']],
    [{ direction: 'desc', limit: '2', offset: '1' }, ['202', '201']],
    [{ order_by: 'price' }, ['202', '203', '201']],
    [{ order_by: 'price', direction: 'DESC', limit: '1' }, ['201']],
    [{ order_by: 'nothing_like_it' }, ['201', '202', '203']],
    [{ limit: 'all', offset: '-1' }, ['201', '202', '203']],
    [{ offset: '99999999999' }, []],
  ])('lists with %o', async (listing, ids) => {
    const server = await startUbersmith();
    const { client_id } = await withServices(server);
    const third = { client_id, description: 'third', price: '5.00', period: '0' };
    await server.api('client.service_add', third);
    const { text } = await server.api('client.service_list', { client_id, ...listing });
    // An object of JavaScript would put numbers into their order again.
    expect([...text.matchAll(/"(\d+)":\{/g)].map(([, id]) => id)).toEqual(ids);
  });
});

function lowerCase({ authorization }: { authorization: string }): { authorization: string } {
  return { authorization: authorization.replace('Basic', 'basic') };
}
