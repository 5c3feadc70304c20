import { describe, expect, it } from 'vitest';
import { delivery, REFERENCE } from '../support/deliveries.ts';
import {
  FIRST,
  INVOICE,
  invoice,
  LINE_IDS,
  no,
  PACKS,
  SECOND,
  services,
  ubersmith,
  yes,
} from './support/ubersmith.ts';

const NONE = { phase: 'none', documentId: '', lines: {} };
const BILLED = [
  { ...FIRST, billed: '1' },
  { ...SECOND, billed: '1' },
] as const;
const list = (...rows: readonly object[]) => yes('client.invoice_list', rows);
const ROW = { invid: '900', date: INVOICE.date };

describe('createUbersmithBilling: look by reference', () => {
  it('finds nothing among the services of others, with one call', async () => {
    const { billing, script } = await ubersmith([services()]);
    expect(await billing.look(delivery())).toEqual({ ok: true, value: NONE });
    expect(await script.calls()).toEqual(['client.service_list']);
  });

  it('finds nothing where the client has no services: an empty PHP map', async () => {
    const { billing } = await ubersmith([yes('client.service_list', [])]);
    expect(await billing.look(delivery())).toEqual({ ok: true, value: NONE });
  });

  it('finds the services that are there, whatever the journal says', async () => {
    const { billing, script } = await ubersmith([services(SECOND)]);
    expect(await billing.look(delivery({ lines: { '54s': '200' } }))).toEqual({
      ok: true,
      value: { ...NONE, lines: { '54b': '201' } },
    });
    expect(await script.calls()).toEqual(['client.service_list']);
  });

  it('asks for an invoice once all services are there', async () => {
    const { billing, script } = await ubersmith([services(FIRST, SECOND), list()]);
    expect(await billing.look(delivery())).toEqual({
      ok: true,
      value: { ...NONE, lines: LINE_IDS },
    });
    expect((await script.requests())[1]?.form).toContainEqual([
      'since',
      String(Date.parse('2026-10-30') / 1000),
    ]);
  });

  it('finds the invoice on which our services stand, and reads no old ones', async () => {
    const old = { invid: '800', date: String(Date.parse('2026-10-01') / 1000) };
    const other = { ...INVOICE, invid: '899', current_packs: [] };
    const { billing, script } = await ubersmith([
      services(...BILLED),
      list(old, { ...ROW, invid: '899' }, ROW),
      list(old, { ...ROW, invid: '899' }, ROW),
      invoice(other),
      invoice(),
    ]);
    expect(await billing.look(delivery())).toEqual({
      ok: true,
      value: { phase: 'done', documentId: '900', lines: LINE_IDS },
    });
    const read = (await script.requests()).filter(({ on }) => on === 'client.invoice_get');
    expect(read.map(({ form }) => new Map(form).get('invoice_id'))).toEqual(['899', '900']);
  });

  it('refuses two invoices with services of one document', async () => {
    const { billing } = await ubersmith([
      services(...BILLED),
      list(ROW, { ...ROW, invid: '901' }),
      list(),
      invoice(),
      invoice({ invid: '901' }),
    ]);
    expect(await billing.look(delivery())).toMatchObject({ error: { code: 'billing_ambiguous' } });
  });

  it('refuses two services for one line', async () => {
    const { billing } = await ubersmith([services(FIRST, { ...FIRST, packid: '202' })]);
    expect(await billing.look(delivery())).toMatchObject({
      error: { code: 'billing_ambiguous', detail: 'services: line 54s is there twice' },
    });
  });

  it.each([
    ['another price', { ...FIRST, price: '9.00' }, 'line 54s is 9.00'],
    ['another quantity', { ...FIRST, quantity: '2' }, 'line 54s is not readable'],
    [
      'a line that the document does not have',
      { ...FIRST, desserv: `x [${REFERENCE}.99s]` },
      'line 200 is not ours',
    ],
  ])('refuses a service with %s', async (_, service, how) => {
    const { billing } = await ubersmith([services(service)]);
    expect(await billing.look(delivery())).toMatchObject({
      error: { code: 'billing_changed', detail: `services: ${how}` },
    });
  });

  it('refuses services that were billed where we cannot see it', async () => {
    const { billing } = await ubersmith([services(BILLED[0]), list()]);
    expect(await billing.look(delivery())).toMatchObject({ error: { code: 'billing_changed' } });
  });

  it('does not walk without end', async () => {
    const rows = Array.from({ length: 61 }, (_, index) => ({ ...ROW, invid: String(index + 1) }));
    const { billing } = await ubersmith([services(...BILLED), list(...rows), list()]);
    expect(await billing.look(delivery())).toMatchObject({
      error: { code: 'billing_unsupported' },
    });
  });
});

describe('createUbersmithBilling: look at the journal’s invoice', () => {
  const journalled = delivery({ phase: 'done', documentId: '900', lines: LINE_IDS });

  it('reads it alone, paid or not', async () => {
    const { billing, script } = await ubersmith([invoice({ paid: '1' })]);
    expect(await billing.look(journalled)).toEqual({ ok: true, value: journalled.journal });
    expect(await script.calls()).toEqual(['client.invoice_get']);
  });

  it.each([
    ['another client', { clientid: '8' }, 'it belongs to client 8'],
    ['disregarded', { paid: '2' }, 'cancelled there'],
    [
      'another amount',
      { current_packs: { ...PACKS, '0': { ...PACKS[0], cost: '9.00' } } },
      'line 54s is 9.00',
    ],
    ['a missing line', { current_packs: [PACKS[1]] }, 'line 54s is missing'],
    [
      'another service swept in',
      { current_packs: { ...PACKS, '2': { packid: '77', desserv: 'Rack unit', cost: '99.00' } } },
      'line 77 is not ours',
    ],
    ['credits', { credits: { '5': { amount: '3.00' } } }, 'credits were taken into it'],
  ])('refuses one with %s', async (_, fields, how) => {
    const { billing } = await ubersmith([invoice(fields)]);
    expect(await billing.look(journalled)).toMatchObject({
      error: { code: 'billing_changed', disposition: 'rejected', detail: `invoice 900: ${how}` },
    });
  });

  it.each([[no('client.invoice_get', 'Invoice not found')], [yes('client.invoice_get', [])]])(
    'says that it is gone: %j',
    async (answer) => {
      const { billing } = await ubersmith([answer]);
      expect(await billing.look(journalled)).toMatchObject({
        error: { code: 'billing_document_missing', disposition: 'rejected' },
      });
    },
  );
});
