import { describe, expect, it } from 'vitest';
import { invoiceOf, LINES, startBlesta, withInvoice } from './support/blesta-server.ts';

describe('invoices/add', () => {
  it('makes the whole invoice in one call and answers its id as a number', async () => {
    const server = await startBlesta();
    const { client, invoiceId } = await withInvoice(server);
    expect(invoiceId).toBe(1);
    const read = (await server.get('invoices/get', { invoice_id: '1' })).json.response;
    expect(read).toMatchObject({
      id: '1',
      client_id: client.id,
      status: 'active',
      currency: 'EUR',
      subtotal: '13.0000',
      total: '13.0000',
      paid: '0.0000',
      due: '13.0000',
      date_billed: '2026-12-01 00:00:00',
      date_due: '2026-12-15 00:00:00',
      date_closed: null,
    });
    expect(read.line_items).toMatchObject([
      { description: LINES['vars[lines][0][description]'], qty: '1.0000', amount: '12.3400' },
      { qty: '2.0000', amount: '0.3300', total: '0.6600' },
    ]);
  });

  it('taxes the lines that say so, unless the client is exempt', async () => {
    const server = await startBlesta();
    await server.options({ taxPercent: '20' });
    const { client } = await withInvoice(server);
    const read = async () => (await server.get('invoices/get', { invoice_id: '1' })).json.response;
    expect(await read()).toMatchObject({ subtotal: '13.0000', total: '15.4700' });
    await server.put('clients/setSetting', {
      client_id: client.id,
      key: 'tax_exempt',
      value: 'true',
    });
    expect(await read()).toMatchObject({ total: '13.0000' });
  });

  it("takes a date without a zone for the company's own", async () => {
    const server = await startBlesta();
    await withInvoice(server, {
      'vars[date_billed]': '2026-12-01',
      'vars[date_due]': '2026-12-15 10:00:00 +02:00',
    });
    const read = (await server.get('invoices/get', { invoice_id: '1' })).json.response;
    expect([read.date_billed, read.date_due]).toEqual([
      '2026-12-01 05:00:00',
      '2026-12-15 08:00:00',
    ]);
  });

  it.each([
    [{ 'vars[client_id]': '77' }, 'client_id', 'exists'],
    [{ 'vars[date_due]': '' }, 'date_due', 'format'],
    [{ 'vars[date_due]': '2026-02-30' }, 'date_due', 'format'],
    [{ 'vars[date_due]': '2026-11-01T00:00:00Z' }, 'date_due', 'after_billed'],
    [{ 'vars[currency]': 'XXX' }, 'currency', 'valid'],
    [{ 'vars[status]': 'open' }, 'status', 'format'],
    [{ 'vars[lines][0][description]': '' }, 'lines[][description]', 'empty'],
    [{ 'vars[lines][0][amount]': 'ten' }, 'lines[][amount]', 'format'],
    [{ 'vars[lines][0][qty]': '0' }, 'lines[][qty]', 'minimum'],
    [{ 'vars[delivery][]': 'pigeon' }, 'delivery[]', 'exists'],
  ])('refuses %j and makes nothing', async (fields, field, code) => {
    const server = await startBlesta();
    const { client } = await withInvoice(server);
    const reply = await server.post('invoices/add', invoiceOf(client.id, fields));
    expect(reply.status).toBe(400);
    expect(reply.json.errors[field]).toHaveProperty([code]);
    const count = await server.get('invoices/getListCount', { status: 'all' });
    expect(count.json.response).toBe(1);
  });

  it('refuses negative lines where the install does', async () => {
    const server = await startBlesta();
    const { client } = await withInvoice(server, { 'vars[lines][1][amount]': '-0.33' });
    expect((await server.get('invoices/getTotal', { invoice_id: '1' })).json.response).toBe(11.68);
    await server.options({ negativeLines: false });
    const fields = invoiceOf(client.id, { 'vars[lines][1][amount]': '-0.33' });
    const reply = await server.post('invoices/add', fields);
    expect(reply.json.errors['lines[][amount]']).toHaveProperty('minimum');
  });
});

describe('finding invoices', () => {
  it('shows the open ones of a client unless told otherwise, without their lines', async () => {
    const server = await startBlesta();
    const { client } = await withInvoice(server, { 'vars[status]': 'draft' });
    const list = (query: Record<string, string>) =>
      server.get('invoices/getList', { client_id: client.id, ...query });
    expect((await list({})).json.response).toEqual([]);
    expect((await list({ status: 'constructor' })).json.response).toEqual([]);
    const [row] = (await list({ status: 'all' })).json.response;
    expect(row).toMatchObject({ id: '1', status: 'draft', id_code: 'DRAFT-1001' });
    expect(row).not.toHaveProperty('line_items');
  });

  it("finds a part of a line's text, by filter or by search", async () => {
    const server = await startBlesta();
    const { client } = await withInvoice(server);
    const wanted = { client_id: client.id, status: 'all', 'filters[invoice_line]': 'pm-7k2q9' };
    expect((await server.get('invoices/getList', wanted)).json.response).toHaveLength(1);
    const other = { ...wanted, 'filters[invoice_line]': 'PM-OTHER' };
    expect((await server.get('invoices/getList', other)).json.response).toEqual([]);
    expect((await server.get('invoices/search', { query: 'PM-7K2Q9' })).json.response).toHaveLength(
      1,
    );
    await server.options({ invoiceLineFilter: false });
    expect((await server.get('invoices/getList', other)).json.response).toHaveLength(1);
  });

  it('pages in the order that was asked for', async () => {
    const server = await startBlesta();
    const { client } = await withInvoice(server);
    for (const day of ['20', '18']) {
      const due = { 'vars[date_due]': `2026-12-${day}T00:00:00Z` };
      await server.post('invoices/add', invoiceOf(client.id, due));
    }
    await server.options({ pageSize: 2 });
    const ids = async (query: Record<string, string>) =>
      (await server.get('invoices/getList', query)).json.response.map(
        (row: { id: string }) => row.id,
      );
    expect(await ids({ 'order_by[date_due]': 'DESC' })).toEqual(['2', '3']);
    expect(await ids({ 'order_by[date_due]': 'DESC', page: '2' })).toEqual(['1']);
  });

  it('keeps private references that are read one by one', async () => {
    const server = await startBlesta();
    await withInvoice(server);
    await server.put('invoices/setMeta', { invoice_id: '1', key: 'reference', value: 'a/1' });
    const meta = await server.get('invoices/getMeta', { invoice_id: '1', key: 'reference' });
    expect(meta.json.response).toMatchObject({ key: 'reference', value: 'a/1' });
    expect((await server.get('invoices/get', { invoice_id: '9' })).json.response).toBe(false);
  });
});

describe('invoices/edit', () => {
  const KEEP = { invoice_id: '1', 'vars[currency]': 'EUR', 'vars[status]': 'active' };

  it('voids, and drops deliveries that are not sent again', async () => {
    const server = await startBlesta();
    await withInvoice(server, { 'vars[delivery][]': 'email' });
    const read = async () => (await server.get('invoices/get', { invoice_id: '1' })).json.response;
    expect((await read()).delivery).toHaveLength(1);
    const reply = await server.put('invoices/edit', { ...KEEP, 'vars[status]': 'void' });
    expect(reply.json.response).toBe(1);
    expect(await read()).toMatchObject({ status: 'void', delivery: [], subtotal: '13.0000' });
  });

  it('adds, changes and removes lines by their ids', async () => {
    const server = await startBlesta();
    await withInvoice(server);
    await server.put('invoices/edit', {
      ...KEEP,
      'vars[lines][0][id]': '1',
      'vars[lines][0][amount]': '1.00',
      'vars[lines][1][id]': '2',
      'vars[lines][2][description]': 'new',
      'vars[lines][2][amount]': '5',
    });
    const { line_items } = (await server.get('invoices/get', { invoice_id: '1' })).json.response;
    expect(line_items.map((line: { amount: string }) => line.amount)).toEqual(['1.0000', '5.0000']);
  });

  it('needs currency and status, and refuses changes once money was applied', async () => {
    const server = await startBlesta();
    await withInvoice(server);
    const bare = await server.put('invoices/edit', { invoice_id: '1', 'vars[note_public]': 'x' });
    expect(Object.keys(bare.json.errors)).toEqual(['status', 'currency']);
    await server.control({ do: 'pay', invoice: '1', amount: '1.00' });
    const voiding = await server.put('invoices/edit', { ...KEEP, 'vars[status]': 'void' });
    expect(voiding.json.errors.id).toHaveProperty('amount_applied');
  });
});

describe('payment', () => {
  it('closes the invoice when all is applied; the status stays active', async () => {
    const server = await startBlesta();
    const { client } = await withInvoice(server);
    const added = await server.post('transactions/add', {
      'vars[client_id]': client.id,
      'vars[amount]': '13.00',
      'vars[currency]': 'EUR',
      'vars[type]': 'other',
    });
    const apply = (amount: string) =>
      server.post('transactions/apply', {
        transaction_id: String(added.json.response),
        'vars[amounts][0][invoice_id]': '1',
        'vars[amounts][0][amount]': amount,
      });
    const read = async () => (await server.get('invoices/get', { invoice_id: '1' })).json.response;
    expect((await apply('99')).status).toBe(400);
    await apply('3.00');
    expect(await read()).toMatchObject({ paid: '3.0000', due: '10.0000', date_closed: null });
    await apply('10.00');
    expect(await read()).toMatchObject({
      status: 'active',
      due: '0.0000',
      date_closed: '2026-12-01 02:00:00',
    });
    const applied = await server.get('transactions/getApplied', { invoice_id: '1' });
    expect(applied.json.response).toHaveLength(2);
    const closed = await server.get('invoices/getList', { status: 'closed' });
    expect(closed.json.response).toHaveLength(1);
  });

  it('leaves a void invoice open to nobody', async () => {
    const server = await startBlesta();
    await withInvoice(server, { 'vars[status]': 'void' });
    const reply = await server.control({ do: 'pay', invoice: '1' });
    expect([reply.status, reply.json.message]).toEqual([400, expect.stringContaining('void')]);
  });
});
