// Faults that were found once, each by the behaviour that must hold instead.
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '#core/result.ts';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { provisionClient } from '#usecases/enrolment/provision-client.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';
import { clientOf, makeClient, makeEnrolled } from '../support/clients.ts';
import { catchLogs, type LogLine } from '../support/logs.ts';
import { mailedToken, openShop, signUp } from '../support/people.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
let lines: readonly LogLine[];
beforeEach(async () => {
  lines = catchLogs();
  world = await newWorld({ settings: { PANEL_TIMEOUT_MS: '100' } });
  await openShop(world);
});

describe('one fault', () => {
  it.each([
    ['without a boundary', 'multipart/form-data', 'x'],
    [
      'cut off',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nab',
    ],
    ['garbage', 'multipart/form-data; boundary=x', 'garbage'],
  ])('malformed multipart %s is the sender’s fault', async (_w, type, body) => {
    const answer = await world.request('/signup', {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  it('a repeated token field counts as missing', async () => {
    const link = await signUp(world, 'ada@example.com');
    const answer = await world.post(
      '/verify',
      [
        ['token', 'x'],
        ['token', link.token],
        ['accept', 'terms_of_service:1'],
        ['accept', 'post_pay_terms:1'],
      ],
      link.browser,
    );
    expect(answer.status).toBe(404);
  });

  it('one client whose attempt crashes does not stop the others of the daily automation', async () => {
    await makeClient(world, { email: 'a@example.com' });
    const second = await makeClient(world, { email: 'b@example.com' });
    const { panel } = world.ports;
    const ports = {
      ...world.ports,
      panel: {
        ...panel,
        findUsers: (e: string) => {
          if (e.startsWith('a@')) throw new Error('defect');
          return panel.findUsers(e);
        },
      },
    };
    await dailyAutomation(ports, 'cron');
    expect((await clientOf(world, second)).state).toBe('enrolled');
  });

  it('a panel that is down is not asked for every waiting client', async () => {
    for (let n = 0; n < 30; n++) await makeClient(world, { email: `c${n}@example.com` });
    await world.emulators.control({ path: '/users', delayMs: 300, times: 1000 });
    await dailyAutomation(world.ports, 'cron');
    expect((await world.emulators.requests()).length).toBeLessThan(12);
  });

  it('a task whose result cannot be stored does not stop the others', async () => {
    for (let n = 0; n < 10; n++) {
      await world.ports.store.commit([
        await letterTask(
          world.ports,
          {
            kind: 'account_ready',
            language: '',
            to: `${n}@example.com`,
            name: 'A',
            dashboardUrl: 'https://x.test',
          },
          '',
          0,
        ),
      ]);
    }
    let commits = 0;
    const store = {
      ...world.ports.store,
      commit: (c: never) =>
        ++commits === 1 ? Promise.reject(new Error('D1_ERROR')) : world.ports.store.commit(c),
    };
    const mailer = {
      send: async () => {
        await new Promise((r) => setTimeout(r, 5));
        return ok(null);
      },
    };
    await drainOutbox({ ...world.ports, store, mailer } as never).catch(() => undefined);
    expect(await world.sql("SELECT 1 FROM outbox WHERE state = 'done'")).toHaveLength(9);
  });

  it('an attempt that lost its lease does not give up the task', async () => {
    const id = await makeClient(world);
    const { panel } = world.ports;
    let leaseIsOver = () => {};
    // Another worker: it and what the panel says from then on know nothing of the slow one's deadline.
    const overtaken = new Promise<void>((resolve) => {
      leaseIsOver = resolve;
    }).then(async () => {
      await provisionClient(world.ports, id, {});
      return panel.findUsers('ada@example.com');
    });
    const slow = {
      ...panel,
      async findUsers() {
        await world.passMs(180_000);
        leaseIsOver();
        return overtaken;
      },
    };
    expect(await provisionClient({ ...world.ports, panel: slow }, id, {})).toBe('not_waiting');
  });

  it('two fresh links asked for at once both work', async () => {
    const link = await signUp(world, 'ada@example.com');
    await world.passMs(25 * 3_600_000);
    await Promise.all([
      world.post('/verify/resend', { token: link.token }),
      world.post('/verify/resend', { token: link.token }),
    ]);
    await world.drain();
    const mails = (await world.emulators.messages('ada@example.com')).slice(0, -1);
    const dead = [];
    for (const mail of mails) {
      const token = /token=([\w-]+)/.exec(mail.text)?.[1] ?? '';
      dead.push((await world.get(`/verify?token=${token}`)).status);
    }
    expect(dead.every((status) => status === 200)).toBe(true);
  });

  it('an older reset link dies with the password', async () => {
    await makeEnrolled(world, 'ada@example.com');
    const tokens: string[] = [];
    for (let n = 0; n < 2; n++) {
      await world.post('/forgot', { email: 'ada@example.com' });
      await world.drain();
      tokens.push(await mailedToken(world, 'ada@example.com'));
    }
    await world.post('/reset', { token: tokens[1] ?? '', password: 'Fresh-Pass-1' });
    expect((await world.get(`/reset?token=${tokens[0]}`)).status).toBe(410);
  });

  it('a broken database puts no address into the log', async () => {
    await env.DB.prepare('ALTER TABLE client RENAME TO client_away').run();
    try {
      const answer = await world.post('/login', {
        email: 'ada@example.com',
        password: 'Abcdef123',
      });
      expect(answer.status).toBe(500);
    } finally {
      await env.DB.prepare('ALTER TABLE client_away RENAME TO client').run();
    }
    expect(JSON.stringify(lines)).not.toContain('ada@example.com');
  });

  it('an empty browser cookie is no secret', async () => {
    const answer = await world.post(
      '/signup',
      { name: 'A', company: '', email: 'ada@example.com', password: 'Abcdef123' },
      'postmeter_browser=',
    );
    await world.drain();
    const token = await mailedToken(world, 'ada@example.com');
    expect(answer.status).toBe(303);
    const html = await (await world.get(`/verify?token=${token}`, 'postmeter_browser=')).text();
    expect(html).toContain('name="password"');
  });

  it('a form posted by a browser that honours no-referrer and sends no Sec-Fetch-Site is accepted', async () => {
    const page = await world.get('/signup');
    // Fetch, "append a request Origin header": with the policy no-referrer a form's Origin is null.
    const origin =
      page.headers.get('referrer-policy') === 'no-referrer' ? 'null' : 'https://billing.test';
    const answer = await world.request('/login', {
      method: 'POST',
      body: new URLSearchParams({ email: 'x@y.example', password: 'x' }),
      headers: { origin },
    });
    expect(answer.status).toBe(401);
  });

  it('an address refused for good is not tried every day', async () => {
    await world.ports.store.commit([
      await letterTask(
        world.ports,
        {
          kind: 'account_ready',
          language: '',
          to: 'a@example.com',
          name: 'A',
          dashboardUrl: 'https://x.test',
        },
        '',
        0,
      ),
    ]);
    let sent = 0;
    const ports = {
      ...world.ports,
      mailer: {
        send: async () => {
          sent++;
          return err({
            disposition: 'rejected',
            code: 'mail_rejected_address',
            detail: '',
          } as const);
        },
      },
    };
    for (let n = 0; n < 10; n++) {
      await dailyAutomation(ports, 'cron');
      await world.passMs(86_400_000);
    }
    expect(sent).toBeLessThan(5);
  });

  it('the forgotten letter: a failure after the answer is logged', async () => {
    await makeEnrolled(world, 'ada@example.com');
    await env.DB.prepare('ALTER TABLE password_reset RENAME TO away').run();
    try {
      await world.post('/forgot', { email: 'ada@example.com' }).catch(() => undefined);
    } finally {
      await env.DB.prepare('ALTER TABLE away RENAME TO password_reset').run();
    }
    expect(lines.some(({ level }) => level === 'error')).toBe(true);
  });

  it('expired verify links are not mailed by the revival', async () => {
    await world.emulators.controlMailbox({ path: '/messages', method: 'POST', status: 400 });
    await world.post('/signup', {
      name: 'A',
      company: '',
      email: 'ada@example.com',
      password: 'Abcdef123',
    });
    await world.drain();
    await world.passMs(26 * 3_600_000);
    await dailyAutomation(world.ports, 'cron');
    expect(await world.emulators.messages('ada@example.com')).toEqual([]);
  });
});
