import { describe, expect, it } from 'vitest';
import { EUR, type USD } from '../support/deliveries.ts';
import { CLIENT, hostbill, no, yes } from './support/hostbill.ts';

const ANN = { id: '7', firstname: 'Ann', email: 'Ann@Example.com' };
const JOANN = { id: '6', firstname: 'Jo', email: 'joann@example.com' };
const NEW_CLIENT = {
  email: 'ann@example.com',
  name: 'Ann Example',
  company: 'Example Ltd',
  currency: EUR,
  password: 'Secret-Passw0rd',
};

/** `page` of so many; the next to ask for is named in each answer. */
const page = (clients: readonly object[], next: number, of: number, records: number) =>
  yes('getClients', {
    clients,
    sorter: { perpage: 25, totalpages: of, sorterrecords: records, sorterpage: next },
  });

describe('createHostbillBilling: clients', () => {
  it('sends the filter, walks all pages, and takes only the equal address', async () => {
    const { billing, script } = await hostbill([
      page([JOANN], 1, 2, 2),
      page([ANN], 2, 2, 2),
      yes('getClientDetails', { client: { ...CLIENT, password: 'hash-of-hers' } }),
    ]);
    expect(await billing.findClient('ann@example.com')).toEqual({
      ok: true,
      value: { id: '7', email: 'ann@example.com', currency: 'USD', active: true },
    });
    const [first, second] = await script.requests();
    expect(first).toMatchObject({
      method: 'POST',
      path: '/admin/api.php',
      query: [],
      form: [
        ['api_id', 'id-1'],
        ['api_key', 'key-that-must-not-leak'],
        ['call', 'getClients'],
        ['filter[email]', 'ann@example.com'],
      ],
    });
    expect(second?.form).toContainEqual(['page', '1']);
  });

  it('walks without a filter where the settings say so', async () => {
    const { billing, script } = await hostbill([yes('getClients', { clients: [JOANN] })], {
      clientFilter: '',
    });
    expect(await billing.findClient('ann@example.com')).toEqual({ ok: true, value: null });
    expect((await script.requests())[0]?.form).toHaveLength(3);
  });

  it('finds nobody in an empty list, and in a refusal that says so', async () => {
    const { billing } = await hostbill([
      yes('getClients', { clients: [] }),
      no('getClients', 'No clients found'),
    ]);
    expect(await billing.findClient('ann@example.com')).toEqual({ ok: true, value: null });
    expect(await billing.findClient('ann@example.com')).toEqual({ ok: true, value: null });
  });

  it('refuses two clients with one address', async () => {
    const { billing } = await hostbill([
      yes('getClients', { clients: [ANN, { ...ANN, id: '9' }] }),
    ]);
    expect(await billing.findClient('ann@example.com')).toMatchObject({
      error: { code: 'billing_ambiguous', detail: 'clients 7 and 9 have the same address' },
    });
  });

  it.each([
    [
      'beyond the bound',
      Array.from({ length: 5 }, (_, n) => page([JOANN], n + 1, 9, 9)),
      'billing_unsupported',
    ],
    [
      'with the same page again',
      [page([JOANN], 1, 3, 3), page([JOANN], 1, 3, 3)],
      'billing_answer_malformed',
    ],
    ['that misses rows', [page([JOANN], 1, 1, 2)], 'billing_answer_malformed'],
    [
      'without addresses',
      [yes('getClients', { clients: [{ id: '7' }] })],
      'billing_answer_malformed',
    ],
  ])('never takes half a list for the whole: a list %s', async (_, answers, code) => {
    const { billing } = await hostbill(answers);
    expect(await billing.findClient('ann@example.com')).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  it.each([
    [
      yes('getClientDetails', { client: { ...CLIENT, currency_id: '2', status: 'Closed' } }),
      { currency: 'EUR', active: false },
    ],
    [yes('getClientDetails', { client: [] }), null],
    [no('getClientDetails', 'Client not found'), null],
  ])('reads a client by id', async (answer, client) => {
    const { billing } = await hostbill([answer]);
    const read = await billing.readClient('7');
    if (client === null) expect(read).toEqual({ ok: true, value: null });
    else expect(read).toMatchObject({ ok: true, value: client });
  });

  it.each([
    ['Active', true],
    ['Nowy', true],
    ['Closed', false],
    ['', true],
  ])('bills clients whose status the setting names: %s', async (status, active) => {
    const { billing } = await hostbill(
      [yes('getClientDetails', { client: { ...CLIENT, status } })],
      {
        activeStatuses: ['Active', 'Nowy'],
      },
    );
    expect(await billing.readClient('7')).toMatchObject({ ok: true, value: { active } });
  });

  it('creates a client with the currency by HostBill’s number', async () => {
    const { billing, script } = await hostbill([yes('addClient', { client_id: '7' })]);
    expect(await billing.createClient(NEW_CLIENT)).toEqual({
      ok: true,
      value: { id: '7', email: 'ann@example.com', currency: 'EUR', active: true },
    });
    const form = Object.fromEntries((await script.requests())[1]?.form ?? []);
    expect(form).toMatchObject({
      email: 'ann@example.com',
      password: 'Secret-Passw0rd',
      password2: 'Secret-Passw0rd',
      firstname: 'Ann',
      lastname: 'Example',
      companyname: 'Example Ltd',
      type: 'Company',
      currency_id: '2',
    });
    expect(form).not.toHaveProperty('notifyclient');
  });

  it.each([
    ['Client with ann@example.com email already exists', 'billing_conflict'],
    ['Country is required', 'billing_rejected'],
  ])('tells a taken address from other faults: %s', async (sentence, code) => {
    const { billing } = await hostbill([no('addClient', sentence)]);
    const made = await billing.createClient(NEW_CLIENT);
    expect(made).toMatchObject({ ok: false, error: { code, disposition: 'rejected' } });
    expect(JSON.stringify(made)).not.toMatch(/ann@|Secret/);
  });

  it('refuses a currency that HostBill does not have, before any write', async () => {
    const currency = 'GBP' as typeof USD;
    const { billing, script } = await hostbill([]);
    expect(await billing.createClient({ ...NEW_CLIENT, currency })).toMatchObject({
      error: { code: 'billing_currency_differs', disposition: 'rejected' },
    });
    expect(await script.calls()).toEqual(['getCurrencies']);
  });
});
