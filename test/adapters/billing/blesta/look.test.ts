import { describe, expect, it } from 'vitest';
import { delivery, REFERENCE } from '../support/deliveries.ts';
import { blesta, found, INVOICE, invoiceWith, LINE_IDS, NOTHING_MORE } from './support/blesta.ts';

describe('createBlestaBilling: look', () => {
  it('finds nothing with one call', async () => {
    const { billing, script } = await blesta([NOTHING_MORE]);
    const journal = await billing.look(delivery());
    expect(journal).toEqual({ ok: true, value: { phase: 'none', documentId: '', lines: {} } });
    const [request] = await script.requests();
    expect(Object.fromEntries(request?.query ?? [])).toMatchObject({
      client_id: '7',
      status: 'all',
      'filters[invoice_line]': REFERENCE,
    });
  });

  it('finds ours by the reference, and leaves what merely looks alike', async () => {
    const other = { id: 30, line_items: [{ ...INVOICE.line_items[0], description: 'Domain' }] };
    const { billing } = await blesta([
      found('30', '31'),
      NOTHING_MORE,
      invoiceWith(other),
      invoiceWith({}),
    ]);
    const journal = { phase: 'done', documentId: '31', lines: LINE_IDS };
    expect(await billing.look(delivery())).toEqual({ ok: true, value: journal });
  });

  it('searches where the filter is not known', async () => {
    const { billing, script } = await blesta(
      [
        { on: 'invoices/search', json: { response: [{ id: '31' }] } },
        { on: 'invoices/search', json: { response: [] } },
        invoiceWith({}),
      ],
      { invoiceLookup: 'search' },
    );
    expect(await billing.look(delivery())).toMatchObject({ value: { phase: 'done' } });
    expect((await script.requests())[0]?.query).toContainEqual(['query', REFERENCE]);
  });

  it('refuses two with the same reference', async () => {
    const { billing } = await blesta([
      found('31', '32'),
      NOTHING_MORE,
      invoiceWith({}),
      invoiceWith({ id: 32 }),
    ]);
    expect(await billing.look(delivery())).toMatchObject({
      error: { code: 'billing_ambiguous', detail: 'invoices 31 and 32 have the same reference' },
    });
  });

  it('says so when the filter is not obeyed', async () => {
    const ids = Array.from({ length: 21 }, (_, index) => String(index + 1));
    const { billing } = await blesta([found(...ids), NOTHING_MORE]);
    const looked = await billing.look(delivery());
    expect(looked).toMatchObject({ error: { code: 'billing_unsupported' } });
    expect(looked.ok || looked.error.detail).toContain('BLESTA_INVOICE_LOOKUP');
  });

  it.each([
    ['another client', { client_id: '8' }, 'it belongs to client 8'],
    ['another currency', { currency: 'EUR' }, 'its currency is EUR'],
    ['another total', { subtotal: '12.0000' }, 'its total is 12.00'],
    ['void', { status: 'void' }, 'cancelled there'],
    [
      'a missing line',
      { line_items: INVOICE.line_items.slice(1), subtotal: undefined },
      'line 54s is missing',
    ],
    [
      'another amount',
      { line_items: [{ ...INVOICE.line_items[0], amount: '9.0000' }, INVOICE.line_items[1]] },
      'line 54s is 9.00',
    ],
    [
      'a fraction of a cent',
      { line_items: [{ ...INVOICE.line_items[0], amount: '10.0001' }, INVOICE.line_items[1]] },
      'line 54s is not readable',
    ],
    [
      'another quantity',
      { line_items: [{ ...INVOICE.line_items[0], qty: '2.0000' }, INVOICE.line_items[1]] },
      'line 54s is not readable',
    ],
    [
      'a line of theirs',
      { line_items: [...INVOICE.line_items, { id: '63', description: 'Fee', qty: 1, amount: 0 }] },
      'line 63 is not ours',
    ],
    [
      'a line of another document of ours',
      {
        line_items: [
          ...INVOICE.line_items,
          { id: '63', description: 'x [PM-AAAAAAAAAA.54s]', qty: 1, amount: 10 },
        ],
      },
      'line 63 is not ours',
    ],
  ])('refuses an invoice with %s', async (_, fields, how) => {
    const { billing } = await blesta([invoiceWith(fields)]);
    expect(await billing.look(delivery({ documentId: '31', phase: 'done' }))).toMatchObject({
      error: { code: 'billing_changed', disposition: 'rejected', detail: `invoice 31: ${how}` },
    });
  });

  it('says that a journalled invoice is gone', async () => {
    const { billing } = await blesta([{ on: 'invoices/get', json: { response: false } }]);
    expect(await billing.look(delivery({ documentId: '31', phase: 'done' }))).toMatchObject({
      error: { code: 'billing_document_missing', disposition: 'rejected' },
    });
  });
});
