// What one invocation may ask of the platform in production, where local workerd does not say no.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Ports } from '#ports/ports.ts';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { advanceRun } from '#usecases/invoicing/advance-run.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { countBindings, countFetches } from '../../bench/count-bindings.ts';
import {
  type Counts,
  countInvocation,
  PRODUCTION_LIMITS,
  subrequests,
} from '../../bench/invocation.ts';
import { composeFromRaw } from '../../src/compose.ts';
import { createEntry } from '../../src/entry.ts';
import { makeClient } from '../support/clients.ts';
import { becomeClient, enrolMany, openShop, PASSWORD } from '../support/people.ts';
import { start } from '../support/runs.ts';
import { newWorld, ORIGIN, type World } from '../support/world.ts';

let world: World;
let ports: Ports;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
  ports = composeFromRaw(countBindings(world.rawEnv), {}, world.clock);
  return countFetches();
});

function expectWithinLimits(counts: Counts) {
  expect(counts.d1Queries).toBeLessThanOrEqual(PRODUCTION_LIMITS.d1Queries);
  expect(counts.d1Parameters).toBeLessThanOrEqual(PRODUCTION_LIMITS.d1Parameters);
  expect(counts.d1StatementBytes).toBeLessThanOrEqual(PRODUCTION_LIMITS.d1StatementBytes);
  expect(counts.d1ParameterBytes).toBeLessThanOrEqual(PRODUCTION_LIMITS.d1ParameterBytes);
  expect(subrequests(counts)).toBeLessThanOrEqual(PRODUCTION_LIMITS.subrequests);
  expect(counts.fetchesAtOnce).toBeLessThanOrEqual(PRODUCTION_LIMITS.fetchesAtOnce);
}

describe('an invocation stays within the limits of production', () => {
  it('when it plans, and when it executes', async () => {
    await enrolMany(world, 2_100, () => [
      { name: 'a', plan: 1, created_at: '2026-10-30T00:00:00Z' },
    ]);
    await start(ports);
    let fetched = 0;
    for (let pieces = 0; pieces < 5; pieces++) {
      const { counts } = await countInvocation(() => advanceRun(ports, async () => {}));
      expectWithinLimits(counts);
      expect(counts.d1Queries).toBeLessThanOrEqual(150);
      fetched = Math.max(fetched, counts.fetches);
    }
    // The first piece plans 2,000 clients, six calls at once.
    expect(fetched).toBe(2_000);
  }, 60_000);

  it('on the busiest 1st: clients waiting, a month to invoice, deliveries due', async () => {
    await enrolMany(world, 150);
    for (let n = 0; n < 60; n++) await makeClient(world, { email: `waiting-${n}@example.com` });
    const { counts } = await countInvocation(() => dailyAutomation(ports, 'cron'));
    expectWithinLimits(counts);
    // Half of the limit: room for what a day like that brings along.
    expect(counts.d1Queries).toBeLessThanOrEqual(PRODUCTION_LIMITS.d1Queries * 0.75);
  });

  it('when it drains the outbox', async () => {
    for (let n = 0; n < 40; n++) {
      await world.post('/signup', {
        name: 'A',
        company: '',
        email: `n${n}@example.com`,
        password: PASSWORD,
      });
    }
    const { counts } = await countInvocation(() => drainOutbox(ports));
    expectWithinLimits(counts);
    expect(counts.fetches).toBe(36);
  });

  it.each([
    ['/', 1],
    ['/signup', 0],
    ['/login', 0],
    ['/dashboard', 3],
    ['/ready', 1],
  ])('when it answers GET %s, with at most %d queries', async (path, queries) => {
    const cookie = await becomeClient(world, 'ada@example.com');
    const { counts } = await countInvocation(() => answer(path, { headers: { cookie } }));
    expectWithinLimits(counts);
    expect(counts.d1Queries).toBeLessThanOrEqual(queries);
  });

  it('when somebody signs up, with at most 6 queries, known address or not', async () => {
    await becomeClient(world, 'known@example.com');
    for (const email of ['known@example.com', 'new@example.com']) {
      const body = new URLSearchParams({ name: 'A', company: '', email, password: PASSWORD });
      const { counts } = await countInvocation(() => answer('/signup', { method: 'POST', body }));
      expectWithinLimits(counts);
      expect(counts.d1Queries).toBeLessThanOrEqual(6);
    }
  });
});

function answer(path: string, init: RequestInit): Promise<Response> {
  const context = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} };
  return createEntry(world.clock).fetch(
    new Request(`${ORIGIN}${path}`, { redirect: 'manual', ...init }),
    countBindings(world.rawEnv),
    context as unknown as ExecutionContext,
  );
}
