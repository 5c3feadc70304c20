import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { TimeRange } from '#core/month.ts';
import type { Ports } from '#ports/ports.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { setBudgets } from '#usecases/usage/set-budgets.ts';
import { tellBudgets } from '#usecases/usage/tell-budgets.ts';
import { countBindings } from '../../../bench/count-bindings.ts';
import { countInvocation, PRODUCTION_LIMITS } from '../../../bench/invocation.ts';
import { composeFromRaw } from '../../../src/compose.ts';
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
      readManySoFar: (users, range) => {
        if (calls++ === 0) throw new Error('a defect');
        return usage.readManySoFar(users, range);
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

describe('telling budgets of many', () => {
  /** Clients of a panel with neither rows nor servers there, each with a budget of one cent. */
  async function addMany(count: number): Promise<void> {
    const rows = `WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count})`;
    await world.sql(`${rows} INSERT INTO client
      (id, number, email, name, company, currency, password_hash, state, panel_user_id, created_at_ms, enrolled_at_ms)
      SELECT printf('cli_many%d', n), 5000 + n, n || '@many.test', '', '', 'USD', '-', 'enrolled', 5000 + n, 0, 1 FROM n`);
    await world.sql(
      `${rows} INSERT INTO budget (client_id, amount_minor, set_at_ms) SELECT printf('cli_many%d', n), 1, 0 FROM n`,
    );
  }

  /** Answers for everybody; `passes` after each call. */
  function manyUsers(usersAtOnce: number, hours: number, passes = async () => {}): Ports {
    const server = { serverId: 1, name: 'a', hours, tokens: hours * 7, backupTokens: 0 };
    const usage: Ports['usage'] = {
      ...world.ports.usage,
      usersAtOnce,
      async readManySoFar(users, range) {
        expect(users.length).toBeLessThanOrEqual(usersAtOnce);
        await passes();
        return users.map(() => ({
          usage: hours > 0 ? { kind: 'measured', servers: [server] } : { kind: 'none' },
          asOfMs: range.endMs,
        }));
      },
    };
    return { ...composeFromRaw(countBindings(world.rawEnv), {}, world.clock), usage };
  }

  const neverBegun = () => world.sql('SELECT 1 FROM budget WHERE looked_at_ms = 0');

  it('looks at thousands in one hour, several with one question where the source can', async () => {
    await addMany(1_000);
    let questions = 0;
    const ports = manyUsers(50, 0, async () => void questions++);
    const { result, counts } = await countInvocation(() => tellBudgets(ports));
    expect(result).toEqual({ looked: 1_000, told: 0, unavailable: 0 });
    expect(questions).toBe(20);
    expect(counts.d1Queries).toBeLessThan(15);
  });

  it('ends early beside a slow panel, and the next hour goes on with those who were not begun', async () => {
    await addMany(400);
    const slow = manyUsers(50, 0, async () => world.passMs(5 * 60_000));
    expect(await tellBudgets(slow)).toMatchObject({ looked: 150 });
    expect(await neverBegun()).toHaveLength(250);
    await tellBudgets(manyUsers(50, 0));
    expect(await neverBegun()).toEqual([]);
  });

  it('begins no call to the real panel when the trigger’s time is nearly over', async () => {
    await budgets(0, '1');
    const { usage } = world.ports;
    const slow = {
      ...usage,
      readManySoFar: async (users: readonly number[], range: TimeRange) => {
        await world.passMs(12 * 60_000 + 1);
        return usage.readManySoFar(users, range);
      },
    };
    const before = (await world.emulators.requests()).length;
    expect(await tellBudgets({ ...world.ports, usage: slow })).toMatchObject({ unavailable: 1 });
    expect(await world.emulators.requests()).toHaveLength(before);
  });

  it('writes to so many in one hour that the queries suffice, and to the others in the next', async () => {
    await addMany(310);
    const ports = manyUsers(1, 240);
    const { result, counts } = await countInvocation(() => tellBudgets(ports));
    expect(result).toEqual({ looked: 300, told: 300, unavailable: 0 });
    expect(counts.d1Queries).toBeLessThanOrEqual(PRODUCTION_LIMITS.d1Queries * 0.75);
    expect(await tellBudgets(ports)).toMatchObject({ looked: 10, told: 10 });
  });
});
