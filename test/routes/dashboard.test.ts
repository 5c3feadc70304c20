import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientState } from '#core/enrolment/client-state.ts';
import type { ClientId } from '#core/ids.ts';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import {
  clientOf,
  createCalls,
  makeClient,
  makeEnrolled,
  panelUsers,
  signedIn,
} from '../support/clients.ts';
import { auditRows, wholeDatabase } from '../support/database.ts';
import { catchLogs } from '../support/logs.ts';
import { ALL_TERMS, enrolMany, openShop } from '../support/people.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
  await openShop(world);
});

async function htmlOf(path: string, cookie: string): Promise<string> {
  const answer = await world.get(path, cookie);
  expect(answer.status).toBe(200);
  return answer.text();
}

describe('GET /dashboard', () => {
  it.each<[ClientState, string]>([
    ['not_enrolled', 'Accept and get access'],
    ['provisioning', 'We are setting up your access'],
    ['provisioning_failed', 'The panel does not answer right now.'],
    ['enrolled', 'Log in to the panel'],
  ])('shows exactly one of the two panels to a client who is %s', async (state, words) => {
    const failure = state === 'provisioning_failed' ? 'panel_unavailable' : undefined;
    const id = await makeClient(world, { state, ...(failure && { failure }) });
    const html = await htmlOf('/dashboard', await signedIn(world, id));
    const enrolled = html.includes('class="card panel enrolled"');
    expect([enrolled, html.includes('class="card panel not-enrolled"')]).toEqual(
      state === 'enrolled' ? [true, false] : [false, true],
    );
    expect(html).toContain(words);
    expect(html.includes('action="/sign-on"')).toBe(state === 'enrolled');
    expect(html.includes('action="/enrol"')).toBe(state === 'not_enrolled');
  });

  it('says who is signed in, and shows nothing of anybody else', async () => {
    const mine = await makeClient(world, { email: 'mine@example.com' });
    await makeClient(world, { email: 'other@example.com' });
    const html = await htmlOf('/dashboard', await signedIn(world, mine));
    expect(html).toContain('mine@example.com');
    expect(html).not.toContain('other@example.com');
  });

  it('escapes what a person called themselves', async () => {
    const id = await makeClient(world);
    await world.sql("UPDATE client SET name = '<script>alert(1)</script>', company = '\"><img>'");
    const html = await htmlOf('/dashboard', await signedIn(world, id));
    expect(html).not.toMatch(/<script|<img/);
  });

  it('lists the client’s invoices, newest first, and leads to each', async () => {
    const [mine = '', other = ''] = await enrolMany(world, 2);
    await dailyAutomation(world.ports, 'cron');
    await world.setNow('2026-12-02T12:00:00Z');
    await dailyAutomation(world.ports, 'cron');
    const invoices = await world.sql<{ id: string; number: string; client_id: string }>(
      'SELECT id, number, client_id FROM invoice ORDER BY month DESC',
    );
    expect(invoices).toHaveLength(4);
    const html = await htmlOf('/dashboard', await signedIn(world, mine as ClientId));
    const shown = [...html.matchAll(/href="\/invoices\/([^"]+)">([^<]+)</g)].map(
      ([, id, number]) => ({ id, number, client_id: mine }),
    );
    expect(shown).toEqual(invoices.filter(({ client_id }) => client_id === mine));
    expect(shown).toHaveLength(2);
    expect(html).not.toContain(invoices.find(({ client_id }) => client_id === other)?.id);
  });
});

describe('POST /enrol', () => {
  async function newcomer(state: ClientState = 'not_enrolled') {
    const id = await makeClient(world, { state });
    return { id, cookie: await signedIn(world, id) };
  }

  it('makes the panel user, with evidence and audit', async () => {
    const { id, cookie } = await newcomer();
    const answer = await world.post('/enrol', ALL_TERMS, cookie);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/ready']);
    expect(await clientOf(world, id)).toMatchObject({ state: 'enrolled', panelUserId: 2 });
    expect(await panelUsers(world)).toMatchObject([
      { email: 'ada@example.com', billing_user_id: 1001 },
    ]);
    expect(await world.sql('SELECT kind, version, hash FROM terms_acceptance')).toHaveLength(2);
    expect(await auditRows()).toEqual([
      { actor: 'client', action: 'terms_accepted', subjectId: id, detail: '{}' },
      { actor: 'system', action: 'client_enrolled', subjectId: id, detail: '{"panelUserId":2}' },
    ]);
    expect(await htmlOf('/ready', cookie)).toContain('Your account is ready');
  });

  it.each([
    ['nothing', []],
    ['one of two', [['accept', 'terms_of_service:1']]],
    [
      'an older version',
      [
        ['accept', 'terms_of_service:0'],
        ['accept', 'post_pay_terms:1'],
      ],
    ],
  ] as const)('does nothing when %s is accepted', async (_what, fields) => {
    const { cookie } = await newcomer();
    const before = await wholeDatabase();
    const answer = await world.post('/enrol', fields, cookie);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Please accept the');
    expect(await wholeDatabase()).toEqual(before);
    expect(await world.emulators.requests()).toEqual([]);
  });

  it('makes one panel user of several clicks at once', async () => {
    const { cookie } = await newcomer();
    const answers = await Promise.all([1, 2, 3].map(() => world.post('/enrol', ALL_TERMS, cookie)));
    expect(answers.map(({ headers }) => headers.get('location')).sort()).toEqual([
      '/dashboard',
      '/dashboard',
      '/ready',
    ]);
    expect(await createCalls(world)).toBe(1);
    expect(await auditRows('terms_accepted')).toHaveLength(1);
    expect(await world.sql("SELECT 1 FROM outbox WHERE kind = 'provision_client'")).toHaveLength(1);
  });

  it.each<ClientState>(['provisioning', 'provisioning_failed', 'enrolled'])(
    'changes nothing for a client who is %s',
    async (state) => {
      const { cookie } = await newcomer(state);
      const before = await wholeDatabase();
      const answer = await world.post('/enrol', ALL_TERMS, cookie);
      expect(answer.headers.get('location')).toBe('/dashboard');
      expect(await wholeDatabase()).toEqual(before);
      expect(await world.emulators.requests()).toEqual([]);
    },
  );

  it('does nothing while no terms are published', async () => {
    const { cookie } = await newcomer();
    await world.sql('DELETE FROM terms_version');
    const before = await wholeDatabase();
    expect((await world.post('/enrol', ALL_TERMS, cookie)).status).toBe(503);
    expect(await wholeDatabase()).toEqual(before);
  });

  it('says so and goes on by itself when the panel is down', async () => {
    const { id, cookie } = await newcomer();
    await world.emulators.control({ path: '/users', status: 503 });
    await world.post('/enrol', ALL_TERMS, cookie);
    expect(await htmlOf('/ready', cookie)).toContain('The panel does not answer right now.');
    await world.passMs(30_000);
    await world.drain();
    expect((await clientOf(world, id)).state).toBe('enrolled');
  });
});

describe('GET /ready', () => {
  it.each([
    ['panel_user_is_admin', 'already has a special account'],
    ['panel_user_of_another_client', 'already in use in the panel'],
    ['panel_users_ambiguous', 'in the panel more than once'],
  ] as const)('names a person to turn to after %s', async (failure, words) => {
    const id = await makeClient(world, { state: 'provisioning_failed', failure });
    const html = await htmlOf('/ready', await signedIn(world, id));
    expect(html).toContain(words);
    expect(html).toContain('mailto:support@hosting.test');
    expect(html).not.toContain('We keep trying');
    expect(html).not.toContain('action="/sign-on"');
  });

  it.each([
    ['panel_unavailable', 'does not answer right now'],
    ['panel_outcome_unknown', 'has not confirmed yet'],
    ['panel_rejected', 'did not accept our request'],
    ['panel_refused_address', 'did not accept your email address'],
  ] as const)('says that it goes on by itself after %s', async (failure, words) => {
    const id = await makeClient(world, { state: 'provisioning_failed', failure });
    const html = await htmlOf('/ready', await signedIn(world, id));
    expect(html).toContain(words);
    expect(html).toContain('We keep trying, and we will email you when it is ready.');
  });
});

describe('GET /invoices/:id', () => {
  it('shows the owner number, lines and total', async () => {
    const [mine = ''] = await enrolMany(world, 1);
    await dailyAutomation(world.ports, 'cron');
    const [invoice] = await world.sql<{ id: string; number: string }>('SELECT * FROM invoice');
    const html = await htmlOf(`/invoices/${invoice?.id}`, await signedIn(world, mine as ClientId));
    expect(html).toContain(invoice?.number);
    expect(html).toContain('October 2026');
    expect(html).toContain('Test Hosting');
    expect(html).toContain('web');
    expect(html).toContain('Its backups');
    // From 5 October 00:00 to the month's end: 27 days of 24 h at 7 tokens, and 0.0015 USD a token.
    expect(html).toContain('4,536');
    expect(html).toContain('6.80');
  });

  it('answers somebody else’s invoice and a made-up one alike', async () => {
    await enrolMany(world, 1);
    await dailyAutomation(world.ports, 'cron');
    const [invoice] = await world.sql<{ id: string }>('SELECT id FROM invoice');
    const stranger = await signedIn(world, await makeEnrolled(world, 'stranger@example.com'));
    const bodies = [];
    for (const id of [
      invoice?.id,
      `inv_${'0'.repeat(26)}`,
      invoice?.id.toUpperCase(),
      'x',
      '%00',
      "inv_'%20OR%201=1--",
    ]) {
      const answer = await world.get(`/invoices/${id}`, stranger);
      expect(answer.status).toBe(404);
      const requestId = answer.headers.get('x-request-id') ?? 'none';
      bodies.push((await answer.text()).replaceAll(requestId, ''));
    }
    for (const body of bodies) expect(body).toBe(bodies[0]);
  });
});
