import { beforeEach, describe, expect, it } from 'vitest';
import type { InvoiceId } from '#core/ids.ts';
import type { Ports } from '#ports/ports.ts';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { deliverAgain } from '#usecases/delivery/mend-delivery.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';
import {
  clientOf,
  createCalls,
  makeClient,
  makeEnrolled,
  panelUsers,
  signedIn,
} from '../../support/clients.ts';
import { wholeDatabase } from '../../support/database.ts';
import { catchLogs, type LogLine } from '../../support/logs.ts';
import { enrolMany, openShop, signUp } from '../../support/people.ts';
import { advanceToEnd, approve, planMonth } from '../../support/runs.ts';
import { newWorld, type World } from '../../support/world.ts';

const DAY_MS = 86_400_000;

let world: World;
let lines: readonly LogLine[];
beforeEach(async () => {
  lines = catchLogs();
  world = await newWorld();
  await openShop(world);
});

function automate(ports: Ports = world.ports, trigger = 'cron') {
  return dailyAutomation(ports, trigger);
}

async function step(name: string, ports?: Ports) {
  const report = await automate(ports);
  const found = report.steps.find((one) => one.step === name);
  if (!found) throw new Error(`no step ${name}`);
  return found;
}

function invoices(): Promise<{ month: string }[]> {
  return world.sql<{ month: string }>('SELECT month FROM invoice ORDER BY month, client_id');
}

describe('dailyAutomation', () => {
  it('reports every step in order, in words and figures, and records the report', async () => {
    await enrolMany(world, 2);
    const report = await automate(world.ports, 'admin:someone');
    expect(report.steps.map((one) => one.step)).toEqual([
      'expire',
      'provisioning',
      'invoices',
      'closings',
      'billing',
      'deliveries',
      'metering',
      'outbox',
    ]);
    expect(report.steps.map(({ did }) => did)).toEqual([
      'Removed 0 expired sign-ups and 0 ended sessions.',
      'Nobody waits for a panel account.',
      expect.stringMatching(
        /^Plan for 2026-10: 2 to invoice \(2 over \d+\.\d\d USD\).* Issued 2 invoices\./,
      ),
      'Nobody waits for their account to be closed.',
      'Invoices live here; nobody to ask.',
      'Did 4 mails and deliveries; 0 are left to the queue.',
      'Nothing is metered.',
      'Forgot 0 letters and other tasks that were done more than 90 days ago.',
    ]);
    expect(report).toMatchObject({ ok: true, startedAtMs: world.clock.nowMs() });
    const rows = await world.sql<{ report: string }>('SELECT * FROM automation_run');
    expect(rows).toMatchObject([
      {
        id: expect.stringMatching(/^aut_/),
        trigger: 'admin:someone',
        started_at_ms: report.startedAtMs,
        finished_at_ms: report.finishedAtMs,
      },
    ]);
    expect(JSON.parse(rows[0]?.report ?? '')).toEqual(report);
    const logged = lines.filter(({ event }) => event === 'automation_step');
    expect(logged.map((line) => line.step)).toEqual(report.steps.map((one) => one.step));
  });

  it('does nothing twice on the same day', async () => {
    await enrolMany(world, 3);
    await signUp(world, 'ada@example.com');
    await automate();
    const mails = await world.emulators.messages();
    const { automation_run: _first, ...before } = await wholeDatabase();
    const second = await automate();
    const { automation_run: rows, ...after } = await wholeDatabase();
    expect(after).toEqual(before);
    expect(rows).toHaveLength(2);
    expect(await world.emulators.messages()).toEqual(mails);
    expect(second.steps.map(({ did }) => did).join(' ')).toContain('2026-10 is fully invoiced.');
  });

  it('does nothing twice when two run at once', async () => {
    await enrolMany(world, 3);
    const waiting = await makeClient(world, { email: 'late@example.com' });
    const reports = await Promise.all([automate(), automate(world.ports, 'admin:other')]);
    expect(reports.every(({ ok }) => ok)).toBe(true);
    expect(await invoices()).toHaveLength(3);
    expect((await clientOf(world, waiting)).state).toBe('enrolled');
    expect(await createCalls(world)).toBe(1);
    await world.drain();
    expect(await world.emulators.messages('late@example.com')).toHaveLength(1);
    for (let n = 0; n < 3; n++) {
      expect(await world.emulators.messages(`client-${n}@example.com`)).toHaveLength(1);
    }
  });

  it.each([
    [
      'expire',
      (ports: Ports): Ports => ({
        ...ports,
        store: { ...ports.store, automation: { ...ports.store.automation, expire: crash } },
      }),
    ],
    [
      'provisioning',
      (ports: Ports): Ports => ({
        ...ports,
        store: { ...ports.store, clients: { ...ports.store.clients, toProvision: crash } },
      }),
    ],
    ['invoices', (ports: Ports): Ports => ({ ...ports, runs: { ...ports.runs, start: crash } })],
    [
      'closings',
      (ports: Ports): Ports => ({
        ...ports,
        store: { ...ports.store, account: { ...ports.store.account, closings: crash } },
      }),
    ],
    [
      'deliveries',
      (ports: Ports): Ports => ({
        ...ports,
        store: { ...ports.store, outbox: { ...ports.store.outbox, counts: crash } },
      }),
    ],
  ] as const)('does the other steps when %s throws, and says so', async (name, broken) => {
    await enrolMany(world, 1);
    const waiting = await makeClient(world, { email: 'late@example.com' });
    const report = await automate(broken(world.ports));
    expect(report.ok).toBe(false);
    expect(report.steps.filter(({ ok }) => !ok)).toEqual([
      { step: name, ok: false, did: 'Failed unexpectedly; the log has the reason.', figures: {} },
    ]);
    expect(await invoices()).toHaveLength(name === 'invoices' ? 0 : 1);
    expect((await clientOf(world, waiting)).state).toBe(
      name === 'provisioning' ? 'provisioning' : 'enrolled',
    );
    expect(await world.sql('SELECT 1 FROM automation_run')).toHaveLength(1);
    expect(lines.map(({ event }) => event)).toContain('automation_step_crashed');
  });

  function crash(): never {
    throw new Error('crash of the test');
  }
});

describe('the step "expire"', () => {
  it('removes sign-ups, reset links and sessions when nobody can need them any more', async () => {
    await signUp(world, 'ada@example.com');
    const id = await makeEnrolled(world, 'b@example.com');
    await signedIn(world, id);
    await world.post('/forgot', { email: 'b@example.com' });
    await world.passMs(8 * DAY_MS - 1);
    expect((await step('expire')).figures).toEqual({ signups: 0, sessions: 0 });
    expect(await world.sql('SELECT 1 FROM signup')).toHaveLength(1);
    await world.passMs(1);
    expect((await step('expire')).figures).toEqual({ signups: 1, sessions: 0 });
    expect(await world.sql('SELECT 1 FROM password_reset')).toEqual([]);
    await world.passMs(27 * DAY_MS);
    expect((await step('expire')).figures).toEqual({ signups: 0, sessions: 1 });
    expect(await world.sql('SELECT 1 FROM client')).toHaveLength(1);
  });
});

describe('the step "provisioning"', () => {
  it('tries every client that waits, whatever became of the task, and tells each by mail once', async () => {
    await makeClient(world, { email: 'a@example.com' });
    await makeClient(world, {
      email: 'b@example.com',
      state: 'provisioning_failed',
      failure: 'panel_unavailable',
    });
    await makeClient(world, { email: 'c@example.com', state: 'not_enrolled' });
    expect(await step('provisioning')).toEqual({
      step: 'provisioning',
      ok: true,
      did: '2 of 2 waiting clients got their panel account.',
      figures: { waiting: 2, enrolled: 2 },
    });
    await automate();
    expect((await panelUsers(world)).map(({ email }) => email).sort()).toEqual([
      'a@example.com',
      'b@example.com',
    ]);
    const subjects = (await world.emulators.messages()).map(({ to }) => to);
    expect(subjects.sort()).toEqual(['a@example.com', 'b@example.com']);
  });

  it('says how many still wait and why, and is not ok then', async () => {
    await makeClient(world, { email: 'a@example.com' });
    await makeClient(world, { email: 'root@example.com' });
    await world.emulators.seed({ email: 'root@example.com', password: 'Abcdef123', roles: [1] });
    expect(await step('provisioning')).toEqual({
      step: 'provisioning',
      ok: false,
      did: '1 of 2 waiting clients got their panel account. Still waiting: 1 × panel_user_is_admin.',
      figures: { waiting: 2, enrolled: 1, panel_user_is_admin: 1 },
    });
  });

  it('gets the client an account whose task the outbox gave up, and closes that task', async () => {
    const id = await makeClient(world, { state: 'provisioning_failed', failure: 'panel_rejected' });
    await world.sql(
      "INSERT INTO outbox (id, kind, subject_id, payload, priority, state, due_at_ms, created_at_ms) VALUES ('out_1', 'provision_client', ?, '', 0, 'failed', 0, 0)",
      id,
    );
    await automate();
    expect((await clientOf(world, id)).state).toBe('enrolled');
    expect(await world.sql("SELECT state FROM outbox WHERE id = 'out_1'")).toEqual([
      { state: 'done' },
    ]);
    await world.drain();
    expect(await world.emulators.messages('ada@example.com')).toHaveLength(1);
  });
});

describe('the step "invoices"', () => {
  it('invoices the month before on the 1st, and not earlier', async () => {
    await enrolMany(world, 1);
    await world.setNow('2026-10-31T23:59:59Z');
    await automate();
    expect(await invoices()).toEqual([]);
    await world.setNow('2026-11-01T01:15:00Z');
    await automate();
    expect(await invoices()).toEqual([{ month: '2026-10' }]);
  });

  it('waits for the 1st of the billing time zone', async () => {
    world = await newWorld({ settings: { BILLING_TIME_ZONE: 'America/New_York' } });
    await openShop(world);
    await enrolMany(world, 1);
    await world.setNow('2026-11-01T03:59:59Z');
    await automate();
    expect(await invoices()).toEqual([]);
    await world.setNow('2026-11-01T04:00:00Z');
    await automate();
    expect(await invoices()).toEqual([{ month: '2026-10' }]);
  });

  it.each(['2026-11-02T01:15:00Z', '2026-11-15T01:15:00Z', '2026-11-30T01:15:00Z'])(
    'catches up a missed 1st on %s',
    async (now) => {
      await enrolMany(world, 2);
      await world.setNow(now);
      await automate();
      expect(await invoices()).toEqual([{ month: '2026-10' }, { month: '2026-10' }]);
    },
  );

  it('tries parked clients again each day, and bills nobody else again', async () => {
    await enrolMany(world, 3);
    // The second client's usage; panel users are numbered from 2 on. Each reading is tried twice.
    const fault = { path: '/usage/report', query: { user_id: '3' }, status: 500, times: 4 };
    await world.emulators.control(fault);
    expect(await step('invoices')).toMatchObject({
      ok: false,
      did: expect.stringMatching(
        /1 parked\..* Issued 2 invoices\. .* Parked clients are tried again tomorrow/,
      ),
    });
    await world.passMs(DAY_MS);
    expect(await step('invoices')).toMatchObject({ ok: false, figures: { parked: 1, issued: 0 } });
    await world.passMs(DAY_MS);
    expect(await step('invoices')).toMatchObject({
      ok: true,
      figures: { parked: 0, issued: 1, alreadyInvoiced: 2 },
    });
    expect(await invoices()).toHaveLength(3);
    await world.passMs(DAY_MS);
    expect((await step('invoices')).did).toContain('2026-10 is fully invoiced.');
  });

  it('says so where there is nobody to invoice', async () => {
    expect(await step('invoices')).toMatchObject({
      ok: true,
      did: expect.stringContaining('Issued 0 invoices.'),
    });
  });
});

describe('the step "deliveries"', () => {
  async function letterTo(to: string): Promise<void> {
    const letter = {
      kind: 'account_ready',
      language: '',
      to,
      name: 'A',
      dashboardUrl: 'https://x.test',
    } as const;
    await world.ports.store.commit([await letterTask(world.ports, letter, '', 0)]);
  }

  it('gives what was given up another chance, once a day', async () => {
    await letterTo('ada@example.com');
    await world.emulators.controlMailbox({
      path: '/messages',
      method: 'POST',
      status: 400,
      times: 2,
    });
    await world.drain();
    expect(await step('deliveries')).toMatchObject({
      ok: false,
      figures: { revived: 1, failed: 1 },
    });
    expect(await world.emulators.messages('ada@example.com')).toEqual([]);
    expect(await step('deliveries')).toMatchObject({ ok: true, figures: { revived: 1, done: 1 } });
    expect(await world.emulators.messages('ada@example.com')).toHaveLength(1);
  });

  it('says which letters nobody knows of, and does not send them again', async () => {
    await letterTo('ada@example.com');
    await world.emulators.controlMailbox({
      path: '/messages',
      method: 'POST',
      loseReply: true,
      times: 2,
    });
    await world.drain();
    expect(await step('deliveries')).toMatchObject({
      ok: true,
      did: expect.stringContaining('1 have an unknown outcome and are not sent again'),
    });
    expect(await world.emulators.messages('ada@example.com')).toHaveLength(1);
  });

  it('leaves more than it can do to the queue, and wakes it', async () => {
    const id = await makeClient(world, { state: 'enrolled', panelUserId: 9 });
    await world.sql(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 210)
       INSERT INTO outbox (id, kind, subject_id, payload, priority, state, due_at_ms, created_at_ms)
       SELECT 'out_' || i, 'provision_client', ?, '', 0, 'pending', 0, 0 FROM n`,
      id,
    );
    world.wakes.length = 0;
    expect(await step('deliveries')).toMatchObject({ figures: { done: 72, due: 138 } });
    expect(world.wakes).toContain(0);
  });
});

describe('the step "outbox"', () => {
  const tasks = () =>
    world.sql<{ id: string; subject_id: string }>("SELECT * FROM outbox WHERE state <> 'pending'");

  it('forgets what was done long ago, and does none of it again', async () => {
    await enrolMany(world, 2);
    await automate();
    await world.drain();
    const invoiced = await world.sql<{ id: InvoiceId }>('SELECT id FROM invoice');
    expect(await tasks()).toHaveLength(4);
    await world.passMs(89 * DAY_MS);
    expect(await step('outbox')).toMatchObject({ figures: { forgotten: 0, more: 0 } });
    // A task that is done keeps when its last claim would have run out.
    await world.passMs(DAY_MS + 240_000 + 1);
    expect(await step('outbox')).toMatchObject({ ok: true, figures: { forgotten: 4, more: 0 } });

    const mails = (await world.emulators.messages()).length;
    const left = (await tasks()).length;
    await automate();
    const { manifest } = await planMonth(world.ports);
    await approve(world.ports, manifest);
    await advanceToEnd(world.ports);
    for (const { id } of invoiced) {
      const refused = await deliverAgain(world.ports, id, 'admin:tests');
      expect(refused).toEqual({ ok: false, error: { reason: 'already_delivered' } });
    }
    await world.drain();
    const subjects = (await tasks()).map(({ subject_id: subject }) => subject);
    expect(subjects.filter((subject) => invoiced.some(({ id }) => id === subject))).toEqual([]);
    expect(await tasks()).toHaveLength(left);
    expect(await world.emulators.messages()).toHaveLength(mails);
  });

  it('keeps what waits, failed or is not known to be done, and takes so many rows at once', async () => {
    const add = (state: string, count: number) =>
      world.sql(
        `WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count})
         INSERT INTO outbox (id, kind, subject_id, payload, priority, state, due_at_ms, created_at_ms, last_error)
         SELECT ? || n, 'send_letter', '', '', n % 2, ?, 0, 0, 'letter_unreadable' FROM n`,
        `out_${state}`,
        state,
      );
    await add('failed', 2);
    await add('unknown', 2);
    await add('done', 5);
    const { automation } = world.ports.store;
    expect(await automation.forgetDoneTasks(world.clock.nowMs(), 3)).toBe(3);
    expect(await automation.forgetDoneTasks(world.clock.nowMs(), 3)).toBe(2);
    expect((await tasks()).map(({ id }) => id).sort()).toEqual([
      'out_failed1',
      'out_failed2',
      'out_unknown1',
      'out_unknown2',
    ]);
    const asked: number[] = [];
    const busy = {
      ...automation,
      forgetDoneTasks: async (_beforeMs: number, limit: number) => asked.push(limit) && limit,
    };
    const ports = { ...world.ports, store: { ...world.ports.store, automation: busy } };
    expect(await step('outbox', ports)).toMatchObject({ figures: { more: 1 } });
    expect(asked).toHaveLength(20);
  });
});
