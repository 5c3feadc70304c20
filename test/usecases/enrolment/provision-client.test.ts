// Getting a panel account while the panel fails in every way there is.
import { beforeEach, describe, expect, it } from 'vitest';
import { provisionClient } from '#usecases/enrolment/provision-client.ts';
import {
  clientOf,
  createCalls,
  makeClient,
  panelAccepts,
  panelUsers,
  signedIn,
} from '../../support/clients.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { type FailureRule, rawUrl } from '../../support/emulators.ts';
import { catchLogs, type LogLine } from '../../support/logs.ts';
import {
  ALL_TERMS,
  acceptTerms,
  cookieOf,
  openShop,
  PASSWORD,
  signUp,
} from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

const EMAIL = 'ada@example.com';
const MINUTE_MS = 60_000;

let world: World;
let lines: readonly LogLine[];
beforeEach(async () => {
  lines = catchLogs();
  world = await newWorld({ settings: { PANEL_TIMEOUT_MS: '300' } });
  await openShop(world);
});

async function readyPage(cookie: string): Promise<string> {
  return (await world.get('/ready', cookie)).text();
}

/** Accepts the terms while the panel fails; answers what the ready page then says. */
async function acceptWhile(...faults: FailureRule[]) {
  const cookie = await signedIn(world, await makeClient(world, { state: 'not_enrolled' }));
  await world.emulators.control(...faults);
  const answer = await world.post('/enrol', ALL_TERMS, cookie);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/ready']);
  return { cookie, page: await readyPage(cookie) };
}

/** The same by the mailed link, where the chosen password is at hand. */
async function signUpWhile(...faults: FailureRule[]) {
  const link = await signUp(world, EMAIL);
  await world.emulators.control(...faults);
  const cookie = cookieOf(await acceptTerms(world, link), 'postmeter_session');
  return { cookie, page: await readyPage(cookie) };
}

async function onlyClient() {
  const [row, ...others] = await world.sql<{ state: string; failure: string; id: string }>(
    'SELECT id, state, failure FROM client',
  );
  expect(others).toEqual([]);
  return row;
}

async function readyMails(): Promise<number> {
  const mails = await world.emulators.messages(EMAIL);
  return mails.filter(({ subject }) => subject.includes('is ready')).length;
}

/** The outbox's next chance: the attempt, and the letter that it leads to. */
async function nextAttempt(afterMs: number): Promise<void> {
  await world.passMs(afterMs);
  await world.drain();
  await world.drain();
}

const QUESTION_FAULTS: readonly (readonly [string, Omit<FailureRule, 'path'>])[] = [
  ['500', { status: 500 }],
  ['503 without a body', { status: 503, body: '' }],
  ['429', { status: 429 }],
  ['a refused token', { status: 401 }],
  ['403', { status: 403 }],
  ['404', { status: 404 }],
  ['a redirect', { status: 302 }],
  ['HTML', { body: '<!doctype html><title>Panel</title>', contentType: 'text/html' }],
  ['HTML that calls itself JSON', { body: '<!doctype html>' }],
  ['nothing', { body: '' }],
  ['204', { status: 204 }],
  ['null', { body: 'null' }],
  ['half an answer', { truncate: 20 }],
  ['a broken connection', { loseReply: true }],
  ['an answer after the time limit', { delayMs: 600 }],
  ['users without id', { omit: 'id' }],
  ['users without an address', { omit: 'email' }],
  ['users without roles', { omit: 'roles' }],
];

describe('provisionClient, when the question who is there meets', () => {
  it.each(QUESTION_FAULTS)(
    '%s: says so, makes nobody, and is done by the outbox',
    async (_what, fault) => {
      // Found by the panel's search for the address, so that fields can be missing.
      await world.emulators.seed({ email: `x${EMAIL}`, password: PASSWORD });
      const { cookie, page } = await acceptWhile({ path: '/users', method: 'GET', ...fault });
      expect(await onlyClient()).toMatchObject({
        state: 'provisioning_failed',
        failure: 'panel_unavailable',
      });
      expect(page).toContain('The panel does not answer right now.');
      expect(page).not.toContain('action="/sign-on"');
      expect(await createCalls(world)).toBe(0);
      expect(await readyMails()).toBe(0);

      await nextAttempt(30_000);
      expect(await onlyClient()).toMatchObject({ state: 'enrolled', failure: '' });
      expect(await createCalls(world)).toBe(1);
      expect(await panelUsers(world)).toHaveLength(2);
      expect(await readyMails()).toBe(1);
      expect(await readyPage(cookie)).toContain('Your account is ready');
      await nextAttempt(24 * 60 * MINUTE_MS);
      expect(await readyMails()).toBe(1);
      expect(await createCalls(world)).toBe(1);
    },
  );
});

describe('provisionClient, when making the panel user meets', () => {
  /** In these the work was done or may have been: the panel is asked before anything is said. */
  it.each<[string, Omit<FailureRule, 'path'>]>([
    ['a reply that is lost after the work', { loseReply: true }],
    ['half a reply', { truncate: 20 }],
    ['a reply without the id', { omit: 'id' }],
    ['a reply that is labelled HTML', { contentType: 'text/html' }],
  ])('%s: finds the user at once and makes no second one', async (_what, fault) => {
    const { page } = await acceptWhile({ path: '/users', method: 'POST', ...fault });
    expect(await onlyClient()).toMatchObject({ state: 'enrolled' });
    expect(page).toContain('Your account is ready');
    await nextAttempt(24 * 60 * MINUTE_MS);
    expect(await createCalls(world)).toBe(1);
    expect(await panelUsers(world)).toHaveLength(1);
    expect(await readyMails()).toBe(0);
  });

  it('a lost reply and then a panel that is down: leaves it open, and the next attempt finds the user', async () => {
    const id = await makeClient(world);
    const { panel } = world.ports;
    const lost = {
      ...panel,
      async createUser(user: Parameters<typeof panel.createUser>[0]) {
        await world.emulators.control(
          { path: '/users', method: 'POST', loseReply: true },
          { path: '/users', method: 'GET', status: 500 },
        );
        return panel.createUser(user);
      },
    };
    const result = await provisionClient({ ...world.ports, panel: lost }, id, {});
    expect(result).toBe('panel_outcome_unknown');
    expect(await provisionClient(world.ports, id, {})).toBe('enrolled');
    expect(await createCalls(world)).toBe(1);
    expect(await panelUsers(world)).toHaveLength(1);
  });

  it('a reply after the time limit, with the work done later: makes no second user', async () => {
    const { page } = await acceptWhile({ path: '/users', method: 'POST', delayMs: 700 });
    expect(await onlyClient()).toMatchObject({
      state: 'provisioning_failed',
      failure: 'panel_outcome_unknown',
    });
    expect(page).toContain('The panel has not confirmed yet');
    await new Promise((resolve) => setTimeout(resolve, 700));
    await nextAttempt(30_000);
    expect(await onlyClient()).toMatchObject({ state: 'enrolled' });
    expect(await createCalls(world)).toBe(1);
    expect(await panelUsers(world)).toMatchObject([{ email: EMAIL, billing_user_id: 1001 }]);
    expect(await readyMails()).toBe(1);
  });

  it.each<[string, Omit<FailureRule, 'path'>, string]>([
    ['500', { status: 500 }, 'panel_outcome_unknown'],
    ['HTML', { body: '<html></html>', contentType: 'text/html' }, 'panel_outcome_unknown'],
    ['nothing', { body: '' }, 'panel_outcome_unknown'],
    ['429', { status: 429 }, 'panel_unavailable'],
    ['403', { status: 403 }, 'panel_rejected'],
    ['422 without fields', { status: 422 }, 'panel_rejected'],
    [
      'a role that is not there',
      { status: 422, body: '{"errors":{"roles.0":["x"]}}' },
      'panel_rejected',
    ],
    [
      'an address that it refuses, and nobody who has it',
      { status: 422, body: '{"errors":{"email":["Not a valid address."]}}' },
      'panel_refused_address',
    ],
  ])('%s: states %s, and is done by the outbox', async (_what, fault, failure) => {
    await acceptWhile({ path: '/users', method: 'POST', ...fault });
    expect(await onlyClient()).toMatchObject({ state: 'provisioning_failed', failure });
    await nextAttempt(30_000);
    expect(await onlyClient()).toMatchObject({ state: 'enrolled', failure: '' });
    expect(await panelUsers(world)).toHaveLength(1);
    expect(await readyMails()).toBe(1);
  });

  it('a refused address that somebody got since the question: takes that user', async () => {
    const id = await makeClient(world, { email: EMAIL });
    const { panel } = world.ports;
    const raced = {
      ...panel,
      async createUser(user: Parameters<typeof panel.createUser>[0]) {
        await world.emulators.seed({ email: EMAIL, password: PASSWORD });
        return panel.createUser(user);
      },
    };
    expect(await provisionClient({ ...world.ports, panel: raced }, id, {})).toBe('enrolled');
    expect(await panelUsers(world)).toMatchObject([{ email: EMAIL, billing_user_id: 1001 }]);
    expect(lines).toContainEqual(
      expect.objectContaining({ event: 'panel_user_not_made', code: 'panel_email_refused' }),
    );
    expect(JSON.stringify(lines)).not.toContain(EMAIL);
  });

  it('a refused password: takes a random one, and the person comes in by sign-on', async () => {
    const { cookie, page } = await signUpWhile({
      path: '/users',
      method: 'POST',
      status: 422,
      body: '{"message":"x","errors":{"password":["The password is too common."]}}',
    });
    expect(page).toContain('Your account is ready');
    expect(await createCalls(world)).toBe(2);
    expect(await panelUsers(world)).toHaveLength(1);
    expect(await panelAccepts(world, EMAIL, PASSWORD)).toBe(false);
    expect((await world.post('/sign-on', {}, cookie)).status).toBe(303);
  });
});

describe('provisionClient, tried again', () => {
  it('takes a random password, because nobody kept the chosen one', async () => {
    await signUpWhile({ path: '/users', status: 503 });
    await nextAttempt(30_000);
    expect(await panelUsers(world)).toHaveLength(1);
    expect(await panelAccepts(world, EMAIL, PASSWORD)).toBe(false);
    expect((await world.post('/login', { email: EMAIL, password: PASSWORD })).status).toBe(303);
  });

  it('waits 30 s, then twice as long each time, six hours at most, and gives up after 12 attempts', async () => {
    await acceptWhile({ path: '/users', status: 503, times: 1000 });
    const waits: number[] = [];
    for (let attempts = 0; attempts < 12; attempts++) {
      const [task] = await world.sql<{ due_at_ms: number }>(
        "SELECT due_at_ms FROM outbox WHERE kind = 'provision_client' AND state = 'pending'",
      );
      const waitMs = (task?.due_at_ms ?? 0) - world.clock.nowMs();
      waits.push(waitMs / 1000);
      await world.passMs(waitMs - 1);
      const before = (await world.emulators.requests()).length;
      await world.drain();
      expect((await world.emulators.requests()).length).toBe(before);
      await world.passMs(1);
      await world.drain();
      if (attempts < 11) expect(world.wakes.at(-1)).toBe(Math.min(30 * 2 ** attempts, 21_600));
    }
    expect(waits).toEqual([30, 30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360, 21_600]);
    expect(
      await world.sql("SELECT state, last_error FROM outbox WHERE kind = 'provision_client'"),
    ).toEqual([{ state: 'failed', last_error: 'panel_unavailable' }]);
    expect(lines.filter(({ event }) => event === 'task_given_up')).toHaveLength(1);
  });

  it('asks for a wake-up of the queue in 30 s, before the first attempt', async () => {
    const link = await signUp(world, EMAIL);
    world.wakes.length = 0;
    await acceptTerms(world, link);
    expect(world.wakes).toEqual([30]);
  });
});

describe('provisionClient', () => {
  it.each([
    ['a wrong token', { PANEL_TOKEN: 'wrong' }],
    ['a wrong path', { PANEL_API_URL: 'wrong' }],
  ])('with %s in the settings says that the panel does not answer', async (_what, settings) => {
    const url = rawUrl('html');
    const fixed = 'PANEL_API_URL' in settings ? { PANEL_API_URL: url } : settings;
    world = await newWorld({ settings: fixed });
    const id = await makeClient(world);
    expect(await provisionClient(world.ports, id, {})).toBe('panel_unavailable');
    expect(await createCalls(world)).toBe(0);
  });

  it.each([
    'cut-before-headers',
    'cut-in-body',
    'slow',
    'slow-body',
    'huge',
    '500-html',
    '404-html',
  ])('meets the answer %s without losing anything', async (mode) => {
    world = await newWorld({ settings: { PANEL_API_URL: rawUrl(mode), PANEL_TIMEOUT_MS: '300' } });
    const id = await makeClient(world);
    expect(await provisionClient(world.ports, id, {})).toBe('panel_unavailable');
    expect(await clientOf(world, id)).toMatchObject({
      state: 'provisioning_failed',
      failure: 'panel_unavailable',
      panelUserId: null,
    });
  });

  it('makes one panel user of attempts at once', async () => {
    const id = await makeClient(world);
    const attempts = await Promise.all(
      [1, 2, 3, 4, 5].map(() => provisionClient(world.ports, id, { tellByMail: true })),
    );
    expect(attempts.sort()).toEqual([
      'enrolled',
      'not_waiting',
      'not_waiting',
      'not_waiting',
      'not_waiting',
    ]);
    expect(await createCalls(world)).toBe(1);
    expect(await auditRows('client_enrolled')).toHaveLength(1);
    await world.drain();
    expect(await readyMails()).toBe(1);
  });

  it('does nothing for a client who is enrolled, not enrolled, or nobody', async () => {
    const enrolled = await makeClient(world, { state: 'enrolled', panelUserId: 7 });
    const other = await makeClient(world, { email: 'b@example.com', state: 'not_enrolled' });
    for (const id of [enrolled, other, `cli_${'0'.repeat(26)}` as const]) {
      expect(await provisionClient(world.ports, id, {})).toBe('not_waiting');
    }
    expect(await world.emulators.requests()).toEqual([]);
  });

  it('is not held up for longer than two minutes by an attempt that died', async () => {
    const id = await makeClient(world);
    const now = world.clock.nowMs();
    await world.ports.store.clients.claimProvisioning(id, now, now + 2 * MINUTE_MS);
    expect(await provisionClient(world.ports, id, {})).toBe('not_waiting');
    await world.passMs(2 * MINUTE_MS - 1);
    expect(await provisionClient(world.ports, id, {})).toBe('not_waiting');
    await world.passMs(1);
    expect(await provisionClient(world.ports, id, {})).toBe('enrolled');
  });

  it('stores nothing of an attempt that outlived its lease', async () => {
    const id = await makeClient(world);
    const { panel } = world.ports;
    let leaseIsOver = () => {};
    // Another worker: it and what the panel says from then on know nothing of the slow one's deadline.
    const overtaken = new Promise<void>((resolve) => {
      leaseIsOver = resolve;
    }).then(async () => {
      expect(await provisionClient(world.ports, id, {})).toBe('enrolled');
      return panel.findUsers('ada@example.com');
    });
    const slow = {
      ...panel,
      async findUsers() {
        await world.passMs(3 * MINUTE_MS);
        leaseIsOver();
        return overtaken;
      },
    };
    await provisionClient({ ...world.ports, panel: slow }, id, { tellByMail: true });
    expect(await clientOf(world, id)).toMatchObject({ state: 'enrolled', failure: '' });
    expect(await auditRows('client_enrolled')).toHaveLength(1);
    expect(await createCalls(world)).toBe(1);
    await world.drain();
    expect(await readyMails()).toBe(0);
  });

  it('gives clients numbers of their own, from 1001 on', async () => {
    const ids = [await makeClient(world), await makeClient(world, { email: 'b@example.com' })];
    for (const id of ids) await provisionClient(world.ports, id, {});
    expect((await panelUsers(world)).map((user) => user.billing_user_id)).toEqual([1001, 1002]);
  });

  it('leaves no password and no address in the log, and no password in the store', async () => {
    const { cookie } = await signUpWhile({ path: '/users', status: 503, times: 2 });
    await nextAttempt(30_000);
    await nextAttempt(30_000);
    await readyPage(cookie);
    expect((await onlyClient())?.state).toBe('enrolled');
    const log = JSON.stringify(lines);
    expect(lines.map(({ event }) => event)).toContain('provisioning_failed');
    expect(log).not.toContain(PASSWORD);
    expect(log).not.toContain(EMAIL);
    expect(JSON.stringify(await wholeDatabase())).not.toContain(PASSWORD);
    expect(JSON.stringify(await world.emulators.messages())).not.toContain(PASSWORD);
  });

  it('tells by mail when it was not on the page', async () => {
    const id = await makeClient(world);
    await provisionClient(world.ports, id, { tellByMail: true });
    await world.drain();
    const [mail] = await world.emulators.messages(EMAIL);
    expect(mail?.text).toContain('https://billing.test/dashboard');
    expect((await world.get('/dashboard', await signedIn(world, id))).status).toBe(200);
  });
});
