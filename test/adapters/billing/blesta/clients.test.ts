import { describe, expect, it } from 'vitest';
import { USD } from '../support/deliveries.ts';
import { blesta, CLIENT } from './support/blesta.ts';

describe('createBlestaBilling: clients', () => {
  it('takes only the address that is equal, whatever else the filter finds', async () => {
    const { billing, script } = await blesta([
      {
        on: 'clients/getList',
        json: {
          response: [
            { ...CLIENT, id: '6', email: 'joann@example.com' },
            { ...CLIENT, email: 'Ann@Example.com' },
          ],
        },
      },
      { on: 'clients/getList', json: { response: [] } },
    ]);
    const client = await billing.findClient('ann@example.com');
    expect(client).toEqual({
      ok: true,
      value: { id: '7', email: 'Ann@Example.com', currency: '', active: true },
    });
    const [first, second] = await script.requests();
    expect(first).toMatchObject({
      method: 'GET',
      path: '/api/clients/getList.json',
      query: [
        ['filters[contact_email]', 'ann@example.com'],
        ['page', '1'],
      ],
      headers: { 'blesta-api-user': 'postmeter', 'blesta-api-key': 'key-that-must-not-leak' },
    });
    expect(second?.query).toContainEqual(['page', '2']);
  });

  it('finds nobody where Blesta says false', async () => {
    const { billing } = await blesta([{ on: 'clients/getList', json: { response: false } }]);
    expect(await billing.findClient('ann@example.com')).toEqual({ ok: true, value: null });
  });

  it('refuses two clients with one address', async () => {
    const rows = [CLIENT, { ...CLIENT, id: '8' }];
    const { billing } = await blesta([
      { on: 'clients/getList', json: { response: rows } },
      { on: 'clients/getList', json: { response: rows } },
    ]);
    const client = await billing.findClient('ann@example.com');
    expect(client).toMatchObject({
      ok: false,
      error: { code: 'billing_ambiguous', disposition: 'rejected' },
    });
  });

  it('asks for each status by name where an encoded install wants that', async () => {
    const { billing, script } = await blesta(
      [
        { on: 'clients/getList', json: { response: false } },
        { on: 'clients/getList', json: { response: [CLIENT] } },
        { on: 'clients/getList', json: { response: false } },
      ],
      { clientStatuses: ['active', 'inactive'] },
    );
    expect(await billing.findClient('ann@example.com')).toMatchObject({ value: { id: '7' } });
    const asked = (await script.requests()).map(({ query }) => new Map(query));
    expect(asked.map((query) => query.get('status'))).toEqual(['active', 'inactive', 'inactive']);
    // The order that Blesta takes unasked, so that asking for it changes nothing.
    expect(new Set(asked.map((query) => query.get('order_by[id_code]')))).toEqual(new Set(['ASC']));
  });

  it('reads currency and status, with settings that are an empty PHP map', async () => {
    const { billing } = await blesta([
      {
        on: 'clients/get',
        json: { response: { ...CLIENT, settings: { default_currency: 'EUR' } } },
      },
      { on: 'clients/get', json: { response: { ...CLIENT, status: 'inactive', settings: [] } } },
      { on: 'clients/get', json: { response: false } },
    ]);
    expect(await billing.readClient('7')).toMatchObject({
      value: { currency: 'EUR', active: true },
    });
    expect(await billing.readClient('7')).toMatchObject({ value: { currency: '', active: false } });
    expect(await billing.readClient('7')).toEqual({ ok: true, value: null });
  });

  it('creates a client whose username is the address, silently', async () => {
    const { billing, script } = await blesta([
      { on: 'clients/create', json: { response: { ...CLIENT, settings: [] } } },
    ]);
    const client = await billing.createClient({
      email: 'ann@example.com',
      name: 'Ann Mary Example',
      company: '',
      currency: USD,
      password: 'Secret-Passw0rd',
    });
    expect(client).toMatchObject({ ok: true, value: { id: '7' } });
    const form = new Map((await script.requests())[0]?.form);
    expect(Object.fromEntries(form)).toMatchObject({
      'vars[username]': 'ann@example.com',
      'vars[new_password]': 'Secret-Passw0rd',
      'vars[confirm_password]': 'Secret-Passw0rd',
      'vars[first_name]': 'Ann Mary',
      'vars[last_name]': 'Example',
      'vars[client_group_id]': '1',
      'vars[settings][username_type]': 'email',
      'vars[settings][default_currency]': 'USD',
      'vars[settings][send_registration_email]': 'false',
    });
  });

  it.each([
    [{ username: { unique: 'ann@example.com is taken' } }, 'billing_conflict'],
    [{ username: { format: 'bad' } }, 'billing_rejected'],
    [{ state: { empty: 'a state is needed' } }, 'billing_rejected'],
  ] as const)('tells a taken username from other faults: %j', async (errors, code) => {
    const { billing } = await blesta([
      { on: 'clients/create', status: 400, json: { message: 'ann@example.com', errors } },
    ]);
    const password = 'Secret-Passw0rd';
    const client = { email: 'ann@example.com', name: 'Ann', company: '', currency: USD, password };
    const made = await billing.createClient(client);
    expect(made).toMatchObject({ ok: false, error: { code, disposition: 'rejected' } });
    expect(JSON.stringify(made)).not.toMatch(/ann@|Secret/);
  });
});
