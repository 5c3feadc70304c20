// No statement reads or sorts a table from end to end: what is fast with ten clients must be with a hundred thousand.
// `test/support/statements/` names every read of the store and every change to it; a new one without an entry does not compile.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '#ports/changes.ts';
import type { Store } from '#ports/store.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { explain, growthOf, type Plan, plansOf, plansOfChange } from '../../support/query-plans.ts';
import { runMonth } from '../../support/runs.ts';
import {
  ACCOUNT_CHANGES,
  ENROLMENT_CHANGES,
  SIGN_IN_CHANGES,
} from '../../support/statements/account-changes.ts';
import { ON_PURPOSE, SMALL_TABLES } from '../../support/statements/allowed.ts';
import {
  BUDGET_CHANGES,
  CATALOGUE_CHANGES,
  DELIVERY_CHANGES,
  METERING_CHANGES,
  OUTBOX_CHANGES,
  RUN_CHANGES,
} from '../../support/statements/billing-changes.ts';
import {
  API_KEY_CHANGES,
  MONITORING_CHANGES,
  MOVING_CHANGES,
  OPERATOR_CHANGES,
  WEBHOOK_CHANGES,
} from '../../support/statements/operator-changes.ts';
import { OPERATOR_READS } from '../../support/statements/operator-reads.ts';
import { READS } from '../../support/statements/reads.ts';
import type { Group, GroupCalls, Samples } from '../../support/statements/samples.ts';
import { newWorld } from '../../support/world.ts';

const ALL_READS: GroupCalls = { ...READS, ...OPERATOR_READS };

const CHANGES: Samples = {
  ...ENROLMENT_CHANGES,
  ...SIGN_IN_CHANGES,
  ...ACCOUNT_CHANGES,
  ...CATALOGUE_CHANGES,
  ...RUN_CHANGES,
  ...DELIVERY_CHANGES,
  ...METERING_CHANGES,
  ...BUDGET_CHANGES,
  ...OUTBOX_CHANGES,
  ...OPERATOR_CHANGES,
  ...API_KEY_CHANGES,
  ...WEBHOOK_CHANGES,
  ...MONITORING_CHANGES,
  ...MOVING_CHANGES,
  audit: [{ event: { atMs: 1, actor: 'system', action: 'tested', subjectId: '' } }],
  admin_request_used: [{ jti: 'j', kid: 'k', action: 'a', atMs: 1 }],
};

type Planned = readonly [string, () => Promise<readonly Plan[]>];

/** By the tables' own keys, which the casts cannot say. */
const reads: Planned[] = Object.entries(ALL_READS).flatMap(([group, methods]) =>
  Object.entries(methods).map(([method, calls]): Planned => {
    const all = async (store: Store) => {
      const reader = store[group as Group] as unknown as Readonly<
        Record<string, (...given: unknown[]) => unknown>
      >;
      for (const given of calls as unknown[][]) await reader[method]?.(...given);
    };
    return [`${group}.${method}`, () => plansOf(all)];
  }),
);
const changes: Planned[] = Object.entries(CHANGES).map(([type, samples]): Planned => {
  const all = samples.map((sample) => ({ type, ...sample }) as Change);
  return [type, async () => (await Promise.all(all.map(plansOfChange))).flat()];
});

describe('the plan of every statement', () => {
  beforeAll(async () => {
    const world = await newWorld();
    await openShop(world);
    await enrolMany(world, 1);
    await runMonth(world.ports);
    const [{ key }] = API_KEY_CHANGES.api_key_created;
    await world.ports.store.commit([{ type: 'api_key_created', key }]);
  });

  it.each([...reads, ...changes])('of %s does not grow with a table', async (name, planned) => {
    const plans = await planned();
    expect(plans.length).toBeGreaterThan(0);
    const grows = new Set(plans.flatMap(growthOf));
    for (const table of Object.keys(SMALL_TABLES)) grows.delete(`scan ${table}`);
    const allowed = ON_PURPOSE.filter((one) => one.in.includes(name)).map((one) => one.grows);
    expect([...grows].sort()).toEqual(allowed.sort());
  });

  it('is listed for nothing that is not there any more', () => {
    const names = new Set([...reads, ...changes].map(([name]) => name));
    expect(ON_PURPOSE.flatMap((one) => one.in).filter((name) => !names.has(name))).toEqual([]);
  });

  it('would show a missing index, and does not mind lists that came as a parameter', async () => {
    const by = async (column: string) =>
      growthOf(await explain(`SELECT c.id FROM client AS c WHERE c.${column} = 'x'`));
    expect(await by('password_hash')).toEqual(['scan client']);
    expect(await by('email')).toEqual([]);
    const counted = growthOf(await explain('SELECT count(*) FROM client'));
    expect(counted).toEqual([expect.stringMatching(/^scan client by /)]);
    const sorted = "SELECT id FROM client WHERE state = 'enrolled' ORDER BY created_at_ms";
    expect(growthOf(await explain(sorted))).toEqual(['sort']);
    const joined =
      'WITH given AS MATERIALIZED (SELECT value FROM json_each(?)) SELECT client.id FROM given JOIN client ON client.id = given.value';
    expect(growthOf(await explain(joined, ['[]']))).toEqual([]);
    const unindexed =
      'SELECT a.id FROM json_each(?) AS given JOIN client AS a ON a.failure = given.value';
    expect(growthOf(await explain(unindexed, ['[]']))).toEqual(['scan client']);
  });
});
