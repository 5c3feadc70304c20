import { beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '#core/ids.ts';
import { pulse } from '#usecases/automation/pulse.ts';
import { catchLogs } from '../../support/logs.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { invoicesOf, start } from '../../support/runs.ts';
import { newWorld, type World } from '../../support/world.ts';

const TEN_MINUTES_MS = 600_000;
let world: World;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
  await enrolMany(world, 2);
});

async function stuckIn(runId: RunId): Promise<boolean> {
  const answer = await world.adminRead(`/admin/invoice-runs/${runId}`);
  return (await answer.json<{ stuck: boolean }>()).stuck;
}

describe('pulse', () => {
  it('reports a run that nobody touched for ten minutes, and has it taken up under a new fence', async () => {
    const runId = await start(world.ports); // in the store, but no alarm was set: it was lost
    const stale = await world.ports.store.runs.takeUp(runId, world.clock.nowMs());
    await world.passMs(TEN_MINUTES_MS);
    expect(await stuckIn(runId)).toBe(true);
    const logs = catchLogs();
    await pulse(world.ports);
    await world.ports.runs.settled(runId, 10_000);
    expect(logs).toContainEqual(
      expect.objectContaining({
        level: 'error',
        event: 'run_stuck',
        runId,
        month: '2026-10',
        state: 'planning',
        fence: 1,
        idleMs: TEN_MINUTES_MS,
      }),
    );
    const run = await world.ports.store.runs.byId(runId);
    expect(run?.state).toBe('executed');
    expect(run?.fence).toBeGreaterThan(stale?.fence ?? 0);
    expect(await stuckIn(runId)).toBe(false);
    expect(await invoicesOf(world)).toHaveLength(2);
  });

  it('says nothing of a run that was touched since, and wakes it all the same', async () => {
    const runId = await start(world.ports);
    await world.passMs(TEN_MINUTES_MS - 1);
    expect(await stuckIn(runId)).toBe(false);
    const logs = catchLogs();
    await pulse(world.ports);
    await world.ports.runs.settled(runId, 10_000);
    expect(logs.filter(({ event }) => event === 'run_stuck')).toEqual([]);
    expect(await invoicesOf(world)).toHaveLength(2);
  });

  it('does not call a run stuck that waits for its turn', async () => {
    const first = await start(world.ports);
    await world.passMs(1);
    const second = await start(world.ports, 'override');
    await world.passMs(TEN_MINUTES_MS);
    expect([await stuckIn(first), await stuckIn(second)]).toEqual([true, false]);
  });

  it('wakes the outbox', async () => {
    const before = world.wakes.length;
    await pulse(world.ports);
    expect(world.wakes.length).toBe(before + 1);
  });
});
