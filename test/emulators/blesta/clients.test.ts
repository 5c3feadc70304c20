import { describe, expect, it } from 'vitest';
import { CLIENT, HEADERS, startBlesta } from './support/blesta-server.ts';

describe('authorisation', () => {
  it('takes the two headers, or HTTP Basic, and nothing else', async () => {
    const { send, get } = await startBlesta();
    expect((await get('companies/getAll')).json.response).toHaveLength(1);
    const [user, key] = Object.values(HEADERS);
    const authorization = `Basic ${btoa(`${user}:${key}`)}`;
    const path = '/blesta/api/companies/getAll.json';
    expect((await send('GET', path, { headers: { authorization } })).status).toBe(200);
    for (const headers of [
      {},
      { ...HEADERS, 'blesta-api-key': 'x' },
      { authorization: 'Basic eA==' },
    ]) {
      const { status, json } = await send('GET', path, { headers });
      expect([status, json]).toEqual([
        401,
        { message: 'The authorization details given appear to be invalid.' },
      ]);
    }
  });

  it('answers behind index.php where addresses are not rewritten', async () => {
    const { send } = await startBlesta();
    const path = '/blesta/index.php/api/currencies/getAll.json';
    const reply = await send('GET', path, { query: { company_id: '1' }, headers: HEADERS });
    expect(reply.json.response.map((row: { code: string }) => row.code)).toContain('EUR');
  });

  it('has no such model, method or format', async () => {
    const { get, send } = await startBlesta();
    expect((await get('invoices/nothing')).status).toBe(404);
    expect((await get('constructor/x')).status).toBe(404);
    expect((await send('GET', '/blesta/api/clients/get.xml', { headers: HEADERS })).status).toBe(
      415,
    );
  });
});

describe('clients/create', () => {
  it('makes a client whose address, name and settings can be read', async () => {
    const { post, get } = await startBlesta();
    const made = (await post('clients/create', CLIENT)).json.response;
    const read = (await get('clients/get', { client_id: made.id })).json.response;
    expect(read).toMatchObject({
      id: made.id,
      status: 'active',
      username: 'ann@example.com',
      email: 'ann@example.com',
      first_name: 'Ann',
      settings: { default_currency: 'EUR', username_type: 'email' },
    });
    expect(read.id_code).not.toBe(read.id);
    expect(JSON.stringify(read)).not.toContain('S3cret');
  });

  it('is understood as multipart and as JSON, too', async () => {
    const { send, options } = await startBlesta();
    const path = '/blesta/api/clients/create.json';
    const first = await send('POST', path, { multipart: CLIENT, headers: HEADERS });
    expect(first.status).toBe(200);
    const vars = {
      username: 'bob',
      new_password: 'abcdef',
      confirm_password: 'abcdef',
      email: 'b@x.io',
    };
    const bob = { ...vars, client_group_id: 1, first_name: 'Bob', last_name: 'Ray' };
    const json = { vars: bob };
    expect((await send('POST', path, { json, headers: HEADERS })).status).toBe(200);
    await options({ jsonBodies: false });
    expect((await send('POST', path, { json, headers: HEADERS })).json.errors).toHaveProperty(
      'vars',
    );
  });

  it('refuses a name that is taken, under a code that can be chosen', async () => {
    const { post, options } = await startBlesta();
    await post('clients/create', CLIENT);
    const second = await post('clients/create', { ...CLIENT, 'vars[email]': 'ANN@example.com' });
    expect([second.status, Object.keys(second.json.errors.username)]).toEqual([400, ['unique']]);
    await options({ usernameTakenCode: 'exists' });
    const third = await post('clients/create', CLIENT);
    expect(third.json.errors.username).toHaveProperty('exists');
  });

  it.each([
    [{ 'vars[first_name]': '' }, 'first_name', 'empty'],
    [{ 'vars[confirm_password]': 'other' }, 'new_password', 'matches'],
    [{ 'vars[client_group_id]': '9' }, 'client_group_id', 'exists'],
    [{ 'vars[email]': 'ann', 'vars[settings][username_type]': 'username' }, 'email', 'format'],
    [{ 'vars[state]': 'NY' }, 'state', 'country_exists'],
  ])('refuses %j', async (fields, field, code) => {
    const { post } = await startBlesta();
    const reply = await post('clients/create', { ...CLIENT, ...fields });
    expect(reply.status).toBe(400);
    expect(reply.json.errors[field]).toHaveProperty(code);
  });

  it('demands the further fields of this install', async () => {
    const { post, options } = await startBlesta();
    await options({ requiredClientFields: ['country'] });
    expect((await post('clients/create', CLIENT)).json.errors.country).toHaveProperty('empty');
    const complete = await post('clients/create', { ...CLIENT, 'vars[country]': 'PL' });
    expect(complete.status).toBe(200);
  });
});

describe('finding clients', () => {
  it('matches a part of the address unless told otherwise, and pages', async () => {
    const { post, get, options } = await startBlesta();
    for (const name of ['ann', 'joann', 'bob']) {
      const email = `${name}@example.com`;
      await post('clients/create', { ...CLIENT, 'vars[email]': email });
    }
    const filters = { 'filters[contact_email]': 'ann@example.com' };
    const emails = async (query: Record<string, string>) =>
      (await get('clients/getList', query)).json.response.map(
        (row: { email: string }) => row.email,
      );
    expect(await emails(filters)).toEqual(['ann@example.com', 'joann@example.com']);
    await options({ emailFilter: 'exact' });
    expect(await emails(filters)).toEqual(['ann@example.com']);
    await options({ pageSize: 2 });
    expect(await emails({ page: '2' })).toEqual(['bob@example.com']);
    expect((await get('clients/getListCount')).json.response).toBe(3);
    expect(await emails({ status: 'inactive' })).toEqual([]);
    await options({ emptyList: 'false' });
    expect((await get('clients/getList', { status: 'inactive' })).json.response).toBe(false);
  });

  it('finds users by name or address, and the client of a user', async () => {
    const { post, get } = await startBlesta();
    const made = (await post('clients/create', CLIENT)).json.response;
    const user = (await get('users/getByEmail', { email: 'Ann@Example.com' })).json.response;
    expect(user).toMatchObject({ id: made.user_id, username: 'ann@example.com' });
    const byName = await get('users/getByUsername', { username: 'ann@example.com' });
    expect(byName.json.response.id).toBe(user.id);
    const client = await get('clients/getByUserId', { user_id: user.id });
    expect(client.json.response.id).toBe(made.id);
    expect((await get('users/getByEmail', { email: 'nobody@x.io' })).json.response).toBe(false);
    expect((await get('clients/get', { client_id: '99' })).json.response).toBe(false);
    expect((await get('clients/search', { query: 'lee' })).json.response).toHaveLength(1);
    expect(
      (await get('users/getAllByEmail', { email: 'ann@example.com' })).json.response,
    ).toHaveLength(1);
  });

  it('changes, deletes and forgets a client', async () => {
    const { post, put, get, send } = await startBlesta();
    const { id } = (await post('clients/create', CLIENT)).json.response;
    await put('clients/edit', { client_id: id, 'vars[status]': 'inactive' });
    expect((await get('clients/get', { client_id: id })).json.response.status).toBe('inactive');
    const setting = { client_id: id, key: 'default_currency', value: 'USD' };
    await put('clients/setSetting', setting);
    const { settings } = (await get('clients/get', { client_id: id })).json.response;
    expect(settings.default_currency).toBe('USD');
    const path = '/blesta/api/clients/delete.json';
    await send('DELETE', path, { form: { client_id: id }, headers: HEADERS });
    expect((await get('clients/get', { client_id: id })).json.response).toBe(false);
    expect((await post('clients/create', CLIENT)).status).toBe(200);
  });
});
