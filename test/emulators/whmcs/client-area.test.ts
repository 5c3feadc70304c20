import { describe, expect, it } from 'vitest';
import {
  LINE,
  makeClient,
  makeInvoice,
  readInvoice,
  startWhmcs,
  type Whmcs,
} from './support/whmcs-server.ts';

const cookieOf = (headers: Headers) => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

async function token(whmcs: Whmcs, fields: Record<string, string | number>) {
  const { json } = await whmcs.api('CreateSsoToken', fields);
  expect(json.redirect_url).toBe(
    `${whmcs.url}/oauth/singlesignon.php?access_token=${json.access_token}`,
  );
  return `/oauth/singlesignon.php?access_token=${json.access_token}`;
}

describe('CreateSsoToken', () => {
  it('leads to an invoice, where it can be paid', async () => {
    const whmcs = await startWhmcs();
    const client_id = await makeClient(whmcs);
    const id = await makeInvoice(whmcs, client_id, { draft: 0 });
    const link = await token(whmcs, {
      client_id,
      destination: 'sso:custom_redirect',
      sso_redirect_path: `viewinvoice.php?id=${id}`,
    });
    const landed = await whmcs.get(link);
    expect([landed.status, landed.headers.get('location')]).toEqual([
      302,
      `/emulators/whmcs/viewinvoice.php?id=${id}`,
    ]);
    const cookie = cookieOf(landed.headers);
    const page = await whmcs.get(`/viewinvoice.php?id=${id}`, { cookie });
    expect(page.text).toContain('web-1');
    const paid = await whmcs.post(`/viewinvoice.php?id=${id}`, '', { cookie });
    expect(paid.status).toBe(303);
    expect(await readInvoice(whmcs, id)).toMatchObject({ status: 'Paid', balance: '0.00' });
  });

  it('is good for one use within a minute', async () => {
    const whmcs = await startWhmcs();
    const client_id = await makeClient(whmcs);
    const refusal = async (link: string) => {
      const refused = await whmcs.get(link);
      return [refused.status, refused.headers.get('set-cookie')];
    };
    const used = await token(whmcs, { client_id });
    expect((await whmcs.get(used)).headers.get('location')).toBe('/emulators/whmcs/clientarea.php');
    expect(await refusal(used)).toEqual([403, null]);
    const late = await token(whmcs, { client_id });
    whmcs.clock.nowMs += 60_000;
    expect(await refusal(late)).toEqual([403, null]);
    expect(await refusal('/oauth/singlesignon.php?access_token=guess')).toEqual([403, null]);
  });

  it('takes a user, and checks whose the client is', async () => {
    const whmcs = await startWhmcs();
    await makeClient(whmcs);
    await makeClient(whmcs);
    expect((await whmcs.api('CreateSsoToken', { user_id: 1 })).json.result).toBe('success');
    const refusals: [Record<string, string | number>, string][] = [
      [{}, 'A valid client_id or user_id is required'],
      [{ client_id: 9 }, 'Invalid client_id'],
      [{ user_id: 9 }, 'Invalid user_id'],
      [{ client_id: 1, user_id: 2 }, 'Invalid user_id for client'],
      [{ client_id: 1, destination: 'clientarea:moon' }, 'Invalid destination'],
      [
        {
          client_id: 1,
          destination: 'sso:custom_redirect',
          sso_redirect_path: 'https://evil.example/',
        },
        'Invalid destination',
      ],
      [
        { client_id: 1, destination: 'sso:custom_redirect', sso_redirect_path: '../secret' },
        'Invalid destination',
      ],
    ];
    for (const [fields, message] of refusals) {
      expect((await whmcs.api('CreateSsoToken', fields)).json).toEqual({
        result: 'error',
        message,
      });
    }
  });

  it('is refused for who switched it off, and for closed clients', async () => {
    const whmcs = await startWhmcs();
    await makeClient(whmcs);
    await whmcs.control({ act: { do: 'allow-sso', clientId: 1, allowed: false } });
    const message = async () => (await whmcs.api('CreateSsoToken', { client_id: 1 })).json.message;
    expect(await message()).toBe('SSO authentication blocked for client 1');
    await whmcs.control({ act: { do: 'allow-sso', clientId: 1, allowed: true } });
    await whmcs.api('CloseClient', { clientid: 1 });
    expect(await message()).toMatch(/^Token could not be provisioned: /);
  });
});

describe('the client area', () => {
  async function signedIn() {
    const whmcs = await startWhmcs();
    const clientId = await makeClient(whmcs, { email: 'ann@example.com' });
    const body = new URLSearchParams({
      username: 'ann@example.com',
      password: 'Abcdef123',
      next: 'clientarea.php',
    });
    const reply = await whmcs.post('/dologin.php', body);
    return { whmcs, clientId, reply, cookie: cookieOf(reply.headers) };
  }

  it('signs in by password, and out again', async () => {
    const { whmcs, reply, cookie } = await signedIn();
    expect([reply.status, reply.headers.get('location')]).toEqual([
      303,
      '/emulators/whmcs/clientarea.php',
    ]);
    expect((await whmcs.get('/clientarea.php', { cookie })).text).toContain('ann@example.com');
    await whmcs.post('/logout.php', '', { cookie });
    expect((await whmcs.get('/clientarea.php', { cookie })).status).toBe(401);
    const wrong = new URLSearchParams({ username: 'ann@example.com', password: 'no' });
    expect((await whmcs.post('/dologin.php', wrong)).status).toBe(401);
  });

  it('never leads out of the installation after the sign-in', async () => {
    const { whmcs } = await signedIn();
    for (const next of ['https://evil.example', '//evil.example', '../../x', 'javascript:1']) {
      const body = new URLSearchParams({
        username: 'ann@example.com',
        password: 'Abcdef123',
        next,
      });
      const reply = await whmcs.post('/dologin.php', body);
      expect(reply.headers.get('location')).toBe('/emulators/whmcs/clientarea.php');
    }
  });

  it("shows the own invoices, without drafts and without other people's", async () => {
    const { whmcs, clientId, cookie } = await signedIn();
    const other = await makeClient(whmcs);
    const draft = await makeInvoice(whmcs, clientId);
    const foreign = await makeInvoice(whmcs, other, { draft: 0 });
    const own = await makeInvoice(whmcs, clientId, { draft: 0 });
    const status = async (id: number) =>
      (await whmcs.get(`/viewinvoice.php?id=${id}`, { cookie })).status;
    expect([await status(draft), await status(foreign), await status(own)]).toEqual([
      404, 404, 200,
    ]);
    const home = await whmcs.get('/clientarea.php', { cookie });
    expect(home.text).toContain(`viewinvoice.php?id=${own}`);
    expect(home.text).not.toContain(`viewinvoice.php?id=${draft}`);
    await whmcs.post(`/viewinvoice.php?id=${foreign}`, '', { cookie });
    expect((await readInvoice(whmcs, foreign)).status).toBe('Unpaid');
  });

  it('lets a user change between the own clients only', async () => {
    const { whmcs, cookie } = await signedIn();
    const second = await makeClient(whmcs, { owner_user_id: 1, companyname: 'Second Ltd' });
    await makeClient(whmcs, { companyname: 'Foreign Ltd' });
    const look = async (id: number) =>
      (await whmcs.get(`/clientarea.php?client=${id}`, { cookie })).text;
    expect(await look(second)).toMatch(/#2, Active/);
    expect(await look(3)).not.toContain('Foreign Ltd');
  });

  it('frames the signed panel where the hook file is installed', async () => {
    const { whmcs, cookie } = await signedIn();
    await whmcs.options({ panel: { url: '/embed/panel', secret: 'shared' } });
    const { text } = await whmcs.get('/clientarea.php', { cookie });
    const src = /<iframe[^>]*src="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const url = new URL(src);
    expect(url.origin + url.pathname).toBe(`${whmcs.origin}/embed/panel`);
    const { client, email, ts, sig } = Object.fromEntries(url.searchParams);
    expect([client, email, ts]).toEqual([
      '1',
      'ann@example.com',
      String(Date.UTC(2026, 9, 1, 8, 30) / 1000),
    ]);
    const { createHmac } = await import('node:crypto');
    const expected = createHmac('sha256', 'shared')
      .update(`${ts}\n1\nann@example.com`)
      .digest('hex');
    expect(sig).toBe(expected);
  });
});

describe('GET /whmcs/', () => {
  it('shows clients, invoices and writes, and its buttons work', async () => {
    const whmcs = await startWhmcs();
    const clientId = await makeClient(whmcs, { email: 'ann@example.com' });
    await whmcs.api('CreateInvoice', { userid: clientId, notes: 'Ref: A', ...LINE });
    const page = await whmcs.get('/');
    for (const text of ['ann@example.com', 'Ref: A', 'CreateInvoice'])
      expect(page.text).toContain(text);
    expect((await whmcs.get('/overview/invoices/1')).text).toContain('web-1');
    const press = (path: string, fields: Record<string, string>) =>
      whmcs.post(path, new URLSearchParams(fields));
    expect((await press('/overview/invoices/1', { do: 'pay-invoice' })).status).toBe(303);
    expect((await readInvoice(whmcs, 1)).status).toBe('Paid');
    await press('/overview/clients/1', { do: 'change-currency', code: 'USD' });
    expect((await whmcs.api('GetClientsDetails', { clientid: 1 })).json.client.currency_code).toBe(
      'USD',
    );
    await press('/overview/clients/1', { do: 'delete-client' });
    expect((await whmcs.api('GetClientsDetails', { clientid: 1 })).json.message).toBe(
      'Client Not Found',
    );
    expect((await press('/overview/clients/1', { do: 'nothing' })).status).toBe(422);
    expect((await whmcs.get('/overview/invoices/1')).status).toBe(404);
  });
});
