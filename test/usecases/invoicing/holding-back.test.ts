import { beforeEach, describe, expect, it } from 'vitest';
import type { Ports } from '#ports/ports.ts';
import { advanceRun } from '#usecases/invoicing/advance-run.ts';
import { releaseParked } from '#usecases/invoicing/release-parked.ts';
import { runReport } from '#usecases/invoicing/run-report.ts';
import { startRun } from '#usecases/invoicing/start-run.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import {
  advanceToEnd,
  approve,
  invoicesOf,
  MONTH,
  planMonth,
  runMonth,
} from '../../support/runs.ts';
import { newWorld, type World } from '../../support/world.ts';

let world: World;
let ports: Ports;
beforeEach(async () => {
  world = await newWorld({ settings: { OUTLIER_FACTOR: '3', OUTLIER_FLOOR_TOKENS: '6000' } });
  ports = world.ports;
  await openShop(world);
});

const whole = (name: string) => ({ name, plan: 1, created_at: '2026-08-01T00:00:00Z' });

async function parkedOf(id: `run_${string}`) {
  const report = await runReport(ports, id);
  return report?.parked.map(({ clientId, reason }) => [clientId.at(-1), reason]);
}

/** September as it was billed: so many tokens to client n. */
async function billedBefore(tokens: readonly number[]) {
  await world.sql(
    "INSERT INTO invoice_run (id, month, trigger, state, header, requested_by, created_at_ms, touched_at_ms) VALUES ('run_old', '2026-09', 'schedule', 'executed', '{}', '', 0, 0)",
  );
  for (const [n, count] of tokens.entries()) {
    await world.sql(
      "INSERT INTO invoice VALUES (?, ?, '2026-09', 'invoice', 0, 'run_old', 'OLD', ?, ?, 'USD', ?, ?, '0.0015', '{}', '{}', '', 0, 0, NULL)",
      `inv_old${n}`,
      `cli_${String(n).padStart(26, '0')}`,
      n + 1,
      `OLD-${n + 1}`,
      1,
      count,
    );
  }
}

describe('an outlier', () => {
  it('is held back alone, with both figures', async () => {
    await enrolMany(world, 3, (n) => (n === 1 ? [whole('a'), whole('b')] : [whole('a')]));
    await billedBefore([5_000, 3_000, 5_000]);
    const id = await runMonth(ports);
    const report = await runReport(ports, id);
    expect(await parkedOf(id)).toEqual([['1', 'outlier']]);
    expect(JSON.parse(report?.parked[0]?.content ?? '{}').parked).toEqual({
      reason: 'outlier',
      tokens: 10_000,
      highestBefore: 3_000,
    });
    expect(await invoicesOf(world)).toHaveLength(2 + 3);
  });

  it('is nothing below the floor, nothing without a past, and nothing up to the factor', async () => {
    await enrolMany(world, 3, (n) =>
      n === 0 ? [whole('a')] : [whole('a'), whole('b'), whole('c')],
    );
    // 5,000 tokens after 10: below the floor. 15,000 after nothing. 15,000 after 5,000: three times.
    await billedBefore([10, 0, 5_000]);
    await world.sql("DELETE FROM invoice WHERE client_id = 'cli_00000000000000000000000001'");
    expect(await parkedOf(await runMonth(ports))).toEqual([]);
  });

  it('is billed by the next run once an operator has released it with a reason', async () => {
    await enrolMany(world, 1, () => [whole('a'), whole('b')]);
    await billedBefore([3_000]);
    await runMonth(ports);
    const request = {
      clientId: 'cli_00000000000000000000000000',
      month: '2026-10',
      reason: 'outlier',
      note: 'They grew; looked at with them.',
    };
    const release = (actor: string) => releaseParked(ports, request, actor);
    expect(await release('admin:test')).toEqual({ ok: true, value: { already: false } });
    expect(await release('admin:other')).toEqual({ ok: true, value: { already: true } });
    const [held] = await ports.store.operators.parkedClients({ limit: 1 });
    const { releasedBy, releasedAtMs } = held ?? {};
    expect([releasedBy, releasedAtMs]).toEqual(['admin:test', world.clock.nowMs()]);
    const id = await runMonth(ports);
    expect(await parkedOf(id)).toEqual([]);
    expect(await world.sql("SELECT count(*) AS n FROM invoice WHERE month = '2026-10'")).toEqual([
      { n: 1 },
    ]);
    const [audit] = await world.sql(
      "SELECT actor, detail FROM audit_event WHERE action = 'park_released'",
    );
    expect(audit).toMatchObject({
      actor: 'admin:test',
      detail: expect.stringContaining('They grew'),
    });
  });
});

describe('releaseParked', () => {
  it.each([
    ['a fact', { reason: 'usage_unavailable' }, 'not_releasable'],
    ['words', { reason: 'please' }, 'not_releasable'],
    ['nobody', { clientId: 'cli_00000000000000000000000099' }, 'client_unknown'],
    ['no month', { month: '2026-13' }, 'month_malformed'],
  ])('refuses %s', async (_what, deviation, reason) => {
    await enrolMany(world, 1);
    const request = {
      clientId: 'cli_00000000000000000000000000',
      month: '2026-10',
      reason: 'outlier',
      note: 'looked',
      ...deviation,
    };
    expect(await releaseParked(ports, request, 'admin:test')).toMatchObject({
      ok: false,
      error: { reason },
    });
    expect(await world.sql('SELECT * FROM park_release')).toEqual([]);
  });
});

/** Usage of one client as the report gives it, whatever the panel has. */
async function report(n: number, rows: readonly Readonly<Record<string, unknown>>[]) {
  const meta = {
    current_page: 1,
    from: 1,
    last_page: 1,
    path: '',
    per_page: 15,
    to: rows.length,
    total: rows.length,
  };
  await world.emulators.control({
    path: '/usage/report',
    query: { user_id: String(n + 2) },
    times: 99,
    status: 200,
    contentType: 'application/json',
    body: JSON.stringify({ data: rows, links: {}, meta }),
  });
}
const row = (serverId: number, tokens = 100, hours = 10) => ({
  server_id: serverId,
  server_name: `s${serverId}`,
  hours,
  tokens,
  backup_tokens: 0,
});

describe('a server of two clients', () => {
  it('parks both, names the server and all its clients, and bills everybody else', async () => {
    await enrolMany(world, 3);
    await report(0, [row(7), row(8)]);
    await report(1, [row(9), row(7)]);
    await report(2, [row(10, 1_000)]);
    const id = await runMonth(ports);
    expect(await parkedOf(id)).toEqual([
      ['0', 'resource_in_two_clients'],
      ['1', 'resource_in_two_clients'],
    ]);
    const parked = (await runReport(ports, id))?.parked[0];
    expect(JSON.parse(parked?.content ?? '{}').parked).toMatchObject({
      serverId: 7,
      clientIds: ['cli_00000000000000000000000000', 'cli_00000000000000000000000001'],
    });
    expect(await invoicesOf(world)).toHaveLength(1);
  });

  it('is found also where the other client has been billed by an earlier run', async () => {
    await enrolMany(world, 2);
    await report(0, [row(7, 1_000)]);
    await world.emulators.control({
      path: '/usage/report',
      query: { user_id: '3' },
      status: 500,
      times: 3,
    });
    await runMonth(ports);
    expect(await invoicesOf(world)).toHaveLength(1);
    await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
    await report(1, [row(7, 1_000)]);
    expect(await parkedOf(await runMonth(ports))).toEqual([['1', 'resource_in_two_clients']]);
  });

  it.each(['executing', 'execution_failed'])(
    'is found also where the other client is about to be billed by a run that is %s',
    async (state) => {
      await enrolMany(world, 2);
      await report(0, [row(7, 1_000)]);
      await report(1, []);
      const first = await planMonth(ports);
      await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
      await report(0, []);
      await report(1, [row(7, 1_000)]);
      const { id } = await planMonth(ports);
      expect(await ports.store.runs.sharedServers(id, 10)).toEqual([]);
      await world.sql('UPDATE invoice_run SET state = ? WHERE id = ?', state, first.id);
      const [other, mine] = [0, 1].map((n) => `cli_${String(n).padStart(26, '0')}`);
      expect(await ports.store.runs.sharedServers(id, 10)).toMatchObject([
        { serverId: 7, clientIds: [other, mine], here: [{ id: mine }] },
      ]);
    },
  );

  it('is billed to both after a clean report, by itself', async () => {
    await enrolMany(world, 2);
    await report(0, [row(7, 1_000)]);
    await report(1, [row(7, 1_000)]);
    await runMonth(ports);
    await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
    expect(await parkedOf(await runMonth(ports))).toEqual([]);
    expect(await invoicesOf(world)).toHaveLength(2);
  });

  it('stays with the client for whom an operator released it', async () => {
    await enrolMany(world, 2);
    await report(0, [row(7, 1_000)]);
    await report(1, [row(7, 1_000)]);
    await releaseParked(
      ports,
      {
        clientId: 'cli_00000000000000000000000001',
        month: '2026-10',
        reason: 'resource_in_two_clients',
        note: 'moved',
      },
      'admin:test',
    );
    expect(await parkedOf(await runMonth(ports))).toEqual([['0', 'resource_in_two_clients']]);
    expect(await invoicesOf(world)).toMatchObject([
      { client_id: 'cli_00000000000000000000000001' },
    ]);
  });
});

describe('a correction', () => {
  async function planCorrections() {
    const id = await startRun(ports, {
      month: MONTH,
      trigger: 'override',
      requestedBy: 'tests',
      corrections: true,
    });
    await advanceToEnd(ports);
    const planned = await runReport(ports, id);
    return { id, planned, manifest: planned?.run.manifest ?? '' };
  }
  async function correctMonth() {
    const { id, manifest } = await planCorrections();
    await approve(ports, manifest);
    await advanceToEnd(ports);
    return id;
  }
  const documents = () =>
    world.sql<Record<string, unknown>>(
      'SELECT kind, sequence, total_minor AS total, number_in_series AS number FROM invoice ORDER BY sequence',
    );

  beforeEach(async () => {
    await enrolMany(world, 1);
    await report(0, [row(7, 1_000), row(8, 2_000)]);
    await runMonth(ports);
    await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
  });

  it('is nothing where nothing changed', async () => {
    await report(0, [row(7, 1_000), row(8, 2_000)]);
    const { planned } = await planCorrections();
    expect(planned?.counts).toMatchObject({ invoice: 0, alreadyInvoiced: 1 });
    expect(planned?.corrections).toEqual({ supplement: 0, creditNote: 0 });
  });

  it('is a supplement over exactly the difference where usage grew', async () => {
    await report(0, [row(7, 1_000), row(8, 2_400), row(9, 600)]);
    await correctMonth();
    expect(await documents()).toEqual([
      { kind: 'invoice', sequence: 0, total: 450, number: 1 },
      { kind: 'supplement', sequence: 1, total: 150, number: 2 },
    ]);
    const lines = await world.sql(
      "SELECT server_id, invoice_line.tokens, amount_minor FROM invoice_line JOIN invoice ON invoice.id = invoice_id WHERE invoice.kind = 'supplement'",
    );
    expect(lines).toEqual([
      { server_id: 8, tokens: 400, amount_minor: 60 },
      { server_id: 9, tokens: 600, amount_minor: 90 },
    ]);
  });

  it('is a credit note where usage shrank, at the price the month was billed at', async () => {
    await world.sql("UPDATE token_price SET price = '9'");
    await report(0, [row(7, 1_000)]);
    await correctMonth();
    expect(await documents()).toMatchObject([
      { total: 450 },
      { kind: 'credit_note', sequence: 1, total: -300 },
    ]);
  });

  it('counts earlier corrections: the sum of all documents is what is due', async () => {
    await report(0, [row(7, 5_000)]);
    await correctMonth();
    await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
    await report(0, [row(7, 3_000), row(8, 10)]);
    await correctMonth();
    await correctMonth();
    const all = await documents();
    expect(all.map(({ kind }) => kind)).toEqual(['invoice', 'supplement', 'credit_note']);
    expect(all.reduce((sum, { total }) => sum + Number(total), 0)).toBe(450 + 2);
    expect(all.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('is made once however often its plan is approved, also beside another plan of the same state', async () => {
    await report(0, [row(7, 1_000), row(8, 2_400)]);
    const { manifest, id } = await planCorrections();
    // A second run, planned before the first was executed, as another holder could have it.
    const second = await planCorrections();
    expect(second.manifest).toBe(manifest);
    await world.sql("UPDATE invoice_run SET state = 'executing' WHERE id IN (?, ?)", id, second.id);
    await advanceToEnd(ports);
    expect(await documents()).toHaveLength(2);
  });

  it('is shown beside what the month has billed, before and after it is made', async () => {
    await report(0, [row(7, 1_400), row(8, 2_000)]);
    const { id, planned, manifest } = await planCorrections();
    const differences = [
      { currency: 'USD', amountMinor: 60, billedMinor: 450, beforeMinor: 0, differenceMinor: 510 },
    ];
    expect(planned?.differences).toEqual(differences);
    await approve(ports, manifest);
    await advanceToEnd(ports);
    expect((await runReport(ports, id))?.differences).toEqual(differences);
  });

  it('is not made by a run that was not asked', async () => {
    await report(0, [row(7, 9_000)]);
    await runMonth(ports);
    expect(await documents()).toHaveLength(1);
  });

  it('parks instead of crediting everything when usage is unavailable', async () => {
    await world.emulators.control({ path: '/usage/report', status: 500, times: 99 });
    const { planned } = await planCorrections();
    expect(planned?.counts.parked).toBe(1);
    expect(planned?.corrections).toEqual({ supplement: 0, creditNote: 0 });
  });
});

describe('a run’s report', () => {
  it('sets the totals beside those of the month before', async () => {
    await enrolMany(world, 2, () => [whole('a')]);
    await billedBefore([5_000, 5_000]);
    const id = await runMonth(ports);
    expect((await runReport(ports, id))?.differences).toEqual([
      {
        currency: 'USD',
        amountMinor: 1_500,
        billedMinor: 0,
        beforeMinor: 2,
        differenceMinor: 1_498,
      },
    ]);
  });

  it('says that the numbers have no gap, and says when they have one', async () => {
    await enrolMany(world, 3, () => [whole('a')]);
    const id = await runMonth(ports);
    expect((await runReport(ports, id))?.numbers).toEqual({
      series: 'INV-2026',
      first: 1,
      last: 3,
      count: 3,
      counter: 3,
      gapFree: true,
    });
    await world.sql('DELETE FROM invoice WHERE number_in_series = 2');
    expect((await runReport(ports, id))?.numbers).toMatchObject({ count: 2, gapFree: false });
  });

  it('records where to go back to before the first invoice', async () => {
    await enrolMany(world, 1);
    const id = await runMonth(ports);
    expect((await ports.store.runs.byId(id))?.bookmark).toMatch(/^[0-9a-f-]+$/);
  });

  it('tells pace and remaining time while a plan is made, and nothing remaining after', async () => {
    await enrolMany(world, 2);
    const id = await startRun(ports, { month: MONTH, trigger: 'override', requestedBy: 'tests' });
    await world.passMs(2_000);
    expect(await runReport(ports, id)).toMatchObject({ perSecond: 0, remainingMs: 0, size: 2 });
    await advanceToEnd(ports);
    expect(await runReport(ports, id)).toMatchObject({ perSecond: 1, remainingMs: 0 });
  });

  it('tells the pace of an execution from its approval on, however long that was waited for', async () => {
    await enrolMany(world, 501, () => [whole('a')]);
    const id = await startRun(ports, { month: MONTH, trigger: 'override', requestedBy: 'tests' });
    await advanceToEnd(ports);
    const planned = await ports.store.runs.byId(id);
    await world.passMs(3_600_000);
    await approve(ports, planned?.manifest ?? '');
    await world.passMs(10_000);
    const halfway = async () => {
      if ((await ports.store.runs.byId(id))?.issued === 500) throw new Error('halfway');
    };
    await expect(advanceRun(ports, halfway)).rejects.toThrow('halfway');
    expect(await runReport(ports, id)).toMatchObject({ perSecond: 50, remainingMs: 20 });
  });
});
