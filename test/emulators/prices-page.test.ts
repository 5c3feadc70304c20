import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type EmulatorServer, makeUser, startEmulators } from './support/emulator-server.ts';

const LIST = {
  unit_cost: 0.0015,
  currency_code: 'EUR',
  currency_prefix: '',
  currency_suffix: ' €',
  currency_decimals: 2,
  currency_decimals_separator: ',',
  currency_thousands_separator: '.',
  taxes_inclusive: true,
  taxes: [{ name: 'VAT', rate: 19 }],
};
const PRICE = { currency: 'EUR', currency_symbol: '€', price: 7.5 };

interface Call {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
}

/** A billing system that answers both questions, or whatever `answer` makes of them. */
async function startBilling(answer?: (url: string) => { status: number; body: string }) {
  const calls: Call[] = [];
  const server = createServer(({ method, url = '', headers }, response) => {
    calls.push({ method, url, authorization: headers.authorization });
    const body = JSON.stringify(url.includes('tokens=') ? PRICE : LIST);
    const { status, body: text } = answer?.(url) ?? { status: 200, body };
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return { calls, url: `http://127.0.0.1:${port}/prices/` };
}

async function connect({ api }: EmulatorServer, url: string) {
  const billing_integration = { type: 'whmcs', drivers: { whmcs: { url, token: 'the-token' } } };
  await api('PATCH', '/settings', { billing_integration });
}

async function signIn({ call }: EmulatorServer, email: string, password: string) {
  const reply = await call('POST', '/solusvm/sign-in', undefined, { form: { email, password } });
  return { cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

describe('GET /solusvm/prices', () => {
  it('asks in both forms and shows what was asked, answered, and made of it', async () => {
    const emulators = await startEmulators();
    const billing = await startBilling();
    await connect(emulators, billing.url);
    const { id, email, password } = await makeUser(emulators);
    const options = await signIn(emulators, email, password);
    const path = '/solusvm/prices?tokens=5000';
    const { status, text: html } = await emulators.call('GET', path, undefined, options);
    const text = textOf(html);
    expect(status).toBe(200);
    expect(text).toContain('€7.5 (EUR)');
    expect(text).toContain('0.0015 € a token, 19 % VAT included');
    expect(text).toContain('Grow 4 0,04 € 30,00 €');
    expect(text).toContain(`GET ${billing.url}?user_id=${id}&tokens=5000`);
    expect(text).toContain(JSON.stringify(PRICE));
    expect(html).not.toContain('the-token');
    const authorization = 'Bearer the-token';
    expect(billing.calls.sort((a, b) => String(a.url).localeCompare(String(b.url)))).toEqual([
      { method: 'GET', url: `/prices/?user_id=${id}`, authorization },
      { method: 'GET', url: `/prices/?user_id=${id}&tokens=5000`, authorization },
    ]);
    const log = await emulators.api(
      'GET',
      '/activity_logs?filter[event]=external_integration_requested',
    );
    expect(log.json.data).toHaveLength(2);
  });

  it.each([
    ['refuses', 422, '{"code":"tokens_malformed"}'],
    ['answers no JSON', 200, '<p>'],
    ['answers another form', 200, '{"price":"free"}'],
  ])('shows no price where the billing system %s', async (_what, status, body) => {
    const emulators = await startEmulators();
    const billing = await startBilling(() => ({ status, body }));
    await connect(emulators, billing.url);
    const { email, password } = await makeUser(emulators);
    const options = await signIn(emulators, email, password);
    const { text } = await emulators.call('GET', '/solusvm/prices?tokens=-1', undefined, options);
    expect(text.match(/No price: the answer is not in this form/g)).toHaveLength(2);
    expect(textOf(text)).toContain(`${status} in `);
  });

  it('shows no price where the billing system cannot be reached', async () => {
    const emulators = await startEmulators();
    await connect(emulators, 'http://127.0.0.1:9/prices/');
    const { email, password } = await makeUser(emulators);
    const options = await signIn(emulators, email, password);
    const { text } = await emulators.call('GET', '/solusvm/prices', undefined, options);
    expect(text).toContain('nothing in ');
  });

  it('shows tokens alone while no integration is set, and asks nobody', async () => {
    const emulators = await startEmulators();
    const { email, password } = await makeUser(emulators);
    const options = await signIn(emulators, email, password);
    const { text } = await emulators.call('GET', '/solusvm/prices', undefined, options);
    expect(text).toContain('No billing integration is set');
  });

  it('asks for somebody else only where an administrator looks', async () => {
    const emulators = await startEmulators();
    const billing = await startBilling();
    await connect(emulators, billing.url);
    const other = await makeUser(emulators);
    const { id, email, password } = await makeUser(emulators);
    const path = `/solusvm/prices?user=${other.id}`;
    await emulators.call('GET', path, undefined, await signIn(emulators, email, password));
    expect(billing.calls.every(({ url }) => url?.includes(`user_id=${id}`))).toBe(true);
    const admin = await signIn(emulators, 'admin@panel.example', 'Emulator1');
    const { text } = await emulators.call('GET', path, undefined, admin);
    expect(textOf(text)).toContain(`Shown to ${other.email}`);
  });

  it('is for nobody who is not signed in', async () => {
    const { call } = await startEmulators();
    expect((await call('GET', '/solusvm/prices')).status).toBe(401);
  });
});
