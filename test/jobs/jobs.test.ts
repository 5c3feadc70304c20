import { beforeEach, describe, expect, it } from 'vitest';
import { CRONS, runCron } from '../../src/jobs/cron.ts';
import { runMessages } from '../../src/jobs/queue.ts';
import { makeClient } from '../support/clients.ts';
import { wholeDatabase } from '../support/database.ts';
import { catchLogs } from '../support/logs.ts';
import { newWorld, type World } from '../support/world.ts';

const DRAIN = { body: { kind: 'drain_outbox' } };

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
});

async function addTasks(count: number): Promise<void> {
  const id = await makeClient(world, { state: 'enrolled', panelUserId: 9 });
  await world.sql(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO outbox (id, kind, subject_id, payload, priority, state, due_at_ms, created_at_ms)
     SELECT 'out_' || i, 'provision_client', ?, '', 0, 'pending', 0, 0 FROM n`,
    count,
    id,
  );
}

function pending() {
  return world.sql("SELECT 1 FROM outbox WHERE state = 'pending'");
}

describe('runCron', () => {
  it.each(['', '* * * * *', '15 1 * * 0', '15 1 * * * '])(
    'throws for "%s", which nobody handles, and does nothing',
    async (cron) => {
      const before = await wholeDatabase();
      await expect(runCron(cron, world.ports)).rejects.toThrow();
      expect(await wholeDatabase()).toEqual(before);
    },
  );

  it('does the daily automation once a day', async () => {
    await runCron('15 1 * * *', world.ports);
    expect(await world.sql('SELECT trigger FROM automation_run')).toEqual([{ trigger: 'cron' }]);
  });

  it('wakes the outbox every few minutes, and invoices nobody', async () => {
    await runCron('*/5 * * * *', world.ports);
    expect(world.wakes).toEqual([0]);
    expect(await world.sql('SELECT 1 FROM invoice_run')).toEqual([]);
  });

  it('has these triggers and no others', () => {
    expect(Object.keys(CRONS).sort()).toEqual([
      '*/5 * * * *',
      '15 1 * * *',
      '37 * * * *',
      '7 * * * *',
    ]);
  });
});

describe('runMessages', () => {
  it.each([undefined, null, 'drain_outbox', 7, {}, { kind: 'other' }, { kind: ['drain_outbox'] }])(
    'throws for the message %j, and does nothing',
    async (body) => {
      await addTasks(1);
      await expect(runMessages({ messages: [DRAIN, { body }] }, world.ports)).rejects.toThrow();
      expect(await pending()).toHaveLength(1);
    },
  );

  it('drains once for a whole batch', async () => {
    await addTasks(41);
    await runMessages({ messages: [DRAIN, DRAIN, DRAIN] }, world.ports);
    expect(await pending()).toHaveLength(5);
  });

  it('asks for another turn while there may be more, and for none when there is nothing', async () => {
    await addTasks(36);
    await runMessages({ messages: [DRAIN] }, world.ports);
    expect(world.wakes).toEqual([0]);
    await runMessages({ messages: [DRAIN] }, world.ports);
    expect(world.wakes).toEqual([0]);
  });
});
