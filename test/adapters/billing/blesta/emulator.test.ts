import { describe, expect, it } from 'vitest';
import type { BlestaSettings } from '#adapters/billing/blesta/settings.ts';
import {
  BLESTA_API_KEY,
  BLESTA_API_USER,
  BLESTA_SHARED_KEY,
} from '#emulators/blesta/credentials.ts';
import { CREDIT_NOTE, DOCUMENT, EMPTY } from '../support/deliveries.ts';
import { deliver, emulated, expectWholeLife, newClient, PERSON } from '../support/life.ts';
import { blestaAt } from './support/blesta.ts';

async function world(
  options: Readonly<Record<string, unknown>> = {},
  settings: Partial<BlestaSettings> = {},
) {
  const there = await emulated('blesta', options);
  const keys = { apiUser: BLESTA_API_USER, apiKey: BLESTA_API_KEY };
  return { ...there, billing: blestaAt(there.url, { ...keys, ...settings }, Date.now) };
}

type Install = readonly [string, Readonly<Record<string, unknown>>, Partial<BlestaSettings>];

/** Installs that differ, with the setting that goes with each. */
const INSTALLS: readonly Install[] = [
  ['as it comes', {}, {}],
  ['ids as numbers', { ids: 'numbers' }, {}],
  ['pages of one row', { pageSize: 1 }, {}],
  ['false instead of an empty list', { emptyList: 'false' }, {}],
  ['an exact filter', { emailFilter: 'exact' }, {}],
  [
    'an older version',
    { invoiceLineFilter: false, errorShape: 'nested' },
    { invoiceLookup: 'search' },
  ],
  ['failures with HTTP 200', { errorShape: 'ok_status' }, {}],
  ['another code for a taken name', { usernameTakenCode: 'exists' }, {}],
  [
    'an encoded install',
    { needsEveryArgument: true },
    { clientStatuses: ['active', 'inactive', 'fraud'] },
  ],
  ['notices before the JSON', { phpNotice: true }, {}],
  ['tax on top', { taxPercent: '19' }, {}],
  ['a clock behind', { clockOffsetHours: -30 }, {}],
];

describe('createBlestaBilling against the emulator', () => {
  it.each(INSTALLS)('lives through all of it: %s', async (_, options, settings) => {
    const { billing, pay } = await world(options, settings);
    await expectWholeLife(billing, pay);
  });

  it.each(['reword', 'reprice', 'add', 'drop'])(
    'stops where a hook of theirs will %s a line',
    async (lineHook) => {
      const { billing } = await world({ lineHook });
      const clientId = await newClient(billing);
      const answer = await billing.advance({ document: DOCUMENT, clientId, journal: EMPTY });
      expect(answer).toMatchObject({ error: { code: 'billing_changed', disposition: 'rejected' } });
    },
  );

  it('notices that a write was carried out twice', async () => {
    const { billing, control } = await world();
    const clientId = await newClient(billing);
    await control({ options: { duplicateWrites: 1 } });
    const answer = await billing.advance({ document: DOCUMENT, clientId, journal: EMPTY });
    expect(answer).toMatchObject({ error: { code: 'billing_ambiguous', disposition: 'rejected' } });
  });

  it('puts neighbouring lines together where PHP would drop some without a word, and finds them again', async () => {
    const lines = Array.from({ length: 1_001 }, (_, n) => ({
      key: `${n}s`,
      text: `web-${n}: 1 h`,
      amountMinor: 1,
    }));
    const { billing, control } = await world();
    const clientId = await newClient(billing);
    const document = { ...DOCUMENT, lines, totalMinor: 1_001 };
    const start = { document, clientId, journal: EMPTY };
    await control({ path: '/invoices/add', loseReply: true });
    expect(await billing.advance(start)).toMatchObject({ error: { disposition: 'unknown' } });
    const looked = await billing.look(start);
    if (!looked.ok) throw new Error(looked.error.detail);
    expect(Object.keys(looked.value.lines)).toHaveLength(201);
    const read = await billing.read(looked.value.documentId);
    expect(read).toMatchObject({ value: { state: 'open', netMinor: 1_001 } });

    const fits = {
      ...DOCUMENT,
      reference: 'PM-7K2Q9F3MAC',
      lines: lines.slice(0, 240),
      totalMinor: 240,
    };
    const { journal } = await deliver(billing, { document: fits, clientId, journal: EMPTY });
    expect(Object.keys(journal.lines)).toHaveLength(240);
  });

  it('puts a credit note there as a negative line, and cancels it', async () => {
    const { billing } = await world({}, { negativeLines: true });
    const clientId = await newClient(billing);
    const document = { ...DOCUMENT, ...CREDIT_NOTE };
    const { journal } = await deliver(billing, { document, clientId, journal: EMPTY });
    expect(await billing.read(journal.documentId)).toMatchObject({ value: { netMinor: -100 } });
    expect(await billing.cancel(journal.documentId, 'by hand')).toEqual({ ok: true, value: null });
    expect(await billing.read(journal.documentId)).toMatchObject({ value: { state: 'cancelled' } });
    expect(await billing.look({ document, clientId, journal })).toMatchObject({
      error: { code: 'billing_changed' },
    });
  });

  it('signs a client in on the page where the invoice is paid', async () => {
    const { billing, url } = await world({}, { sharedLoginKey: BLESTA_SHARED_KEY });
    const clientId = await newClient(billing);
    const { journal } = await deliver(billing, { document: DOCUMENT, clientId, journal: EMPTY });
    const to = { clientId, email: PERSON.email, documentId: journal.documentId };
    const link = await billing.payLink(to);
    const response = await fetch(link.ok ? link.value : '', { redirect: 'manual' });
    await response.body?.cancel();
    expect(response.headers.get('location')).toBe(
      `${url}/client/pay/method/${journal.documentId}/`,
    );
  });
});
