import { describe, expect, it } from 'vitest';
import {
  API,
  HEADERS,
  startUbersmith,
  withInvoice,
  withServices,
} from './support/ubersmith-server.ts';

describe('services', () => {
  it('are listed under their ids, with custom fields where asked', async () => {
    const server = await startUbersmith();
    const { client_id, first, second } = await withServices(server);
    expect(first).toBe(201);
    const all = { client_id, pack_type_select: '3', metadata: '1' };
    const { data } = (await server.api('client.service_list', all)).json;
    expect(data[first]).toMatchObject({
      packid: '201',
      desserv: 'web-1 [PM-1/web-1]',
      price: '12.34',
      quantity: '1',
      period: '0',
      billed: '0',
      metadata: [],
    });
    expect(data[second].metadata).toEqual({ ref: 'PM-1' });
    const odd = { service_id: String(second), variable: 'constructor' };
    expect((await server.api('client.service_metadata_single', odd)).json.data).toBe('');
    const one = { service_id: String(second), variable: 'ref' };
    expect((await server.api('client.service_metadata_single', one)).json.data).toBe('PM-1');
  });

  it('need a description, a price that is one, and a client', async () => {
    const server = await startUbersmith();
    const { client_id } = await withServices(server);
    const line = { client_id, description: 'x', price: '1' };
    for (const wrong of [
      { description: '' },
      { price: 'x' },
      { client_id: '9' },
      { period: '-1' },
    ]) {
      expect((await server.api('client.service_add', { ...line, ...wrong })).json.status).toBe(
        false,
      );
    }
    await server.options({ negativePrices: false });
    expect((await server.api('client.service_add', { ...line, price: '-1' })).json.status).toBe(
      false,
    );
  });

  it('can be changed, and deactivated', async () => {
    const server = await startUbersmith();
    const { client_id, first } = await withServices(server);
    await server.api('client.service_update', { service_id: String(first), price: '2' });
    const read = await server.api('client.service_get', { service_id: String(first) });
    expect(read.json.data.price).toBe('2.00');
    await server.api('client.service_deactivate', { service_id: String(first) });
    const count = async (pack_type_select: string) =>
      Object.keys(
        (await server.api('client.service_list', { client_id, pack_type_select })).json.data,
      ).length;
    expect([await count('1'), await count('2'), await count('3')]).toEqual([1, 1, 2]);
  });
});

describe('client.invoice_generate', () => {
  it('makes an invoice of exactly the services named', async () => {
    const server = await startUbersmith();
    const { client_id, first, invoice_id, generated } = await withInvoice(server);
    expect(generated).toEqual({
      invid: '50001',
      total: '13.00',
      time: String(Date.UTC(2026, 11, 1, 2) / 1000),
      duedate: String(Date.UTC(2026, 11, 15) / 1000),
    });
    const { data } = (await server.api('client.invoice_get', { invoice_id })).json;
    expect(data).toMatchObject({
      invid: invoice_id,
      clientid: client_id,
      amount: '13.00',
      amount_unpaid: '13.00',
      paid: '0',
      datepaid: '0',
      taxes: [],
      credits: [],
    });
    expect(data.current_packs[0]).toEqual({
      packid: String(first),
      desserv: 'web-1 [PM-1/web-1]',
      cost: '12.34',
      quantity: '1',
      unit_price: '12.34',
      paid: '0.00',
      unpaid: '12.34',
    });
    const services = (await server.api('client.service_list', { client_id })).json.data;
    expect(services[first].billed).toBe('1');
  });

  it('sweeps in what else is due, and credits, unless told not to', async () => {
    const server = await startUbersmith();
    const { client_id, first } = await withServices(server);
    await server.api('client.credit_add', { client_id, value: '5', reason: 'sorry' });
    const generate = { client_id, [`include_packs[${first}]`]: '1' };
    const reply = await server.api('client.invoice_generate', generate);
    expect(reply.json.data.total).toBe('8.00');
    const { data } = (await server.api('client.invoice_get', { invoice_id: reply.json.data.invid }))
      .json;
    expect(data.summary).toMatchObject({ services: '13.00', credits: '5.00', total: '8.00' });
    const credits = (await server.api('client.credit_list', { client_id })).json.data;
    expect(Object.values(credits)).toMatchObject([{ value: '5.00', active: '0' }]);
  });

  it('bills a one-time service once, or as a switch says', async () => {
    const server = await startUbersmith();
    const { client_id, first } = await withInvoice(server);
    const again = { client_id, [`include_packs[${first}]`]: '1', include_prebills: '0' };
    const generate = async () => (await server.api('client.invoice_generate', again)).json;
    expect(await generate()).toMatchObject({
      status: false,
      error_message: 'There is nothing to invoice.',
    });
    await server.options({ billedPacks: 'refused' });
    expect((await generate()).error_message).toContain('before');
    await server.options({ billedPacks: 'billed_again' });
    expect((await generate()).data.total).toBe('12.34');
  });

  it('may take period 0 for a month', async () => {
    let now = Date.UTC(2026, 11, 1, 2);
    const server = await startUbersmith(() => now);
    await server.options({ periodZero: 'monthly' });
    const { client_id } = await withInvoice(server);
    now = Date.UTC(2027, 0, 2);
    const reply = await server.api('client.invoice_generate', { client_id });
    expect(reply.json.data.total).toBe('13.00');
  });

  it('takes due dates in the forms it knows', async () => {
    const server = await startUbersmith();
    const { client_id, first, second } = await withServices(server);
    const generate = async (duedate: string, id: number) =>
      (
        await server.api('client.invoice_generate', {
          client_id,
          duedate,
          [`include_packs[${id}]`]: '1',
          include_prebills: '0',
        })
      ).json;
    expect((await generate('soon', first)).status).toBe(false);
    await server.options({ duedateFormat: 'date' });
    expect((await generate('1797292800', first)).status).toBe(false);
    await server.options({ duedateFormat: 'unix' });
    expect((await generate('2026-12-15', first)).status).toBe(false);
    expect((await generate('1797292800', first)).data.duedate).toBe('1797292800');
    await server.options({ duedateFormat: 'any' });
    expect((await generate('2026-12-15', second)).status).toBe(true);
  });

  it('taxes services that have a tax, and shows it apart', async () => {
    const server = await startUbersmith();
    await server.options({ taxPercent: '20', packsAs: 'list' });
    const { invoice_id } = await withInvoice(server);
    const { data } = (await server.api('client.invoice_get', { invoice_id })).json;
    expect(data).toMatchObject({
      amount: '15.47',
      taxes: { 1: { amount: '2.47', rate: '20.00' } },
    });
    expect(Array.isArray(data.current_packs)).toBe(true);
  });
});

describe('invoices', () => {
  it('are listed, counted, and paid in parts', async () => {
    const server = await startUbersmith();
    const { client_id, invoice_id } = await withInvoice(server);
    const row = async () =>
      (await server.api('client.invoice_list', { client_id })).json.data[invoice_id];
    expect(await row()).toMatchObject({ paid: '0', amount_unpaid: '13.00' });
    expect(await row()).not.toHaveProperty('current_packs');
    expect((await server.api('client.invoice_count', { client_id })).json.data).toBe('1');
    const pay = (amount: string) =>
      server.api('client.invoice_post_gw_payment', { invoice_id, amount });
    await pay('3.00');
    expect(await row()).toMatchObject({ paid: '0', amount: '13.00', amount_unpaid: '10.00' });
    await pay('10.00');
    expect(await row()).toMatchObject({
      paid: '1',
      amount_unpaid: '0.00',
      datepaid: expect.stringMatching(/^1/),
    });
    const payments = (await server.api('client.invoice_payments', { invoice_id })).json.data;
    expect(Object.values(payments)).toMatchObject([{ amount: '3.00' }, { amount: '10.00' }]);
    expect((await pay('1.00')).json.status).toBe(false);
    await server.api('client.payment_refund', { payment_id: '2' });
    expect(await row()).toMatchObject({ paid: '0', amount_unpaid: '10.00' });
    const none = await server.api('client.invoice_list', { client_id, since: '2027-01-01' });
    expect(none.json.data).toEqual([]);
  });

  it('can be disregarded by their client, and are owed no more', async () => {
    const server = await startUbersmith();
    const { client_id, invoice_id } = await withInvoice(server);
    const disregard = (fields: Record<string, string>) =>
      server.api('client.invoice_disregard', { client_id, inv_id: invoice_id, ...fields });
    expect((await disregard({ client_id: '9' })).json.status).toBe(false);
    expect((await disregard({})).json.data).toBe(true);
    const { data } = (await server.api('client.invoice_get', { invoice_id })).json;
    expect(data).toMatchObject({ paid: '2', amount_unpaid: '0.00' });
  });

  it.each([
    ['html', 'text/html', '<!doctype html>'],
    ['csv', 'text/csv', '"web-1'],
    ['xml', 'application/xml', '<?xml'],
    ['pdf', 'application/pdf', '%PDF-1.4'],
  ])('come as %s, too', async (format, type, start) => {
    const server = await startUbersmith();
    const { invoice_id } = await withInvoice(server);
    const query = { method: 'client.invoice_get', invoice_id, format };
    const file = await server.send('GET', API, { query, headers: HEADERS });
    expect(file.headers.get('content-type')).toContain(type);
    expect(file.headers.get('content-disposition')).toContain(
      `filename=invoice-${invoice_id}.${format}`,
    );
    expect(file.text.startsWith(start)).toBe(true);
  });
});
