// Letters and other tasks while the mail system fails, and while several workers drain at once.
import { beforeEach, describe, expect, it } from 'vitest';
import { createCallDeadline } from '#adapters/platform/call-deadline.ts';
import { createPanelClient } from '#adapters/solusvm/panel-client.ts';
import { createVirtualization } from '#adapters/solusvm/virtualization.ts';
import type { Letter } from '#core/letters.ts';
import { err, ok } from '#core/result.ts';
import type { Mailer } from '#ports/mailer.ts';
import type { Ports } from '#ports/ports.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';
import { makeClient } from '../../support/clients.ts';
import { wholeDatabase } from '../../support/database.ts';
import { catchLogs, type LogLine } from '../../support/logs.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { runMonth } from '../../support/runs.ts';
import { newWorld, type World } from '../../support/world.ts';

const LEASE_MS = 240_000;

let world: World;
let lines: readonly LogLine[];
beforeEach(async () => {
  lines = catchLogs();
  world = await newWorld();
});

async function addLetter(to: string, priority: 0 | 1 = 0): Promise<void> {
  const letter: Letter = {
    kind: 'account_ready',
    language: '',
    to,
    name: 'Ada',
    dashboardUrl: 'https://x.test',
  };
  await world.ports.store.commit([await letterTask(world.ports, letter, '', priority)]);
}

async function addLetters(count: number, priority: 0 | 1 = 0): Promise<void> {
  const letters = Array.from({ length: count }, (_, n): Letter => {
    const to = `${priority}-${n}@example.com`;
    return { kind: 'account_ready', language: '', to, name: 'Ada', dashboardUrl: 'https://x.test' };
  });
  const changes = await Promise.all(
    letters.map((letter) => letterTask(world.ports, letter, '', priority)),
  );
  await world.ports.store.commit(changes);
}

async function addTask(kind: string, subjectId: string, payload = ''): Promise<void> {
  await world.sql(
    "INSERT INTO outbox (id, kind, subject_id, payload, priority, state, due_at_ms, created_at_ms) VALUES (?, ?, ?, ?, 0, 'pending', 0, 0)",
    `out_${crypto.randomUUID()}`,
    kind,
    subjectId,
    payload,
  );
}

/** The worker's ports with a mail system of the test's choice. */
function withMailer(send: Mailer['send']): Ports {
  return { ...world.ports, mailer: { send } };
}

/** A panel whose list of users takes 200 calls of nearly the longest time-out each; `between` comes after each. */
function slowPanel(between: () => Promise<void>): Ports {
  let page = 0;
  const client = createPanelClient({
    apiUrl: 'https://panel.test',
    token: 'token',
    timeoutMs: 20_000,
    maxBodyBytes: 1_000,
    fetch: createCallDeadline(world.clock).inTime(async () => {
      await world.passMs(19_000);
      await between();
      return Response.json({ data: [], meta: { current_page: ++page, last_page: 200 } });
    }),
  });
  const settings = { roleId: 2, limitGroupId: null, adminRoleId: 1, signOnUrlTemplate: '' };
  return { ...world.ports, panel: createVirtualization(client, settings) };
}

function tasks() {
  return world.sql<{
    state: string;
    attempts: number;
    payload: string;
    last_error: string;
    due_at_ms: number;
  }>('SELECT * FROM outbox ORDER BY created_at_ms, id');
}

describe('drainOutbox', () => {
  it('sends a letter once, empties its payload, and counts it as done', async () => {
    await addLetter('ada@example.com');
    const [before] = await tasks();
    expect(before?.payload).not.toBe('');
    expect(before?.payload).not.toContain('ada@example.com');
    const done = { done: 1, postponed: 0, givenUp: 0, more: false };
    expect(await drainOutbox(world.ports)).toEqual(done);
    expect(await drainOutbox(world.ports)).toEqual({ ...done, done: 0 });
    expect(await world.emulators.messages('ada@example.com')).toHaveLength(1);
    expect(await tasks()).toMatchObject([
      { state: 'done', payload: '', last_error: '', attempts: 1 },
    ]);
  });

  it('gives each letter a Message-ID of its own that stays the same', async () => {
    await addLetter('ada@example.com');
    await world.emulators.controlMailbox({ path: '/messages', method: 'POST', status: 429 });
    await drainOutbox(world.ports);
    await world.passMs(30_000);
    await drainOutbox(world.ports);
    const [mail] = await world.emulators.messages('ada@example.com');
    const [task] = await world.sql<{ id: string }>('SELECT id FROM outbox');
    expect(mail?.messageId).toContain(task?.id);
  });

  it('tries a letter again while the mail system is down, later each time, and it arrives once', async () => {
    await addLetter('ada@example.com');
    await world.emulators.controlMailbox({
      path: '/messages',
      method: 'POST',
      status: 429,
      times: 3,
    });
    const waits: number[] = [];
    for (let n = 0; n < 3; n++) {
      expect(await drainOutbox(world.ports)).toMatchObject({ postponed: 1, done: 0 });
      const [task] = await tasks();
      expect(task).toMatchObject({ state: 'pending', last_error: 'mail_refused', attempts: n + 1 });
      const waitMs = (task?.due_at_ms ?? 0) - world.clock.nowMs();
      expect(world.wakes.at(-1)).toBe(waitMs / 1000);
      waits.push(waitMs);
      await world.passMs(waitMs - 1);
      expect(await drainOutbox(world.ports)).toMatchObject({ postponed: 0, done: 0 });
      await world.passMs(1);
    }
    expect(waits).toEqual([30_000, 60_000, 120_000]);
    expect(await drainOutbox(world.ports)).toMatchObject({ done: 1 });
    await world.passMs(86_400_000);
    await drainOutbox(world.ports);
    expect(await world.emulators.messages('ada@example.com')).toHaveLength(1);
  });

  it('gives a letter up as failed after twelve attempts, and keeps it for the daily automation', async () => {
    await addLetter('ada@example.com');
    const down = withMailer(async () =>
      err({ disposition: 'unavailable', code: 'mail_unreachable', detail: '' }),
    );
    for (let n = 0; n < 20; n++) {
      await drainOutbox(down);
      await world.passMs(6 * 3_600_000);
    }
    const [task] = await tasks();
    expect(task).toMatchObject({ state: 'failed', attempts: 12, last_error: 'mail_unreachable' });
    expect(task?.payload).not.toBe('');
    expect(lines.filter(({ event }) => event === 'task_given_up')).toHaveLength(1);
  });

  it('never sends a letter again whose reply was lost after it was delivered, and reports it', async () => {
    await addLetter('ada@example.com');
    await world.emulators.controlMailbox({
      path: '/messages',
      method: 'POST',
      loseReply: true,
      times: 2,
    });
    expect(await drainOutbox(world.ports)).toMatchObject({ givenUp: 1 });
    expect(await tasks()).toMatchObject([{ state: 'unknown', last_error: 'mail_outcome_unknown' }]);
    await world.passMs(86_400_000);
    await drainOutbox(world.ports);
    await world.ports.store.automation.retryFailedTasks(world.clock.nowMs());
    await drainOutbox(world.ports);
    expect(await world.emulators.messages('ada@example.com')).toHaveLength(1);
    expect(await world.ports.store.outbox.counts(world.clock.nowMs())).toEqual({
      due: 0,
      failed: 0,
      unknown: 1,
    });
    expect(lines).toMatchObject([{ level: 'error', event: 'task_given_up', kind: 'send_letter' }]);
  });

  it('gives up a letter that the mail system refuses, and one that cannot be opened', async () => {
    await addLetter('ada@example.com');
    await world.emulators.controlMailbox({ path: '/messages', method: 'POST', status: 400 });
    await addTask('send_letter', '', 'not sealed by us');
    expect(await drainOutbox(world.ports)).toMatchObject({ givenUp: 2 });
    const errors = (await tasks()).map(({ state, last_error }) => `${state} ${last_error}`);
    expect(errors.sort()).toEqual(['failed letter_unreadable', 'failed mail_refused']);
  });

  it('finds a task again whose worker died, when its lease is over and not before', async () => {
    await addLetter('ada@example.com');
    const now = world.clock.nowMs();
    expect(await world.ports.store.outbox.claimDue(now, now + LEASE_MS, 25, [])).toHaveLength(1);
    await world.passMs(LEASE_MS - 1);
    expect(await drainOutbox(world.ports)).toMatchObject({ done: 0 });
    await world.passMs(1);
    expect(await drainOutbox(world.ports)).toMatchObject({ done: 1 });
  });

  it('holds a claimed task for four minutes: a crash between sending and marking repeats it only then', async () => {
    await addLetter('ada@example.com');
    const crash = { ...world.ports.store, commit: () => Promise.reject(new Error('crash')) };
    await drainOutbox({ ...world.ports, store: crash }).catch(() => undefined);
    expect(await world.emulators.messages('ada@example.com')).toHaveLength(1);
    expect(await tasks()).toMatchObject([
      { state: 'pending', due_at_ms: world.clock.nowMs() + LEASE_MS },
    ]);
    await world.passMs(LEASE_MS - 1);
    expect(await drainOutbox(world.ports)).toMatchObject({ done: 0 });
    // Nobody can know that it went out: the same Message-ID lets the reader's mail program see the double.
    await world.passMs(1);
    await drainOutbox(world.ports);
    const ids = (await world.emulators.messages('ada@example.com')).map((mail) => mail.messageId);
    expect(new Set(ids).size).toBe(1);
  });

  it('takes what somebody waits for before the bulk, whatever came first', async () => {
    await addLetters(40, 1);
    await world.passMs(1000);
    await addLetters(3, 0);
    const sent: string[] = [];
    const ports = withMailer(async ({ to }) => {
      sent.push(to);
      return ok(null);
    });
    expect(await drainOutbox(ports)).toMatchObject({ done: 36, more: true });
    expect(sent.slice(0, 3).sort()).toEqual([
      '0-0@example.com',
      '0-1@example.com',
      '0-2@example.com',
    ]);
    expect(await drainOutbox(ports)).toMatchObject({ done: 7, more: false });
    expect(new Set(sent).size).toBe(43);
  });

  it('does the others when one crashes, and tries that one again', async () => {
    await addLetters(8);
    const ports = withMailer(async ({ to }) => {
      if (to.startsWith('0-3')) throw new Error(`defect with ${to}`);
      return ok(null);
    });
    expect(await drainOutbox(ports)).toMatchObject({ done: 7, postponed: 1 });
    const left = (await tasks()).filter(({ state }) => state === 'pending');
    expect(left).toMatchObject([{ last_error: 'crashed', attempts: 1 }]);
    await world.passMs(30_000);
    expect(await drainOutbox(world.ports)).toMatchObject({ done: 1 });
  });

  it('is not held up by a slow one', async () => {
    await addLetters(20);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let sent = 0;
    const ports = withMailer(async ({ to }) => {
      if (to.startsWith('0-0@')) await held;
      else if (++sent === 19) release();
      return ok(null);
    });
    expect(await drainOutbox(ports)).toMatchObject({ done: 20 });
  });

  it('does each of 30 tasks once when two drain at once', async () => {
    await addLetters(30);
    const sent: string[] = [];
    const ports = withMailer(async ({ to }) => {
      sent.push(to);
      await new Promise((resolve) => setTimeout(resolve, 2));
      return ok(null);
    });
    const drained = await Promise.all([drainOutbox(ports), drainOutbox(ports)]);
    expect(drained.reduce((sum, { done }) => sum + done, 0)).toBe(30);
    expect(sent).toHaveLength(30);
    expect(new Set(sent).size).toBe(30);
  });

  it('works at no more tasks at once than an invocation has connections', async () => {
    await addLetters(25);
    let running = 0;
    let most = 0;
    const ports = withMailer(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
      return ok(null);
    });
    await drainOutbox(ports);
    expect(most).toBe(6);
  });

  it('leaves a client who needs a person to the operator, and is done with one who is enrolled', async () => {
    await world.emulators.seed({ email: 'ada@example.com', password: 'Abcdef123', roles: [1] });
    await addTask('provision_client', await makeClient(world));
    const enrolled = await makeClient(world, {
      email: 'b@example.com',
      state: 'enrolled',
      panelUserId: 9,
    });
    await addTask('provision_client', enrolled);
    expect(await drainOutbox(world.ports)).toMatchObject({ done: 1, givenUp: 1 });
    const errors = (await tasks()).map(({ state, last_error }) => `${state} ${last_error}`);
    expect(errors.sort()).toEqual(['done ', 'failed panel_user_is_admin']);
  });

  it('comes back to a client whom another worker is provisioning', async () => {
    const id = await makeClient(world);
    const now = world.clock.nowMs();
    await world.ports.store.clients.claimProvisioning(id, now, now + 120_000);
    await addTask('provision_client', id);
    expect(await drainOutbox(world.ports)).toMatchObject({ postponed: 1 });
    expect(await tasks()).toMatchObject([{ state: 'pending', last_error: 'attempt_under_way' }]);
    expect(await world.emulators.requests()).toEqual([]);
  });

  it('is over with a task before its lease is, however many slow calls there are to make', async () => {
    const id = await makeClient(world);
    await addTask('provision_client', id);
    let calls = 0;
    const others: unknown[] = [];
    const ports = slowPanel(async () => {
      calls++;
      const { store, clock } = world.ports;
      others.push(...(await store.outbox.claimDue(clock.nowMs(), clock.nowMs() + 1, 36, [])));
      // One attempt at a client has a lease of its own, and a task that begins late the rest of the drain's.
      const other = await store.clients.claimProvisioning(id, clock.nowMs(), clock.nowMs() + 1);
      if (other) others.push(other);
    });
    expect(await drainOutbox(ports)).toMatchObject({ postponed: 1 });
    expect(others).toEqual([]);
    expect(calls).toBeGreaterThanOrEqual(5);
    expect(await tasks()).toMatchObject([{ state: 'pending', last_error: 'panel_unavailable' }]);
  });

  it('is over with a delivery before its lease is, too', async () => {
    await openShop(world);
    await enrolMany(world, 1);
    await runMonth(world.ports);
    const { store, clock, billing } = world.ports;
    const others: unknown[] = [];
    const page = createCallDeadline(clock).inTime(async () => {
      await world.passMs(19_000);
      others.push(...(await store.outbox.claimDue(clock.nowMs(), clock.nowMs() + 1, 36, [])));
      return new Response();
    });
    const look: typeof billing.look = async () => {
      try {
        for (;;) await page('https://billing.test/list');
      } catch (error) {
        const detail = String(error);
        return err({ disposition: 'unavailable', code: 'billing_unreachable', detail });
      }
    };
    const drained = await drainOutbox({ ...world.ports, billing: { ...billing, look } });
    expect(drained).toMatchObject({ postponed: 1 });
    expect(others).toEqual([]);
  });

  it.each([
    [89_000, 6],
    [91_000, 0],
  ])(
    'begins a task that comes up after %d ms in time for %d slow calls, or not at all',
    async (afterMs, expected) => {
      await addLetters(30);
      await addTask('provision_client', await makeClient(world));
      await world.sql("UPDATE outbox SET priority = 1 WHERE kind = 'provision_client'");
      let calls = 0;
      const others: unknown[] = [];
      const ports = slowPanel(async () => {
        calls++;
        const { store, clock } = world.ports;
        others.push(...(await store.outbox.claimDue(clock.nowMs(), clock.nowMs() + 1, 36, [])));
      });
      let sent = 0;
      const mailer: Mailer = {
        async send() {
          if (++sent === 1) await world.passMs(afterMs);
          return ok(null);
        },
      };
      await drainOutbox({ ...ports, mailer });
      expect(calls).toBe(expected);
      expect(others).toEqual([]);
    },
  );

  it('holds the real panel and billing system to the deadline, and of two to the earlier', async () => {
    const { ports } = await newWorld({
      settings: {
        BILLING_SYSTEM: 'whmcs',
        WHMCS_URL: 'http://127.0.0.1:1',
        WHMCS_IDENTIFIER: 'i',
        WHMCS_SECRET: 's',
      },
    });
    const { callDeadline, clock, panel, billing } = ports;
    const nowMs = clock.nowMs();
    const both = () =>
      Promise.all([panel.findUsers('a@example.com'), billing.findClient('a@example.com')]);
    const late = { ok: false, error: { detail: expect.stringContaining('not begun') } };
    const answers = [
      await callDeadline.within(nowMs - 1, both),
      await callDeadline.within(nowMs - 1, () => callDeadline.within(nowMs, both)),
    ];
    expect(answers).toMatchObject([
      [late, late],
      [late, late],
    ]);
    const [found] = await callDeadline.within(nowMs, both);
    expect(found.ok).toBe(true);
  });

  it('gives up the delivery of an invoice that is not there', async () => {
    await addTask('deliver_invoice', `inv_${'0'.repeat(26)}`);
    expect(await drainOutbox(world.ports)).toMatchObject({ givenUp: 1 });
    expect(await tasks()).toMatchObject([{ state: 'failed', last_error: 'invoice_missing' }]);
  });

  it('puts no address and no link into the log', async () => {
    await addLetter('ada@example.com');
    const ports = withMailer(async () =>
      err({ disposition: 'unavailable', code: 'mail_unreachable', detail: 'for ada@example.com' }),
    );
    await drainOutbox(ports);
    expect(lines).toMatchObject([{ event: 'task_postponed', error: 'mail_unreachable' }]);
    expect(JSON.stringify([lines, await wholeDatabase()])).not.toContain('ada@example.com');
  });
});
