import { describe, expect, it } from 'vitest';
import { EUR, signal, USD } from '../support/deliveries.ts';
import { invoice, no, ubersmith, yes } from './support/ubersmith.ts';

describe('createUbersmithBilling: payment', () => {
  it.each([
    [
      'open',
      {},
      { state: 'open', currency: 'USD', netMinor: 1234, totalMinor: 1481, dueMinor: 1481 },
    ],
    ['partially paid', { amount_unpaid: '4.81' }, { state: 'partially_paid', dueMinor: 481 }],
    [
      'paid',
      { paid: '1', amount_unpaid: '0.00', datepaid: '1793610000' },
      { state: 'paid', dueMinor: 0, paidAtMs: 1_793_610_000_000 },
    ],
    ['paid without a date', { paid: 1, datepaid: '0' }, { state: 'paid', paidAtMs: undefined }],
    ['disregarded', { paid: '2' }, { state: 'cancelled' }],
    [
      'with amounts that are numbers',
      { amount: 14.81, amount_unpaid: 14.81 },
      { totalMinor: 1481 },
    ],
  ])('tells an invoice that is %s', async (_, fields, document) => {
    const { billing } = await ubersmith([invoice(fields)]);
    expect(await billing.read('900')).toMatchObject({ ok: true, value: document });
  });

  it('answers null for an invoice that is gone', async () => {
    const { billing } = await ubersmith([no('client.invoice_get', 'No such invoice')]);
    expect(await billing.read('900')).toEqual({ ok: true, value: null });
  });

  it('cancels with the client that Ubersmith names', async () => {
    const { billing, script } = await ubersmith([
      invoice({ clientid: '9' }),
      yes('client.invoice_disregard', true),
      no('client.invoice_get', 'No such invoice'),
    ]);
    expect(await billing.cancel('900', 'wrong month')).toEqual({ ok: true, value: null });
    expect((await script.requests())[1]?.form.slice(1)).toEqual([
      ['client_id', '9'],
      ['inv_id', '900'],
    ]);
    expect(await billing.cancel('901', 'wrong month')).toMatchObject({
      error: { code: 'billing_document_missing', disposition: 'rejected' },
    });
  });

  it('leads to the portal, where clients log in', async () => {
    const { billing } = await ubersmith([], {
      portalUrl: 'https://portal.example/pay?invoice={id}',
    });
    const link = await billing.payLink({ clientId: '7', email: 'a@b.example', documentId: '900' });
    expect(link).toEqual({ ok: true, value: 'https://portal.example/pay?invoice=900' });
    expect(await billing.readSignal(signal('{"invoice_id":900}'))).toBeUndefined();
  });
});

describe('createUbersmithBilling: probe', () => {
  const METHODS = [
    'client.get',
    'client.add',
    'client.service_add',
    'client.service_list',
    'client.invoice_generate',
    'client.invoice_list',
    'client.invoice_get',
  ];

  it('says which calls are missing and which currency is not the brand’s', async () => {
    const { billing } = await ubersmith([yes('uber.method_list', METHODS)], {
      currencies: [USD, EUR],
    });
    expect(await billing.probe()).toEqual({
      ok: true,
      value: {
        version: '',
        problems: [
          'The API user may not make the call client.invoice_disregard: permit it in Ubersmith.',
          'We bill in EUR, but UBERSMITH_CURRENCY is USD: such invoices are refused.',
        ],
      },
    });
  });

  it('has nothing to say about a whole set-up, given as a map', async () => {
    const methods = [...METHODS, 'client.invoice_disregard'];
    const map = Object.fromEntries(methods.map((method) => [method, 'what it does']));
    const { billing } = await ubersmith([yes('uber.method_list', map)]);
    expect(await billing.probe()).toEqual({ ok: true, value: { version: '', problems: [] } });
  });

  it('goes on where the list is not permitted, and stops where the key is refused', async () => {
    const silent = await ubersmith([no('uber.method_list', 'Permission denied')]);
    const probed = await silent.billing.probe();
    expect(probed.ok && probed.value.problems).toHaveLength(1);
    const refused = await ubersmith([no('uber.method_list', 'Authentication failed')]);
    expect(await refused.billing.probe()).toMatchObject({ error: { code: 'billing_refused_key' } });
  });
});
