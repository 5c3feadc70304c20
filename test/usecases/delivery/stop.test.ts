// A billing system that refuses us is left alone: what stops, what still goes on, and what ends it.
import { describe, expect, it } from 'vitest';
import { err, ok } from '#core/result.ts';
import type { BillingCode } from '#ports/billing-system.ts';
import { tendBillingSystem } from '#usecases/automation/tend-billing-system.ts';
import { deliverInvoice } from '#usecases/delivery/deliver-invoice.ts';
import { readPayments } from '#usecases/delivery/read-payments.ts';
import { resumeDeliveries } from '#usecases/delivery/resume-deliveries.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { auditRows } from '../../support/database.ts';
import type { World } from '../../support/world.ts';
import { books, DONE, failure, withInvoice } from './support/fake-billing.ts';

const STOPPING: readonly BillingCode[] = [
  'billing_refused_key',
  'billing_not_permitted',
  'billing_address_blocked',
];

const stops = (world: World) => world.sql<{ code: string }>('SELECT code FROM billing_stop');
const put = (world: World) =>
  world.sql("INSERT INTO billing_stop VALUES ('whmcs', 'billing_refused_key', 'told', 1)");

describe('deliveries to a system that refuses us', () => {
  it.each(STOPPING)(
    'stop at once on %s; the task waits, and nothing counts as its failure',
    async (code) => {
      const { world, calls } = await withInvoice({
        look: async () => err(failure('rejected', code)),
      });
      await drainOutbox(world.ports);
      expect(await stops(world)).toEqual([{ code }]);
      expect(await books(world)).toMatchObject({ problem: code, task: 'pending', attempts: 0 });
      expect(await auditRows('billing_stopped')).toMatchObject([
        { actor: 'delivery', subjectId: 'whmcs' },
      ]);
      const asked = calls.length;
      for (let hour = 0; hour < 3; hour++) {
        await world.passMs(3_600_000);
        await drainOutbox(world.ports);
      }
      expect(calls).toHaveLength(asked);
    },
  );

  it('do not stop for what is one document’s own trouble', async () => {
    const { world } = await withInvoice({
      look: async () => err(failure('rejected', 'billing_changed')),
    });
    await drainOutbox(world.ports);
    expect(await stops(world)).toEqual([]);
    expect(await books(world)).toMatchObject({ task: 'failed' });
  });

  it('ask nobody while stopped, not even for the client', async () => {
    const { world, calls } = await withInvoice();
    await put(world);
    await drainOutbox(world.ports);
    expect(calls).toEqual([]);
    // Not even claimed and put off: once let in, it goes out at once.
    const dueAtMs = world.clock.nowMs();
    expect(await books(world)).toMatchObject({
      phase: null,
      task: 'pending',
      attempts: 0,
      dueAtMs,
    });
  });

  it('wait where the stop came after their task was claimed', async () => {
    const { world, calls } = await withInvoice();
    const { store, clock } = world.ports;
    const [task] = await store.outbox.claimDue(clock.nowMs(), clock.nowMs() + 1, 1, []);
    if (!task) throw new Error('no task');
    await put(world);
    const forMs = 5 * 60_000;
    expect(await deliverInvoice(world.ports, task)).toEqual({
      kind: 'wait',
      error: 'billing_stopped',
      forMs,
    });
    expect(calls).toEqual([]);
  });

  it('keep the first reason when more refusals follow', async () => {
    const { world } = await withInvoice({
      look: async () => err(failure('rejected', 'billing_address_blocked')),
    });
    const { store } = world.ports;
    await drainOutbox(world.ports);
    await store.commit([
      {
        type: 'billing_stopped',
        system: 'whmcs',
        code: 'billing_refused_key',
        detail: '',
        atMs: 2,
      },
    ]);
    expect(await stops(world)).toEqual([{ code: 'billing_address_blocked' }]);
  });

  it('go on once a probe succeeds, and only then', async () => {
    let refused = true;
    const { world, calls } = await withInvoice({
      probe: async () =>
        refused
          ? err(failure('rejected', 'billing_refused_key'))
          : ok({ version: '9', problems: [] }),
    });
    await put(world);
    expect(await resumeDeliveries(world.ports, 'automation')).toMatchObject({ ok: false });
    expect(await stops(world)).toHaveLength(1);
    refused = false;
    expect(await resumeDeliveries(world.ports, 'admin:k')).toMatchObject({
      value: { resumed: true },
    });
    expect(await stops(world)).toEqual([]);
    expect(await auditRows('billing_resumed')).toMatchObject([{ actor: 'admin:k' }]);
    await world.passMs(5 * 60_000);
    await drainOutbox(world.ports);
    expect(calls).toContain('advance');
    expect(await books(world)).toMatchObject({ task: 'done' });
  });
});

describe('payments of a system that refuses us', () => {
  async function delivered(code: BillingCode) {
    const made = await withInvoice({
      advance: async () => ok(DONE),
      read: async () => err(failure('rejected', code)),
    });
    await drainOutbox(made.world.ports);
    await made.world.passMs(24 * 3_600_000);
    made.calls.length = 0;
    return made;
  }

  it('are not read while stopped', async () => {
    const { world, calls } = await delivered('billing_refused_key');
    await put(world);
    expect(await readPayments(world.ports)).toMatchObject({ read: 0, failed: 0, more: false });
    expect(calls).toEqual([]);
  });

  it('stop everything when the refusal comes in the middle of reading', async () => {
    const { world, calls } = await delivered('billing_address_blocked');
    await world.sql(
      `INSERT INTO invoice SELECT 'inv_' || n.value, client_id, month, kind, n.value, run_id, series, 10 + n.value, 'N-' || n.value,
         currency, total_minor, tokens, token_price, client_snapshot, seller_snapshot, item_hash, issued_at_ms, due_at_ms, NULL
       FROM invoice, json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]') AS n`,
    );
    await world.sql(
      `INSERT INTO delivery (invoice_id, client_id, system, reference, version, phase, document_id, payment, next_look_ms, created_at_ms, updated_at_ms)
       SELECT id, client_id, 'whmcs', 'PM-' || id, 1, 'done', id, 'open', 1, 1, 1 FROM invoice WHERE id LIKE 'inv\\_%' ESCAPE '\\' AND sequence > 0`,
    );
    await readPayments(world.ports);
    // Those that were asked at the same time, and none after.
    expect(calls.length).toBeLessThanOrEqual(6);
    expect(await stops(world)).toEqual([{ code: 'billing_address_blocked' }]);
    calls.length = 0;
    await readPayments(world.ports);
    expect(calls).toEqual([]);
  });

  it('are the daily automation’s business again once it is let in', async () => {
    const { world, calls } = await delivered('billing_slow');
    await put(world);
    await tendBillingSystem(world.ports);
    expect(await stops(world)).toEqual([]);
    expect(calls).toContain('probe');
  });
});
