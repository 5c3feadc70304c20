import { beforeEach, describe, expect, it } from 'vitest';
import { invoiceLastMonth } from '#usecases/automation/invoice-last-month.ts';
import { catchLogs } from '../../support/logs.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

const WHOLE = { name: 'a', plan: 1, created_at: '2026-09-01T00:00:00Z' };
let world: World;
beforeEach(async () => {
  world = await newWorld({ now: '2026-11-01T01:15:00Z' });
  await openShop(world);
});

/** Clients who came in October, so that no older month is anybody's. */
async function enrolInOctober(count: number, servers?: Parameters<typeof enrolMany>[2]) {
  await enrolMany(world, count, servers);
  await world.sql('UPDATE client SET enrolled_at_ms = ?', Date.parse('2026-10-01T00:00:00Z'));
}

function panelFails(times = 99) {
  return world.emulators.control({ path: '/usage/report', status: 500, times });
}

describe('invoiceLastMonth', () => {
  it('reports the plan with its totals, what was issued, and that the numbers have no gap', async () => {
    await enrolInOctober(3, (n) => (n === 2 ? [] : [WHOLE]));
    const { ok, did, figures } = await invoiceLastMonth(world.ports);
    expect(did).toBe(
      'Plan for 2026-10: 2 to invoice (2 over 15.00 USD), 1 with nothing to bill, 0 already invoiced, 0 parked. ' +
        'Issued 2 invoices. Numbers INV-2026-000001 to INV-2026-000002 without a gap.',
    );
    expect(ok).toBe(true);
    expect(figures).toMatchObject({
      state: 'executed',
      invoice: 2,
      totals: '2 over 15.00 USD',
      issued: 2,
      daysLate: 0,
    });
  });

  it('puts the plan of a scheduled run on record before the first invoice of it', async () => {
    await enrolInOctober(2, () => [WHOLE]);
    const seen: unknown[] = [];
    world = await newWorld({
      now: '2026-11-01T01:15:00Z',
      ports: (ports) => ({
        ...ports,
        log: {
          ...ports.log,
          info: (event, fields) => void (event === 'run_planned' && seen.push(['plan', fields])),
        },
        store: {
          ...ports.store,
          commit(changes) {
            if (changes.some(({ type }) => type === 'run_invoices_issued')) seen.push('invoices');
            return ports.store.commit(changes);
          },
        },
      }),
    });
    await openShop(world);
    await enrolInOctober(2, () => [WHOLE]);
    await invoiceLastMonth(world.ports);
    expect(seen).toEqual([
      [
        'plan',
        expect.objectContaining({ month: '2026-10', invoice: 2, totalsMinor: '{"USD":1500}' }),
      ],
      'invoices',
    ]);
  });

  it('says that it catches up with a 1st that was missed, and how late', async () => {
    await enrolInOctober(1, () => [WHOLE]);
    await world.setNow('2026-11-04T01:15:00Z');
    const { ok, did, figures } = await invoiceLastMonth(world.ports);
    expect(did).toMatch(
      /^Plan for 2026-10: .* This is a catch-up, 3 days late: it was due on 2026-11-01\. Issued 1 invoice\./,
    );
    expect(figures).toMatchObject({ daysLate: 3 });
    expect(ok).toBe(true);
  });

  it('is not late on the local 1st, nor where nobody could have been billed', async () => {
    world = await newWorld({
      settings: { BILLING_TIME_ZONE: 'America/New_York' },
      now: '2026-11-02T01:15:00Z',
    });
    await openShop(world);
    await enrolInOctober(1, () => [WHOLE]);
    expect((await invoiceLastMonth(world.ports)).figures).toMatchObject({ daysLate: 0 });
    world = await newWorld({ now: '2026-11-09T01:15:00Z' });
    expect((await invoiceLastMonth(world.ports)).figures).toMatchObject({ daysLate: 0 });
  });

  it('tries parked clients again without calling it a catch-up', async () => {
    await enrolInOctober(2, () => [WHOLE]);
    await panelFails();
    const first = await invoiceLastMonth(world.ports);
    expect(first.ok).toBe(false);
    expect(first.did).toContain('2 parked');
    expect(first.did).toContain('Parked clients are tried again tomorrow');
    await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
    await world.setNow('2026-11-02T01:15:00Z');
    const second = await invoiceLastMonth(world.ports);
    expect(second.did).not.toContain('catch-up');
    expect(second).toMatchObject({ ok: true, figures: { issued: 2, daysLate: 0 } });
    const third = await invoiceLastMonth(world.ports);
    expect(third).toMatchObject({ ok: true, did: '2026-10 is fully invoiced.' });
  });

  it('is not content with numbers that have a gap', async () => {
    await enrolInOctober(1, () => [WHOLE]);
    await world.sql("INSERT INTO invoice_series VALUES ('INV-2026', 5)");
    const { ok, did } = await invoiceLastMonth(world.ports);
    expect(ok).toBe(false);
    expect(did).toContain('Numbers of INV-2026 have a gap: 1 found');
  });

  it('warns about older months that were never invoiced or left somebody parked', async () => {
    const logs = catchLogs();
    await enrolMany(world, 1, () => [WHOLE]);
    await world.sql('UPDATE client SET enrolled_at_ms = ?', Date.parse('2026-08-20T00:00:00Z'));
    await world.setNow('2026-10-01T01:15:00Z');
    await panelFails();
    await invoiceLastMonth(world.ports);
    await world.setNow('2026-11-01T01:15:00Z');
    await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
    const { ok, did, figures } = await invoiceLastMonth(world.ports);
    expect(ok).toBe(true);
    expect(did).toContain(
      '1 client is still parked in 2026-09; try again with: npx postmeter invoice 2026-09.',
    );
    expect(did).toContain('2026-08 was never invoiced; do it with: npx postmeter invoice 2026-08');
    expect(did).not.toContain('2026-07');
    expect(figures).toMatchObject({ olderMonths: '2026-09 2026-08' });
    expect(logs.filter(({ event }) => event === 'older_months_unsettled').at(-1)).toMatchObject({
      months: 2,
      neverInvoiced: 1,
    });
  });

  it('warns no more once the older months are done, and names very many in one sentence', async () => {
    await enrolMany(world, 1, () => []);
    const many = await invoiceLastMonth(world.ports);
    expect(many.did).toContain(
      '119 months from 2016-11 to 2026-09 were never invoiced; begin with: npx postmeter invoice 2016-11.',
    );
    await world.sql('UPDATE client SET enrolled_at_ms = ?', Date.parse('2026-09-20T00:00:00Z'));
    const runId = await world.ports.runs.start({
      month: '2026-09' as never,
      trigger: 'schedule',
      requestedBy: 'tests',
    });
    await world.ports.runs.settled(runId, 10_000);
    expect((await invoiceLastMonth(world.ports)).did).toBe('2026-10 is fully invoiced.');
  });
});
