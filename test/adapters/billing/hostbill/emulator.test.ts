import { describe, expect, it } from 'vitest';
import type { HostbillSettings } from '#adapters/billing/hostbill/settings.ts';
import {
  HOSTBILL_API_ID,
  HOSTBILL_API_KEY,
  HOSTBILL_AUTOLOGIN_SECRET,
} from '#emulators/hostbill/credentials.ts';
import { CREDIT_NOTE, DOCUMENT, EMPTY } from '../support/deliveries.ts';
import { deliver, emulated, expectWholeLife, newClient, PERSON } from '../support/life.ts';
import { hostbillAt } from './support/hostbill.ts';

async function world(
  options: Readonly<Record<string, unknown>> = {},
  settings: Partial<HostbillSettings> = {},
) {
  const there = await emulated('hostbill', options);
  const keys = { apiId: HOSTBILL_API_ID, apiKey: HOSTBILL_API_KEY };
  const billing = hostbillAt(there.url, { ...keys, ...settings });
  return { ...there, billing };
}

type Install = readonly [string, Readonly<Record<string, unknown>>, Partial<HostbillSettings>];

/** None of these words is among ours. */
const POLISH = {
  'Nothing found': 'Brak wynikow.',
  'Client with specified ID does not exist': 'Nie ma takiego klienta.',
  'Invoice with specified ID does not exist': 'Nie ma takiej faktury.',
  'Client with this email address is already registered': 'Adres juz zajety.',
};

/** Installs that differ, with the setting that goes with each. */
const INSTALLS: readonly Install[] = [
  ['as it comes', {}, {}],
  ['ids as numbers', { ids: 'numbers' }, {}],
  ['pages of one row', { pageSize: 1 }, {}],
  ['a filter that finds parts', { emailFilter: 'partial' }, {}],
  ['an exact filter', { emailFilter: 'exact' }, {}],
  ['no filter sent', {}, { clientFilter: '' }],
  ['metadata in the details', { metadataInDetails: true }, {}],
  ['failures with HTTP 422', { statusOnFailure: 422 }, {}],
  ['failures with HTTP 404', { statusOnFailure: 404 }, {}],
  ['errors as a map', { errorsAs: 'map' }, {}],
  ['a second number on payment', { euInvoicing: true }, {}],
  ['empty maps as objects', { emptyMaps: 'object' }, {}],
  ['notices before the JSON', { phpNotice: true }, {}],
  ['tax on top', { taxPercent: '19' }, {}],
  ['a clock behind', { clockOffsetHours: -30 }, {}],
  ['mails from there', {}, { mailInvoices: true }],
  [
    'refusals in Polish, also of empty lists',
    { emptyLists: 'refused', sentences: POLISH },
    { refusalWords: { missing: ['brak wynik', 'nie ma takie'], taken: ['juz zajety'] } },
  ],
];

describe('createHostbillBilling against the emulator', () => {
  it('takes an unfamiliar sentence for a refusal, and nobody for missing, without the setting', async () => {
    const { billing } = await world({ emptyLists: 'refused', sentences: POLISH });
    const refused = { error: { code: 'billing_rejected', disposition: 'rejected' } };
    expect(await billing.findClient(PERSON.email)).toMatchObject(refused);
    const id = await newClient(billing);
    expect(await billing.createClient({ ...PERSON, currency: DOCUMENT.currency })).toMatchObject(
      refused,
    );
    expect(await billing.readClient('999999')).toMatchObject(refused);
    expect(await billing.readClient(id)).toMatchObject({ ok: true });
  });

  it.each(INSTALLS)('lives through all of it: %s', async (_, options, settings) => {
    const { billing, pay } = await world(options, settings);
    await expectWholeLife(billing, pay);
  });

  it.each(['reword', 'reprice', 'add', 'drop'])(
    'issues nothing where a hook of theirs will %s a line',
    async (lineHook) => {
      const there = await world({ lineHook });
      const clientId = await newClient(there.billing);
      const delivery = { document: DOCUMENT, clientId, journal: EMPTY };
      await expect(deliver(there.billing, delivery)).rejects.toThrow('billing_changed');
      const found = await there.billing.look(delivery);
      expect(found.ok && found.value.phase).not.toBe('done');
    },
  );

  it('issues nothing where a line was added twice', async () => {
    const there = await world();
    const clientId = await newClient(there.billing);
    const delivery = { document: DOCUMENT, clientId, journal: EMPTY };
    const opened = await there.billing.advance(delivery);
    await there.control({ options: { duplicateWrites: 1 } });
    const journal = opened.ok ? opened.value : EMPTY;
    const filled = deliver(there.billing, { ...delivery, journal });
    await expect(filled).rejects.toThrow('line 54s is there twice');
  });

  it('takes up the draft that a lost reply left, so that there is one', async () => {
    const there = await world();
    const clientId = await newClient(there.billing);
    const delivery = { document: DOCUMENT, clientId, journal: EMPTY };
    await there.control({ path: '/addInvoice', loseReply: true });
    expect(await there.billing.advance(delivery)).toMatchObject({
      error: { disposition: 'unknown' },
    });
    const found = await there.billing.look(delivery);
    expect(found).toMatchObject({ ok: true, value: { phase: 'opened', lines: {} } });
    const journal = found.ok ? found.value : EMPTY;
    const done = await deliver(there.billing, { ...delivery, journal });
    expect(done.journal.documentId).toBe(journal.documentId);
  });

  it('adds a line only once when its reply was lost', async () => {
    const there = await world();
    const clientId = await newClient(there.billing);
    const delivery = { document: DOCUMENT, clientId, journal: EMPTY };
    const opened = await there.billing.advance(delivery);
    const journal = opened.ok ? opened.value : EMPTY;
    await there.control({ path: '/addInvoiceItem', loseReply: true });
    expect(await there.billing.advance({ ...delivery, journal })).toMatchObject({ ok: false });
    const found = await there.billing.look({ ...delivery, journal });
    expect(found.ok && Object.keys(found.value.lines)).toEqual(['54s']);
    const done = await deliver(there.billing, {
      ...delivery,
      journal: found.ok ? found.value : EMPTY,
    });
    expect(Object.keys(done.journal.lines)).toEqual(['54s', '54b']);
  });

  it('puts a credit note there as a negative line, and cancels it', async () => {
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
    expect(await there.billing.cancel('999999', 'by hand')).toMatchObject({
      error: { code: 'billing_document_missing' },
    });
  });

  it.each([
    ['md5', {}],
    ['hmac_sha256', { autologinMode: 'hmac_sha256', autologinHmacMessage: '{duration}:{email}' }],
  ] as const)('signs a client in with %s', async (mode, options) => {
    const hmacMessage = '{duration}:{email}';
    const autologin = { secret: HOSTBILL_AUTOLOGIN_SECRET, mode, hmacMessage };
    const there = await world(options, { autologin });
    const clientId = await newClient(there.billing);
    const { journal } = await deliver(there.billing, {
      document: DOCUMENT,
      clientId,
      journal: EMPTY,
    });
    const to = { clientId, email: PERSON.email, documentId: journal.documentId };
    const link = await there.billing.payLink(to);
    expect(link).toMatchObject({ ok: true });
    const response = await fetch(link.ok ? link.value : '', { redirect: 'manual' });
    await response.body?.cancel();
    expect(response.headers.get('location')).toContain(`invoice/${journal.documentId}`);
  });

  it('says which calls the key may not make', async () => {
    const { billing } = await world({ forbiddenCalls: ['convertInvoice'] });
    const probed = await billing.probe();
    expect(probed.ok && probed.value.problems).toContain(
      'The key may not make the call convertInvoice: tick it in HostBill.',
    );
  });
});
