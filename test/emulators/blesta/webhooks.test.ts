import { describe, expect, it } from 'vitest';
import { startListener } from '../support/billing-server.ts';
import { startBlesta, withInvoice } from './support/blesta-server.ts';

const MODEL = 'webhooks.webhooks_webhooks';

describe('the Webhooks plugin', () => {
  it('calls the address that was registered by the API, unsigned', async () => {
    const server = await startBlesta();
    const { origin, received } = await startListener();
    const { client } = await withInvoice(server);
    const added = await server.post(`${MODEL}/add`, {
      'vars[company_id]': '1',
      'vars[callback]': `${origin}/hook?key=s1`,
      'vars[type]': 'outgoing',
      'vars[method]': 'post_json',
      'vars[events][]': 'Invoices.setClosedAfter',
    });
    expect(added.json.response).toBe(1);
    expect((await server.get(`${MODEL}/getAll`)).json.response).toHaveLength(1);
    await server.control({ do: 'pay', invoice: '1', amount: '3.00' });
    expect(received).toEqual([]);
    await server.control({ do: 'pay', invoice: '1' });
    expect(received).toHaveLength(1);
    const [hook] = received;
    expect([hook?.method, new URL(hook?.url ?? '').search]).toEqual(['POST', '?key=s1']);
    expect(JSON.parse(hook?.body ?? '')).toMatchObject({
      invoice_id: 1,
      client_id: Number(client.id),
    });
    expect(hook?.headers.get('x-blesta-event')).toBe('Invoices.setClosedAfter');
    expect(hook?.headers.get('x-webhook-id')).toBe('1');
    expect(hook?.headers.get('user-agent')).toBe('Blesta-Webhook');
    const { json, text } = await server.send('GET', '/blesta/webhooks');
    expect(json).toMatchObject([
      { event: 'Invoices.setClosedAfter', status: 200, url: `${origin}/hook` },
    ]);
    expect(text).not.toContain('key=s1');
    const calls = await server.send('GET', '/blesta/requests');
    expect(calls.text).toContain('/hook?[redacted]');
    expect(calls.text).not.toContain('key=s1');
  });

  it.each([
    ['get', 'GET', '', '?invoice_id=1&client_id=1'],
    ['post', 'POST', 'invoice_id=1&client_id=1', ''],
    ['put', 'PUT', 'invoice_id=1&client_id=1', ''],
    ['put_json', 'PUT', '{"invoice_id":1,"client_id":1}', ''],
  ])(
    'sends as %s from the preset address, under the older name',
    async (webhookMethod, method, body, search) => {
      const server = await startBlesta();
      const { origin, received } = await startListener();
      await server.options({ webhookUrl: `${origin}/hook`, webhookMethod, webhookEvents: 'plain' });
      await withInvoice(server);
      await server.control({ do: 'pay', invoice: '1' });
      const hook = received.find(
        ({ headers }) => headers.get('x-blesta-event') === 'Invoices.setClosed',
      );
      expect([hook?.method, hook?.body, new URL(hook?.url ?? '').search]).toEqual([
        method,
        body,
        search,
      ]);
    },
  );

  it('does not try again, and pays all the same when nobody listens', async () => {
    const server = await startBlesta();
    await server.options({ webhookUrl: 'http://127.0.0.1:9/hook' });
    await withInvoice(server);
    await server.control({ do: 'pay', invoice: '1' });
    const read = (await server.get('invoices/get', { invoice_id: '1' })).json.response;
    expect(read.due).toBe('0.0000');
    const { json } = await server.send('GET', '/blesta/webhooks');
    const closed = json.filter(
      ({ event }: { event: string }) => event === 'Invoices.setClosedAfter',
    );
    expect(closed).toMatchObject([{ status: null }]);
  });

  it('refuses what is no webhook, and forgets one', async () => {
    const server = await startBlesta();
    const wrong = await server.post(`${MODEL}/add`, {
      'vars[callback]': '',
      'vars[method]': 'pigeon',
    });
    expect(Object.keys(wrong.json.errors)).toEqual(['callback', 'method']);
    await server.post(`${MODEL}/add`, { 'vars[callback]': 'http://127.0.0.1:9/' });
    await server.post(`${MODEL}/delete`, { webhook_id: '1' });
    expect((await server.get(`${MODEL}/get`, { webhook_id: '1' })).json.response).toBe(false);
  });
});
