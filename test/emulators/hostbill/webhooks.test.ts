import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HOSTBILL_WEBHOOK_SECRET } from '../../../src/emulators/hostbill/credentials.ts';
import { startListener } from '../support/billing-server.ts';
import { NOW_MS, startHostbill, withDraft } from './support/hostbill-server.ts';

async function withHook(options: Record<string, unknown> = {}) {
  const server = await startHostbill();
  const listener = await startListener();
  await server.options({ webhookUrl: `${listener.origin}/hook`, ...options });
  const { id } = await withDraft(server);
  await server.api('convertInvoice', { id });
  return { server, id, received: listener.received };
}

describe('the WebHooks plugin', () => {
  it('signs timestamp and body, and tells what was paid', async () => {
    const { server, id, received } = await withHook();
    await server.control({ do: 'pay', invoice: id, amount: '3.00' });
    await server.control({ do: 'pay', invoice: id });
    await server.control({ do: 'refund', invoice: id });
    expect(received.map(({ headers }) => headers.get('hb-event'))).toEqual([
      'after_transactionadd',
      'after_invoicepartialpayment',
      'after_transactionadd',
      'after_invoicefullpaid',
      'after_refund',
    ]);
    const paid = received[3];
    const timestamp = paid?.headers.get('hb-timestamp') ?? '';
    expect(timestamp).toBe(String(NOW_MS / 1000));
    const expected = createHmac('sha256', HOSTBILL_WEBHOOK_SECRET)
      .update(timestamp + paid?.body)
      .digest('hex');
    expect(paid?.headers.get('hb-signature')).toBe(expected);
    expect(paid?.headers.get('hb-hook')).not.toBeNull();
    expect(JSON.parse(paid?.body ?? '')).toMatchObject({
      id,
      status: 'Paid',
      client_id: '1',
      subtotal: '13.00',
      total: '13.00',
      currency_id: '1',
      items: [{ description: 'web-1 [PM-1/web-1]' }, {}],
    });
  });

  it('can send a form, and a time that is off', async () => {
    const { server, id, received } = await withHook({ webhookBody: 'form', clockOffsetHours: -5 });
    await server.api('setInvoiceStatus', { id, status: 'Paid' });
    const [hook] = received;
    const fields = new URLSearchParams(hook?.body);
    expect([fields.get('status'), fields.get('items[0][amount]')]).toEqual(['Paid', '12.34']);
    expect(hook?.headers.get('hb-timestamp')).toBe(String(NOW_MS / 1000 - 5 * 3600));
  });

  it('tries as often as the switch says when nobody accepts', async () => {
    const server = await startHostbill();
    await server.options({ webhookUrl: '/nowhere', webhookAttempts: 3 });
    const { id } = await withDraft(server);
    await server.api('setInvoiceStatus', { id, status: 'Paid' });
    const { json } = await server.send('GET', '/hostbill/webhooks');
    expect(json).toHaveLength(3);
    expect(json[0]).toMatchObject({ status: 404, url: `${server.origin}/nowhere` });
  });
});

describe('a hook on their side', () => {
  it.each([
    ['reword', '13.00', 2],
    ['reprice', '16.00', 2],
    ['add', '15.00', 4],
    ['drop', '0.00', 0],
  ])('may %s new lines', async (lineHook, total, count) => {
    const server = await startHostbill();
    await server.options({ lineHook });
    const { id } = await withDraft(server);
    const { invoice } = (await server.api('getInvoiceDetails', { id })).json;
    expect([invoice.total, invoice.items.length]).toEqual([total, count]);
  });
});
