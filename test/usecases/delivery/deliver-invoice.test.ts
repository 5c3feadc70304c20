// Deliveries against a billing system of the test's own making: what no emulator can force, and what the books must say.
import { describe, expect, it } from 'vitest';
import { err, ok } from '#core/result.ts';
import type { BillingCode, DeliveryJournal } from '#ports/billing-system.ts';
import { deliverAgain, recordPayment, unlinkClient } from '#usecases/delivery/mend-delivery.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { runMonth } from '../../support/runs.ts';
import { newWorld } from '../../support/world.ts';
import { books, DONE, failure, invoiceId, NONE, withInvoice } from './support/fake-billing.ts';

describe('deliverInvoice', () => {
  it('stores its intent before it writes, and the journal after it', async () => {
    const seen: unknown[] = [];
    const { world, calls } = await withInvoice({
      advance: async () => {
        seen.push((await books(world))?.inDoubt);
        return ok(DONE);
      },
    });
    await drainOutbox(world.ports);
    expect(seen).toEqual([1]);
    expect(calls).toEqual(['findClient', 'look', 'advance']);
    expect(await books(world)).toMatchObject({
      phase: 'done',
      documentId: '7',
      inDoubt: 0,
      task: 'done',
    });
  });

  it('asks for another look, because the letter to the client waits now', async () => {
    const { world } = await withInvoice();
    expect(await drainOutbox(world.ports)).toMatchObject({ done: 1, more: true });
    expect(await drainOutbox(world.ports)).toMatchObject({ done: 1, more: false });
  });

  it('writes nothing where its intent cannot be stored: a stop came in between', async () => {
    const { world, calls } = await withInvoice({
      look: async () => {
        await world.sql("INSERT INTO billing_stop VALUES ('whmcs', 'billing_refused_key', '', 1)");
        return ok(NONE);
      },
    });
    await drainOutbox(world.ports);
    expect(calls).not.toContain('advance');
    expect(await books(world)).toMatchObject({ task: 'pending', attempts: 0 });
  });

  it('writes nothing while another document of the client is in doubt', async () => {
    const { world, calls } = await withInvoice();
    await world.sql(
      `INSERT INTO invoice SELECT 'inv_other', client_id, month, kind, 1, run_id, series, 2, 'INV-2', currency, total_minor,
         tokens, token_price, client_snapshot, seller_snapshot, item_hash, issued_at_ms, due_at_ms, NULL FROM invoice`,
    );
    await world.sql(
      `INSERT INTO delivery (invoice_id, client_id, system, reference, version, phase, in_doubt_since_ms, created_at_ms, updated_at_ms)
       SELECT id, client_id, 'whmcs', 'PM-OTHER', 1, 'none', 1, 1, 1 FROM invoice WHERE id = 'inv_other'`,
    );
    await drainOutbox(world.ports);
    expect(calls).not.toContain('advance');
    await world.sql('UPDATE delivery SET in_doubt_since_ms = 0');
    await world.passMs(60_000);
    await drainOutbox(world.ports);
    expect(calls).toContain('advance');
  });

  it('does not look before a write in doubt has had its time, and then looks first', async () => {
    let replies = 0;
    const { world, calls } = await withInvoice({
      advance: async () => (replies++ === 0 ? err(failure('unknown', 'billing_slow')) : ok(DONE)),
    });
    await drainOutbox(world.ports);
    expect(await books(world)).toMatchObject({ inDoubt: 1, problem: 'billing_slow' });
    await world.sql("UPDATE outbox SET due_at_ms = 0 WHERE state = 'pending'");
    calls.length = 0;
    await world.passMs(59_000);
    await drainOutbox(world.ports);
    expect(calls).toEqual([]);
    await world.passMs(1_000);
    await drainOutbox(world.ports);
    expect(calls).toEqual(['readClient', 'look', 'advance']);
    expect(await books(world)).toMatchObject({ phase: 'done', inDoubt: 0, problem: '' });
  });

  it('goes on with a long document in the next attempt, without counting it as a failure', async () => {
    let written = 0;
    const journal = (): DeliveryJournal =>
      written < 45 ? { ...NONE, lines: { done: String(written) } } : DONE;
    const { world, calls } = await withInvoice({
      look: async () => ok(journal()),
      advance: async () => {
        written += 1;
        return ok(journal());
      },
    });
    await drainOutbox(world.ports);
    expect(written).toBe(20);
    expect(await books(world)).toMatchObject({ task: 'pending', attempts: 0, inDoubt: 0 });
    await drainOutbox(world.ports);
    await drainOutbox(world.ports);
    expect(written).toBe(45);
    expect(calls.filter((name) => name === 'look')).toHaveLength(3);
    expect(await books(world)).toMatchObject({ task: 'done' });
  });

  it('does not commit after somebody else has taken over', async () => {
    const { world } = await withInvoice({
      advance: async () => {
        await world.sql('UPDATE delivery SET version = version + 1');
        return ok(DONE);
      },
    });
    await drainOutbox(world.ports);
    expect(await books(world)).toMatchObject({ phase: 'none', task: 'pending' });
    expect(await world.sql('SELECT 1 FROM outbox WHERE kind = ?', 'send_letter')).toEqual([]);
  });

  it('says why it gave up, and tries again a day later', async () => {
    let code: BillingCode | undefined = 'billing_changed';
    const { world } = await withInvoice({
      look: async () => (code ? err(failure('rejected', code)) : ok(NONE)),
    });
    await drainOutbox(world.ports);
    expect(await books(world)).toMatchObject({
      task: 'failed',
      problem: 'billing_changed',
      detail: 'told: billing_changed',
      inDoubt: 0,
    });
    code = undefined;
    await world.ports.store.automation.retryFailedTasks(world.clock.nowMs());
    await drainOutbox(world.ports);
    expect(await books(world)).toMatchObject({ task: 'done', problem: '' });
  });

  it.each([
    'billing_conflict',
    // In words that nobody knows.
    'billing_rejected',
  ] as const)(
    'asks again who the client is where its name was taken meanwhile: %s',
    async (code) => {
      let found = 0;
      const client = { id: '9', email: 'client-0@example.com', currency: 'USD', active: true };
      const { world, calls } = await withInvoice({
        findClient: async () => ok(found++ === 0 ? null : client),
        createClient: async () => err(failure('rejected', code)),
      });
      await drainOutbox(world.ports);
      expect(calls.slice(0, 3)).toEqual(['findClient', 'createClient', 'findClient']);
      const [link] = await world.sql<{ id: string }>(
        'SELECT billing_client_id AS id FROM billing_link',
      );
      expect(link?.id).toBe('9');
    },
  );

  it.each([
    ['another currency', { currency: 'EUR' }, 'billing_currency_differs'],
    ['a closed account', { active: false }, 'billing_client_missing'],
  ])('writes nothing for a client with %s over there', async (_what, deviation, problem) => {
    const client = { id: '5', email: 'client-0@example.com', currency: 'USD', active: true };
    const { world, calls } = await withInvoice({
      findClient: async () => ok({ ...client, ...deviation }),
    });
    await drainOutbox(world.ports);
    expect(calls).toEqual(['findClient']);
    expect(await books(world)).toMatchObject({ task: 'failed', problem });
  });

  it('gives up what was begun in another billing system', async () => {
    const { world, calls } = await withInvoice({
      advance: async () => err(failure('unavailable', 'billing_rate_limited')),
    });
    await drainOutbox(world.ports);
    await world.sql("UPDATE delivery SET system = 'blesta'");
    await world.sql('UPDATE outbox SET due_at_ms = 0');
    calls.length = 0;
    await drainOutbox(world.ports);
    expect(calls).toEqual([]);
    expect(await books(world)).toMatchObject({ task: 'failed' });
  });
});

describe('deliverAgain', () => {
  it('starts from the beginning, but not what is done or in doubt', async () => {
    const { world } = await withInvoice({
      look: async () => err(failure('rejected', 'billing_document_missing')),
    });
    const id = await invoiceId(world);
    await drainOutbox(world.ports);
    await world.sql(
      "UPDATE delivery SET document_id = '7', phase = 'opened', in_doubt_since_ms = 1",
    );
    expect(await deliverAgain(world.ports, id, 'admin:test')).toMatchObject({
      error: { reason: 'delivery_in_doubt' },
    });
    await world.sql('UPDATE delivery SET in_doubt_since_ms = 0');
    expect(await deliverAgain(world.ports, id, 'admin:test')).toMatchObject({ ok: true });
    expect(await books(world)).toMatchObject({
      documentId: '',
      phase: 'none',
      problem: '',
      task: 'pending',
    });
    await world.sql("UPDATE delivery SET phase = 'done'");
    expect(await deliverAgain(world.ports, id, 'admin:test')).toMatchObject({
      error: { reason: 'already_delivered' },
    });
    const audits = await world.sql("SELECT 1 FROM audit_event WHERE action = 'delivery_restarted'");
    expect(audits).toHaveLength(1);
  });
});

describe('unlinkClient', () => {
  it('makes the next delivery look for the address again', async () => {
    const { world } = await withInvoice();
    await drainOutbox(world.ports);
    const [client] = await world.sql<{ id: `cli_${string}` }>('SELECT id FROM client');
    if (!client) throw new Error('no client');
    await unlinkClient(world.ports, client.id, 'admin:test');
    expect(await world.sql('SELECT 1 FROM billing_link')).toEqual([]);
  });
});

describe('recordPayment', () => {
  it('is an operator’s word with the built-in system, also for what was issued before', async () => {
    const world = await newWorld();
    await openShop(world);
    await enrolMany(world, 1);
    await runMonth(world.ports);
    const id = await invoiceId(world);
    await recordPayment(world.ports, id, 'paid', 'admin:test');
    expect((await world.ports.store.invoices.headById(id))?.payment).toBe('paid');
    await recordPayment(world.ports, id, 'open', 'admin:test');
    expect((await world.ports.store.invoices.headById(id))?.payment).toBe('open');
    const audits = await world.sql("SELECT 1 FROM audit_event WHERE action = 'payment_recorded'");
    expect(audits).toHaveLength(2);
  });

  it('is refused where payments are read', async () => {
    const { world } = await withInvoice();
    const recorded = await recordPayment(world.ports, await invoiceId(world), 'paid', 'admin:test');
    expect(recorded).toMatchObject({ error: { reason: 'payments_are_read' } });
  });
});
