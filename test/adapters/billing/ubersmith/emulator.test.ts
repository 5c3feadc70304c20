import { describe, expect, it } from 'vitest';
import type { UbersmithSettings } from '#adapters/billing/ubersmith/settings.ts';
import { UBERSMITH_API_TOKEN, UBERSMITH_API_USER } from '#emulators/ubersmith/credentials.ts';
import { CREDIT_NOTE, DOCUMENT, EMPTY } from '../support/deliveries.ts';
import { deliver, emulated, expectWholeLife, newClient, PERSON } from '../support/life.ts';
import { ubersmithAt } from './support/ubersmith.ts';

async function world(
  options: Readonly<Record<string, unknown>> = {},
  settings: Partial<UbersmithSettings> = {},
) {
  const there = await emulated('ubersmith', { brandCurrency: 'USD', ...options });
  const keys = { apiUser: UBERSMITH_API_USER, apiToken: UBERSMITH_API_TOKEN };
  const billing = ubersmithAt(there.url, { ...keys, ...settings });
  return { ...there, billing };
}

type Install = readonly [string, Readonly<Record<string, unknown>>, Partial<UbersmithSettings>];

/** None of these words is among ours. */
const POLISH = {
  'No matching client found.': 'Nie ma takiego klienta.',
  'Invalid invoice_id specified.': 'Nie ma takiej faktury.',
  "Login 'ann+vps@example.com' is already in use.": 'Adres juz zajety.',
};

/** Installs that differ, with the setting that goes with each. */
const INSTALLS: readonly Install[] = [
  ['as it comes', {}, {}],
  ['ids as numbers', { ids: 'numbers' }, {}],
  ['due dates in seconds', { duedateFormat: 'unix' }, { dueDateFormat: 'unix' }],
  ['due dates as dates', { duedateFormat: 'date' }, {}],
  ['lines as a list', { packsAs: 'list' }, {}],
  ['empty maps as objects', { emptyMaps: 'object' }, {}],
  ['notices before the JSON', { phpNotice: true }, {}],
  ['a clock behind', { clockOffsetHours: -30 }, {}],
  [
    'refusals in Polish',
    { sentences: POLISH },
    { refusalWords: { missing: ['nie ma takie'], taken: ['juz zajety'] } },
  ],
];

describe('createUbersmithBilling against the emulator', () => {
  it('takes an unfamiliar sentence for a refusal, and nobody for missing, without the setting', async () => {
    const { billing } = await world({ sentences: POLISH });
    expect(await billing.findClient(PERSON.email)).toMatchObject({
      error: { code: 'billing_rejected', disposition: 'rejected' },
    });
  });

  it.each(INSTALLS)('lives through all of it: %s', async (_, options, settings) => {
    const { billing, pay } = await world(options, settings);
    await expectWholeLife(billing, pay);
  });

  it.each(['reword', 'reprice', 'add', 'drop'])(
    'stops where a hook of theirs will %s a line',
    async (lineHook) => {
      const there = await world({ lineHook });
      const clientId = await newClient(there.billing);
      const delivery = { document: DOCUMENT, clientId, journal: EMPTY };
      await expect(deliver(there.billing, delivery)).rejects.toThrow('billing_changed');
    },
  );

  it('adds a service only once when its reply was lost', async () => {
    const there = await world();
    const clientId = await newClient(there.billing);
    const delivery = { document: DOCUMENT, clientId, journal: EMPTY };
    await there.control({ path: '/client.service_add', loseReply: true });
    expect(await there.billing.advance(delivery)).toMatchObject({
      error: { disposition: 'unknown' },
    });
    const found = await there.billing.look(delivery);
    expect(found.ok && Object.keys(found.value.lines)).toEqual(['54s']);
    await deliver(there.billing, { ...delivery, journal: found.ok ? found.value : EMPTY });
  });

  it('makes no invoice where a service was added twice', async () => {
    const there = await world();
    const clientId = await newClient(there.billing);
    await there.control({ options: { duplicateWrites: 1 } });
    const delivery = { document: DOCUMENT, clientId, journal: EMPTY };
    await expect(deliver(there.billing, delivery)).rejects.toThrow('line 54s is there twice');
  });

  it('finds the invoice whose reply was lost, and makes no second', async () => {
    const there = await world();
    const clientId = await newClient(there.billing);
    const delivery = { document: DOCUMENT, clientId, journal: EMPTY };
    await there.control({ path: '/client.invoice_generate', loseReply: true });
    await expect(deliver(there.billing, delivery)).rejects.toThrow();
    expect(await there.billing.look(delivery)).toMatchObject({
      ok: true,
      value: { phase: 'done' },
    });
  });

  it('puts a credit note there as a negative service, and cancels it', async () => {
    const there = await world({}, { negativeLines: true });
    const clientId = await newClient(there.billing);
    const document = { ...DOCUMENT, ...CREDIT_NOTE };
    const { journal } = await deliver(there.billing, { document, clientId, journal: EMPTY });
    expect(await there.billing.cancel(journal.documentId, 'by hand')).toEqual({
      ok: true,
      value: null,
    });
    expect(await there.billing.read(journal.documentId)).toMatchObject({
      value: { state: 'cancelled', netMinor: -100 },
    });
  });

  it('says which calls the API user may not make', async () => {
    const { billing } = await world();
    expect(await billing.probe()).toEqual({ ok: true, value: { version: '', problems: [] } });
  });

  it.each(['http', 'answer'])('knows a refused key told by %s', async (keyRefusedAs) => {
    const { billing } = await world({ keyRefusedAs, refuse: 'key' });
    expect(await billing.findClient(PERSON.email)).toMatchObject({
      error: { code: 'billing_refused_key', disposition: 'rejected' },
    });
  });
});
