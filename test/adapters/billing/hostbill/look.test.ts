import { describe, expect, it } from 'vitest';
import { delivery, REFERENCE } from '../support/deliveries.ts';
import { details, hostbill, ITEMS, LINE_IDS, no, yes } from './support/hostbill.ts';

const rows = (...invoices: readonly object[]) => yes('getClientInvoices', { invoices });
const ROW = { id: '58', status: 'Draft', date: '2026-11-01' };
const NONE = { phase: 'none', documentId: '', lines: {} };
const EMPTY_DRAFT = { items: [], subtotal: '0.00', duedate: '2026-11-08', date: '2026-11-02' };

describe('createHostbillBilling: look by reference', () => {
  it('finds nothing among no invoices, and does not read old ones', async () => {
    const { billing, script } = await hostbill([
      rows({ ...ROW, date: '2026-10-01', status: 'Paid' }),
    ]);
    expect(await billing.look(delivery())).toEqual({ ok: true, value: NONE });
    expect(await script.calls()).toEqual(['getCurrencies', 'getClientInvoices']);
  });

  it.each([
    ['whose lines are in, with our dates', {}, 'filled', LINE_IDS],
    ['whose dates are not set', { duedate: '0000-00-00' }, 'opened', LINE_IDS],
    [
      'with the first line alone',
      { items: ITEMS.slice(0, 1), subtotal: '10.00' },
      'opened',
      { '54s': '118' },
    ],
    ['that is issued', { status: 'Unpaid' }, 'done', LINE_IDS],
    ['that is paid', { status: 'Paid' }, 'done', LINE_IDS],
  ])('finds ours by its lines: an invoice %s', async (_, fields, phase, lines) => {
    const { billing } = await hostbill([rows(ROW), details(fields)]);
    const journal = { phase, documentId: '58', lines };
    expect(await billing.look(delivery())).toEqual({ ok: true, value: journal });
  });

  it('finds ours by the metadata where HostBill gives them back', async () => {
    const { billing } = await hostbill([
      rows(ROW),
      details({ ...EMPTY_DRAFT, metadata: { postmeter: REFERENCE, taxconfig: {} } }),
    ]);
    expect(await billing.look(delivery())).toMatchObject({
      value: { phase: 'opened', documentId: '58' },
    });
  });

  it('takes up the one empty draft that a lost reply left', async () => {
    const { billing } = await hostbill([rows(ROW), details(EMPTY_DRAFT)]);
    expect(await billing.look(delivery())).toEqual({
      ok: true,
      value: { phase: 'opened', documentId: '58', lines: {} },
    });
  });

  it('leaves an empty draft alone where the settings say so, or where it is marked for another document', async () => {
    const off = await hostbill([rows(ROW), details(EMPTY_DRAFT)], { adoptEmptyDraft: false });
    expect(await off.billing.look(delivery())).toEqual({ ok: true, value: NONE });
    const marked = { ...EMPTY_DRAFT, metadata: { postmeter: 'PM-AAAAAAAAAA' } };
    const other = await hostbill([rows(ROW), details(marked)]);
    expect(await other.billing.look(delivery())).toEqual({ ok: true, value: NONE });
  });

  it('refuses two empty drafts, and two with our reference', async () => {
    const two = rows(ROW, { ...ROW, id: '59' });
    const empty = await hostbill([
      two,
      details(EMPTY_DRAFT),
      details({ ...EMPTY_DRAFT, id: '59' }),
    ]);
    expect(await empty.billing.look(delivery())).toMatchObject({
      error: { code: 'billing_ambiguous' },
    });
    const ours = await hostbill([two, details(), details({ id: '59' })]);
    expect(await ours.billing.look(delivery())).toMatchObject({
      error: { code: 'billing_ambiguous', detail: 'invoices 58 and 59 have the same reference' },
    });
  });

  it('does not walk without end', async () => {
    const many = Array.from({ length: 61 }, (_, index) => ({ ...ROW, id: String(index + 1) }));
    const { billing } = await hostbill([rows(...many)]);
    expect(await billing.look(delivery())).toMatchObject({
      error: { code: 'billing_unsupported' },
    });
  });
});

describe('createHostbillBilling: look at the journal’s invoice', () => {
  const journalled = delivery({ phase: 'opened', documentId: '58' });

  it('reads it alone', async () => {
    const { billing, script } = await hostbill([details()]);
    expect(await billing.look(journalled)).toMatchObject({ value: { phase: 'filled' } });
    expect(await script.calls()).toEqual(['getCurrencies', 'getInvoiceDetails']);
  });

  it.each([
    ['another client', { client_id: '8' }, 'it belongs to client 8'],
    ['another currency', { currency_id: '2' }, 'its currency is EUR'],
    ['another total', { subtotal: '12.00' }, 'its total is 12.00'],
    ['Cancelled', { status: 'Cancelled' }, 'cancelled there'],
    ['issued without a line', { status: 'Unpaid', items: ITEMS.slice(1) }, 'line 54s is missing'],
    ['another amount', { items: [{ ...ITEMS[0], amount: '9.00' }, ITEMS[1]] }, 'line 54s is 9.00'],
    [
      'another quantity',
      { items: [{ ...ITEMS[0], qty: '2' }, ITEMS[1]] },
      'line 54s is not readable',
    ],
    ['a line twice', { items: [...ITEMS, { ...ITEMS[0], id: '120' }] }, 'line 54s is there twice'],
    [
      'a line of theirs',
      { items: [...ITEMS, { ...ITEMS[0], id: '120', description: 'Fee' }] },
      'line 120 is not ours',
    ],
  ])('refuses one with %s', async (_, fields, how) => {
    const { billing } = await hostbill([details(fields)]);
    expect(await billing.look(journalled)).toMatchObject({
      error: { code: 'billing_changed', disposition: 'rejected', detail: `invoice 58: ${how}` },
    });
  });

  it.each([
    [no('getInvoiceDetails', 'Invoice not found')],
    [yes('getInvoiceDetails', { invoice: [] })],
    [yes('getInvoiceDetails', { invoice: false })],
  ])('says that it is gone: %j', async (answer) => {
    const { billing } = await hostbill([answer]);
    expect(await billing.look(journalled)).toMatchObject({
      error: { code: 'billing_document_missing', disposition: 'rejected' },
    });
  });

  it('does not take a refused key for a missing invoice', async () => {
    const { billing } = await hostbill([no('getInvoiceDetails', 'Invalid API ID or key')]);
    expect(await billing.look(journalled)).toMatchObject({
      error: { code: 'billing_refused_key' },
    });
  });
});
