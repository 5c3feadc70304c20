import { beforeEach, describe, expect, it } from 'vitest';
import { createCalls, panelAccepts, panelUsers } from '../support/clients.ts';
import { auditRows, wholeDatabase } from '../support/database.ts';
import {
  ALL_TERMS,
  acceptTerms,
  cookieOf,
  type Link,
  openShop,
  PASSWORD,
  signUp,
} from '../support/people.ts';
import { newWorld, type World } from '../support/world.ts';

const EMAIL = 'ada@example.com';
const HOUR_MS = 3_600_000;

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
});

function open({ token, browser }: Partial<Link>): Promise<Response> {
  return world.get(`/verify?token=${token}`, browser);
}

describe('GET /verify', () => {
  it('changes nothing, however often and wherever a link is opened', async () => {
    const link = await signUp(world, EMAIL);
    const before = await wholeDatabase();
    for (let n = 0; n < 5; n++) {
      expect((await open(link)).status).toBe(200);
      expect((await open({ token: link.token })).status).toBe(200);
    }
    await world.request(`/verify?token=${link.token}`, { method: 'HEAD' });
    await open({ token: 'made-up' });
    await world.passMs(25 * HOUR_MS);
    expect((await open(link)).status).toBe(410);
    expect(await wholeDatabase()).toEqual(before);
    expect(await world.emulators.requests()).toEqual([]);
    expect(await world.emulators.messages()).toHaveLength(1);
  });

  it('shows whose address it is and asks to accept both texts, each at its place and version', async () => {
    const html = await (await open(await signUp(world, EMAIL))).text();
    expect(html).toContain(EMAIL);
    expect(html).toContain('value="terms_of_service:1"');
    expect(html).toContain('href="/terms/terms_of_service/1"');
    expect(html).toContain('value="post_pay_terms:1"');
    expect(html).toContain('href="https://hosting.test/terms"');
    expect(html).not.toContain('checked');
  });

  it('asks for one text where only one is published', async () => {
    await world.sql("DELETE FROM terms_version WHERE kind = 'post_pay_terms'");
    const link = await signUp(world, EMAIL);
    expect(await (await open(link)).text()).not.toContain('post_pay_terms');
    const answer = await world.post(
      '/verify',
      { token: link.token, accept: 'terms_of_service:1' },
      link.browser,
    );
    expect(answer.headers.get('location')).toBe('/ready');
  });

  it('asks for a password in another browser alone', async () => {
    const link = await signUp(world, EMAIL);
    expect(await (await open(link)).text()).not.toContain('name="password"');
    for (const browser of ['', 'postmeter_browser=', 'postmeter_browser=guessed']) {
      const html = await (await open({ ...link, browser })).text();
      expect(html).toContain('name="password"');
      expect(html).not.toContain(PASSWORD);
    }
  });
});

describe('POST /verify', () => {
  it('makes the client, the evidence and the panel user, and signs the person in', async () => {
    const link = await signUp(world, EMAIL);
    const answer = await world.request('/verify', {
      method: 'POST',
      body: new URLSearchParams([
        ['token', link.token],
        ['currency', 'EUR'],
        ...ALL_TERMS.map(([k, v]) => [k, v]),
      ]),
      headers: {
        cookie: link.browser,
        'cf-connecting-ip': '203.0.113.7',
        'user-agent': `Browser ${'x'.repeat(600)}`,
      },
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/ready']);
    const [client, ...others] = await world.sql<{ id: string; password_hash: string }>(
      'SELECT * FROM client',
    );
    expect(others).toEqual([]);
    expect(client).toMatchObject({
      email: EMAIL,
      name: 'Ada Lovelace',
      currency: 'EUR',
      state: 'enrolled',
      failure: '',
    });
    const evidence = { client_id: client?.id, version: '1', ip: '203.0.113.7' };
    expect(await world.sql('SELECT * FROM terms_acceptance ORDER BY kind')).toMatchObject([
      { ...evidence, kind: 'post_pay_terms', hash: 'h2', accepted_at_ms: world.clock.nowMs() },
      { ...evidence, kind: 'terms_of_service', hash: 'h1' },
    ]);
    const [{ agent } = { agent: '' }] = await world.sql<{ agent: string }>(
      'SELECT user_agent AS agent FROM terms_acceptance',
    );
    expect(agent).toHaveLength(500);
    expect(await auditRows()).toEqual([
      { actor: 'client', action: 'terms_accepted', subjectId: client?.id, detail: '{}' },
      {
        actor: 'system',
        action: 'client_enrolled',
        subjectId: client?.id,
        detail: '{"panelUserId":2}',
      },
    ]);
    const ready = await world.get('/ready', cookieOf(answer, 'postmeter_session'));
    expect(await ready.text()).toContain('Your account is ready');
  });

  it('hands the chosen password to the panel, and keeps it nowhere', async () => {
    const link = await signUp(world, EMAIL);
    await acceptTerms(world, link);
    expect(await panelAccepts(world, EMAIL, PASSWORD)).toBe(true);
    const [signup] = await world.sql<{ sealed_password: string }>('SELECT * FROM signup');
    expect(signup?.sealed_password).toBe('');
    expect(JSON.stringify(await wholeDatabase())).not.toContain(PASSWORD);
  });

  const refusals: readonly (readonly [string, readonly string[]])[] = [
    ['nothing', []],
    ['one of two', ['terms_of_service:1']],
    ['the other of two', ['post_pay_terms:1']],
    ['the same one twice', ['terms_of_service:1', 'terms_of_service:1']],
    ['an older version', ['terms_of_service:0', 'post_pay_terms:1']],
    ['a later version', ['terms_of_service:2', 'post_pay_terms:1']],
    ['no version', ['terms_of_service', 'post_pay_terms']],
    ['an empty version', ['terms_of_service:', 'post_pay_terms:']],
    ['made-up kinds', ['terms:1', 'all:1', '*:*']],
    ['both in one value', ['terms_of_service:1,post_pay_terms:1']],
    ['another case', ['TERMS_OF_SERVICE:1', 'POST_PAY_TERMS:1']],
  ];
  it.each(refusals)('refuses %s and does nothing', async (_what, accepted) => {
    const link = await signUp(world, EMAIL);
    const before = await wholeDatabase();
    const fields = accepted.map((value) => ['accept', value] as const);
    const answer = await world.post('/verify', [['token', link.token], ...fields], link.browser);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/Please accept the .* to go on\./);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await wholeDatabase()).toEqual(before);
    expect(await world.emulators.requests()).toEqual([]);
  });

  it('lets a person who was refused try again', async () => {
    const link = await signUp(world, EMAIL);
    await world.post('/verify', { token: link.token }, link.browser);
    expect((await acceptTerms(world, link)).status).toBe(303);
  });

  it('refuses the text that was current when the page was opened but is not any more', async () => {
    const link = await signUp(world, EMAIL);
    await open(link);
    await world.passMs(1000);
    await world.ports.store.commit([
      {
        type: 'terms_published',
        terms: { kind: 'terms_of_service', version: '2', text: 'Be kinder.', url: '', hash: 'h3' },
        atMs: world.clock.nowMs(),
      },
    ]);
    const refused = await acceptTerms(world, link);
    const html = await refused.text();
    expect(refused.status).toBe(422);
    expect(html).toContain('value="terms_of_service:2"');
    expect(html).toMatch(/value="post_pay_terms:1"[^>]* checked/);
    expect(await world.sql('SELECT 1 FROM client')).toEqual([]);
  });

  it('makes no accounts while no terms are published, and the link keeps working', async () => {
    const link = await signUp(world, EMAIL);
    await world.sql('DELETE FROM terms_version');
    const before = await wholeDatabase();
    const answer = await world.post('/verify', { token: link.token }, link.browser);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('your link keeps working');
    expect(await wholeDatabase()).toEqual(before);
    await openShop(world);
    expect((await acceptTerms(world, link)).status).toBe(303);
  });

  it.each(['XXX', '', 'usd', 'USD,EUR', 'GBP'])('refuses the currency "%s"', async (currency) => {
    const link = await signUp(world, EMAIL);
    const before = await wholeDatabase();
    const answer = await world.post(
      '/verify',
      [['token', link.token], ['currency', currency], ...ALL_TERMS],
      link.browser,
    );
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Choose one of the currencies in the list.');
    expect(await wholeDatabase()).toEqual(before);
  });

  it('says that a link does not work before anything about the currency', async () => {
    const answer = await world.post('/verify', { token: 'made-up', currency: 'XXX' });
    expect(answer.status).toBe(404);
  });

  it('makes one client and one panel user of two answers at once', async () => {
    const link = await signUp(world, EMAIL);
    const answers = await Promise.all([1, 2, 3].map(() => acceptTerms(world, link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
    expect(await world.sql('SELECT 1 FROM client')).toHaveLength(1);
    expect(await world.sql('SELECT 1 FROM session')).toHaveLength(1);
    expect(await auditRows('terms_accepted')).toHaveLength(1);
    expect(await createCalls(world)).toBe(1);
    expect(await panelUsers(world)).toHaveLength(1);
  });

  it.each(['one after the other', 'at once'])(
    'makes one client of two sign-ups of one address followed %s',
    async (how) => {
      const first = await signUp(world, EMAIL);
      const second = await signUp(world, 'ADA@Example.com');
      const answers =
        how === 'at once'
          ? await Promise.all([acceptTerms(world, first), acceptTerms(world, second)])
          : [await acceptTerms(world, first), await acceptTerms(world, second)];
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
      const late = answers.find(({ status }) => status === 410);
      expect(await late?.text()).toContain('href="/login"');
      expect(await world.sql('SELECT 1 FROM client')).toHaveLength(1);
      expect(await createCalls(world)).toBe(1);
    },
  );
});
