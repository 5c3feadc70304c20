import { describe, expect, it } from 'vitest';
import { CLIENT, NOW_MS, startUbersmith, withInvoice } from './support/ubersmith-server.ts';

describe('a hook on their side', () => {
  it.each([
    ['reword', '13.00', 2],
    ['reprice', '14.00', 2],
    ['add', '14.00', 3],
    ['drop', '12.34', 1],
  ])('may %s lines of a new invoice', async (lineHook, total, count) => {
    const server = await startUbersmith();
    await server.options({ lineHook });
    const { invoice_id } = await withInvoice(server);
    const { data } = (await server.api('client.invoice_get', { invoice_id })).json;
    expect([data.amount, Object.keys(data.current_packs).length]).toEqual([total, count]);
  });
});

describe('their clock', () => {
  it('may be off by hours', async () => {
    const server = await startUbersmith();
    await server.options({ clockOffsetHours: 7 });
    const { generated } = await withInvoice(server);
    expect(generated.time).toBe(String(NOW_MS / 1000 + 7 * 3600));
  });
});

describe('empty maps', () => {
  it('are lists, as PHP writes them, unless told otherwise', async () => {
    const server = await startUbersmith();
    const { invoice_id } = await withInvoice(server);
    const read = async () => (await server.api('client.invoice_get', { invoice_id })).json.data;
    expect((await read()).credits).toEqual([]);
    await server.options({ emptyMaps: 'object' });
    expect((await read()).credits).toEqual({});
  });
});

describe('the portal', () => {
  it('lets a client sign in by login and password, and pay', async () => {
    const server = await startUbersmith();
    const { invoice_id } = await withInvoice(server);
    const form = { login: CLIENT.uber_login, password: CLIENT.uber_pass };
    const signedIn = await server.send('POST', '/ubersmith/portal/sign-in', { form });
    const headers = { cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' };
    const path = `/ubersmith/portal/invoice/${invoice_id}`;
    expect((await server.send('GET', path, { headers })).text).toContain('13.00 EUR');
    expect((await server.send('GET', path)).status).toBe(401);
    await server.send('POST', '/ubersmith/portal/pay', { form: { invoice: invoice_id }, headers });
    const { data } = (await server.api('client.invoice_get', { invoice_id })).json;
    expect(data.paid).toBe('1');
  });
});

describe('webhooks', () => {
  it('are none', async () => {
    const server = await startUbersmith();
    const { invoice_id } = await withInvoice(server);
    await server.control({ do: 'pay', invoice: invoice_id });
    expect((await server.send('GET', '/ubersmith/webhooks')).json).toEqual([]);
  });
});
