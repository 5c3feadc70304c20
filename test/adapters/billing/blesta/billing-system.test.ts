import { describe, expect, it } from 'vitest';
import { EUR, signal, USD } from '../support/deliveries.ts';
import { blesta, CLIENT, invoiceWith, NOW_MS } from './support/blesta.ts';

describe('createBlestaBilling: payment', () => {
  it.each([
    ['open', {}, { state: 'open', netMinor: 1234, totalMinor: 1468, dueMinor: 1468 }],
    [
      'partially paid',
      { paid: '4.6800', due: '10.0000' },
      { state: 'partially_paid', dueMinor: 1000 },
    ],
    [
      'paid',
      { paid: '14.6800', due: '0.0000', date_closed: '2026-11-02 08:30:00' },
      { state: 'paid', dueMinor: 0, paidAtMs: Date.parse('2026-11-02T08:30:00Z') },
    ],
    ['paid with a zero date', { paid: 0, date_closed: '0000-00-00 00:00:00' }, { state: 'open' }],
    ['void', { status: 'void' }, { state: 'cancelled' }],
    ['a draft', { status: 'draft' }, { state: 'draft' }],
  ])('tells an invoice that is %s', async (_, fields, document) => {
    const { billing } = await blesta([invoiceWith(fields)]);
    expect(await billing.read('31')).toMatchObject({ ok: true, value: document });
  });

  it('answers null for an invoice that is gone', async () => {
    const { billing } = await blesta([{ on: 'invoices/get', json: { response: false } }]);
    expect(await billing.read('31')).toEqual({ ok: true, value: null });
  });

  it('cancels with the currency, which an edit would drop, and only once', async () => {
    const { billing, script } = await blesta([
      invoiceWith({}),
      { on: 'invoices/edit', json: { response: 31 } },
      invoiceWith({ status: 'void' }),
    ]);
    expect(await billing.cancel('31', 'wrong month')).toEqual({ ok: true, value: null });
    expect(await billing.cancel('31', 'wrong month')).toEqual({ ok: true, value: null });
    const [, edit] = await script.requests();
    expect(edit).toMatchObject({
      method: 'PUT',
      form: [
        ['invoice_id', '31'],
        ['vars[status]', 'void'],
        ['vars[currency]', 'USD'],
        ['vars[note_private]', 'wrong month'],
      ],
    });
    expect(await script.calls()).toEqual(['invoices/get', 'invoices/edit', 'invoices/get']);
  });

  const TO = { clientId: '7', email: 'ann@example.com', documentId: '31' };

  it('leads to the plain page without the plugin', async () => {
    const { billing, script } = await blesta([]);
    const link = await billing.payLink(TO);
    expect(link).toEqual({ ok: true, value: `${script.url}/client/pay/method/31/` });
  });

  it('signs in by username with the plugin', async () => {
    const { billing, script } = await blesta([{ on: 'clients/get', json: { response: CLIENT } }], {
      sharedLoginKey: '0123456789abcdef',
    });
    const link = await billing.payLink(TO);
    const url = new URL(link.ok ? link.value : 'http://failed');
    expect(url.pathname).toMatch(/\/plugin\/shared_login\/$/);
    const { u = '', t = '', r = '', h = '' } = Object.fromEntries(url.searchParams);
    expect([u, t, r]).toEqual([
      'ann',
      String(NOW_MS / 1000),
      `${script.url}/client/pay/method/31/`,
    ]);
    expect(h).toBe(await hmacHex('0123456789abcdef', t + u + r));
  });

  it('signs in behind index.php where the API lies there', async () => {
    const on = '/index.php/api/clients/get';
    const { billing, script } = await blesta([{ on, json: { response: CLIENT } }], {
      sharedLoginKey: '0123456789abcdef',
      apiPath: '/index.php/api',
    });
    const link = await billing.payLink(TO);
    const start = `${script.url}/index.php/plugin/shared_login/?u=ann&`;
    expect(link.ok && link.value.startsWith(start)).toBe(true);
  });

  it('takes a webhook only with the secret in its address', async () => {
    const { billing } = await blesta([], { signalSecret: 'shared secret' });
    const query = `key=${encodeURIComponent('shared secret')}`;
    const read = (body: string, type: string, asked: string) =>
      billing.readSignal(signal(body, { 'content-type': type }, { query: asked }));
    expect(await read('{"invoice_id":31}', 'application/json', query)).toBe('31');
    expect(await read('invoice_id=31', 'application/x-www-form-urlencoded', query)).toBe('31');
    expect(await read('', '', `${query}&invoice_id=31`)).toBe('31');
    expect(await read('{"transaction_id":4}', 'application/json', query)).toBeUndefined();
    expect(await read('{"invoice_id":"1 OR 1"}', 'application/json', query)).toBeUndefined();
    expect(await read('{"invoice_id":31}', 'application/json', 'key=other')).toBeUndefined();
    expect(await read('{"invoice_id":31}', 'application/json', '')).toBeUndefined();
  });

  it('takes none where no secret is set', async () => {
    const { billing } = await blesta([]);
    const call = signal(
      '{"invoice_id":31}',
      { 'content-type': 'application/json' },
      { query: 'key=' },
    );
    expect(await billing.readSignal(call)).toBeUndefined();
  });
});

describe('createBlestaBilling: probe', () => {
  it('says which currencies and secrets are missing', async () => {
    const json = { response: [{ code: 'USD' }, { code: 'GBP' }] };
    const { billing } = await blesta([{ on: 'currencies/getAll', json }], {
      currencies: [USD, EUR],
    });
    expect(await billing.probe()).toEqual({
      ok: true,
      value: {
        version: '',
        problems: [
          'Company 1 in Blesta has no currency EUR: add it there.',
          'BLESTA_SHARED_LOGIN_KEY is not set: clients must log in to Blesta to pay.',
          'BILLING_SIGNAL_SECRET is not set: payments are noticed once a day.',
        ],
      },
    });
  });

  it('has nothing to say about a whole set-up', async () => {
    const { billing } = await blesta(
      [{ on: 'currencies/getAll', json: { response: [{ code: 'USD' }] } }],
      { sharedLoginKey: 'x', signalSecret: 'y' },
    );
    expect(await billing.probe()).toEqual({ ok: true, value: { version: '', problems: [] } });
  });
});

async function hmacHex(secret: string, message: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', key, bytes(message));
  return [...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
