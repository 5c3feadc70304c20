import { describe, expect, it } from 'vitest';
import { startHostbill, withDraft } from './support/hostbill-server.ts';

describe('making an invoice', () => {
  it("opens a draft in the client's currency", async () => {
    const server = await startHostbill();
    const { id, clientId } = await withDraft(server);
    const { invoice, transactions } = (await server.api('getInvoiceDetails', { id })).json;
    expect(invoice).toMatchObject({
      id,
      status: 'Draft',
      client_id: clientId,
      currency_id: '1',
      subtotal: '13.00',
      tax: '0.00',
      total: '13.00',
      date: '2026-12-01',
      datepaid: '0000-00-00 00:00:00',
      paid_id: '',
    });
    expect(invoice.items).toMatchObject([
      {
        description: 'web-1 [PM-1/web-1]',
        amount: '12.34',
        taxed: '1',
        qty: '1',
        linetotal: 12.34,
      },
      { amount: '0.33', taxed: '0', qty: '2', linetotal: 0.66 },
    ]);
    expect(transactions).toEqual([]);
    expect((await server.api('addInvoice', { client_id: '9' })).json.success).toBe(false);
  });

  it('answers the new line, and refuses what is none', async () => {
    const server = await startHostbill();
    const { id } = await withDraft(server);
    const line = { id, line: 'disk', price: '1.005', qty: '3' };
    const { newline } = (await server.api('addInvoiceItem', line)).json;
    expect(newline).toMatchObject({ invoice_id: id, amount: '1.01', linetotal: 3.03, taxed: '0' });
    const wrong = [{ price: 'x' }, { line: '' }, { id: '99' }];
    for (const fields of wrong) {
      expect((await server.api('addInvoiceItem', { ...line, ...fields })).json.success).toBe(false);
    }
    await server.options({ negativeLines: false });
    expect((await server.api('addInvoiceItem', { ...line, price: '-1' })).json.success).toBe(false);
  });

  it('takes dates, tax rate and metadata afterwards', async () => {
    const server = await startHostbill();
    const { id } = await withDraft(server);
    const edit = {
      id,
      date: '2026-12-01',
      duedate: '2026-12-15',
      taxrate: '20',
      'metadata[ref]': 'PM-1',
    };
    const { invoice } = (await server.api('editInvoiceDetails', edit)).json;
    expect(invoice).toMatchObject({
      duedate: '2026-12-15',
      taxrate: '20.00',
      tax: '2.47',
      total: '15.47',
    });
    expect(invoice).not.toHaveProperty('metadata');
    await server.options({ metadataInDetails: true });
    const read = (await server.api('getInvoiceDetails', { id })).json.invoice;
    expect(read.metadata).toEqual({ ref: 'PM-1' });
    const wrong = await server.api('editInvoiceDetails', { id, duedate: '2026-02-30' });
    expect(wrong.json.success).toBe(false);
  });

  it('issues a draft once, and mails it as often as asked', async () => {
    const server = await startHostbill();
    const { id } = await withDraft(server);
    const issued = (await server.api('convertInvoice', { id })).json;
    expect(issued.invoice).toMatchObject({ id, status: 'Unpaid', total: '13.00' });
    expect((await server.api('convertInvoice', { id })).json.success).toBe(false);
    await server.api('sendInvoice', { id });
    expect((await server.send('GET', '/hostbill/mails')).json).toMatchObject([
      { about: `Invoice ${id}` },
    ]);
  });

  it('has its tax from the switch, and none for the exempt', async () => {
    const server = await startHostbill();
    await server.options({ taxPercent: '23' });
    const { id, clientId } = await withDraft(server);
    expect((await server.api('getInvoiceDetails', { id })).json.invoice.tax).toBe('2.84');
    await server.api('setClientDetails', { id: clientId, taxexempt: '1' });
    const other = (await server.api('addInvoice', { client_id: clientId })).json.invoice_id;
    expect((await server.api('getInvoiceDetails', { id: other })).json.invoice.taxrate).toBe(
      '0.00',
    );
  });
});

describe('listing invoices', () => {
  it('shows drafts or not', async () => {
    const server = await startHostbill();
    const { clientId } = await withDraft(server);
    const count = async (call: string, fields: Record<string, string>) =>
      (await server.api(call, fields)).json.invoices.length;
    expect(await count('getClientInvoices', { id: clientId })).toBe(1);
    expect(await count('getInvoices', { list: 'all' })).toBe(1);
    expect(await count('getInvoices', { list: 'unpaid' })).toBe(0);
    expect(await count('getClientInvoices', { id: '99' })).toBe(0);
    expect(await count('getInvoices', { list: 'constructor' })).toBe(1);
    await server.options({ draftsInLists: false });
    expect(await count('getClientInvoices', { id: clientId })).toBe(0);
    expect(await count('getInvoices', {})).toBe(0);
  });
});

describe('payment', () => {
  it('is partial until all is paid', async () => {
    const server = await startHostbill();
    await server.options({ euInvoicing: true });
    const { id } = await withDraft(server);
    await server.api('convertInvoice', { id });
    const pay = (amount: string) =>
      server.api('addInvoicePayment', {
        id,
        amount,
        paymentmodule: '22',
        fee: '0',
        transnumber: 'T1',
      });
    const read = async () => (await server.api('getInvoiceDetails', { id })).json;
    await pay('3.00');
    expect((await read()).invoice.status).toBe('Unpaid');
    await pay('10.00');
    const { invoice, transactions } = await read();
    expect(invoice).toMatchObject({
      status: 'Paid',
      datepaid: '2026-12-01 02:00:00',
      paid_id: '2026/1',
    });
    expect(transactions).toMatchObject([{ in: '10.00', trans_id: 'T1' }, { in: '3.00' }]);
    expect((await server.api('getTransactions')).json.transactions).toHaveLength(2);
  });

  it('can be set, and taken back, by status', async () => {
    const server = await startHostbill();
    const { id } = await withDraft(server);
    for (const status of ['Paid', 'Cancelled', 'Unpaid']) {
      await server.api('setInvoiceStatus', { id, status });
      const { invoice } = (await server.api('getInvoiceDetails', { id })).json;
      expect(invoice.status).toBe(status);
    }
    expect((await server.api('setInvoiceStatus', { id, status: 'Draft' })).json.success).toBe(
      false,
    );
    await server.api('deleteInvoice', { id });
    expect((await server.api('getInvoiceDetails', { id })).json.success).toBe(false);
  });
});
