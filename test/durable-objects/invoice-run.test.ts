import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '#core/ids.ts';
import { enrolMany, openShop } from '../support/people.ts';
import { invoicesOf, MONTH } from '../support/runs.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
});

const scheduled = { month: MONTH, trigger: 'schedule', requestedBy: 'system' } as const;

async function stateOf(runId: RunId): Promise<string | undefined> {
  return (await world.ports.store.runs.byId(runId))?.state;
}

describe('InvoiceRun', () => {
  it('plans and executes a scheduled run by itself', async () => {
    await enrolMany(world, 3);
    const runId = await world.ports.runs.start(scheduled);
    await world.ports.runs.settled(runId, 10_000);
    expect(await stateOf(runId)).toBe('executed');
    expect(await invoicesOf(world)).toHaveLength(3);
  });

  it('joins starts for the same month and purpose', async () => {
    await enrolMany(world, 3);
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => world.ports.runs.start(scheduled)),
    );
    expect(new Set(ids).size).toBe(1);
    await world.ports.runs.settled(ids[0] as RunId, 10_000);
  });

  it('comes to the same end when it is restarted again and again', async () => {
    await enrolMany(world, 30);
    const runId = await world.ports.runs.start(scheduled);
    let restarts = 0;
    while ((await stateOf(runId)) !== 'executed' && restarts < 40) {
      await abortAllDurableObjects();
      restarts++;
      await world.ports.runs.wake();
      // A little longer each time, so that every piece of work is cut at many places before one gets through.
      await scheduler.wait(2 * restarts);
    }
    expect(restarts).toBeGreaterThan(1);
    // On a busy machine no piece may have got through between two restarts; left alone, it must.
    await world.ports.runs.wake();
    await world.ports.runs.settled(runId, 30_000);
    expect(await invoicesOf(world)).toHaveLength(30);
  }, 60_000);

  it('is woken by the pulse when its alarm was lost', async () => {
    await enrolMany(world, 2);
    await runInDurableObject(world.object(), async (_object, state) => {
      await world.ports.store.commit([
        {
          type: 'run_created',
          run: {
            id: 'run_00000000000000000000000000',
            month: MONTH,
            trigger: 'schedule',
            header: {
              month: MONTH,
              timeZone: 'UTC',
              seller: { name: 'n', address: 'a', email: 'e' },
              paymentDays: 14,
              ratingRules: 1,
              outlier: { factor: 10, floorTokens: 50_000 },
              corrections: false,
            },
            requestedBy: 'system',
            createdAtMs: world.clock.nowMs(),
          },
        },
      ]);
      await state.storage.deleteAlarm();
    });
    await world.ports.runs.wake();
    await world.ports.runs.settled('run_00000000000000000000000000', 10_000);
    expect(await invoicesOf(world)).toHaveLength(2);
  });

  it('does nothing when it is woken with nothing to do', async () => {
    await world.ports.runs.wake();
    expect(await runDurableObjectAlarm(world.object())).toBe(false);
  });

  it('tries again by itself after a piece that crashed', async () => {
    let broken = 1;
    world = await newWorld({
      ports: (ports) => ({
        ...ports,
        store: {
          ...ports.store,
          commit(changes) {
            if (changes.some(({ type }) => type === 'run_items_planned') && broken-- > 0) {
              throw new Error('D1_ERROR: overloaded');
            }
            return ports.store.commit(changes);
          },
        },
      }),
    });
    await openShop(world);
    await enrolMany(world, 2);
    const runId = await world.ports.runs.start(scheduled);
    await world.ports.runs.settled(runId, 15_000);
    expect(await stateOf(runId)).toBe('executed');
    expect(await invoicesOf(world)).toHaveLength(2);
  }, 20_000);
});
