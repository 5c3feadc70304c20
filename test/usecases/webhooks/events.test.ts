// What is published, when, and for whom: through the real sign-up, run and payment.
import { beforeEach, describe, expect, it } from 'vitest';
import { createStore } from '#adapters/d1/store.ts';
import { retryDelayMs } from '#core/back-off.ts';
import { WEBHOOK_EVENTS, type WebhookEventType } from '#core/webhooks/events.ts';
import { recordPayment } from '#usecases/delivery/mend-delivery.ts';
import { catchLogs } from '../../support/logs.ts';
import { becomeClient, enrolMany, openShop, signUp } from '../../support/people.ts';
import { advanceToEnd, approve, MONTH, planMonth, runMonth, start } from '../../support/runs.ts';
import { watchDatabase } from '../../support/watched-database.ts';
import { eventOf, inDevelopment, listen, type Receiver, sendAll } from '../../support/webhooks.ts';
import { newWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld({ now: '2026-09-20T12:00:00Z', ports: inDevelopment });
  await openShop(world);
});

async function eventsAt(receiver: Receiver) {
  await sendAll(world);
  return (await receiver.received()).map(({ body }) => eventOf(body));
}

function published() {
  return world.sql<{ type: string; payload: string }>(
    'SELECT type, payload FROM webhook_delivery ORDER BY id',
  );
}

describe('event_published', () => {
  it('tells of a sign-up and an enrolment, without anybody’s name or address', async () => {
    const receiver = await listen(world);
    await becomeClient(world, 'ada@example.com', 'Ada Lovelace');
    const events = await eventsAt(receiver);
    // They go out side by side: which comes first is nobody's promise.
    expect(events.map(({ type }) => type).sort()).toEqual(['client.enrolled', 'client.signed_up']);
    const [client] = await world.sql<{ id: string; panel_user_id: number }>('SELECT * FROM client');
    expect(events.find(({ type }) => type === 'client.enrolled')?.data).toEqual({
      clientId: client?.id,
      clientNumber: 1001,
      panelUserId: client?.panel_user_id,
    });
    expect(JSON.stringify(await published())).not.toMatch(/ada|lovelace|example\.com/i);
  });

  it('tells of a failed provisioning once for each reason, not for each attempt', async () => {
    const receiver = await listen(world, ['client.provisioning_failed']);
    await world.emulators.control({ path: '/users', status: 503, times: 1000 });
    await becomeClient(world, 'ada@example.com').catch(() => undefined);
    for (let n = 1; n < 4; n++) {
      await world.passMs(retryDelayMs(n) + 200_000);
      await world.drain();
    }
    expect(await eventsAt(receiver)).toMatchObject([
      { type: 'client.provisioning_failed', data: { failure: 'panel_unavailable' } },
    ]);
  });

  it('is written only where somebody listens who is enabled', async () => {
    await listen(world, ['run.finished']);
    const off = await listen(world, ['client.signed_up']);
    await world.sql("UPDATE webhook_endpoint SET state = 'disabled' WHERE id = ?", off.endpointId);
    await becomeClient(world, 'ada@example.com');
    expect(await published()).toEqual([]);
  });

  it('is gone with the commit that would have caused it', async () => {
    await listen(world);
    const atMs = world.clock.nowMs();
    const event = { type: 'delivery.resumed', data: { system: 'x' } } as const;
    const committed = await world.ports.store.commit([
      { type: 'event_published', event, atMs },
      { type: 'signup_used', signupId: 'sig_unknown', atMs },
    ]);
    expect(committed.ok).toBe(false);
    expect(await published()).toEqual([]);
    await signUp(world, 'ada@example.com');
    expect(await published()).toEqual([]);
  });

  it('carries exactly what the table says', async () => {
    await listen(world);
    await becomeClient(world, 'grace@example.com');
    await enrolMany(world, 1);
    await world.setNow('2026-11-10T12:00:00Z');
    await runMonth(world.ports);
    await planMonth(world.ports);
    await world.drain();
    const [invoice] = await world.sql<{ id: `inv_${string}` }>('SELECT id FROM invoice');
    if (!invoice) throw new Error('nobody was billed');
    await recordPayment(world.ports, invoice.id, 'paid', 'admin:tests');
    await recordPayment(world.ports, invoice.id, 'open', 'admin:tests');
    const seen = (await published()).map(({ payload }) => eventOf(payload));
    for (const { type, data, timestamp } of seen) {
      expect([type, Object.keys(data)]).toEqual([
        type,
        WEBHOOK_EVENTS[type as WebhookEventType].carries,
      ]);
      expect(Object.values(data)).not.toContain(undefined);
      expect(new Date(timestamp).toISOString()).toBe(timestamp);
    }
    expect([...new Set(seen.map(({ type }) => type))].sort()).toEqual([
      'client.enrolled',
      'client.signed_up',
      'invoice.delivered',
      'invoice.issued',
      'invoice.paid',
      'invoice.payment_changed',
      'run.finished',
      'run.planned',
    ]);
  });
});

describe('a run', () => {
  it('tells of its plan, of every document and of its end, in the database’s own figures', async () => {
    const receiver = await listen(world);
    await enrolMany(world, 3);
    await world.setNow('2026-11-10T12:00:00Z');
    const { id, manifest } = await planMonth(world.ports);
    await approve(world.ports, manifest);
    await advanceToEnd(world.ports);
    const events = await eventsAt(receiver);
    const of = (type: string) => events.filter((event) => event.type === type);
    expect(of('run.planned')).toMatchObject([
      { data: { runId: id, month: MONTH, trigger: 'override', manifest, documents: 3, parked: 0 } },
    ]);
    expect(of('run.finished')).toMatchObject([
      { data: { runId: id, issued: 3, conflicts: 0, parked: 0 } },
    ]);
    const invoices = await world.sql<Record<string, string | number>>(
      'SELECT * FROM invoice ORDER BY number',
    );
    const issued = of('invoice.issued').map(({ data }) => data);
    expect(issued.sort((a, b) => String(a.number).localeCompare(String(b.number)))).toEqual(
      invoices.map((invoice) => ({
        invoiceId: invoice.id,
        number: invoice.number,
        kind: 'invoice',
        clientId: invoice.client_id,
        runId: id,
        month: MONTH,
        currency: 'USD',
        totalMinor: invoice.total_minor,
        dueAt: new Date(Number(invoice.due_at_ms)).toISOString(),
      })),
    );
    expect(issued[0]?.number).toMatch(/^INV-2026-\d{6}$/);
  });

  it('tells once of a client whom it holds back, and again for another reason alone', async () => {
    const receiver = await listen(world, ['client.parked']);
    const [clientId] = await enrolMany(world, 1);
    await world.setNow('2026-11-10T12:00:00Z');
    await world.emulators.control({ path: '/usage', status: 503, times: 1000 });
    const runId = await runMonth(world.ports);
    await runMonth(world.ports);
    await planMonth(world.ports);
    expect(await eventsAt(receiver)).toMatchObject([
      { data: { clientId, runId, month: MONTH, reason: 'usage_unavailable' } },
    ]);
    await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
    await world.sql('DELETE FROM token_price');
    await runMonth(world.ports);
    expect((await eventsAt(receiver)).map(({ data }) => data.reason)).toEqual([
      'usage_unavailable',
      'price_missing',
    ]);
  });

  it('tells when it was set aside, unless somebody else holds it by then', async () => {
    const receiver = await listen(world, ['run.failed']);
    const runId = await start(world.ports);
    const failed = { type: 'run_failed', runId, failure: 'x', atMs: world.clock.nowMs() } as const;
    await world.ports.store.commit([{ ...failed, fence: 7 }]);
    await world.ports.store.commit([{ ...failed, fence: 0 }]);
    await world.ports.store.commit([{ ...failed, fence: 0, atMs: failed.atMs + 1 }]);
    expect(await eventsAt(receiver)).toMatchObject([
      { type: 'run.failed', data: { runId, state: 'planning_failed' } },
    ]);
    expect(await published()).toHaveLength(1);
  });

  it('writes and reads nothing for webhooks where there is no endpoint', async () => {
    await enrolMany(world, 1);
    await world.setNow('2026-11-10T12:00:00Z');
    await runMonth(world.ports);
    await world.drain();
    expect(await published()).toEqual([]);
    const watched = watchDatabase();
    const store = createStore(watched.binding as D1Database);
    expect(await store.webhooks.claimDue(world.clock.nowMs(), 0, 24)).toEqual([]);
    expect(watched.queries).toBe(1);
  });
});

describe('payments', () => {
  it('are told when they change, and not when they are read again', async () => {
    const receiver = await listen(world, ['invoice.paid', 'invoice.payment_changed']);
    await enrolMany(world, 1);
    await world.setNow('2026-11-10T12:00:00Z');
    await runMonth(world.ports);
    await world.drain();
    const [invoice] = await world.sql<{ id: `inv_${string}`; number: string }>(
      'SELECT * FROM invoice',
    );
    if (!invoice) throw new Error('nobody was billed');
    for (const state of ['paid', 'paid', 'open', 'open', 'paid'] as const) {
      await recordPayment(world.ports, invoice.id, state, 'admin:tests');
      await sendAll(world);
    }
    const events = await eventsAt(receiver);
    expect(events.map(({ type, data }) => [type, data.payment])).toEqual([
      ['invoice.paid', 'paid'],
      ['invoice.payment_changed', 'open'],
      ['invoice.paid', 'paid'],
    ]);
    expect(events[0]?.data).toMatchObject({
      number: invoice.number,
      month: MONTH,
      changedAt: new Date(world.clock.nowMs()).toISOString(),
    });
  });
});
