import { describe, expect, it } from 'vitest';
import { makeClient, makeInvoice, readInvoice, startWhmcs } from './support/whmcs-server.ts';

describe('GET /whmcs/control', () => {
  it('documents itself with examples that are accepted', async () => {
    const whmcs = await startWhmcs();
    const { help } = (await whmcs.get('/control')).json;
    expect(help.actions).toContain('CreateInvoice');
    for (const example of help.failures.examples) {
      expect((await whmcs.control(example)).status, JSON.stringify(example)).toBe(200);
    }
    for (const part of ['reset', 'options', 'access', 'catalogue', 'seed', 'addon', 'act']) {
      expect((await whmcs.control(help[part].example)).status, part).toBe(200);
    }
  });
});

describe('POST /whmcs/control', () => {
  it('resets to what it was created with', async () => {
    const whmcs = await startWhmcs();
    await makeClient(whmcs);
    await whmcs.options({ version: 9, typing: 'strings' });
    await whmcs.control({ path: '*', status: 500 });
    await whmcs.control({ reset: true });
    const state = (await whmcs.get('/control')).json;
    expect([state.pending, state.options.version, state.options.typing]).toEqual([
      [],
      8,
      'documented',
    ]);
    expect((await whmcs.get('/calls')).json).toEqual([]);
    expect((await whmcs.api('GetClients')).json.totalresults).toBe(0);
  });

  it('forgets pending rules', async () => {
    const whmcs = await startWhmcs();
    await whmcs.control({ path: '*', status: 500 });
    await fetch(`${whmcs.url}/control`, { method: 'DELETE' });
    expect((await whmcs.api('GetClients')).status).toBe(200);
  });

  it.each<[string, unknown]>([
    ['version', { options: { version: 7 } }],
    ['speed', { options: { speed: 1 } }],
    ['also', { reset: true, also: 1 }],
    ['callerIp', { access: { callerIp: 5 } }],
    ['currencies', { catalogue: { currencies: [] } }],
    ['email', { seed: { clients: [{ profile: {} }] } }],
    ['XXX', { seed: { clients: [{ profile: { email: 'a@b.example' }, currency: 'XXX' }] } }],
    ['do', { act: { do: 'dance' } }],
    ['no such invoice', { act: { do: 'pay-invoice', invoiceId: 5 } }],
    ['no such client', { act: { do: 'close-client', clientId: 5 } }],
    ['no such client', { addon: { clientId: 5, month: '2026-09', servers: [] } }],
    ['at least one effect', { path: '/GetInvoice' }],
  ])('names %s when it refuses %j', async (named, command) => {
    const { control } = await startWhmcs();
    const reply = await control(command);
    expect([reply.status, reply.json.message.includes(named)]).toEqual([400, true]);
  });
});

describe('seed', () => {
  const CLIENT = {
    profile: { firstname: 'Ann', lastname: 'Lee', email: 'ann@example.com', country: 'DE' },
    password: 'Abcdef123',
    currency: 'USD',
    credit: '5.00',
    flags: { taxexempt: true },
    invoices: [
      {
        date: '2026-09-01',
        status: 'Paid',
        notes: 'old',
        lines: [{ description: 'web-1', amount: '6.63' }],
      },
      { date: '2026-09-02', status: 'Draft', lines: [{ description: 'web-2', amount: '1' }] },
      { date: '2026-09-03', lines: [] },
    ],
  };

  it('loads clients with history, and repeats without doing so again', async () => {
    const whmcs = await startWhmcs();
    const seed = { seed: { clients: [CLIENT] } };
    const seeded = (await whmcs.control(seed)).json;
    expect(seeded).toEqual({
      clients: [{ email: 'ann@example.com', clientId: 1, created: true, invoiceIds: [1, 2, 3] }],
    });
    expect((await whmcs.control(seed)).json.clients[0]).toMatchObject({
      created: false,
      invoiceIds: [],
    });
    expect(await readInvoice(whmcs, 1)).toMatchObject({
      status: 'Paid',
      notes: 'old',
      balance: '0.00',
    });
    expect((await readInvoice(whmcs, 2)).status).toBe('Draft');
    const { client } = (await whmcs.api('GetClientsDetails', { clientid: 1 })).json;
    expect(client).toMatchObject({
      currency_code: 'USD',
      credit: '5.00',
      taxexempt: true,
      email_verified: true,
    });
    const login = { email: 'ann@example.com', password2: 'Abcdef123' };
    expect((await whmcs.api('ValidateLogin', login)).json.result).toBe('success');
  });
});

describe('act', () => {
  it('does what people do there', async () => {
    const whmcs = await startWhmcs();
    const clientId = await makeClient(whmcs);
    const invoiceId = await makeInvoice(whmcs, clientId, { draft: 0, notes: 'Ref: A' });
    const act = async (command: Record<string, unknown>) =>
      (await whmcs.control({ act: command })).status;
    const read = () => readInvoice(whmcs, invoiceId);
    await act({ do: 'edit-notes', invoiceId, notes: '' });
    await act({ do: 'edit-line', invoiceId, index: 0, amount: '7.00' });
    expect(await read()).toMatchObject({ notes: '', total: '7.00' });
    expect(await act({ do: 'edit-line', invoiceId, index: 4, amount: '7.00' })).toBe(400);
    await act({ do: 'pay-invoice', invoiceId, amount: '3.00' });
    expect(await read()).toMatchObject({ status: 'Unpaid', balance: '4.00' });
    await act({ do: 'pay-invoice', invoiceId });
    await act({ do: 'unpay-invoice', invoiceId });
    expect(await read()).toMatchObject({ status: 'Unpaid', balance: '0.00' });
    await act({ do: 'cancel-invoice', invoiceId });
    expect(await act({ do: 'pay-invoice', invoiceId })).toBe(400);
    await act({ do: 'verify-email', clientId, verified: true });
    await act({ do: 'change-currency', clientId, code: 'gbp' });
    const { client } = (await whmcs.api('GetClientsDetails', { clientid: clientId })).json;
    expect([client.email_verified, client.currency_code]).toEqual([true, 'GBP']);
    await act({ do: 'delete-invoice', invoiceId });
    expect((await read()).message).toBe('Invoice ID Not Found');
    await act({ do: 'close-client', clientId });
    expect((await whmcs.api('GetClients', { status: 'Closed' })).json.totalresults).toBe(1);
    expect(await act({ do: 'change-currency', clientId, code: 'XXX' })).toBe(400);
    await act({ do: 'delete-client', clientId });
    expect((await whmcs.api('GetUsers')).json.totalresults).toBe(0);
  });

  it('cannot pay a draft', async () => {
    const whmcs = await startWhmcs();
    const invoiceId = await makeInvoice(whmcs, await makeClient(whmcs));
    const reply = await whmcs.control({ act: { do: 'pay-invoice', invoiceId } });
    expect(reply.json.message).toBe('A draft cannot be paid.');
  });
});
