import { beforeEach, describe, expect, it } from 'vitest';
import { releaseParked } from '#usecases/invoicing/release-parked.ts';
import { runReport } from '#usecases/invoicing/run-report.ts';
import { runCron } from '../../../src/jobs/cron.ts';
import { catchLogs } from '../../support/logs.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { advanceToEnd, invoicesOf, MONTH, runMonth, start } from '../../support/runs.ts';
import { newWorld, type World } from '../../support/world.ts';

const LOOK = '7 * * * *';
const SERVER = { name: 'web', plan: 1, created_at: '2026-09-01T00:00:00Z' };
let world: World;
let clients: readonly string[];

beforeEach(async () => {
  catchLogs();
  world = await newWorld({ settings: { USAGE_SOURCE: 'both' }, now: '2026-09-30T12:00:00Z' });
  await openShop(world);
  clients = await enrolMany(world, 3, () => [SERVER]);
});

async function lookAt(iso: string): Promise<void> {
  await world.setNow(iso);
  await runCron(LOOK, world.ports);
}

/** The report of one client's panel user says something else than what was metered. */
async function reportSays(userId: number, tokens: number): Promise<void> {
  const row = { server_id: 1, server_name: 'web', hours: 744, tokens, backup_tokens: 0 };
  await world.emulators.control({
    path: '/usage/report',
    query: { user_id: String(userId) },
    times: 100,
    body: JSON.stringify({ data: [row], meta: { current_page: 1, last_page: 1, total: 1 } }),
    contentType: 'application/json',
  });
}

const parkedOf = async (id: `run_${string}`) =>
  (await runReport(world.ports, id))?.parked.map(({ clientId, reason, content }) => ({
    clientId,
    reason,
    parked: JSON.parse(content).parked,
  }));
const firstUser = async () => {
  const [row] = await world.sql<{ id: number }>('SELECT min(panel_user_id) AS id FROM client');
  return row?.id ?? 0;
};

describe('USAGE_SOURCE=both', () => {
  it('bills the report where the metering agrees', async () => {
    await lookAt('2026-09-30T13:07:00Z');
    await lookAt('2026-11-01T00:07:00Z');
    const id = await runMonth(world.ports);
    expect(await parkedOf(id)).toEqual([]);
    expect(await invoicesOf(world)).toHaveLength(3);
    expect(await world.ports.store.runs.comparisonCounts(id)).toEqual({
      agree: 3,
      differ: 0,
      notCompared: 0,
    });
  });

  it('holds back the one client whose figures are apart, with both of them', async () => {
    await lookAt('2026-09-30T13:07:00Z');
    await lookAt('2026-11-01T00:07:00Z');
    await reportSays(await firstUser(), 4_900);
    const id = await runMonth(world.ports);
    const servers = [{ serverId: 1, name: 'web', reported: 4_900, metered: 5_000, differs: true }];
    expect(await parkedOf(id)).toEqual([
      {
        clientId: clients[0],
        reason: 'usage_differs',
        parked: { reason: 'usage_differs', tolerancePercent: 1, count: 1, servers },
      },
    ]);
    expect(await invoicesOf(world)).toHaveLength(2);
  });

  it('lets figures within the tolerance pass', async () => {
    await lookAt('2026-09-30T13:07:00Z');
    await lookAt('2026-11-01T00:07:00Z');
    await reportSays(await firstUser(), 4_950);
    expect(await parkedOf(await runMonth(world.ports))).toEqual([]);
  });

  it("bills the report's figures once an operator has released the client", async () => {
    await lookAt('2026-09-30T13:07:00Z');
    await lookAt('2026-11-01T00:07:00Z');
    await reportSays(await firstUser(), 4_000);
    await runMonth(world.ports);
    const request = {
      clientId: clients[0] ?? '',
      month: MONTH,
      reason: 'usage_differs',
      note: 'ok',
    };
    expect((await releaseParked(world.ports, request, 'admin:test')).ok).toBe(true);
    expect(await parkedOf(await runMonth(world.ports))).toEqual([]);
    const tokens = await world.sql('SELECT tokens FROM invoice ORDER BY client_id');
    expect(tokens).toEqual([{ tokens: 4_000 }, { tokens: 5_000 }, { tokens: 5_000 }]);
  });

  it('holds clients back while there is no second measurement, and heals with the next good look', async () => {
    await lookAt('2026-09-30T13:07:00Z');
    await world.setNow('2026-11-01T01:15:00Z');
    const id = await start(world.ports);
    await advanceToEnd(world.ports);
    expect((await parkedOf(id))?.map(({ parked }) => parked)).toEqual(
      Array.from({ length: 3 }, () => ({ reason: 'usage_unconfirmed', why: 'metering_behind' })),
    );
    await lookAt('2026-11-01T02:07:00Z');
    expect(await parkedOf(await runMonth(world.ports))).toEqual([]);
  });

  it('bills the report alone in the month in which metering was switched on', async () => {
    await lookAt('2026-10-12T13:07:00Z');
    await lookAt('2026-11-01T00:07:00Z');
    const id = await runMonth(world.ports);
    expect(await parkedOf(id)).toEqual([]);
    expect(await world.ports.store.runs.comparisonCounts(id)).toMatchObject({ notCompared: 3 });
  });
});

describe('GET /admin/invoice-runs/:id/reconciliation', () => {
  it('shows who is apart, and the CSV has every server', async () => {
    await lookAt('2026-09-30T13:07:00Z');
    await lookAt('2026-11-01T00:07:00Z');
    await reportSays(await firstUser(), 4_000);
    const id = await runMonth(world.ports);
    const page = await (await world.adminRead(`/admin/invoice-runs/${id}/reconciliation`)).text();
    expect(page).toContain('Of 3 clients 2 agree, 1 differ and 0 could not be compared.');
    expect(page).toContain('client-0@example.com');
    expect(page).not.toContain('client-1@example.com');
    const file = await world.adminRead(`/admin/invoice-runs/${id}/reconciliation.csv`);
    const lines = (await file.text()).trim().split('\r\n');
    expect(lines.slice(0, 2)).toEqual([
      '"client_id","client_email","result","why","server_id","server_name","tokens_reported","tokens_metered","difference"',
      `"${clients[0]}","client-0@example.com","differs",,1,"web",4000,5000,1000`,
    ]);
    expect(lines).toHaveLength(4);
  });
});
