import { describe, expect, it } from 'vitest';
import type { DeliveryJournal } from '#ports/billing-system.ts';
import {
  CREDIT_NOTE,
  delivery,
  EUR,
  FIRST_TEXT,
  LONG_LINE,
  REFERENCE,
  SECOND_TEXT,
} from '../support/deliveries.ts';
import {
  CLIENT,
  details,
  hostbill,
  INVOICE,
  ITEMS,
  LINE_IDS,
  no,
  yes,
} from './support/hostbill.ts';

const OPENED: DeliveryJournal = { phase: 'opened', documentId: '58', lines: {} };
const FILLED: DeliveryJournal = { phase: 'filled', documentId: '58', lines: LINE_IDS };
const DONE: DeliveryJournal = { ...FILLED, phase: 'done' };

const client = (fields: object = {}) =>
  yes('getClientDetails', { client: { ...CLIENT, ...fields } });
const issued = (fields: object = {}) =>
  yes('convertInvoice', { invoice: { ...INVOICE, status: 'Unpaid', ...fields } });

describe('createHostbillBilling: advance', () => {
  it('takes one write at a time from nothing to an issued invoice', async () => {
    const { billing, script } = await hostbill([
      client(),
      yes('addInvoice', { invoice_id: '58' }),
      yes('addInvoiceItem', { newline: ITEMS[0] }),
      yes('addInvoiceItem', { newline: ITEMS[1] }),
      yes('editInvoiceDetails', { invoice: INVOICE }),
      details(),
      issued(),
    ]);
    const journals: unknown[] = [];
    let next = delivery();
    while (next.journal.phase !== 'done' && journals.length < 10) {
      const answer = await billing.advance(next);
      if (!answer.ok) throw new Error(answer.error.detail);
      journals.push(answer.value);
      next = { ...next, journal: answer.value };
    }
    expect(journals).toEqual([
      OPENED,
      { ...OPENED, lines: { '54s': '118' } },
      { ...OPENED, lines: LINE_IDS },
      FILLED,
      DONE,
    ]);
    expect(await script.calls()).toEqual([
      'getCurrencies',
      'getClientDetails',
      'addInvoice',
      'addInvoiceItem',
      'addInvoiceItem',
      'editInvoiceDetails',
      'getInvoiceDetails',
      'convertInvoice',
    ]);
    const sent = (await script.requests()).map(({ form }) => form.slice(3));
    expect(sent[2]).toEqual([['client_id', '7']]);
    expect(sent[3]).toEqual([
      ['id', '58'],
      ['line', FIRST_TEXT],
      ['price', '10.00'],
      ['qty', '1'],
      ['tax', '1'],
    ]);
    expect(sent[4]).toContainEqual(['line', SECOND_TEXT]);
    expect(sent[5]).toEqual([
      ['id', '58'],
      ['date', '2026-11-01'],
      ['duedate', '2026-11-15'],
      ['metadata[postmeter]', REFERENCE],
    ]);
    expect(sent[7]).toEqual([['id', '58']]);
  });

  it('adds only what the journal does not have', async () => {
    const { billing, script } = await hostbill([yes('addInvoiceItem', { newline: ITEMS[1] })]);
    const half = delivery({ ...OPENED, lines: { '54s': '118' } });
    expect(await billing.advance(half)).toMatchObject({ value: { lines: LINE_IDS } });
    expect((await script.requests())[1]?.form).toContainEqual(['line', SECOND_TEXT]);
  });

  it('cuts texts to what the setting allows', async () => {
    const { billing, script } = await hostbill([no('addInvoiceItem', 'Hm')], {
      lineCharacters: 60,
    });
    await billing.advance(delivery(OPENED, { lines: [LONG_LINE], totalMinor: 1 }));
    expect(new Map((await script.requests())[1]?.form).get('line')).toHaveLength(60);
  });

  it('sends tax rate and gateway where they are set', async () => {
    const { billing, script } = await hostbill([yes('editInvoiceDetails', { invoice: INVOICE })], {
      taxRate: '20',
      gatewayId: '22',
    });
    expect(await billing.advance(delivery({ ...FILLED, phase: 'opened' }))).toEqual({
      ok: true,
      value: FILLED,
    });
    const form = (await script.requests())[1]?.form;
    expect(form).toContainEqual(['taxrate', '20']);
    expect(form).toContainEqual(['payment_module', '22']);
  });

  it('mails once where the settings say so, in a write of its own', async () => {
    const { billing, script } = await hostbill(
      [details(), issued(), details({ status: 'Unpaid' }), yes('sendInvoice', { info: ['sent'] })],
      { mailInvoices: true },
    );
    expect(await billing.advance(delivery(FILLED))).toEqual({ ok: true, value: FILLED });
    expect(await billing.advance(delivery(FILLED))).toEqual({ ok: true, value: DONE });
    expect((await script.calls()).slice(1)).toEqual([
      'getInvoiceDetails',
      'convertInvoice',
      'getInvoiceDetails',
      'sendInvoice',
    ]);
  });

  it('writes nothing for a journal that is done', async () => {
    const { billing, script } = await hostbill([]);
    expect(await billing.advance(delivery(DONE))).toEqual({ ok: true, value: DONE });
    expect(await script.calls()).toEqual(['getCurrencies']);
  });

  it.each([
    ['a client that is gone', no('getClientDetails', 'Client not found'), 'billing_client_missing'],
    ['a client with another currency', client({ currency_id: '2' }), 'billing_currency_differs'],
  ])('opens nothing for %s', async (_, answer, code) => {
    const { billing, script } = await hostbill([answer]);
    expect(await billing.advance(delivery())).toMatchObject({
      error: { code, disposition: 'rejected' },
    });
    expect(await script.calls()).not.toContain('addInvoice');
  });

  it('opens nothing for a document in a currency that HostBill does not have', async () => {
    const { billing } = await hostbill([client()]);
    expect(await billing.advance(delivery({}, { currency: EUR }))).toMatchObject({
      error: { code: 'billing_currency_differs' },
    });
  });

  it('refuses a line below zero before any call of its own', async () => {
    const { billing, script } = await hostbill([]);
    expect(await billing.advance(delivery({}, CREDIT_NOTE))).toMatchObject({
      error: { code: 'billing_unsupported', disposition: 'rejected' },
    });
    expect(await script.calls()).toEqual(['getCurrencies']);
  });

  it('stops where a line was taken otherwise', async () => {
    const newline = { ...ITEMS[0], amount: '10.50' };
    const { billing } = await hostbill([yes('addInvoiceItem', { newline })]);
    expect(await billing.advance(delivery(OPENED))).toMatchObject({
      error: { code: 'billing_changed', disposition: 'rejected' },
    });
  });

  it.each([
    ['changed', details({ subtotal: '13.34' }), 'invoice 58: its total is 13.34'],
    [
      'thinned out',
      details({ items: ITEMS.slice(1), subtotal: '2.34' }),
      'invoice 58: line 54s was there and is gone',
    ],
    ['cancelled', details({ status: 'Cancelled' }), 'invoice 58: cancelled there'],
  ])('does not issue a draft that was %s', async (_, answer, detail) => {
    const { billing, script } = await hostbill([answer]);
    expect(await billing.advance(delivery(FILLED))).toMatchObject({
      error: { code: 'billing_changed', disposition: 'rejected', detail },
    });
    expect(await script.calls()).not.toContain('convertInvoice');
  });

  it('does not issue again what somebody has issued', async () => {
    const { billing, script } = await hostbill([details({ status: 'Paid' })]);
    expect(await billing.advance(delivery(FILLED))).toEqual({ ok: true, value: DONE });
    expect(await script.calls()).not.toContain('convertInvoice');
  });

  it('reports what their rules changed when it was issued', async () => {
    const { billing } = await hostbill([details(), issued({ subtotal: '15.00' })]);
    expect(await billing.advance(delivery(FILLED))).toMatchObject({
      error: { code: 'billing_changed', detail: 'invoice 58: its total is 15.00' },
    });
  });

  it('reads the invoice where issuing does not answer its lines', async () => {
    const { billing } = await hostbill([
      details(),
      issued({ items: undefined }),
      details({ status: 'Unpaid' }),
    ]);
    expect(await billing.advance(delivery(FILLED))).toEqual({ ok: true, value: DONE });
  });

  it.each([
    ['addInvoice: no invoice id', delivery(), [client(), yes('addInvoice', {})]],
    ['addInvoiceItem: no line', delivery(OPENED), [yes('addInvoiceItem', {})]],
    ['convertInvoice: still a draft', delivery(FILLED), [details(), issued({ status: 'Draft' })]],
  ])('does not know what an unreadable answer means: %s', async (detail, from, answers) => {
    const { billing } = await hostbill(answers);
    expect(await billing.advance(from)).toMatchObject({
      error: { code: 'billing_answer_malformed', disposition: 'unknown', detail },
    });
  });
});

describe('createHostbillBilling: refusals', () => {
  it.each([
    [200, { success: false, error: ['Wrong parameter'] }, 'billing_rejected'],
    [200, { success: false, error: { line: 'Wrong parameter' } }, 'billing_rejected'],
    [422, { success: false, error: ['Wrong parameter'] }, 'billing_rejected'],
    [200, { success: false }, 'billing_rejected'],
    [200, { success: false, error: ['IP 192.0.2.1 is not allowed'] }, 'billing_address_blocked'],
    [200, { success: false, error: ['Access denied for this call'] }, 'billing_not_permitted'],
    [200, { success: false, error: ['Authentication failed'] }, 'billing_refused_key'],
    [401, { success: false, error: [] }, 'billing_refused_key'],
    [403, { success: false, error: [] }, 'billing_not_permitted'],
  ])('reads HTTP %i with %j', async (status, json, code) => {
    const { billing } = await hostbill([{ on: 'addInvoiceItem', status, json }]);
    const answer = await billing.advance(delivery(OPENED));
    expect(answer).toMatchObject({ ok: false, error: { code, disposition: 'rejected' } });
    expect(JSON.stringify(answer)).not.toMatch(/192\.0\.2\.1|key-that/);
  });

  it('does not take an answer that says neither yes nor no for either', async () => {
    const { billing } = await hostbill([{ on: 'addInvoiceItem', json: { newline: ITEMS[0] } }]);
    expect(await billing.advance(delivery(OPENED))).toMatchObject({
      error: { code: 'billing_answer_malformed', disposition: 'unknown' },
    });
  });
});
