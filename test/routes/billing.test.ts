// Paying, signals and the operator's side, over the whole app with an emulated WHMCS.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import {
  delivery,
  type Issued,
  issued,
  passTime,
} from '../adapters/billing/contract/support/issued.ts';
import { WHMCS } from '../adapters/billing/contract/support/whmcs.ts';
import { makeEnrolled, signedIn } from '../support/clients.ts';

const SECRET = 'a secret that the hook file knows';
const TIMEOUT_MS = 60_000;

async function delivered(): Promise<Issued & { invoiceId: string; cookie: string; path: string }> {
  const one = await issued(WHMCS, { BILLING_SIGNAL_SECRET: SECRET });
  await passTime(one);
  const [row] = await one.world.sql<{ id: string; clientId: ClientId }>(
    'SELECT id, client_id AS clientId FROM invoice',
  );
  if (!row) throw new Error('no invoice');
  const cookie = await signedIn(one.world, row.clientId);
  return { ...one, invoiceId: row.id, cookie, path: `/invoices/${row.id}/pay` };
}

function signal({ world }: Issued, documentId: string, secret = SECRET): Promise<Response> {
  const body = JSON.stringify({ id: 'e', event: 'InvoicePaid', invoiceid: Number(documentId) });
  const timestamp = String(Math.floor(world.clock.nowMs() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return world.request('/billing/signal', {
    method: 'POST',
    body,
    headers: { 'x-postmeter-timestamp': timestamp, 'x-postmeter-signature': signature },
  });
}

describe('paying', { timeout: TIMEOUT_MS }, () => {
  it('leads the signed-in client into the billing system, at that invoice', async () => {
    const one = await delivered();
    const page = await one.world.get(`/invoices/${one.invoiceId}`, one.cookie);
    expect(await page.text()).toContain(`action="${one.path}"`);
    const asked = await one.world.get(one.path, one.cookie);
    expect(asked.status).toBe(200);
    const answer = await one.world.post(one.path, {}, one.cookie);
    expect(answer.status).toBe(303);
    const there = answer.headers.get('location') ?? '';
    expect(there).toMatch(/\/whmcs\/oauth\/singlesignon\.php\?access_token=/);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`form-action 'self'`);
    expect(policy).toContain(new URL(there).origin);
  });

  it('is nobody else’s business', async () => {
    const one = await delivered();
    const other = await signedIn(one.world, await makeEnrolled(one.world, 'eve@example.com'));
    expect((await one.world.get(one.path, other)).status).toBe(404);
    expect((await one.world.post(one.path, {}, other)).status).toBe(404);
    const stranger = await one.world.post(one.path, {});
    expect(stranger.headers.get('location')).toBe('/login?problem=session_needed');
  });

  it('asks nobody while deliveries are stopped, and says so', async () => {
    const one = await delivered();
    await one.world.sql("INSERT INTO billing_stop VALUES ('whmcs', 'billing_refused_key', '', 1)");
    expect((await one.world.post(one.path, {}, one.cookie)).status).toBe(503);
  });

  it('leads back to the invoice when there is nothing to pay', async () => {
    const one = await delivered();
    await one.desk.pay((await one.desk.documents())[0]?.id ?? '');
    await passTime(one);
    for (const answer of [
      await one.world.get(one.path, one.cookie),
      await one.world.post(one.path, {}, one.cookie),
    ]) {
      expect(answer.headers.get('location')).toBe(`/invoices/${one.invoiceId}`);
    }
    const dashboard = await one.world.get('/dashboard', one.cookie);
    expect(await dashboard.text()).toContain('Paid');
  });
});

describe('POST /billing/signal', { timeout: TIMEOUT_MS }, () => {
  it('makes the document due for reading at once; what is read counts', async () => {
    const one = await delivered();
    const documentId = (await one.desk.documents())[0]?.id ?? '';
    expect((await signal(one, documentId)).status).toBe(204);
    await one.world.drain();
    expect((await delivery(one)).payment).toBe('open'); // whatever the signal said
    await one.desk.pay(documentId);
    await one.world.drain();
    expect((await delivery(one)).payment).toBe('open'); // nobody has said anything
    expect((await signal(one, documentId)).status).toBe(204);
    await one.world.drain();
    expect((await delivery(one)).payment).toBe('paid');
  });

  it('hears nobody without the secret, and answers a proved one the same for any document', async () => {
    const one = await delivered();
    const before = await one.world.sql('SELECT next_look_ms FROM delivery');
    expect((await signal(one, '1', 'another secret')).status).toBe(403);
    const empty = await one.world.request('/billing/signal', { method: 'POST' });
    expect(empty.status).toBe(403);
    expect((await signal(one, '99999')).status).toBe(204);
    expect(await one.world.sql('SELECT next_look_ms FROM delivery')).toEqual(before);
  });
});

describe('the operator’s side', { timeout: TIMEOUT_MS }, () => {
  it('tells of a stop, and lifts it when the billing system lets us in', async () => {
    const one = await issued(WHMCS);
    await one.desk.refuse('key');
    await one.world.drain();
    const report = (await (await one.world.adminRead('/admin/billing')).json()) as {
      stopped: { code: string };
    };
    expect(report.stopped.code).toBe('billing_refused_key');
    const probe = { action: 'probe_billing' };
    const refused = await one.world.admin('/admin/billing/probe', probe);
    expect([refused.status, (await refused.json<{ code: string }>()).code]).toEqual([
      502,
      'billing_refused_key',
    ]);
    await one.desk.refuse(null);
    const letIn = await one.world.admin('/admin/billing/probe', probe);
    expect(await letIn.json()).toMatchObject({ ok: true, problems: [], resumed: true });
  });

  it('tells of each problem, and starts a delivery again', async () => {
    const one = await issued(WHMCS);
    await one.desk.fail('CreateInvoice', { loseReply: true });
    await one.world.drain();
    const [document] = await one.desk.documents();
    await one.desk.cancel(document?.id ?? '');
    await passTime(one);
    const report = await (await one.world.adminRead('/admin/billing')).json<{
      problems: { invoiceId: string; reason: string; detail: string; clientEmail: string }[];
    }>();
    const [problem] = report.problems;
    expect(problem).toMatchObject({
      reason: 'billing_changed',
      clientEmail: 'client-0@example.com',
    });
    expect(problem?.detail).toContain('cancelled there');
    const again = { action: 'deliver_again', invoiceId: problem?.invoiceId };
    expect((await one.world.admin('/admin/billing/deliveries', again)).status).toBe(200);
    const unknown = { action: 'deliver_again', invoiceId: `inv_${'0'.repeat(26)}` };
    expect((await one.world.admin('/admin/billing/deliveries', unknown)).status).toBe(404);
    const malformed = { action: 'deliver_again', invoiceId: 'x' };
    expect((await one.world.admin('/admin/billing/deliveries', malformed)).status).toBe(400);
  });
});
