// The WHMCS adapter against the emulated WHMCS: who a client is there, signing in, what the probe says.
import { describe, expect, it } from 'vitest';
import type { CurrencyCode } from '#core/money.ts';
import { API_ACCESS_KEY, API_IDENTIFIER, API_SECRET } from '#emulators/whmcs/credentials.ts';
import { createWhmcsBilling } from '../../../../src/adapters/billing/whmcs/billing-system.ts';
import type { WhmcsSettings } from '../../../../src/adapters/billing/whmcs/settings.ts';
import { newEmulators } from '../../../support/emulators.ts';
import { postJson, readJson } from '../contract/support/target.ts';
import { delivery, FIRST_TEXT, LONG_LINE, REFERENCE, SECOND_TEXT } from '../support/deliveries.ts';

const USD = 'USD' as CurrencyCode; // in the table of the money library
const EMAIL = 'ada@example.com';
const ADA = {
  email: EMAIL,
  name: 'Ada King Lovelace',
  company: 'Engines & Co',
  currency: USD,
  password: 'random-Password-1',
};

function whmcs(deviation: Partial<WhmcsSettings> = {}) {
  const url = `${newEmulators().url}/whmcs`;
  const billing = createWhmcsBilling({
    url,
    identifier: API_IDENTIFIER,
    secret: API_SECRET,
    accessKey: API_ACCESS_KEY,
    paymentMethod: undefined,
    clientGroupId: undefined,
    taxed: false,
    mailInvoices: false,
    negativeLines: false,
    linesACall: 300,
    lineCharacters: 250,
    signalSecret: undefined,
    currencies: [USD],
    timeoutMs: 10_000,
    fetch: (input, init) => fetch(input, init),
    ...deviation,
    ...(deviation.url === undefined ? {} : { url: url + deviation.url }),
  });
  return {
    billing,
    control: (command: unknown) => postJson(`${url}/control`, command),
    writes: () => readJson<{ action: string; params: Record<string, unknown> }[]>(`${url}/writes`),
  };
}

const profile = (email: string) => ({ email, firstname: 'Ada', lastname: 'Lovelace' });

describe('createClient', () => {
  it('makes one client and says who it is', async () => {
    const { billing, writes } = whmcs();
    const made = await billing.createClient(ADA);
    expect(made).toMatchObject({
      ok: true,
      value: { email: EMAIL, currency: 'USD', active: true },
    });
    expect(await billing.findClient(EMAIL)).toEqual(made);
    const [call, ...others] = await writes();
    expect(others).toEqual([]);
    expect(call?.params).toMatchObject({
      firstname: 'Ada King',
      lastname: 'Lovelace',
      companyname: 'Engines & Co',
      skipvalidation: '1',
      noemail: '1',
    });
  });

  it('gives a user who owns no open client a new one of their own', async () => {
    const { billing, control, writes } = whmcs();
    const first = await billing.createClient(ADA);
    await control({ act: { do: 'close-client', clientId: Number(first.ok && first.value.id) } });
    expect(await billing.findClient(EMAIL)).toEqual({ ok: true, value: null });
    const second = await billing.createClient(ADA);
    expect(second).toMatchObject({ ok: true });
    expect(second.ok && second.value.id).not.toBe(first.ok && first.value.id);
    expect((await writes()).at(-1)?.params.owner_user_id).toBeDefined();
  });

  it('is refused where WHMCS has no such currency', async () => {
    const made = await whmcs().billing.createClient({ ...ADA, currency: 'SEK' as CurrencyCode });
    expect(made).toMatchObject({ error: { code: 'billing_currency_differs' } });
  });
});

describe('findClient', () => {
  it('takes nobody whose address only begins alike', async () => {
    const { billing, control } = whmcs();
    await control({ seed: { clients: [{ profile: profile(`${EMAIL}.au`) }] } });
    expect(await billing.findClient(EMAIL)).toEqual({ ok: true, value: null });
  });

  it('finds the client whom the user with the address owns', async () => {
    const { billing, control } = whmcs();
    const made = await billing.createClient(ADA);
    expect(made.ok).toBe(true);
    await control({ seed: { clients: [{ profile: profile('other@example.com') }] } });
    expect(await billing.findClient(EMAIL)).toMatchObject({ value: { email: EMAIL } });
  });
});

describe('readClient', () => {
  it('says null for one who is gone, and tells of a closed one', async () => {
    const { billing, control } = whmcs();
    expect(await billing.readClient('999')).toEqual({ ok: true, value: null });
    const made = await billing.createClient(ADA);
    const id = made.ok ? made.value.id : '';
    await control({ act: { do: 'close-client', clientId: Number(id) } });
    expect(await billing.readClient(id)).toMatchObject({ value: { active: false } });
  });
});

describe('the address', () => {
  it.each(['/includes/api.php', '/', '/includes/api.php/'])(
    'may be copied with %s at its end',
    async (url) => {
      expect(await whmcs({ url }).billing.probe()).toMatchObject({ ok: true });
    },
  );

  it('that is doubled over there is told as a wrong one', async () => {
    const { billing } = whmcs({ url: '/includes/api.php/includes' });
    const probed = await billing.probe();
    expect(probed).toMatchObject({ ok: false, error: { code: 'billing_wrong_address' } });
  });
});

describe('probe', () => {
  it('names what is missing, in sentences that say what to do', async () => {
    const { billing, control } = whmcs({
      currencies: [USD, 'SEK' as CurrencyCode],
      paymentMethod: 'cash',
    });
    await control({
      access: {
        roles: { few: ['GetCurrencies', 'GetClients', 'GetUsers', 'GetPaymentMethods'] },
        credentials: [{ identifier: API_IDENTIFIER, secret: API_SECRET, roles: ['few'] }],
      },
    });
    const probed = await billing.probe();
    expect(probed.ok && probed.value.problems).toEqual([
      'WHMCS has no currency SEK: add it, or take it out of BILLING_CURRENCIES.',
      'The API role does not permit GetInvoices: tick it in Manage API Credentials.',
      'WHMCS has no payment method cash (WHMCS_PAYMENT_METHOD).',
    ]);
  });

  it.each([
    ['a wrong secret', { secret: 'another' }, 'billing_refused_key'],
    ['a wrong identifier', { identifier: 'another' }, 'billing_refused_key'],
  ])('tells of %s', async (_what, deviation, code) => {
    expect(await whmcs(deviation).billing.probe()).toMatchObject({ error: { code } });
  });

  it('tells of an address that is not on the list', async () => {
    const { billing, control } = whmcs({ accessKey: undefined });
    await control({ access: { allowedIps: ['203.0.113.1'] } });
    expect(await billing.probe()).toMatchObject({ error: { code: 'billing_address_blocked' } });
  });
});

describe('look', () => {
  it('finds an invoice behind a hundred others where the list does not say how long it is', async () => {
    const { billing, control } = whmcs();
    const lines = [
      { description: FIRST_TEXT, amount: '10.00' },
      { description: SECOND_TEXT, amount: '2.34' },
    ];
    const ours = { date: '2026-11-01', status: 'Draft', notes: `Ref: ${REFERENCE}`, lines };
    const others = Array.from({ length: 104 }, () => ({ ...ours, notes: 'Ref: PM-AAAAAAAAAA' }));
    const client = { profile: profile(EMAIL), currency: 'USD', invoices: [ours, ...others] };
    await control({ seed: { clients: [client] } });
    await control({ path: '/GetInvoices', omit: 'totalresults', times: 9 });
    expect(await billing.look({ ...delivery(), clientId: '1' })).toMatchObject({
      value: { phase: 'filled', documentId: '1' },
    });
  });
});

describe('advance', () => {
  it('puts as many lines into a call as the setting allows, in texts as long as it allows', async () => {
    const { billing, control, writes } = whmcs({ linesACall: 1, lineCharacters: 60 });
    await control({ seed: { clients: [{ profile: profile(EMAIL), currency: 'USD' }] } });
    const lines = ['1s', '2s', '3s'].map((key) => ({ ...LONG_LINE, key }));
    let at = { ...delivery({}, { lines, totalMinor: 3 }), clientId: '1' };
    for (let step = 0; at.journal.phase !== 'done' && step < 9; step++) {
      const answer = await billing.advance(at);
      if (!answer.ok) throw new Error(answer.error.detail);
      at = { ...at, journal: answer.value };
    }
    const made = await writes();
    expect(made.map(({ action }) => action)).toEqual([
      'CreateInvoice',
      'UpdateInvoice',
      'UpdateInvoice',
      'UpdateInvoice',
    ]);
    expect(made[0]?.params.itemdescription1).toHaveLength(60);
  });

  it('refuses amounts that WHMCS would cut', async () => {
    const { billing, writes } = whmcs();
    const lines = [{ key: '1s', text: 'web', amountMinor: 1234 }];
    const document = { currency: 'BHD' as CurrencyCode, lines, totalMinor: 1234 };
    const advanced = await billing.advance(delivery({}, document));
    expect(advanced).toMatchObject({ error: { code: 'billing_unsupported' } });
    expect(await writes()).toEqual([]);
  });

  it('tells of a client who is gone', async () => {
    const advanced = await whmcs().billing.advance(delivery());
    expect(advanced).toMatchObject({
      error: { code: 'billing_client_missing', disposition: 'rejected' },
    });
  });
});

describe('a refusal whose message is no text', () => {
  it('is a refusal like any other', async () => {
    const fetch = async () => Response.json({ result: 'error', message: { toString: 0 } });
    expect(await whmcs({ fetch }).billing.readClient('7')).toMatchObject({
      error: { code: 'billing_rejected' },
    });
  });
});

describe('payLink', () => {
  it('leads to the invoice without a token where the client has switched sign-on off', async () => {
    const { billing, control } = whmcs();
    const made = await billing.createClient(ADA);
    const clientId = made.ok ? made.value.id : '';
    await control({ act: { do: 'allow-sso', clientId: Number(clientId), allowed: false } });
    const link = await billing.payLink({ clientId, email: EMAIL, documentId: '7' });
    expect(link.ok && link.value).toMatch(/\/whmcs\/viewinvoice\.php\?id=7$/);
  });
});
