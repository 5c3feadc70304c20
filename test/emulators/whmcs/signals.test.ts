import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  makeClient,
  makeInvoice,
  readInvoice,
  startWhmcs,
  type Whmcs,
} from './support/whmcs-server.ts';

const SECRET = 'shared secret';

interface Heard {
  readonly timestamp: string;
  readonly event: string;
  readonly signature: string;
  readonly body: string;
}

/** A service outside that writes down what it is told. */
async function listener(status = 204): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const header = (name: string) => String(request.headers[name]);
    heard.push({
      timestamp: header('x-postmeter-timestamp'),
      event: header('x-postmeter-event'),
      signature: header('x-postmeter-signature'),
      body,
    });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return { url: `http://127.0.0.1:${port}/billing/signal`, heard };
}

async function listening(signalFault = 'none') {
  const whmcs = await startWhmcs();
  const { url, heard } = await listener();
  await whmcs.options({ signal: { url, secret: SECRET }, signalFault });
  const clientId = await makeClient(whmcs);
  const id = await makeInvoice(whmcs, clientId, { draft: 0 });
  return { whmcs, heard, id, clientId };
}

const eventsOf = (heard: Heard[]) => heard.map(({ body }) => JSON.parse(body).event);
const payIn = ({ api }: Whmcs, invoiceid: number) =>
  api('AddInvoicePayment', { invoiceid, transid: 'T', gateway: 'banktransfer' });

describe('signals', () => {
  it('tell of a payment, signed over timestamp and body', async () => {
    const { whmcs, heard, id } = await listening();
    await payIn(whmcs, id);
    expect(heard.map(({ body }) => JSON.parse(body))).toEqual([
      { id: heard[0]?.event, event: 'AddInvoicePayment', invoiceid: id },
      { id: heard[1]?.event, event: 'InvoicePaid', invoiceid: id },
    ]);
    for (const { timestamp, event, signature, body } of heard) {
      expect(timestamp).toBe(String(whmcs.clock.nowMs / 1000));
      expect(event).toMatch(/^[0-9a-f]{32}$/);
      expect(signature).toBe(
        createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex'),
      );
    }
    expect(heard[0]?.event).not.toBe(heard[1]?.event);
  });

  it('follow an administrator, but not a status set by the API unless switched', async () => {
    const { whmcs, heard, id } = await listening();
    await whmcs.api('UpdateInvoice', { invoiceid: id, status: 'Cancelled' });
    expect(eventsOf(heard)).toEqual([]);
    await whmcs.options({ statusHooksByApi: true });
    await whmcs.api('UpdateInvoice', { invoiceid: id, status: 'Unpaid' });
    await whmcs.control({ act: { do: 'pay-invoice', invoiceId: id } });
    await whmcs.control({ act: { do: 'refund-invoice', invoiceId: id } });
    expect(eventsOf(heard)).toEqual([
      ...['InvoiceUnpaid', 'AddInvoicePayment', 'InvoicePaid', 'InvoiceRefunded'],
    ]);
    expect((await readInvoice(whmcs, id)).balance).toBe('6.63');
  });

  it('are not sent for AddTransaction unless switched', async () => {
    const { whmcs, heard, id, clientId } = await listening();
    const transaction = { paymentmethod: 'x', invoiceid: id, amountin: '6.63', date: '01/10/2026' };
    await whmcs.api('AddTransaction', { ...transaction, transid: 'A' });
    expect(eventsOf(heard)).toEqual([]);
    await whmcs.options({ transactionFiresInvoicePaid: true });
    const second = await makeInvoice(whmcs, clientId, { draft: 0 });
    await whmcs.api('AddTransaction', { ...transaction, invoiceid: second, transid: 'B' });
    expect(eventsOf(heard)).toEqual(['InvoicePaid']);
  });

  it('get lost', async () => {
    const { whmcs, heard, id } = await listening('lost');
    await payIn(whmcs, id);
    await whmcs.options({ signalFault: 'none' });
    await whmcs.api('GetInvoice', { invoiceid: id });
    expect(heard).toEqual([]);
  });

  it('come twice, the very same', async () => {
    const { whmcs, heard, id } = await listening('doubled');
    await payIn(whmcs, id);
    expect(heard).toHaveLength(4);
    expect(heard[1]).toEqual(heard[0]);
  });

  it('come in the wrong order', async () => {
    const { whmcs, heard, id } = await listening('out-of-order');
    await payIn(whmcs, id);
    expect(eventsOf(heard)).toEqual(['InvoicePaid', 'AddInvoicePayment']);
  });

  it('come with a wrong signature, or an old timestamp', async () => {
    const { whmcs, heard, id } = await listening('wrong-signature');
    await payIn(whmcs, id);
    await whmcs.options({ signalFault: 'stale' });
    await whmcs.control({ act: { do: 'unpay-invoice', invoiceId: id } });
    const [wrong, , stale] = heard;
    const right = ({ timestamp, body }: Heard) =>
      createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
    if (!wrong || !stale) throw new Error('two signals were expected');
    expect(wrong.signature).not.toBe(right(wrong));
    expect(stale.signature).toBe(right(stale));
    expect(Number(stale.timestamp)).toBe(whmcs.clock.nowMs / 1000 - 3600);
  });

  it('do not keep WHMCS from its work when nobody listens', async () => {
    const { whmcs, id } = await listening();
    await whmcs.options({ signal: { url: 'http://127.0.0.1:1/', secret: SECRET } });
    expect((await payIn(whmcs, id)).json.result).toBe('success');
  });
});
