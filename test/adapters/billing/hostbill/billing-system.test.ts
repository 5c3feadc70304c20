import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { EUR, signal, USD } from '../support/deliveries.ts';
import { details, hostbill, INVOICE, no, yes } from './support/hostbill.ts';

const NOW_MS = Date.parse('2026-11-03T10:00:00Z');
const TO = { clientId: '7', email: 'ann@example.com', documentId: '58' };
const MD5 = { secret: 'shared', mode: 'md5', hmacMessage: '' } as const;

describe('createHostbillBilling: payment', () => {
  it.each([
    ['a draft', {}, { state: 'draft', netMinor: 1234, totalMinor: 1481, dueMinor: 1481 }],
    ['open', { status: 'Unpaid' }, { state: 'open', currency: 'USD', paidAtMs: undefined }],
    [
      'paid',
      { status: 'Paid', datepaid: '2026-11-02 08:30:00', currency_id: '2' },
      { state: 'paid', dueMinor: 0, currency: 'EUR', paidAtMs: Date.parse('2026-11-02T08:30:00Z') },
    ],
    ['paid without a date', { status: 'Paid' }, { state: 'paid', paidAtMs: undefined }],
    ['cancelled', { status: 'Cancelled' }, { state: 'cancelled' }],
    ['refunded', { status: 'Refunded' }, { state: 'refunded' }],
  ])('tells an invoice that is %s', async (_, fields, document) => {
    const { billing } = await hostbill([details(fields)]);
    expect(await billing.read('58')).toMatchObject({ ok: true, value: document });
  });

  it.each([
    ['in', 'out'],
    ['amount', 'returned'],
  ])(
    'tells a partial payment by the transactions beside the invoice: %s, %s',
    async (paid, refunded) => {
      const answer = yes('getInvoiceDetails', {
        invoice: { ...INVOICE, status: 'Unpaid' },
        transactions: [
          { [paid]: '10.00', [refunded]: '0.00' },
          { [paid]: '0.00', [refunded]: 5.19, note: null },
        ],
      });
      const { billing } = await hostbill([answer], { transactionFields: { paid, refunded } });
      expect(await billing.read('58')).toMatchObject({
        value: { state: 'partially_paid', dueMinor: 1000 },
      });
    },
  );

  it('answers null for an invoice that is gone', async () => {
    const { billing } = await hostbill([no('getInvoiceDetails', 'Invoice does not exist')]);
    expect(await billing.read('58')).toEqual({ ok: true, value: null });
  });

  it('cancels by status, and says so when there is nothing to cancel', async () => {
    const { billing, script } = await hostbill([
      yes('setInvoiceStatus', { info: ['changed'] }),
      no('setInvoiceStatus', 'Invoice not found'),
    ]);
    expect(await billing.cancel('58', 'wrong month')).toEqual({ ok: true, value: null });
    expect(await billing.cancel('59', 'wrong month')).toMatchObject({
      error: { code: 'billing_document_missing', disposition: 'rejected' },
    });
    expect((await script.requests())[0]?.form.slice(3)).toEqual([
      ['id', '58'],
      ['status', 'Cancelled'],
    ]);
  });
});

describe('createHostbillBilling: payLink', () => {
  it('leads to the plain page without the plugin', async () => {
    const { billing, script } = await hostbill([]);
    const value = `${script.url}/index.php?/clientarea/invoice/58/`;
    expect(await billing.payLink(TO)).toEqual({ ok: true, value });
  });

  it('fetches a signed-in address, with the md5 that the vendor describes', async () => {
    const { billing, script } = await hostbill([], { autologin: MD5 });
    const login = `${new URL(script.url).origin}/index.php?token=abc`;
    const set = [{ on: '/index.php', json: { success: true, login_url: login, token: 'abc' } }];
    await fetch(script.url, { method: 'PUT', body: JSON.stringify(set) });
    expect(await billing.payLink(TO)).toEqual({ ok: true, value: login });
    const [request] = await script.requests();
    expect(request).toMatchObject({
      method: 'POST',
      query: [
        ['cmd', 'autologin'],
        ['action', 'login'],
      ],
    });
    const { email, duration, hash, ...rest } = Object.fromEntries(request?.form ?? []);
    const expected = createHash('md5').update(`ann@example.comshared${duration}`).digest('hex');
    expect([email, hash]).toEqual(['ann@example.com', expected]);
    expect(rest).toEqual({ redirect: `${script.url}/index.php?/clientarea/invoice/58/` });
  });

  it('signs in the newer mode what the setting says', async () => {
    const autologin = {
      secret: 'shared',
      mode: 'hmac_sha256',
      hmacMessage: '{duration}|{email}',
    } as const;
    const { billing, script } = await hostbill([], { autologin });
    await billing.payLink(TO);
    const { duration, hash } = Object.fromEntries((await script.requests())[0]?.form ?? []);
    const message = `${duration}|ann@example.com`;
    expect(hash).toBe(createHmac('sha256', 'shared').update(message).digest('hex'));
  });

  it('does not send a client to another site', async () => {
    const json = { success: true, login_url: 'https://elsewhere.example/?token=abc' };
    const { billing } = await hostbill([{ on: '/index.php', json }], { autologin: MD5 });
    const link = await billing.payLink(TO);
    expect(link).toMatchObject({ ok: false, error: { code: 'billing_answer_malformed' } });
    expect(JSON.stringify(link)).not.toContain('token');
  });
});

describe('createHostbillBilling: readSignal', () => {
  const SECRET = 'hook secret';
  const BODY = '{"id":"58","status":"Paid","client_id":"7"}';

  function signed(
    body: string,
    {
      time = String(NOW_MS / 1000),
      event = 'after_invoicefullpaid',
      type = 'application/json',
      secret = SECRET,
    } = {},
  ) {
    const signature = createHmac('sha256', secret)
      .update(time + body)
      .digest('hex');
    const headers = {
      'content-type': type,
      'hb-event': event,
      'hb-timestamp': time,
      'hb-signature': signature,
    };
    return signal(body, headers, { nowMs: NOW_MS });
  }

  async function read(call: ReturnType<typeof signed>, signalSecret: string | undefined = SECRET) {
    const { billing } = await hostbill([], { signalSecret });
    return billing.readSignal(call);
  }

  it('reads the invoice from JSON and from a form', async () => {
    expect(await read(signed(BODY))).toBe('58');
    const type = 'application/x-www-form-urlencoded';
    expect(await read(signed('id=58&status=Paid', { type }))).toBe('58');
    const event = 'after_transactionadd';
    expect(await read(signed('{"id":"4","invoice_id":"58"}', { event }))).toBe('58');
    expect(await read(signed('{"id":"4"}', { event }))).toBeUndefined();
  });

  it('takes none that is forged, changed, stale, or from the future', async () => {
    expect(await read(signed(BODY, { secret: 'other' }))).toBeUndefined();
    expect(
      await read({ ...signed(BODY), body: new TextEncoder().encode('{"id":"59"}') }),
    ).toBeUndefined();
    const at = (ms: number) => signed(BODY, { time: String((NOW_MS + ms) / 1000) });
    expect(await read(at(-299_000))).toBe('58');
    expect(await read(at(-301_000))).toBeUndefined();
    expect(await read(at(301_000))).toBeUndefined();
    expect(await read(signal(BODY, {}, { nowMs: NOW_MS }))).toBeUndefined();
  });

  it('takes none where no secret is set', async () => {
    const { billing } = await hostbill([]);
    expect(await billing.readSignal(signed(BODY, { secret: '' }))).toBeUndefined();
  });
});

describe('createHostbillBilling: probe', () => {
  const METHODS = [
    'getCurrencies',
    'getClients',
    'getClientDetails',
    'addClient',
    'getClientInvoices',
    'getInvoiceDetails',
    'addInvoice',
    'addInvoiceItem',
    'editInvoiceDetails',
    'convertInvoice',
  ];

  it('says which calls, currencies and secrets are missing', async () => {
    const { billing } = await hostbill(
      [
        yes('getHostBillversion', { version: '2026.1' }),
        yes('getAPIMethods', { methods: METHODS }),
      ],
      { currencies: [USD, EUR, 'GBP' as typeof USD], mailInvoices: true },
    );
    expect(await billing.probe()).toEqual({
      ok: true,
      value: {
        version: '2026.1',
        problems: [
          'The key may not make the call setInvoiceStatus: tick it in HostBill.',
          'The key may not make the call sendInvoice: tick it in HostBill.',
          'HostBill has no currency GBP: add it there.',
          'HOSTBILL_AUTOLOGIN_SECRET is not set: clients must log in to HostBill to pay.',
          'BILLING_SIGNAL_SECRET is not set: payments are noticed once a day.',
        ],
      },
    });
  });

  it('has nothing to say about a whole set-up', async () => {
    const methods = Object.fromEntries([...METHODS, 'setInvoiceStatus'].map((name) => [name, {}]));
    const { billing } = await hostbill(
      [yes('getHostBillversion', {}), yes('getAPIMethods', { methods })],
      { autologin: MD5, signalSecret: 'x' },
    );
    expect(await billing.probe()).toEqual({ ok: true, value: { version: '', problems: [] } });
  });

  it('goes on where the key may not ask, and stops where it is refused', async () => {
    const { billing } = await hostbill([
      no('getHostBillversion', 'Access denied'),
      no('getAPIMethods', 'Access denied'),
    ]);
    const probed = await billing.probe();
    expect(probed.ok && probed.value.problems[0]).toContain('permit getAPIMethods');
    const refused = await hostbill([no('getHostBillversion', 'Authentication failed')]);
    expect(await refused.billing.probe()).toMatchObject({ error: { code: 'billing_refused_key' } });
  });
});
