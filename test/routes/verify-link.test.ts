// The mailed link itself: when it does not work, how to get a fresh one, and what it does in another browser.
import { beforeEach, describe, expect, it } from 'vitest';
import { panelAccepts } from '../support/clients.ts';
import { wholeDatabase } from '../support/database.ts';
import {
  ALL_TERMS,
  acceptTerms,
  type Link,
  mailedToken,
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

function logIn(password: string, email = EMAIL): Promise<Response> {
  return world.post('/login', { email, password });
}

describe('a link that does not work', () => {
  it('works until its last millisecond and has expired after it, with a way to a fresh one', async () => {
    const link = await signUp(world, EMAIL);
    await world.passMs(24 * HOUR_MS - 1);
    expect((await open(link)).status).toBe(200);
    await world.passMs(1);
    for (const answer of [await open(link), await acceptTerms(world, link)]) {
      const html = await answer.text();
      expect(answer.status).toBe(410);
      expect(html).toContain('This link has expired');
      expect(html).toContain('action="/verify/resend"');
      expect(html).toContain(`value="${link.token}"`);
    }
    expect(await world.sql('SELECT 1 FROM client')).toEqual([]);
  });

  it('was used: leads to the log-in', async () => {
    const link = await signUp(world, EMAIL);
    await acceptTerms(world, link);
    const before = await wholeDatabase();
    for (const answer of [await open(link), await acceptTerms(world, link)]) {
      const html = await answer.text();
      expect(answer.status).toBe(410);
      expect(html).toContain('This link was already used');
      expect(html).toContain('href="/login"');
      expect(html).toContain('href="/forgot"');
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it.each([
    ['unknown', `?token=${'A'.repeat(43)}`],
    ['missing', ''],
    ['empty', '?token='],
    ['too long', `?token=${'A'.repeat(5000)}`],
    ['no base64', '?token=%00%ff<script>'],
    ['cut off', '?token=abc'],
  ])('is %s: leads to a new sign-up', async (_what, query) => {
    await signUp(world, EMAIL);
    const before = await wholeDatabase();
    const answer = await world.get(`/verify${query}`);
    const html = await answer.text();
    expect(answer.status).toBe(404);
    expect(html).toContain('We do not know this link');
    expect(html).toContain('href="/signup"');
    expect(html).not.toContain('<script>');
    const token = new URLSearchParams(query).get('token') ?? '';
    const posted = await world.post('/verify', [['token', token], ...ALL_TERMS]);
    expect(posted.status).toBe(404);
    expect(await wholeDatabase()).toEqual(before);
  });

  it('is not opened by the digest that lies in the database', async () => {
    await signUp(world, EMAIL);
    const [row] = await world.sql<{ token_hash: string }>('SELECT token_hash FROM signup');
    expect((await open({ token: row?.token_hash ?? '' })).status).toBe(404);
  });
});

describe('POST /verify/resend', () => {
  it('mails a fresh link that keeps the chosen password in the signing browser', async () => {
    const old = await signUp(world, EMAIL);
    await world.passMs(30 * HOUR_MS);
    const answer = await world.post('/verify/resend', { token: old.token });
    expect(await answer.text()).toContain('A fresh link is on its way');
    await world.drain();
    const fresh = { ...old, token: await mailedToken(world, EMAIL) };
    expect(fresh.token).not.toBe(old.token);
    expect(await (await open(fresh)).text()).not.toContain('name="password"');
    expect((await acceptTerms(world, fresh)).status).toBe(303);
    expect((await logIn(PASSWORD)).status).toBe(303);
    expect(await panelAccepts(world, EMAIL, PASSWORD)).toBe(true);
  });

  it('replaces the old link, which is unknown from then on', async () => {
    const old = await signUp(world, EMAIL);
    await world.passMs(30 * HOUR_MS);
    await world.post('/verify/resend', { token: old.token });
    expect((await open(old)).status).toBe(404);
    expect((await acceptTerms(world, old)).status).toBe(404);
    expect(await world.sql('SELECT 1 FROM signup')).toHaveLength(1);
  });

  it('gives the fresh link 24 hours of its own, and can be used again after them', async () => {
    const link = await signUp(world, EMAIL);
    let { token } = link;
    for (let days = 0; days < 3; days++) {
      await world.passMs(24 * HOUR_MS);
      await world.post('/verify/resend', { token });
      await world.drain();
      token = await mailedToken(world, EMAIL);
    }
    await world.passMs(24 * HOUR_MS - 1);
    expect((await acceptTerms(world, { ...link, token })).status).toBe(303);
  });

  it('answers an unknown and a used link alike, and mails nothing', async () => {
    const used = await signUp(world, EMAIL);
    await acceptTerms(world, used);
    await world.drain();
    const before = await wholeDatabase();
    const answers = [];
    for (const token of [used.token, 'made-up', '']) {
      const answer = await world.post('/verify/resend', { token });
      answers.push([answer.status, await answer.text()]);
    }
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    expect(await wholeDatabase()).toEqual(before);
  });
});

describe('a link opened in another browser', () => {
  const CHOSEN = 'Owner-Pass-7';

  /** A stranger signs up with somebody else's address; the owner of the address opens the mail. */
  async function strangersLink(): Promise<Link> {
    const { token } = await signUp(world, EMAIL);
    return { token, browser: '' };
  }

  function accept(link: Link, password?: string): Promise<Response> {
    const fields = password === undefined ? [] : [['password', password] as const];
    return world.post('/verify', [['token', link.token], ...fields, ...ALL_TERMS], link.browser);
  }

  it('does nothing without a password, or with one that is too weak', async () => {
    const link = await strangersLink();
    const before = await wholeDatabase();
    for (const [password, fault] of [
      [undefined, 'Use at least 8 characters.'],
      ['', 'Use at least 8 characters.'],
      ['Ab1', 'Use at least 8 characters.'],
      ['password1', 'Too easy to guess.'],
      [`A1${'x'.repeat(199)}`, 'Use at most 200 characters.'],
    ] as const) {
      const answer = await accept(link, password);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(fault);
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it('lets the owner choose the password, and the stranger’s works nowhere', async () => {
    const link = await strangersLink();
    expect((await accept(link, CHOSEN)).status).toBe(303);
    expect((await logIn(PASSWORD)).status).toBe(401);
    expect((await logIn(CHOSEN)).status).toBe(303);
    expect(await panelAccepts(world, EMAIL, PASSWORD)).toBe(false);
    expect(await panelAccepts(world, EMAIL, CHOSEN)).toBe(true);
  });

  it('does not take the secret of another sign-up’s browser', async () => {
    const other = await signUp(world, 'other@example.com');
    const link = await strangersLink();
    expect((await accept({ ...link, browser: other.browser })).status).toBe(422);
  });

  it('keeps asking after a fresh link was sent', async () => {
    const link = await strangersLink();
    await world.passMs(25 * HOUR_MS);
    await world.post('/verify/resend', { token: link.token });
    await world.drain();
    const token = await mailedToken(world, EMAIL);
    expect((await accept({ token, browser: '' })).status).toBe(422);
    expect((await accept({ token, browser: '' }, CHOSEN)).status).toBe(303);
    expect((await logIn(PASSWORD)).status).toBe(401);
  });
});
