import { describe, expect, it } from 'vitest';
import type { DeliveryJournal } from '#ports/billing-system.ts';
import {
  CREDIT_NOTE,
  DOCUMENT,
  delivery,
  EUR,
  FIRST_TEXT,
  LONG_LINE,
  SECOND_TEXT,
} from '../support/deliveries.ts';
import {
  CLIENT,
  FIRST,
  invoice,
  LINE_IDS,
  no,
  SECOND,
  services,
  ubersmith,
  yes,
} from './support/ubersmith.ts';

const WHOLE: DeliveryJournal = { phase: 'none', documentId: '', lines: LINE_IDS };
const DONE: DeliveryJournal = { phase: 'done', documentId: '900', lines: LINE_IDS };
const generated = yes('client.invoice_generate', {
  invid: 900,
  total: '14.81',
  time: 1_793_534_400,
});

describe('createUbersmithBilling: advance', () => {
  it('takes one write at a time: a service a line, then an invoice of exactly those', async () => {
    const { billing, script } = await ubersmith(
      [
        yes('client.get', CLIENT),
        yes('client.service_add', 200),
        yes('client.service_add', '201'),
        services(FIRST, SECOND),
        generated,
        invoice(),
      ],
      { taxIds: ['3', '5'] },
    );
    const journals: unknown[] = [];
    let next = delivery();
    while (next.journal.phase !== 'done' && journals.length < 10) {
      const answer = await billing.advance(next);
      if (!answer.ok) throw new Error(answer.error.detail);
      journals.push(answer.value);
      next = { ...next, journal: answer.value };
    }
    expect(journals).toEqual([{ ...WHOLE, lines: { '54s': '200' } }, WHOLE, DONE]);
    const requests = await script.requests();
    expect(requests.map(({ on }) => on)).toEqual([
      'client.get',
      'client.service_add',
      'client.service_add',
      'client.service_list',
      'client.invoice_generate',
      'client.invoice_get',
    ]);
    const sent = requests.map(({ form }) => form.slice(1));
    expect(sent[1]).toEqual([
      ['client_id', '7'],
      ['description', FIRST_TEXT],
      ['price', '10.00'],
      ['quantity', '1'],
      ['period', '0'],
      ['status', '1'],
      ['taxes[0]', '3'],
      ['taxes[1]', '5'],
    ]);
    expect(sent[2]).toContainEqual(['description', SECOND_TEXT]);
    expect(sent[4]).toEqual([
      ['client_id', '7'],
      ['duedate', '2026-11-15'],
      ['include_packs[200]', '1'],
      ['include_packs[201]', '1'],
      ['include_prebills', '0'],
      ['include_credits', '0'],
    ]);
  });

  it('sends the due date in seconds where the settings say so', async () => {
    const answers = [services(FIRST, SECOND), generated, invoice()];
    const { billing, script } = await ubersmith(answers, { dueDateFormat: 'unix' });
    expect(await billing.advance(delivery(WHOLE))).toMatchObject({ ok: true });
    const form = new Map((await script.requests())[1]?.form);
    expect(form.get('duedate')).toBe(String(Date.parse('2026-11-15T12:00:00Z') / 1000));
  });

  it('writes nothing for a journal that is done', async () => {
    const { billing, script } = await ubersmith([]);
    expect(await billing.advance(delivery(DONE))).toEqual({ ok: true, value: DONE });
    expect(await script.calls()).toEqual([]);
  });

  it('asks for the client before the first line alone', async () => {
    const { billing, script } = await ubersmith([yes('client.service_add', 201)]);
    const half = delivery({ lines: { '54s': '200' } });
    expect(await billing.advance(half)).toEqual({ ok: true, value: WHOLE });
    expect(await script.calls()).toEqual(['client.service_add']);
  });

  it('makes services of neighbouring lines where an invoice would have more than a form may have', async () => {
    const lines = Array.from({ length: 951 }, (_, n) => ({
      key: `${n}s`,
      text: 'x',
      amountMinor: 1,
    }));
    const { billing, script } = await ubersmith([yes('client.service_add', 201)]);
    const half = delivery({ lines: { '948s-2': '200' } }, { lines, totalMinor: 951 });
    expect(await billing.advance(half)).toMatchObject({ value: { lines: { '0s-2': '201' } } });
    expect(new Map((await script.requests())[0]?.form).get('price')).toBe('0.02');
  });

  it('puts as many lines together as the setting wants, in texts as long as it allows', async () => {
    const lines = ['0s', '0b', '1s'].map((key) => ({ ...LONG_LINE, key }));
    const settings = { linesMax: 2, lineCharacters: 60 };
    const { billing, script } = await ubersmith([yes('client.service_add', 201)], settings);
    const half = delivery({ lines: { '0s-2': '200' } }, { lines, totalMinor: 3 });
    expect(await billing.advance(half)).toMatchObject({ value: { lines: { '1s': '201' } } });
    expect(new Map((await script.requests())[0]?.form).get('description')).toHaveLength(60);
  });

  it.each([
    ['a client that is gone', {}, [no('client.get', 'No client found')], 'billing_client_missing'],
    ['another currency', { currency: EUR }, [], 'billing_currency_differs'],
    ['a line below zero', CREDIT_NOTE, [], 'billing_unsupported'],
  ])('adds nothing for %s', async (_, document, answers, code) => {
    const { billing, script } = await ubersmith(answers);
    expect(await billing.advance(delivery({}, { ...DOCUMENT, ...document }))).toMatchObject({
      error: { code, disposition: 'rejected' },
    });
    expect(await script.calls()).not.toContain('client.service_add');
  });

  it('adds nothing when the client cannot be read', async () => {
    const { billing } = await ubersmith([{ on: 'client.get', status: 503, json: {} }]);
    expect(await billing.advance(delivery())).toMatchObject({
      error: { code: 'billing_error', disposition: 'unavailable' },
    });
  });

  it.each([
    ['changed', [{ ...FIRST, price: '11.00' }, SECOND], 'billing_changed', 'line 54s is 11.00'],
    ['deleted', [SECOND], 'billing_changed', '1 of 2 services are there'],
    [
      'doubled',
      [FIRST, SECOND, { ...SECOND, packid: '202' }],
      'billing_ambiguous',
      'line 54b is there twice',
    ],
    [
      'billed elsewhere',
      [{ ...FIRST, billed: '1' }, SECOND],
      'billing_changed',
      'some of them are billed already',
    ],
  ])('makes no invoice of services that were %s', async (_, rows, code, how) => {
    const { billing, script } = await ubersmith([services(...rows)]);
    expect(await billing.advance(delivery(WHOLE))).toMatchObject({
      error: { code, disposition: 'rejected', detail: `services: ${how}` },
    });
    expect(await script.calls()).toEqual(['client.service_list']);
  });

  it('does not know whether it was done when the reading behind it fails', async () => {
    const { billing } = await ubersmith([
      services(FIRST, SECOND),
      generated,
      { on: 'client.invoice_get', status: 503, json: {} },
    ]);
    expect(await billing.advance(delivery(WHOLE))).toMatchObject({
      error: { code: 'billing_error', disposition: 'unknown' },
    });
  });

  it('reports what was swept into the invoice', async () => {
    const { billing } = await ubersmith([
      services(FIRST, SECOND),
      generated,
      invoice({ credits: { '5': { amount: '3.00' } } }),
    ]);
    expect(await billing.advance(delivery(WHOLE))).toMatchObject({
      error: { code: 'billing_changed', detail: 'invoice 900: credits were taken into it' },
    });
  });

  it.each([
    [
      'client.service_add: no service id',
      delivery({ lines: { '54s': '200' } }),
      [yes('client.service_add', true)],
    ],
    [
      'client.invoice_generate: no invoice id',
      delivery(WHOLE),
      [services(FIRST, SECOND), yes('client.invoice_generate', [])],
    ],
  ])('does not know what an unreadable answer means: %s', async (detail, from, answers) => {
    const { billing } = await ubersmith(answers);
    expect(await billing.advance(from)).toMatchObject({
      error: { code: 'billing_answer_malformed', disposition: 'unknown', detail },
    });
  });
});

describe('createUbersmithBilling: refusals', () => {
  it.each([
    [200, { status: false, error_code: 1, error_message: 'Wrong value' }, 'billing_rejected'],
    [
      200,
      { status: false, error_code: '3', error_message: 'Permission denied' },
      'billing_not_permitted',
    ],
    [
      200,
      { status: false, error_code: 3, error_message: 'Authentication failed' },
      'billing_refused_key',
    ],
    [401, { message: 'x' }, 'billing_refused_key'],
    [403, { message: 'x' }, 'billing_not_permitted'],
    [400, { status: true, data: 200 }, 'billing_rejected'],
  ])('reads HTTP %i with %j', async (status, json, code) => {
    const { billing } = await ubersmith([{ on: 'client.service_add', status, json }]);
    const answer = await billing.advance(delivery({ lines: { '54s': '200' } }));
    expect(answer).toMatchObject({ ok: false, error: { code, disposition: 'rejected' } });
    expect(JSON.stringify(answer)).not.toMatch(/token-that|Wrong value/);
  });

  it('does not take an answer without status for a success', async () => {
    const { billing } = await ubersmith([{ on: 'client.service_add', json: { data: 200 } }]);
    const answer = await billing.advance(delivery({ lines: { '54s': '200' } }));
    expect(answer).toMatchObject({
      error: { code: 'billing_answer_malformed', disposition: 'unknown' },
    });
  });
});
