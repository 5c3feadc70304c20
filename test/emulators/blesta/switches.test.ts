import { describe, expect, it } from 'vitest';
import { CLIENT, HEADERS, invoiceOf, startBlesta, withInvoice } from './support/blesta-server.ts';

describe('arguments', () => {
  it("beyond PHP's limit of fields are dropped without an error", async () => {
    const server = await startBlesta();
    const { client } = await withInvoice(server);
    const lines: Record<string, string> = {};
    for (let n = 0; n < 300; n += 1) {
      for (const [key, value] of Object.entries({
        description: `l${n}`,
        qty: '1',
        amount: '1',
        tax: 'false',
      })) {
        lines[`vars[lines][${n}][${key}]`] = value;
      }
    }
    const { json } = await server.post('invoices/add', { ...invoiceOf(client.id), ...lines });
    const read = await server.get('invoices/get', { invoice_id: String(json.response) });
    expect(read.json.response.line_items.length).toBeLessThan(260);
    await server.options({ maxInputVars: 5000 });
    const all = await server.post('invoices/add', { ...invoiceOf(client.id), ...lines });
    const whole = await server.get('invoices/get', { invoice_id: String(all.json.response) });
    expect(whole.json.response.line_items).toHaveLength(300);
  });

  it('must all be sent to an encoded install', async () => {
    const server = await startBlesta();
    await withInvoice(server);
    await server.options({ needsEveryArgument: true });
    const reply = await server.get('invoices/get', { invoice_id: '1' });
    expect([reply.status, reply.json.response]).toEqual([
      500,
      'Internal error: Failed to retrieve the default value',
    ]);
    const complete = await server.get('invoices/get', { invoice_id: '1', use_cache: '0' });
    expect(complete.json.response.id).toBe('1');
  });

  it('come in the query or in the body with DELETE', async () => {
    const server = await startBlesta();
    const { client } = await withInvoice(server, { 'vars[status]': 'draft' });
    const path = '/blesta/api/invoices/deleteDraft.json';
    await server.send('DELETE', path, { query: { invoice_id: '1' }, headers: HEADERS });
    const form = { client_id: client.id };
    await server.send('DELETE', '/blesta/api/clients/delete.json', { form, headers: HEADERS });
    expect((await server.get('clients/getListCount')).json.response).toBe(0);
    expect((await server.get('invoices/get', {})).json.errors.invoice_id).toHaveProperty('empty');
  });
});

describe('errors', () => {
  it('come flat, nested in the model, or with status 200', async () => {
    const server = await startBlesta();
    const fail = () => server.post('clients/create', { ...CLIENT, 'vars[email]': 'x' });
    const flat = await fail();
    expect([flat.status, Object.keys(flat.json)]).toEqual([400, ['message', 'errors']]);
    await server.options({ errorShape: 'nested' });
    const nested = await fail();
    expect([nested.status, Object.keys(nested.json.Clients)]).toEqual([400, ['message', 'errors']]);
    await server.options({ errorShape: 'ok_status' });
    const ok = await fail();
    expect([ok.status, ok.json.errors.email]).toEqual([200, { format: expect.any(String) }]);
  });
});

describe('a hook on their side', () => {
  const invoice = async (lineHook: string) => {
    const server = await startBlesta();
    await server.options({ lineHook });
    await withInvoice(server);
    return (await server.get('invoices/get', { invoice_id: '1' })).json.response;
  };

  it('rewords, reprices, adds or drops lines', async () => {
    expect((await invoice('reword')).line_items[0].description).toBe('Reworded by a hook');
    expect((await invoice('reprice')).total).toBe('14.0000');
    expect((await invoice('add')).line_items).toHaveLength(3);
    expect((await invoice('drop')).line_items).toHaveLength(1);
  });
});

describe('their clock', () => {
  it('may be off by hours', async () => {
    const server = await startBlesta();
    await server.options({ clockOffsetHours: -3 });
    await withInvoice(server);
    await server.control({ do: 'pay', invoice: '1' });
    const read = (await server.get('invoices/get', { invoice_id: '1' })).json.response;
    expect(read.date_closed).toBe('2026-11-30 23:00:00');
  });
});

describe('a deleted client', () => {
  it('leaves invoices that nobody can reach', async () => {
    const server = await startBlesta();
    const { client } = await withInvoice(server);
    await server.control({ do: 'delete_client', client: client.id });
    expect((await server.get('invoices/get', { invoice_id: '1' })).json.response).toBe(false);
    expect((await server.get('invoices/getList', { status: 'all' })).json.response).toEqual([]);
    const again = await server.post('invoices/add', invoiceOf(client.id));
    expect(again.json.errors.client_id).toHaveProperty('exists');
  });
});
