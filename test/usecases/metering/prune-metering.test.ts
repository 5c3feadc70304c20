import { beforeEach, describe, expect, it } from 'vitest';
import type { MeteringPruningChange } from '#ports/metering-changes.ts';
import { forgetSettledMonths } from '#usecases/automation/forget-settled-months.ts';
import { runReport } from '#usecases/invoicing/run-report.ts';
import { pruneMetering } from '#usecases/metering/prune-metering.ts';
import { runCron } from '../../../src/jobs/cron.ts';
import { catchLogs } from '../../support/logs.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { invoicesOf, MONTH, planMonth, runMonth } from '../../support/runs.ts';
import { newWorld, type World } from '../../support/world.ts';

const LOOK = '7 * * * *';
const SERVER = { name: 'web', plan: 1, created_at: '2026-09-01T00:00:00Z' };
const NOVEMBER_MS = Date.UTC(2026, 10, 1);

let world: World;

/** October was metered and November begun; in January two months before the running one are kept. */
beforeEach(async () => {
  catchLogs();
  world = await newWorld({
    settings: { USAGE_SOURCE: 'metering', METERING_KEPT_MONTHS: '2' },
    now: '2026-09-30T12:00:00Z',
  });
  await openShop(world);
  await enrolMany(world, 2, () => [SERVER]);
  for (const iso of ['2026-09-30T13:07:00Z', '2026-10-31T23:07:00Z', '2026-11-01T00:07:00Z']) {
    await world.setNow(iso);
    await runCron(LOOK, world.ports);
  }
});

const settled = () =>
  world.sql(`INSERT INTO invoice_run (id, month, trigger, state, header, requested_by, created_at_ms, touched_at_ms)
    VALUES ('run_a', '2026-11', 'schedule', 'executed', '{}', '', 0, 0),
    ('run_b', '2026-12', 'schedule', 'executed', '{}', '', 0, 0)`);
const count = async (table: string) => (await world.sql(`SELECT 1 FROM ${table}`)).length;
const started = (beforeMs: number): MeteringPruningChange => {
  return { type: 'pruning_started', beforeMs, atMs: 1 };
};

describe('pruneMetering', () => {
  it('forgets a settled month, after which an override of it parks and bills nothing', async () => {
    await runMonth(world.ports);
    await settled();
    const before = await invoicesOf(world);
    await world.setNow('2027-01-05T00:00:00Z');
    expect(await forgetSettledMonths(world.ports)).toMatchObject({
      ok: true,
      did: 'What was seen of servers before 2026-11 is deleted.',
    });
    // The look that November begins with stays.
    expect(await count('metering_look')).toBe(2);
    await world.sql('DELETE FROM outbox');
    await world.sql('DELETE FROM invoice');
    const { id } = await planMonth(world.ports);
    const report = await runReport(world.ports, id);
    expect(report?.counts).toMatchObject({ invoice: 0, nothingToBill: 0, parked: 2 });
    expect(report?.parked.map(({ content }) => JSON.parse(content).parked)).toEqual(
      before.map(() => ({ reason: 'usage_unavailable', why: 'metering_pruned' })),
    );
  });

  it('keeps a month that was never invoiced, and all after it', async () => {
    await world.setNow('2027-01-05T00:00:00Z');
    expect(await pruneMetering(world.ports)).toEqual({ before: '2026-10', more: false });
    await runMonth(world.ports);
    await world.sql(
      "UPDATE invoice_run_item SET outcome = 'parked' WHERE client_id = (SELECT min(id) FROM client)",
    );
    await settled();
    expect(await pruneMetering(world.ports)).toEqual({ before: '2026-10', more: false });
    expect(await count('metering_look')).toBe(3);
    expect(await world.ports.store.runs.newest(MONTH, ['executed'])).toBeDefined();
  });

  it('goes on where it stood, once a month, and never back', async () => {
    await runMonth(world.ports);
    await settled();
    await world.setNow('2027-01-05T00:00:00Z');
    const { store } = world.ports;
    expect(await store.commit([started(NOVEMBER_MS)])).toMatchObject({ ok: true });
    // Nobody else begins meanwhile.
    expect(await store.commit([started(NOVEMBER_MS + 1)])).toMatchObject({ ok: false });
    expect(await pruneMetering(world.ports)).toEqual({ before: '2026-11', more: false });
    expect(await store.metering.pruning()).toMatchObject({ isFinished: true });
    expect(await pruneMetering(world.ports)).toEqual({ before: '2026-11', more: false });
    expect(await count('metering_pruning')).toBe(1);
    expect(await store.commit([started(NOVEMBER_MS - 1)])).toMatchObject({ ok: false });
  });

  it('does no batch of servers twice', async () => {
    const { store } = world.ports;
    await store.commit([started(NOVEMBER_MS)]);
    const batch = {
      type: 'servers_pruned',
      beforeMs: NOVEMBER_MS,
      isLast: false,
      atMs: 1,
    } as const;
    expect(await store.commit([{ ...batch, after: 0, through: 1 }])).toMatchObject({ ok: true });
    expect(await store.commit([{ ...batch, after: 0, through: 1 }])).toMatchObject({ ok: false });
    expect(await store.metering.pruning()).toMatchObject({ throughServerId: 1, isFinished: false });
  });

  it('keeps all that the log says of a server that no list ever had and that was deleted since', async () => {
    const entry = (id: number, serverId: number, kind: string, atMs: number) =>
      `(${id}, ${serverId}, '${kind}', ${atMs}, 'brief', 1, '')`;
    await world.sql(`INSERT INTO metered_entry VALUES
      ${entry(901, 901, 'created', NOVEMBER_MS - 2)}, ${entry(902, 901, 'deleted', NOVEMBER_MS - 1)},
      ${entry(903, 902, 'created', NOVEMBER_MS - 1)}, ${entry(904, 902, 'deleted', NOVEMBER_MS + 1)}`);
    await runMonth(world.ports);
    await settled();
    await world.setNow('2027-01-05T00:00:00Z');
    await pruneMetering(world.ports);
    expect(
      await world.sql('SELECT entry_id FROM metered_entry WHERE entry_id > 900 ORDER BY entry_id'),
    ).toEqual([{ entry_id: 903 }, { entry_id: 904 }]);
  });

  it('deletes events of the panel that were settled before, and none that wait', async () => {
    const event = "INSERT INTO panel_event VALUES (?, 1, '{}', 1, 1, 1, ?, 'asked')";
    await runMonth(world.ports);
    await settled();
    for (const [hash, settledAtMs] of [
      ['old', 1],
      ['waits', 0],
      ['new', NOVEMBER_MS],
    ] as const) {
      await world.sql(event.replace('?', `'${hash}'`).replace('?', String(settledAtMs)));
    }
    await world.setNow('2027-01-05T00:00:00Z');
    await pruneMetering(world.ports);
    expect(await world.sql('SELECT hash FROM panel_event ORDER BY hash')).toEqual([
      { hash: 'new' },
      { hash: 'waits' },
    ]);
  });
});
