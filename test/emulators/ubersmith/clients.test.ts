import { describe, expect, it } from 'vitest';
import { API, CLIENT, HEADERS, startUbersmith } from './support/ubersmith-server.ts';

describe('calls', () => {
  it('name their method in the query or the body, by GET or POST, in any encoding, with or without the last slash', async () => {
    const { send } = await startUbersmith();
    const method = 'client.count';
    const headers = HEADERS;
    const replies = await Promise.all([
      send('GET', API, { query: { method }, headers }),
      send('GET', '/ubersmith/api/2.0', { query: { method }, headers }),
      send('POST', API, { form: { method }, headers }),
      send('POST', API, { multipart: { method }, headers }),
      send('POST', API, { query: { method }, json: { x: 1 }, headers }),
      send('POST', '/ubersmith/api/2.0', { query: { method }, multipart: { x: '1' }, headers }),
    ]);
    for (const { status, json, headers: answered } of replies) {
      expect([status, answered.get('content-type')]).toEqual([200, 'application/json']);
      expect(json).toEqual({ status: true, error_code: null, error_message: '', data: '0' });
    }
  });

  it('need HTTP Basic, and ask for it', async () => {
    const { send, options } = await startUbersmith();
    const query = { method: 'client.count' };
    const { status, headers } = await send('GET', API, { query });
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Basic realm="Ubersmith API"']);
    await options({ keyRefusedAs: 'answer' });
    const answered = await send('GET', API, { query });
    expect([answered.status, answered.json.status]).toEqual([200, false]);
  });

  it('fail in the answer', async () => {
    const { api } = await startUbersmith();
    const unknown = await api('client.nothing');
    expect([unknown.status, unknown.json.status, unknown.json.error_code]).toEqual([200, false, 3]);
    expect((await api('constructor')).json.status).toBe(false);
    const lacking = await api('client.service_add', { description: 'x' });
    expect(lacking.json.error_message).toContain('client_id');
  });

  it('describe themselves', async () => {
    const { api, send, options } = await startUbersmith();
    expect((await api('uber.method_list')).json.data['client.invoice_generate']).toBe(
      'Generate an Invoice',
    );
    const one = (await api('uber.method_get', { method_name: 'client.service_add' })).json.data;
    expect(one.parameters.client_id.required).toBe('1');
    await options({ forbiddenCalls: ['client.add'] });
    expect((await api('uber.method_list')).json.data).not.toHaveProperty(['client.add']);
    expect((await api('client.add', CLIENT)).json.error_message).toContain('permitted');
    const query = { method: 'uber.documentation' };
    const pdf = await send('GET', API, { query, headers: HEADERS });
    expect([pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual([
      'application/pdf',
      '%PDF-',
    ]);
  });
});

describe('client.add', () => {
  it('answers the id as text, and the client can be read by id, login and e-mail', async () => {
    const { api } = await startUbersmith();
    const client_id = (await api('client.add', { ...CLIENT, meta_ref: 'c-1' })).json.data;
    expect(client_id).toBe('1001');
    const wanted = {
      clientid: '1001',
      first: 'Ann',
      email: 'ann@example.com',
      login: 'ann@example.com',
      active: '1',
    };
    for (const by of [
      { client_id },
      { user_login: 'ANN@example.com' },
      { email: 'Ann@Example.com' },
    ]) {
      const { data } = (await api('client.get', by)).json;
      expect(data).toMatchObject(wanted);
      expect(data).not.toHaveProperty('metadata');
      expect(JSON.stringify(data)).not.toContain('S3cret');
    }
    const { metadata } = (await api('client.get', { client_id, metadata: '1' })).json.data;
    expect(metadata).toEqual({ ref: 'c-1' });
    expect((await api('client.get', { email: 'nobody@x.io' })).json).toMatchObject({
      status: false,
      error_code: 1,
    });
  });

  it('fails on a taken login only when strict; otherwise the client has none', async () => {
    const { api } = await startUbersmith();
    await api('client.add', CLIENT);
    expect((await api('client.add', CLIENT)).json.status).toBe(false);
    const { strict: _, ...lax } = CLIENT;
    const client_id = (await api('client.add', lax)).json.data;
    const { data } = (await api('client.get', { client_id })).json;
    expect([data.login, data.comments]).toEqual(['', expect.stringContaining('in use')]);
  });

  it('leaves it to a switch whose e-mail it is when two have it', async () => {
    const { api, options } = await startUbersmith();
    await api('client.add', CLIENT);
    await api('client.add', { ...CLIENT, uber_login: 'other' });
    const found = async () => (await api('client.get', { email: CLIENT.email })).json.data.clientid;
    expect(await found()).toBe('1001');
    await options({ emailWins: 'last' });
    expect(await found()).toBe('1002');
    await options({ emailWins: 'refused' });
    expect(await found()).toBeUndefined();
  });

  it('drops custom fields that do not exist', async () => {
    const { api, options } = await startUbersmith();
    await options({ metadataFields: ['known'] });
    const client_id = (await api('client.add', { ...CLIENT, meta_known: 'a', meta_other: 'b' }))
      .json.data;
    expect((await api('client.metadata_get', { client_id })).json.data).toEqual({ known: 'a' });
    const single = { client_id, variable: 'known' };
    expect((await api('client.metadata_single', single)).json.data).toBe('a');
  });
});

describe('other calls about clients', () => {
  it('list, change, deactivate and reactivate', async () => {
    const { api } = await startUbersmith();
    expect((await api('client.list')).json.data).toEqual([]);
    const client_id = (await api('client.add', CLIENT)).json.data;
    await api('client.update', { client_id, city: 'Gdynia' });
    expect((await api('client.list')).json.data[client_id].city).toBe('Gdynia');
    await api('client.deactivate', { client_id });
    expect((await api('client.get', { client_id })).json.status).toBe(false);
    expect((await api('client.get', { client_id, allclients: '1' })).json.data.active).toBe('0');
    await api('client.reactivate', { client_id });
    expect((await api('client.latest_client')).json.data).toBe(1001);
  });

  it('check logins and whether somebody exists', async () => {
    const { api } = await startUbersmith();
    await api('client.add', CLIENT);
    const login = { login: CLIENT.uber_login, pass: CLIENT.uber_pass };
    expect((await api('uber.check_login', login)).json.data).toMatchObject({
      type: 'client',
      id: '1001',
    });
    expect((await api('uber.check_login', { ...login, pass: 'x' })).json.status).toBe(false);
    expect((await api('uber.user_exists', { email: CLIENT.email })).json.data).toBe(true);
    expect((await api('uber.username_exists', { username: 'nobody' })).json.data).toBe(false);
  });
});
