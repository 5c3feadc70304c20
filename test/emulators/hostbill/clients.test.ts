import { describe, expect, it } from 'vitest';
import { API, CLIENT, KEY, startHostbill } from './support/hostbill-server.ts';

describe('calls', () => {
  it('are taken by POST and GET, urlencoded and multipart', async () => {
    const { send } = await startHostbill();
    const fields = { call: 'getHostBillversion', ...KEY };
    const replies = await Promise.all([
      send('POST', API, { form: fields }),
      send('POST', API, { multipart: fields }),
      send('GET', API, { query: fields }),
      send('POST', `${API}?call=getHostBillversion`, { form: KEY }),
    ]);
    for (const { status, json } of replies) {
      expect(status).toBe(200);
      expect(json).toMatchObject({
        success: true,
        call: 'getHostBillversion',
        server_time: Date.UTC(2026, 11, 1, 2) / 1000,
      });
    }
  });

  it('fail in the answer, with a status and a form that can be chosen', async () => {
    const { api, options } = await startHostbill();
    const wrong = await api('getClients', { api_key: 'x' });
    expect([wrong.status, wrong.json.success, wrong.json.error]).toEqual([
      200,
      false,
      ['Wrong API ID or API key'],
    ]);
    await options({ statusOnFailure: 403, errorsAs: 'map' });
    const unknown = await api('toString');
    expect([unknown.status, unknown.json.error]).toEqual([
      403,
      { 0: 'Method toString does not exist' },
    ]);
    expect((await api('getClientDetails')).json.error[0]).toContain('id');
  });

  it('are listed as far as the key may use them', async () => {
    const { api, options } = await startHostbill();
    expect((await api('getAPIMethods')).json.methods).toContain('addInvoice');
    await options({ forbiddenCalls: ['addInvoice'] });
    expect((await api('getAPIMethods')).json.methods).not.toContain('addInvoice');
    const refused = await api('addInvoice', { client_id: '1' });
    expect(refused.json).toMatchObject({
      success: false,
      error: [expect.stringContaining('allowed')],
    });
  });

  it('know currencies by id; the main one is 0', async () => {
    const { api } = await startHostbill();
    const { main, currencies } = (await api('getCurrencies')).json;
    expect(main).toMatchObject({ id: 0, code: 'USD' });
    expect(currencies[0]).toMatchObject({ id: '1', code: 'EUR', enable: '1' });
  });
});

describe('addClient', () => {
  it('makes a client, silent unless told to notify', async () => {
    const { api, send } = await startHostbill();
    const { json } = await api('addClient', CLIENT);
    expect(json.client_id).toBe('1');
    const { client } = (await api('getClientDetails', { id: '1' })).json;
    expect(client).toMatchObject({
      id: '1',
      email: 'ann@example.com',
      firstname: 'Ann',
      currency_id: '1',
      country: 'PL',
      status: 'Active',
    });
    expect(client.password).toMatch(/^[0-9a-f]{32}$/);
    expect(client).not.toHaveProperty('api_key');
    expect((await send('GET', '/hostbill/mails')).json).toEqual([]);
    await api('addClient', { ...CLIENT, email: 'bob@example.com', notifyclient: 'yes' });
    expect((await send('GET', '/hostbill/mails')).json).toHaveLength(1);
  });

  it('refuses an address that is taken, in words that can be chosen, or takes it', async () => {
    const { api, options } = await startHostbill();
    await api('addClient', CLIENT);
    const again = { ...CLIENT, email: 'ANN@example.com' };
    expect((await api('addClient', again)).json.success).toBe(false);
    await options({ duplicateEmailText: 'Email exists' });
    expect((await api('addClient', again)).json.error).toEqual(['Email exists']);
    await options({ duplicateEmail: 'accepted' });
    expect((await api('addClient', again)).json.client_id).toBe('2');
  });

  it.each([
    [{ password2: 'other' }, 'Passwords'],
    [{ email: 'ann' }, 'Email'],
    [{ currency_id: '77' }, 'Currency'],
    [{ password: '' }, 'password'],
  ])('refuses %j', async (fields, about) => {
    const { api } = await startHostbill();
    const { json } = await api('addClient', { ...CLIENT, ...fields });
    expect(json).toMatchObject({ success: false, error: [expect.stringContaining(about)] });
  });

  it('demands the further registration fields of this install', async () => {
    const { api, options } = await startHostbill();
    await options({ requiredClientFields: ['vatnumber'] });
    expect((await api('addClient', CLIENT)).json.error[0]).toContain('vatnumber');
    const made = await api('addClient', { ...CLIENT, vatnumber: 'PL1' });
    const { client } = (await api('getClientDetails', { id: made.json.client_id })).json;
    expect(client.vatnumber).toBe('PL1');
  });
});

describe('getClients', () => {
  it('pages from 0, newest first, and ignores the address unless told otherwise', async () => {
    const { api, options } = await startHostbill();
    for (const name of ['ann', 'joann', 'bob']) {
      await api('addClient', { ...CLIENT, email: `${name}@example.com` });
    }
    await options({ pageSize: 2 });
    const first = (await api('getClients')).json;
    expect(first.sorter).toEqual({ perpage: 2, totalpages: 2, sorterrecords: 3, sorterpage: 1 });
    expect(first.clients.map((row: { id: string }) => row.id)).toEqual(['3', '2']);
    expect((await api('getClients', { page: '1' })).json.clients).toHaveLength(1);
    expect((await api('getClients', { page: '2' })).json.clients).toEqual([]);
    await options({ perPageHonoured: true });
    expect((await api('getClients', { perpage: '3' })).json.clients).toHaveLength(3);

    const wanted = { 'filter[email]': 'ann@example.com', perpage: '9' };
    const found = async () => (await api('getClients', wanted)).json.clients.length;
    expect(await found()).toBe(3);
    await options({ emailFilter: 'partial' });
    expect(await found()).toBe(2);
    await options({ emailFilter: 'exact' });
    expect(await found()).toBe(1);
  });

  it('changes, verifies and deletes clients', async () => {
    const { api } = await startHostbill();
    await api('addClient', CLIENT);
    await api('setClientDetails', { id: '1', city: 'Gdynia' });
    expect((await api('getClientDetails', { id: '1' })).json.client.city).toBe('Gdynia');
    const login = { email: CLIENT.email, password: CLIENT.password };
    expect((await api('verifyClientLogin', login)).json.client_id).toBe('1');
    expect((await api('verifyClientLogin', { ...login, password: 'x' })).json.success).toBe(false);
    await api('deleteClient', { id: '1' });
    expect((await api('getClientDetails', { id: '1' })).json.success).toBe(false);
  });
});
