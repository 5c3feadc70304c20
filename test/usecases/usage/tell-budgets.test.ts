import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { setBudgets } from '#usecases/usage/set-budgets.ts';
import { tellBudgets } from '#usecases/usage/tell-budgets.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

const USD = 'USD' as CurrencyCode;
/** 240 hours until the 10th at noon plus 12: 7 tokens an hour at 0.0015 each, as the emulator's plan 1 costs. */
const SERVER = { name: 'a', plan: 1, created_at: '2026-08-01T00:00:00Z' };

let world: World;
let clients: readonly ClientId[];
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
  clients = (await enrolMany(world, 3, () => [SERVER])) as readonly ClientId[];
});

const budgets = (n: number, ...amounts: string[]) =>
  setBudgets(world.ports, { id: clients[n] as ClientId, currency: USD }, amounts);
const nobody = { looked: 0, told: 0, unavailable: 0 };
async function letters() {
  await drainOutbox(world.ports);
  return (await world.emulators.messages()).filter(({ subject }) =>
    subject.includes('has reached'),
  );
}

describe('telling budgets', () => {
  it('writes once a month to who has reached an amount, and to nobody else', async () => {
    await budgets(0, '1', '2', '500');
    await budgets(1, '500');
    expect(await tellBudgets(world.ports)).toEqual({ looked: 2, told: 1, unavailable: 0 });
    expect(await tellBudgets(world.ports)).toEqual({ looked: 2, told: 0, unavailable: 0 });
    const [letter, ...more] = await letters();
    expect(more).toEqual([]);
    expect(letter?.subject).toBe('November 2026 has reached $2.00');
    expect(letter?.text).toContain('You asked to be told at $2.00');
    expect(letter?.text).toContain('/usage');
  });

  it('begins anew with the next month', async () => {
    await budgets(0, '1');
    await tellBudgets(world.ports);
    expect(await tellBudgets(world.ports)).toEqual(nobody);
    await world.passMs(30 * 86_400_000);
    expect(await tellBudgets(world.ports)).toMatchObject({ looked: 1, told: 1 });
    expect(await letters()).toHaveLength(2);
  });

  it('does not tell again what was told, when the amounts are set anew', async () => {
    await budgets(0, '1');
    await tellBudgets(world.ports);
    await budgets(0);
    await budgets(0, '1', '2');
    expect(await tellBudgets(world.ports)).toMatchObject({ told: 1 });
    expect((await letters()).map(({ subject }) => subject).sort()).toEqual([
      'November 2026 has reached $1.00',
      'November 2026 has reached $2.00',
    ]);
  });

  it('says nothing where the usage cannot be read or cannot be true, and looks again later', async () => {
    await budgets(0, '1');
    await world.emulators.control({ path: '/usage/report', status: 500, times: 2 });
    expect(await tellBudgets(world.ports)).toEqual({ looked: 1, told: 0, unavailable: 1 });
    expect(await letters()).toEqual([]);
    expect(await tellBudgets(world.ports)).toEqual({ looked: 1, told: 1, unavailable: 0 });
  });

  it('says nothing where the currency has no price', async () => {
    await world.sql("DELETE FROM token_price WHERE currency = 'USD'");
    await budgets(0, '1');
    expect(await tellBudgets(world.ports)).toMatchObject({ told: 0, unavailable: 1 });
  });

  it('writes one letter where two looks come at once', async () => {
    await budgets(0, '1');
    await Promise.all([tellBudgets(world.ports), tellBudgets(world.ports)]);
    expect(await letters()).toHaveLength(1);
  });

  it('goes on with the others where one client’s look fails', async () => {
    await budgets(0, '1');
    await budgets(1, '1');
    const { usage } = world.ports;
    let calls = 0;
    const broken: typeof usage = {
      ...usage,
      readSoFar: (user, range) => {
        if (calls++ === 0) throw new Error('a defect');
        return usage.readSoFar(user, range);
      },
    };
    const told = await tellBudgets({ ...world.ports, usage: broken });
    expect(told).toEqual({ looked: 2, told: 1, unavailable: 1 });
  });

  it('takes those first whom it has not looked at for longest', async () => {
    await budgets(0, '500');
    await tellBudgets(world.ports);
    await world.passMs(3_600_000);
    await budgets(1, '500');
    const waiting = await world.ports.store.budgets.waiting('2026-11' as never, 1);
    expect(waiting.map(({ clientId }) => clientId)).toEqual([clients[1]]);
  });
});
