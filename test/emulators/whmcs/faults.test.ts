import { describe, expect, it } from 'vitest';
import { LINE, makeClient, startWhmcs } from './support/whmcs-server.ts';

async function prepared() {
  const whmcs = await startWhmcs();
  const userid = await makeClient(whmcs);
  const create = () => whmcs.api('CreateInvoice', { userid, draft: 1, ...LINE });
  const count = async () => (await whmcs.api('GetInvoices', { userid })).json.totalresults;
  const writes = async () => {
    const entries = (await whmcs.get('/writes')).json;
    return entries.filter(({ action }: { action: string }) => action === 'CreateInvoice');
  };
  return { whmcs, create, count, writes };
}

describe('a failure rule for an action', () => {
  it('loses the reply after the work is done', async () => {
    const { whmcs, create, count, writes } = await prepared();
    await whmcs.control({ path: '/CreateInvoice', loseReply: true });
    await expect(create()).rejects.toThrow();
    expect(await count()).toBe(1);
    expect(await writes()).toMatchObject([
      { committed: true, ids: { invoiceid: 1 }, failure: ['loseReply'] },
    ]);
  });

  it('commits after the caller has given up', async () => {
    const { whmcs, count } = await prepared();
    await whmcs.control({ path: '/CreateInvoice', delayMs: 150 });
    const body = new URLSearchParams({
      ...{ identifier: 'test-identifier', secret: 'test-secret', responsetype: 'json' },
      ...{
        action: 'createinvoice',
        userid: '1',
        draft: '1',
        itemdescription1: 'a',
        itemamount1: '1',
      },
    });
    const caller = new AbortController();
    const lost = fetch(`${whmcs.url}/includes/api.php`, {
      method: 'POST',
      body,
      signal: caller.signal,
    });
    setTimeout(() => caller.abort(), 30);
    await expect(lost).rejects.toThrow();
    expect(await count()).toBe(0);
    await expect.poll(count, { timeout: 5000 }).toBe(1);
  });

  it('cuts the JSON', async () => {
    const { whmcs, create, count } = await prepared();
    await whmcs.control({ path: '/CreateInvoice', truncate: 12 });
    const cut = await create();
    expect([cut.status, cut.text]).toEqual([200, '{"result":"s']);
    expect(await count()).toBe(1);
  });

  it('answers a page of a proxy, or a refusal in the middle of a run, without the work', async () => {
    const { whmcs, create, count, writes } = await prepared();
    const refusal = '{"result":"error","message":"Authentication Failed"}';
    await whmcs.control([
      {
        path: '/CreateInvoice',
        status: 502,
        body: '<html>bad gateway</html>',
        contentType: 'text/html',
      },
      { path: '/CreateInvoice', status: 403, body: refusal },
    ]);
    const page = await create();
    expect([page.status, page.json]).toEqual([502, null]);
    const refused = await create();
    expect([refused.status, refused.json.message]).toEqual([403, 'Authentication Failed']);
    expect(await count()).toBe(0);
    expect(await writes()).toMatchObject([
      { committed: false, httpStatus: 502 },
      { committed: false, httpStatus: 403 },
    ]);
  });

  it('leaves other actions alone', async () => {
    const { whmcs, create } = await prepared();
    await whmcs.control({ path: '/UpdateInvoice', status: 500 });
    expect((await create()).status).toBe(200);
  });
});

describe('GET /writes', () => {
  it('shows what was asked for and done, without secrets', async () => {
    const { whmcs, create } = await prepared();
    await create();
    await whmcs.api('CreateInvoice', { userid: 99 });
    await whmcs.api('GetInvoices');
    const reply = await whmcs.get('/writes');
    expect(reply.text).not.toContain('test-secret');
    expect(reply.text).not.toContain('test-identifier');
    expect(reply.text).not.toContain('Abcdef123');
    expect(reply.json).toMatchObject([
      {
        action: 'AddClient',
        committed: true,
        ids: { clientid: 1 },
        params: { password2: '[removed]' },
      },
      {
        action: 'CreateInvoice',
        time: '2026-10-01 08:30:00',
        httpStatus: 200,
        committed: true,
        message: null,
        params: { userid: '1', itemdescription1: 'web-1', secret: '[removed]' },
      },
      { action: 'CreateInvoice', committed: false, message: 'Client ID Not Found' },
    ]);
    expect((await whmcs.get('/calls')).json.at(-1)).toMatchObject({
      action: 'GetInvoices',
      isWrite: false,
    });
    expect((await fetch(`${whmcs.url}/writes`, { method: 'DELETE' })).status).toBe(204);
    expect((await whmcs.get('/writes')).json).toEqual([]);
  });
});
