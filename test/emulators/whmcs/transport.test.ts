import { describe, expect, it } from 'vitest';
import { KEYS, makeClient, startWhmcs } from './support/whmcs-server.ts';

const PATH = '/includes/api.php';
const AUTH = { identifier: KEYS.identifier, secret: KEYS.secret };
const form = (fields: Record<string, string>) => new URLSearchParams(fields);

describe('POST /includes/api.php', () => {
  it('answers JSON with escaped slashes and the documented content type', async () => {
    const whmcs = await startWhmcs();
    await makeClient(whmcs, { companyname: 'Ann/Lee Ünlü', email: 'ann@example.com' });
    const reply = await whmcs.api('GetClients', { search: 'ann@' });
    expect(reply.headers.get('content-type')).toBe('application/json');
    expect(reply.text).toContain('Ann\\/Lee \\u00dcnl\\u00fc');
    expect(reply.json.clients.client[0].companyname).toBe('Ann/Lee Ünlü');
  });

  it('reads urlencoded and multipart bodies alike, nested keys included', async () => {
    const whmcs = await startWhmcs();
    const clientId = await makeClient(whmcs);
    const fields = {
      ...AUTH,
      action: 'UpdateClient',
      responsetype: 'json',
      clientid: String(clientId),
      'email_preferences[invoice]': '0',
    };
    const multipart = new FormData();
    for (const [name, value] of Object.entries(fields)) multipart.append(name, value);
    for (const body of [form(fields), multipart]) {
      expect((await whmcs.post(PATH, body)).json.result).toBe('success');
    }
    const { client } = (await whmcs.api('GetClientsDetails', { clientid: clientId })).json;
    expect(client.email_preferences).toMatchObject({ invoice: '0', general: '1' });
  });

  it('counts a GET, a query and a JSON body as an empty request', async () => {
    const { get, post } = await startWhmcs();
    const query = form({ ...AUTH, action: 'GetCurrencies', responsetype: 'json' });
    const asJson = JSON.stringify(Object.fromEntries(query));
    const replies = [
      await get(`${PATH}?${query}`),
      await post(`${PATH}?${query}`, ''),
      await post(PATH, asJson, { 'content-type': 'application/json' }),
      await post(PATH, form({ ...AUTH, responsetype: 'json' })),
    ];
    for (const reply of replies) {
      expect([reply.status, reply.text.includes('Empty action request')]).toEqual([400, true]);
    }
    expect(replies[3]?.json).toEqual({ result: 'error', message: 'Empty action request' });
  });

  it('finds an action in any case, and echoes an unknown one in lower case', async () => {
    const { api, options } = await startWhmcs();
    expect((await api('getcurrencies')).json.result).toBe('success');
    const message = 'Invalid API Action: "xyz" is not a valid API action';
    const unknown = await api('Xyz');
    expect([unknown.status, unknown.json]).toEqual([200, { result: 'error', message }]);
    await options({ unknownActionStatus: 400 });
    expect((await api('Xyz')).status).toBe(400);
  });

  it('misses the file of an action where the switch says so', async () => {
    const { api, options } = await startWhmcs();
    await options({ missingActions: ['GetUsers'] });
    expect((await api('getusers')).json).toEqual({
      result: 'error',
      message: 'API Function Not Found',
    });
  });

  it('keeps what is only for inside', async () => {
    const { api } = await startWhmcs();
    const { json } = await api('SetConfigurationValue', { setting: 'a', value: 'b' });
    expect(json.message).toBe('API Command Restricted to Internal API');
  });

  it('answers 200 and an error where the path is doubled', async () => {
    const { post } = await startWhmcs();
    const body = form({ ...AUTH, action: 'GetCurrencies', responsetype: 'json' });
    const reply = await post(`${PATH}${PATH}`, body);
    expect([reply.status, reply.json]).toEqual([
      200,
      { result: 'error', message: 'An admin user is required' },
    ]);
  });

  it('writes XML with the lower-case action, and NVP where no format is named', async () => {
    const whmcs = await startWhmcs();
    await makeClient(whmcs, { firstname: 'A<B & C' });
    const xml = await whmcs.api('GetClients', { responsetype: 'xml' });
    expect(xml.headers.get('content-type')).toContain('application/xml');
    expect(xml.text).toMatch(
      /<whmcsapi version="8[^"]*">\s*<action>getclients<\/action>\s*<result>success/,
    );
    expect(xml.text).toContain('<firstname>A&lt;B &amp; C</firstname>');
    const nvp = await whmcs.post(PATH, form({ ...AUTH, action: 'GetClients' }));
    expect(nvp.text).toContain('result=success;totalresults=1;');
    expect(nvp.text).toContain('clients[client][0][id]=1;');
  });
});

describe('authentication', () => {
  const attempt = async (fields: Record<string, string>, setUp?: unknown) => {
    const { control, post } = await startWhmcs();
    if (setUp !== undefined) expect((await control({ access: setUp })).status).toBe(200);
    const body = form({ action: 'GetCurrencies', responsetype: 'json', ...fields });
    const reply = await post(PATH, body);
    return [reply.status, reply.json.message ?? reply.json.result];
  };

  it.each<[string, Record<string, string>, [number, string]]>([
    ['the pair', AUTH, [200, 'success']],
    [
      'the pair under the old names',
      { username: AUTH.identifier, password: AUTH.secret },
      [200, 'success'],
    ],
    [
      'empty old names beside the pair',
      { ...AUTH, username: '', password: '', accesskey: '' },
      [200, 'success'],
    ],
    [
      'an administrator and a wrong MD5',
      { username: 'admin', password: '8a8dfb2b1fd4d14abf1f25fa14d2e6a4' },
      [403, 'Authentication Failed'],
    ],
    ['nothing', {}, [403, 'Authentication Failed']],
    ['no secret', { identifier: AUTH.identifier }, [403, 'Authentication Failed']],
    ['a wrong secret', { ...AUTH, secret: 'wrong' }, [403, 'Authentication Failed']],
    [
      'an unknown identifier',
      { ...AUTH, identifier: 'nobody' },
      [403, 'Invalid or missing credentials'],
    ],
  ])('with %s', async (_what, fields, answer) => {
    expect(await attempt(fields)).toEqual(answer);
  });

  it('lets an administrator in by the MD5 of the password', async () => {
    const admins = [{ username: 'root', passwordMd5: '0f0e' }];
    expect(await attempt({ username: 'root', password: '0F0E' }, { admins })).toEqual([
      200,
      'success',
    ]);
  });

  it('refuses a disabled administrator, and one without API access', async () => {
    const admin = { username: 'admin', passwordMd5: '0f' };
    const disabled = { admins: [{ ...admin, isDisabled: true }] };
    expect(await attempt(AUTH, disabled)).toEqual([403, 'Administrator Account Disabled']);
    const powerless = { admins: [{ ...admin, mayUseApi: false }] };
    expect(await attempt(AUTH, powerless)).toEqual([403, 'Access Denied']);
  });

  it('refuses an address that is not listed, unless the access key is right', async () => {
    const listed = { allowedIps: ['198.51.100.4'], callerIp: '203.0.113.77' };
    expect(await attempt(AUTH, listed)).toEqual([403, 'Invalid IP 203.0.113.77']);
    const wrong = { ...AUTH, accesskey: 'wrong' };
    expect(await attempt(wrong, listed)).toEqual([403, 'Invalid IP 203.0.113.77']);
    const right = { ...AUTH, accesskey: KEYS.accessKey };
    expect(await attempt(right, listed)).toEqual([200, 'success']);
    expect(await attempt({ ...right, secret: 'no' }, listed)).toEqual([
      403,
      'Authentication Failed',
    ]);
    const own = { ...listed, callerIp: '198.51.100.4' };
    expect(await attempt(AUTH, own)).toEqual([200, 'success']);
  });

  it('allows what one of the roles allows, and names the action in lower case else', async () => {
    const { api, control } = await startWhmcs();
    const credential = { ...AUTH, roles: ['read', 'bill'] };
    await control({
      access: {
        credentials: [credential],
        roles: { read: ['GetCurrencies'], bill: ['getinvoices'] },
      },
    });
    expect((await api('GetCurrencies')).json.result).toBe('success');
    expect((await api('GetInvoices')).json.result).toBe('success');
    const refused = await api('AddClient');
    expect([refused.status, refused.json.message]).toEqual([
      403,
      'Invalid Permissions: API action "addclient" is not allowed',
    ]);
  });

  it('bans after so many failures in a row, where that is switched on', async () => {
    const { api, control } = await startWhmcs();
    await control({ access: { banAfterFailures: 2 } });
    await api('GetCurrencies', { secret: 'wrong' });
    expect((await api('GetCurrencies')).json.result).toBe('success');
    for (let attempts = 0; attempts < 2; attempts += 1)
      await api('GetCurrencies', { secret: 'no' });
    const banned = await api('GetCurrencies');
    expect([banned.status, banned.json.message]).toEqual([403, 'Access Denied']);
  });
});

describe('max_input_vars', () => {
  it('drops what comes behind the thousandth field, without a word', async () => {
    const whmcs = await startWhmcs();
    const clientId = await makeClient(whmcs);
    const lines: Record<string, string> = {};
    for (let n = 1; n <= 400; n += 1) {
      Object.assign(lines, {
        [`itemdescription${n}`]: `line ${n}`,
        [`itemamount${n}`]: '1',
        [`itemtaxed${n}`]: '0',
      });
    }
    // 4 fields of the call, userid and draft: 994 are left, which is 331 lines and one lonely description.
    const made = await whmcs.api('CreateInvoice', { userid: clientId, draft: 1, ...lines });
    expect(made.json.result).toBe('success');
    const [, write] = (await whmcs.get('/writes')).json;
    expect(write).toMatchObject({ ids: { invoiceid: 1 }, params: { userid: String(clientId) } });
    const { items, subtotal } = (await whmcs.api('GetInvoice', { invoiceid: made.json.invoiceid }))
      .json;
    expect([
      items.item.length,
      items.item.at(-1).description,
      items.item.at(-1).amount,
      subtotal,
    ]).toEqual([332, 'line 332', '0.00', '331.00']);
  });
});
