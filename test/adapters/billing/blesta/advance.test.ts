import { describe, expect, it } from 'vitest';
import {
  CREDIT_NOTE,
  DOCUMENT,
  delivery,
  FIRST_TEXT,
  LONG_LINE,
  REFERENCE,
  SECOND_TEXT,
} from '../support/deliveries.ts';
import { blesta, found, INVOICE, invoiceWith, LINE_IDS, NOTHING_MORE } from './support/blesta.ts';

describe('createBlestaBilling: advance', () => {
  it('makes the whole invoice with one call and reads it back', async () => {
    const { billing, script } = await blesta([
      { on: 'invoices/add', json: { response: 31 } },
      invoiceWith({}),
      found('31'),
    ]);
    const journal = { phase: 'done', documentId: '31', lines: LINE_IDS };
    expect(await billing.advance(delivery())).toEqual({ ok: true, value: journal });
    expect(await script.calls()).toEqual(['invoices/add', 'invoices/get', 'invoices/getList']);
    expect((await script.requests())[0]).toMatchObject({
      method: 'POST',
      form: [
        ['vars[client_id]', '7'],
        ['vars[date_billed]', '2026-11-01T12:00:00Z'],
        ['vars[date_due]', '2026-11-15T12:00:00Z'],
        ['vars[currency]', 'USD'],
        ['vars[status]', 'active'],
        ['vars[note_public]', DOCUMENT.number],
        ['vars[note_private]', REFERENCE],
        ['vars[lines][0][description]', FIRST_TEXT],
        ['vars[lines][0][qty]', '1'],
        ['vars[lines][0][amount]', '10.00'],
        ['vars[lines][0][tax]', '1'],
        ['vars[lines][1][description]', SECOND_TEXT],
        ['vars[lines][1][qty]', '1'],
        ['vars[lines][1][amount]', '2.34'],
        ['vars[lines][1][tax]', '1'],
      ],
    });
  });

  it('queues the mail and leaves tax alone where the settings say so', async () => {
    const answers = [
      { on: 'invoices/add', json: { response: '31' } },
      invoiceWith({}),
      found('31'),
    ];
    const { billing, script } = await blesta(answers, { mailInvoices: true, taxable: false });
    expect(await billing.advance(delivery())).toMatchObject({ ok: true });
    const form = new Map((await script.requests())[0]?.form);
    expect(form.get('vars[delivery][0]')).toBe('email');
    expect(form.get('vars[lines][0][tax]')).toBe('0');
  });

  it('cuts texts to what the setting allows', async () => {
    const { billing, script } = await blesta([{ on: 'invoices/add', status: 400, json: {} }], {
      lineCharacters: 60,
    });
    await billing.advance(delivery({}, { lines: [LONG_LINE], totalMinor: 1 }));
    const form = new Map((await script.requests())[0]?.form);
    expect(form.get('vars[lines][0][description]')).toHaveLength(60);
  });

  it('writes nothing for a journal that is done', async () => {
    const { billing, script } = await blesta([]);
    const done = delivery({ phase: 'done', documentId: '31', lines: LINE_IDS });
    expect(await billing.advance(done)).toEqual({ ok: true, value: done.journal });
    expect(await script.calls()).toEqual([]);
  });

  it('does not know whether it was done when the reading behind it fails', async () => {
    const { billing } = await blesta([
      { on: 'invoices/add', json: { response: 31 } },
      { on: 'invoices/get', status: 503, json: { message: 'maintenance' } },
    ]);
    expect(await billing.advance(delivery())).toMatchObject({
      error: { code: 'billing_error', disposition: 'unknown' },
    });
  });

  it('reports a write that was carried out twice', async () => {
    const { billing } = await blesta([
      { on: 'invoices/add', json: { response: 31 } },
      invoiceWith({}),
      found('31', '32'),
      found('31', '32'),
      NOTHING_MORE,
      invoiceWith({}),
      invoiceWith({ id: 32 }),
    ]);
    expect(await billing.advance(delivery())).toMatchObject({
      error: { code: 'billing_ambiguous', disposition: 'rejected' },
    });
  });

  it('does not mind others that merely look alike', async () => {
    const other = { id: 30, line_items: [{ ...INVOICE.line_items[0], description: 'Domain' }] };
    const { billing } = await blesta([
      { on: 'invoices/add', json: { response: 31 } },
      invoiceWith({}),
      found('30', '31'),
      found('30', '31'),
      NOTHING_MORE,
      invoiceWith(other),
      invoiceWith({}),
    ]);
    expect(await billing.advance(delivery())).toMatchObject({ value: { phase: 'done' } });
  });

  it('reports what a rule of theirs changed', async () => {
    const { billing } = await blesta([
      { on: 'invoices/add', json: { response: 31 } },
      invoiceWith({ subtotal: '13.3400' }),
    ]);
    expect(await billing.advance(delivery())).toMatchObject({
      error: { code: 'billing_changed', detail: 'invoice 31: its total is 13.34' },
    });
  });

  it.each([
    ['a line below zero', CREDIT_NOTE, {}],
    ['no lines', { lines: [], totalMinor: 0 }, {}],
  ])('refuses %s before any call', async (_, document, settings) => {
    const { billing, script } = await blesta([], settings);
    expect(await billing.advance(delivery({}, document))).toMatchObject({
      error: { code: 'billing_unsupported', disposition: 'rejected' },
    });
    expect(await script.calls()).toEqual([]);
  });

  it('sends a credit note where negative lines are switched on', async () => {
    const line = { id: '61', description: `[${REFERENCE}.54s]`, qty: 1, amount: -1 };
    const { billing, script } = await blesta(
      [
        { on: 'invoices/add', json: { response: 31 } },
        invoiceWith({ line_items: [line], subtotal: '-1.0000' }),
        found('31'),
      ],
      { negativeLines: true },
    );
    expect(await billing.advance(delivery({}, CREDIT_NOTE))).toMatchObject({ ok: true });
    const form = new Map((await script.requests())[0]?.form);
    expect(form.get('vars[lines][0][amount]')).toBe('-1.00');
  });
});

describe('createBlestaBilling: refusals', () => {
  it.each([
    [200, { response: 31, errors: { lines: { format: 'x' } } }, 'billing_rejected'],
    [200, { message: 'x', errors: { Invoices: { exists: 'x' } } }, 'billing_rejected'],
    [
      400,
      { Invoices: { message: 'x', errors: { date_due: { format: 'x' } } } },
      'billing_rejected',
    ],
    [400, { errors: { client_id: { exists: 'x' } } }, 'billing_client_missing'],
    [401, { message: 'x' }, 'billing_refused_key'],
    [403, { message: 'x' }, 'billing_not_permitted'],
    [404, { message: 'x' }, 'billing_wrong_address'],
    [415, { message: 'x' }, 'billing_rejected'],
  ])('reads HTTP %i with %j', async (status, json, code) => {
    const { billing } = await blesta([{ on: 'invoices/add', status, json }]);
    const made = await billing.advance(delivery());
    expect(made).toMatchObject({ ok: false, error: { code } });
    expect(JSON.stringify(made)).not.toContain('key-that-must-not-leak');
  });

  it('does not take an answer without a response for a success', async () => {
    const { billing } = await blesta([{ on: 'invoices/add', json: { message: 'ok' } }]);
    expect(await billing.advance(delivery())).toMatchObject({
      error: { code: 'billing_answer_malformed', disposition: 'unknown' },
    });
  });
});
