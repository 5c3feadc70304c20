import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BLESTA_SHARED_KEY } from '../../../src/emulators/blesta/credentials.ts';
import {
  type BlestaServer,
  CLIENT,
  NOW_MS,
  startBlesta,
  withInvoice,
} from './support/blesta-server.ts';

const PATH = '/blesta/plugin/shared_login/';
const NOW = String(NOW_MS / 1000);
const HOME = '/emulators/blesta/client/';

function link(u: string, t: string, r: string): Record<string, string> {
  const h = createHmac('sha256', BLESTA_SHARED_KEY)
    .update(t + u + r)
    .digest('hex');
  return { u, t, r, h };
}

async function signIn({ send }: BlestaServer): Promise<{ cookie: string }> {
  const { headers } = await send('GET', PATH, { query: link('ann@example.com', NOW, '') });
  return { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
}

describe('Shared Login', () => {
  it('signs the named user in and goes where it was told', async () => {
    const server = await startBlesta();
    await withInvoice(server);
    const to = `${server.origin}${HOME}pay/method/1/`;
    const query = link('ann@example.com', NOW, to);
    const { status, headers } = await server.send('GET', PATH, { query });
    expect([status, headers.get('location')]).toEqual([302, to]);
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await server.send('GET', '/blesta/client/pay/method/1/', { headers: { cookie } });
    expect(page.text).toContain('13.00 EUR');
    const paid = await server.send('POST', '/blesta/client/pay', {
      form: { invoice: '1' },
      headers: { cookie },
    });
    expect(paid.headers.get('location')).toBe(HOME);
    const read = (await server.get('invoices/get', { invoice_id: '1' })).json.response;
    expect(read.date_closed).not.toBeNull();
  });

  it.each([
    ['another user', { u: 'bob@example.com' }],
    ['another return', { r: 'https://elsewhere.example/' }],
    ['another time', { t: String(Number(NOW) + 1) }],
    ['no hash', { h: '' }],
  ])('refuses %s', async (_what, change) => {
    const server = await startBlesta();
    await withInvoice(server);
    const query = { ...link('ann@example.com', NOW, ''), ...change };
    const { status, headers } = await server.send('GET', PATH, { query });
    expect([status, headers.get('set-cookie')]).toEqual([403, null]);
  });

  it('refuses a link from too far away in time, also when it is their clock that is off', async () => {
    const server = await startBlesta();
    await withInvoice(server);
    const at = async (t: string) =>
      (await server.send('GET', PATH, { query: link('ann@example.com', t, '') })).status;
    expect(await at(String(Number(NOW) - 299))).toBe(302);
    expect(await at(String(Number(NOW) - 301))).toBe(403);
    await server.options({ clockOffsetHours: 2 });
    expect(await at(NOW)).toBe(403);
    await server.options({ clockOffsetHours: 0, sharedLoginToleranceSeconds: 0 });
    expect(await at(NOW)).toBe(302);
  });
});

describe('the client area', () => {
  it("asks strangers to sign in, and shows nobody another's invoice", async () => {
    const server = await startBlesta();
    await withInvoice(server);
    expect((await server.send('GET', '/blesta/client/')).status).toBe(401);
    await server.post('clients/create', { ...CLIENT, 'vars[email]': 'bob@example.com' });
    const form = { login: 'bob@example.com', password: 'S3cret-pass' };
    const bob = await server.send('POST', '/blesta/client/sign-in', { form });
    const headers = { cookie: bob.headers.get('set-cookie')?.split(';')[0] ?? '' };
    expect((await server.send('GET', '/blesta/client/invoices/view/1/', { headers })).status).toBe(
      404,
    );
    const paying = await server.send('POST', '/blesta/client/pay', {
      form: { invoice: '1' },
      headers,
    });
    expect(paying.status).toBe(404);
    const wrong = await server.send('POST', '/blesta/client/sign-in', {
      form: { ...form, password: 'x' },
    });
    expect(wrong.status).toBe(401);
    const ann = await signIn(server);
    await server.send('POST', '/blesta/client/sign-out', { headers: ann });
    expect((await server.send('GET', '/blesta/client/', { headers: ann })).status).toBe(401);
  });
});

describe('a pay link without sign-in', () => {
  it('is made of createPayHash and systemEncrypt', async () => {
    const server = await startBlesta();
    const { client } = await withInvoice(server);
    const ids = { client_id: client.id, invoice_id: '1' };
    const hash = (await server.get('invoices/createPayHash', ids)).json.response;
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    const value = `c=${client.id}|h=${hash}`;
    const sid = (await server.get('encryption/systemEncrypt', { value })).json.response;
    const opened = await server.get('encryption/systemDecrypt', { value: sid });
    expect(opened.json.response).toBe(value);
    expect((await server.get('invoices/verifyPayHash', { ...ids, hash })).json.response).toBe(true);
    const path = '/blesta/client/pay/method/1/';
    const { headers } = await server.send('GET', path, { query: { sid } });
    expect([headers.get('location'), headers.get('set-cookie')]).toEqual([
      `${HOME}pay/method/1/`,
      expect.stringContaining('blesta_emulator_session='),
    ]);
    expect((await server.send('GET', path, { query: { sid: 'x' } })).status).toBe(403);
  });
});
