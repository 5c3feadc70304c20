import { describe, expect, it } from 'vitest';
import { EUR, USD } from '../support/deliveries.ts';
import { CLIENT, no, ubersmith, yes } from './support/ubersmith.ts';

const ANN = { id: '7', email: 'ann@example.com', currency: 'USD', active: true };
const NEW_CLIENT = {
  email: 'ann@example.com',
  name: 'Ann',
  company: '',
  currency: USD,
  password: 'Secret-Passw0rd',
};

describe('createUbersmithBilling: clients', () => {
  it('finds by address, naming the method in query and form', async () => {
    const { billing, script } = await ubersmith([yes('client.get', CLIENT)]);
    expect(await billing.findClient('Ann@example.com')).toEqual({ ok: true, value: ANN });
    const [request] = await script.requests();
    expect(request).toMatchObject({
      method: 'POST',
      path: '/api/2.0/',
      query: [['method', 'client.get']],
      form: [
        ['method', 'client.get'],
        ['email', 'Ann@example.com'],
        ['allclients', '1'],
      ],
      headers: { authorization: `Basic ${btoa('postmeter:token-that-must-not-leak')}` },
    });
  });

  it.each([
    ['of another address', yes('client.get', { ...CLIENT, email: 'joann@example.com' })],
    ['that is refused as missing', no('client.get', 'No client found')],
    ['that is an empty PHP map', yes('client.get', [])],
  ])('finds nobody in an answer %s', async (_, answer) => {
    const { billing } = await ubersmith([answer]);
    expect(await billing.findClient('ann@example.com')).toEqual({ ok: true, value: null });
  });

  it('does not take a refused key for a missing client', async () => {
    const { billing } = await ubersmith([no('client.get', 'Invalid login or token', 3)]);
    expect(await billing.findClient('ann@example.com')).toMatchObject({
      error: { code: 'billing_refused_key', disposition: 'rejected' },
    });
  });

  it('reads a deactivated client by id', async () => {
    const { billing, script } = await ubersmith([yes('client.get', { ...CLIENT, active: '0' })]);
    expect(await billing.readClient('7')).toEqual({ ok: true, value: { ...ANN, active: false } });
    expect((await script.requests())[0]?.form).toContainEqual(['client_id', '7']);
  });

  it('creates strictly, with the address as login', async () => {
    const { billing, script } = await ubersmith([yes('client.add', '7')], { brandId: '4' });
    expect(await billing.createClient(NEW_CLIENT)).toEqual({ ok: true, value: ANN });
    const form = Object.fromEntries((await script.requests())[0]?.form ?? []);
    expect(form).toMatchObject({
      first: 'Ann',
      last: '-',
      email: 'ann@example.com',
      uber_login: 'ann@example.com',
      uber_pass: 'Secret-Passw0rd',
      brand_id: '4',
      strict: '1',
    });
  });

  it.each([
    ['The login ann@example.com is already in use', 'billing_conflict'],
    ['Country is required', 'billing_rejected'],
  ])('tells a taken login from other faults: %s', async (sentence, code) => {
    const { billing } = await ubersmith([no('client.add', sentence)]);
    const made = await billing.createClient(NEW_CLIENT);
    expect(made).toMatchObject({ ok: false, error: { code, disposition: 'rejected' } });
    expect(JSON.stringify(made)).not.toMatch(/ann@|Secret/);
  });

  it('refuses a currency that is not the brand’s, before any call', async () => {
    const { billing, script } = await ubersmith([]);
    expect(await billing.createClient({ ...NEW_CLIENT, currency: EUR })).toMatchObject({
      error: { code: 'billing_currency_differs', disposition: 'rejected' },
    });
    expect(await script.calls()).toEqual([]);
  });
});
