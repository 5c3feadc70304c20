import { beforeEach, describe, expect, it } from 'vitest';
import type { Ports } from '#ports/ports.ts';
import { advanceRun } from '#usecases/invoicing/advance-run.ts';
import { runReport } from '#usecases/invoicing/run-report.ts';
import { enrolMany, openShop, setPrice } from '../../support/people.ts';
import {
  advanceToEnd,
  approve,
  crashingStore,
  invoicesOf,
  planMonth,
  runMonth,
  start,
} from '../../support/runs.ts';
import { newWorld, type World } from '../../support/world.ts';

let world: World;
let ports: Ports;
beforeEach(async () => {
  world = await newWorld();
  ports = world.ports;
  await openShop(world);
});

/** Panel user ids are given in the order of seeding, after the administrator's. */
const panelUser = (n: number) => String(n + 2);

describe('a scheduled run', () => {
  it('makes one itemised invoice per client with usage, out of the panel’s capped tokens', async () => {
    await enrolMany(world, 1, () => [
      { name: 'capped', plan: 1, created_at: '2026-09-01T00:00:00Z', backups: true },
      { name: 'short', plan: 1, created_at: '2026-10-31T20:30:00Z' },
    ]);
    await runMonth(ports);
    const [invoice, ...others] = await invoicesOf(world);
    expect(others).toEqual([]);
    // 744 h × 7 = 5,208 is capped at 5,000 by the panel; 10 % … 20 % of it are backups; 3.5 h count as 4.
    const lines = JSON.parse(invoice?.lines ?? '[]') as [
      number,
      string,
      number,
      string,
      number,
      number,
      number,
    ][];
    expect(lines.map(([, kind, , name, hours, tokens]) => [kind, name, hours, tokens])).toEqual([
      ['server', 'capped', 744, 5000],
      ['backup', 'capped', 744, lines[1]?.[5]],
      ['server', 'short', 4, 28],
    ]);
    expect(lines[0]?.[6]).toBe(750); // 5,000 × 0.0015 USD = 7.50
    expect(invoice?.total_minor).toBe(lines.reduce((sum, line) => sum + line[6], 0));
    expect(invoice?.number).toBe('INV-2026-000001');
  });

  it('makes no invoice for a client without usage', async () => {
    await enrolMany(world, 2, (n) =>
      n === 0 ? [] : [{ name: 'a', plan: 1, created_at: '2026-10-30T00:00:00Z' }],
    );
    const id = await runMonth(ports);
    expect((await invoicesOf(world)).map(({ client_id }) => client_id)).toEqual([
      'cli_00000000000000000000000001',
    ]);
    expect((await runReport(ports, id))?.counts).toEqual({
      invoice: 1,
      nothingToBill: 1,
      alreadyInvoiced: 0,
      billedElsewhere: 0,
      parked: 0,
    });
  });

  it('parks the client whose usage is unavailable, alone, and never bills it zero', async () => {
    await enrolMany(world, 3);
    await world.emulators.control({
      path: '/usage/report',
      query: { user_id: panelUser(1) },
      status: 500,
      times: 99,
    });
    const id = await runMonth(ports);
    const report = await runReport(ports, id);
    expect(report?.counts).toEqual({
      invoice: 2,
      nothingToBill: 0,
      alreadyInvoiced: 0,
      billedElsewhere: 0,
      parked: 1,
    });
    expect(report?.parked[0]).toMatchObject({
      email: 'client-1@example.com',
      reason: 'usage_unavailable',
    });
    expect(await invoicesOf(world)).toHaveLength(2);
  });

  it('bills a parked client by the next run, and the others not again', async () => {
    await enrolMany(world, 3);
    await world.emulators.control({
      path: '/usage/report',
      query: { user_id: panelUser(1) },
      status: 500,
      times: 2,
    });
    await runMonth(ports);
    const before = await invoicesOf(world);
    await runMonth(ports);
    const after = await invoicesOf(world);
    expect(before).toHaveLength(2);
    expect(after).toHaveLength(3);
    expect(after.filter(({ client_id }) => before.some((b) => b.client_id === client_id))).toEqual(
      before,
    );
    expect(after.map(({ number_in_series }) => number_in_series).sort()).toEqual([1, 2, 3]);
  });

  it('parks a client whose currency has no price, and bills the others', async () => {
    await enrolMany(world, 2, undefined, (n) => (n === 0 ? 'JPY' : 'EUR'));
    const id = await runMonth(ports);
    expect((await runReport(ports, id))?.parked.map(({ reason }) => reason)).toEqual([
      'price_missing',
    ]);
    expect(await invoicesOf(world)).toHaveLength(1);
  });

  it('keeps currencies apart in its totals, in whole smallest units', async () => {
    await setPrice(world, 'JPY', '0.15');
    await enrolMany(
      world,
      3,
      () => [{ name: 'a', plan: 1, created_at: '2026-09-01T00:00:00Z' }],
      (n) => ['USD', 'EUR', 'JPY'][n] ?? 'USD',
    );
    const id = await runMonth(ports);
    expect((await runReport(ports, id))?.totals).toEqual([
      { currency: 'EUR', amountMinor: 600, invoices: 1 },
      { currency: 'JPY', amountMinor: 750, invoices: 1 },
      { currency: 'USD', amountMinor: 750, invoices: 1 },
    ]);
  });

  it('prices with what is in force in the month, not with what comes later', async () => {
    await setPrice(world, 'USD', '9', '2026-11');
    await enrolMany(world, 1, () => [{ name: 'a', plan: 1, created_at: '2026-09-01T00:00:00Z' }]);
    await runMonth(ports);
    expect((await invoicesOf(world))[0]?.total_minor).toBe(750);
  });

  it('leaves out clients who enrolled after the month', async () => {
    const [id] = await enrolMany(world, 1);
    await world.sql(
      'UPDATE client SET enrolled_at_ms = ? WHERE id = ?',
      Date.parse('2026-11-01T00:00:00Z'),
      id,
    );
    const run = await runMonth(ports);
    expect((await runReport(ports, run))?.counts).toEqual({
      invoice: 0,
      nothingToBill: 0,
      alreadyInvoiced: 0,
      billedElsewhere: 0,
      parked: 0,
    });
  });

  it('gives numbers without gaps also where another run was faster for some clients', async () => {
    await enrolMany(world, 5);
    const { id, manifest } = await planMonth(ports);
    // Somebody else's invoice for client 2 appears between plan and execution.
    await world.sql(
      `INSERT INTO invoice SELECT 'inv_other', 'cli_00000000000000000000000002', '2026-10', 'invoice', 0, '${id}', 'X', 1, 'X-1', 'USD', 1, 1, '1', '{}', '{}', '', 0, 0, NULL`,
    );
    await approve(ports, manifest);
    await advanceToEnd(ports);
    const run = await ports.store.runs.byId(id);
    expect(run).toMatchObject({ state: 'executed', issued: 4, conflicts: 1 });
    const numbers = (await invoicesOf(world)).filter(({ number }) => number !== 'X-1');
    expect(numbers.map(({ number_in_series }) => number_in_series)).toEqual([1, 2, 3, 4]);
    expect(await world.sql('SELECT last FROM invoice_series')).toEqual([{ last: 4 }]);
  });

  it('bills everybody where the clients fill more pages than one piece of work has', async () => {
    await enrolMany(world, 1_050, (n) => [
      { name: `web-${n}`, plan: 1, created_at: '2026-10-30T00:00:00Z' },
    ]);
    const id = await runMonth(ports);
    expect(await ports.store.runs.byId(id)).toMatchObject({ state: 'executed', issued: 1_050 });
    const [figures] = await world.sql(
      'SELECT count(DISTINCT client_id) AS clients, max(number_in_series) AS last, min(number_in_series) AS first FROM invoice',
    );
    expect(figures).toEqual({ clients: 1_050, first: 1, last: 1_050 });
  });

  it('writes outbox and audit rows with each invoice, and sends nothing itself', async () => {
    await enrolMany(world, 2);
    await runMonth(ports);
    for (const invoice of await invoicesOf(world))
      expect(invoice).toMatchObject({ tasks: 1, audits: 1 });
    expect(await world.emulators.messages()).toEqual([]);
    await world.drain();
    await world.drain();
    expect(await world.emulators.messages()).toHaveLength(2);
  });
});

describe('a plan', () => {
  it('has the same manifest when the same facts are planned again', async () => {
    await enrolMany(world, 3);
    const first = await planMonth(ports);
    const second = await planMonth(ports);
    expect(second.id).not.toBe(first.id);
    expect(second.manifest).toBe(first.manifest);
    expect(first.manifest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has another manifest when anything that decides an invoice changes', async () => {
    await enrolMany(world, 2);
    const seen = new Set([(await planMonth(ports)).manifest]);
    await world.sql("UPDATE client SET name = 'Other' WHERE id = 'cli_00000000000000000000000001'");
    seen.add((await planMonth(ports)).manifest);
    await setPrice(world, 'USD', '0.0016');
    seen.add((await planMonth(ports)).manifest);
    await world.emulators.seed({
      email: 'client-0@example.com',
      password: 'Abcdef123',
      servers: [{ name: 'more', plan: 1, created_at: '2026-10-31T00:00:00Z' }],
    });
    seen.add((await planMonth(ports)).manifest);
    expect(seen.size).toBe(4);
  });

  it('is executed as it was frozen, whatever the panel, the prices or the client say by then', async () => {
    await enrolMany(world, 1, () => [{ name: 'a', plan: 1, created_at: '2026-09-01T00:00:00Z' }]);
    const { manifest } = await planMonth(ports);
    await setPrice(world, 'USD', '99');
    await world.sql("UPDATE client SET name = 'Renamed'");
    await world.emulators.control({ path: '/usage/report', status: 500, times: 99 });
    await approve(ports, manifest);
    await advanceToEnd(ports);
    const [invoice] = await invoicesOf(world);
    expect(invoice).toMatchObject({ total_minor: 750, token_price: '0.0015' });
    expect(JSON.stringify(invoice)).toContain('"Client\\"');
  });

  it('is not executed without an approval', async () => {
    await enrolMany(world, 1);
    await planMonth(ports);
    await advanceToEnd(ports);
    expect(await invoicesOf(world)).toEqual([]);
  });

  it('is refused when a newer plan differs', async () => {
    await enrolMany(world, 1);
    const { manifest } = await planMonth(ports);
    await setPrice(world, 'USD', '0.5');
    await planMonth(ports);
    expect(await approve(ports, manifest)).toEqual({
      ok: false,
      error: { reason: 'plan_superseded' },
    });
  });

  it('is refused when it is older than a day', async () => {
    await enrolMany(world, 1);
    const { manifest } = await planMonth(ports);
    await world.passMs(24 * 3_600_000 + 1);
    expect(await approve(ports, manifest)).toMatchObject({
      ok: false,
      error: { reason: 'plan_expired' },
    });
  });

  it('is refused under a manifest that is not stored', async () => {
    await enrolMany(world, 1);
    await planMonth(ports);
    const refused = await approve(ports, 'f'.repeat(64));
    expect(refused).toEqual({ ok: false, error: { reason: 'manifest_unknown' } });
  });

  it('is executed once however often it is approved', async () => {
    await enrolMany(world, 3);
    const { id, manifest } = await planMonth(ports);
    for (let i = 0; i < 3; i++) {
      expect(await approve(ports, manifest)).toEqual({ ok: true, value: id });
      await advanceToEnd(ports);
    }
    expect(await invoicesOf(world)).toHaveLength(3);
  });
});

describe('a run that is disturbed', () => {
  it('comes to the same result after a crash before or after any of its commits', async () => {
    await enrolMany(world, 5);
    await runMonth(ports);
    const undisturbed = await invoicesOf(world);
    expect(undisturbed).toHaveLength(5);
    let crashes = 0;
    for (const when of ['before', 'after'] as const) {
      for (let atCommit = 1; ; atCommit++) {
        await forgetRuns();
        const crashing = { ...ports, store: crashingStore(ports.store, atCommit, when) };
        const crashed = await runMonth(crashing).then(
          () => false,
          () => true,
        );
        if (!crashed) break;
        crashes++;
        await start(ports);
        await advanceToEnd(ports);
        expect(await invoicesOf(world), `crash ${when} commit ${atCommit}`).toEqual(undisturbed);
      }
    }
    // Start, items, plan, restore point, invoices, end: each before and after.
    expect(crashes).toBe(12);
  });

  it('refuses the commit of a holder that was overtaken', async () => {
    await enrolMany(world, 3);
    await start(ports);
    let overtaken = false;
    const stale = advanceRun(ports, async () => {
      if (overtaken) return;
      overtaken = true;
      await advanceToEnd(ports);
    });
    await expect(stale).rejects.toThrow('taken up by another holder');
    expect(await invoicesOf(world)).toHaveLength(3);
  });

  it('refuses the issuing of a holder that was overtaken while executing', async () => {
    await enrolMany(world, 3);
    const { id, manifest } = await planMonth(ports);
    await approve(ports, manifest);
    const stale = advanceRun(ports, async () => {
      // Another holder takes the run up, and has not come to commit yet.
      await ports.store.runs.takeUp(id, world.clock.nowMs());
    });
    await expect(stale).rejects.toThrow('taken up by another holder');
    expect(await invoicesOf(world)).toEqual([]);
  });

  it('makes one invoice per client when ten holders work at once', async () => {
    await enrolMany(world, 20);
    await start(ports);
    await Promise.allSettled(Array.from({ length: 10 }, () => advanceToEnd(ports)));
    await advanceToEnd(ports);
    const invoices = await invoicesOf(world);
    expect(invoices).toHaveLength(20);
    expect(invoices.map(({ number_in_series }) => number_in_series).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  });

  it('stops asking a panel that is down, parks everybody, and catches up by the next run', async () => {
    await enrolMany(world, 60);
    await world.emulators.control({ path: '/usage/report', status: 503, times: 100_000 });
    const id = await runMonth(ports);
    expect((await runReport(ports, id))?.counts.parked).toBe(60);
    const asked = (await world.emulators.requests()).filter(({ path }) =>
      path.startsWith('/usage'),
    );
    expect(asked.length).toBeLessThan(70);
    await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
    await runMonth(ports);
    expect(await invoicesOf(world)).toHaveLength(60);
  });
});

/** As if no run had ever been; clients and prices stay. */
async function forgetRuns(): Promise<void> {
  for (const table of [
    'outbox',
    'audit_event',
    'invoice',
    'invoice_series',
    'invoice_run_item',
    'invoice_run',
  ]) {
    await world.sql(`DELETE FROM ${table}`);
  }
}
