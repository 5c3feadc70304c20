import { beforeEach, describe, expect, it } from 'vitest';
import { makeEnrolled } from '../../support/clients.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import {
  EMAIL,
  enrolledAndEntered,
  entered,
  logIn,
  SLOW,
  subjectsTo,
} from '../../support/enter.ts';
import { type Jar, ledTo, newJar } from '../../support/jar.ts';
import { catchLogs } from '../../support/logs.ts';
import { openShop, PASSWORD } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

const FRESH_MS = 10 * 60_000;
const NEW_PASSWORD = 'a quiet river at night';

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
  await openShop(world);
});

async function isSignedIn(jar: Jar): Promise<boolean> {
  return (await jar.get('/dashboard')).status === 200;
}

/** Ids of the sessions that a page offers to end. */
async function endable(jar: Jar): Promise<readonly string[]> {
  const html = await jar.read('/account/sessions');
  return [...html.matchAll(/name="session" value="([0-9a-f]+)"/g)].map(([, id = '']) => id);
}

describe('the list of sessions', SLOW, () => {
  it('says when, from where and with what, coarsely, and which one this is', async () => {
    const { jar } = await enrolledAndEntered(world);
    await entered(world, {
      ip: '2001:db8:85a3::8a2e:370:7334',
      userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1',
    });
    const html = await jar.read('/account/sessions');
    expect(html).toContain('Firefox · Linux (This browser)');
    expect(html).toContain('203.0.113.0/24');
    expect(html).toContain('Safari · iPhone');
    expect(html).toContain('2001:db8:85a3::/48');
    expect(html).not.toMatch(/203\.0\.113\.77|370:7334|Gecko/);
    expect(await endable(jar)).toHaveLength(1);
  });

  it('ends one of them at once', async () => {
    const { jar } = await enrolledAndEntered(world);
    const other = await entered(world, { ip: '198.51.100.7' });
    const [session = ''] = await endable(jar);
    expect(ledTo(await jar.post('/account/sessions/end', { session }))).toEqual([
      303,
      '/account/sessions',
    ]);
    expect([await isSignedIn(jar), await isSignedIn(other)]).toEqual([true, false]);
    expect(await auditRows('session_ended')).toHaveLength(1);
  });

  it('does nothing to somebody else’s session, nor to what is none', async () => {
    const { jar } = await enrolledAndEntered(world);
    await entered(world, { ip: '198.51.100.7' });
    const [session = ''] = await endable(jar);
    await makeEnrolled(world, 'mallory@example.com');
    const mallory = newJar(world, { ip: '198.51.100.9' });
    await logIn(mallory, 'mallory@example.com');
    for (const id of [session, '', '%', "' OR 1=1 --", session.slice(0, 8)]) {
      await mallory.post('/account/sessions/end', { session: id });
    }
    expect((await wholeDatabase()).session).toHaveLength(3);
  });

  it('ends all of them everywhere', async () => {
    const { jar } = await enrolledAndEntered(world);
    const other = await entered(world, { ip: '198.51.100.7' });
    const answer = await jar.post('/account/sessions/end-all');
    expect(ledTo(answer)).toEqual([303, '/login?notice=signed_out_everywhere']);
    expect([await isSignedIn(jar), await isSignedIn(other)]).toEqual([false, false]);
    expect(await jar.read('/login?notice=signed_out_everywhere')).toContain(
      'logged out everywhere',
    );
  });
});

describe('a stolen session', SLOW, () => {
  it('changes nothing about the account once ten minutes have passed', async () => {
    const { jar } = await enrolledAndEntered(world);
    await world.passMs(FRESH_MS);
    const thief = jar.stolen();
    const before = await wholeDatabase();
    const attempts: readonly (readonly [string, Record<string, string>])[] = [
      ['/account/password', { password: NEW_PASSWORD }],
      ['/account/email', { email: 'thief@example.com' }],
      ['/account/passkeys', { answer: '{}', name: 'mine' }],
      ['/account/passkeys/remove', { passkey: 'x' }],
      ['/account/second-factor', { note: 'x', code: '123456' }],
      ['/account/second-factor/codes', {}],
      ['/account/second-factor/off', {}],
      ['/account/close', { understood: 'yes' }],
    ];
    for (const [path, fields] of attempts) {
      const led = `/account/confirm?next=${encodeURIComponent(path)}`;
      expect(ledTo(await thief.post(path, fields)), path).toEqual([303, led]);
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it('cannot be used after its owner ended it', async () => {
    const { jar } = await enrolledAndEntered(world);
    const thief = jar.stolen();
    await jar.post('/logout');
    expect(await isSignedIn(thief)).toBe(false);
  });
});

describe('asking who it is', SLOW, () => {
  it('goes on to where the person was led from, after the right password', async () => {
    const { jar } = await enrolledAndEntered(world);
    await world.passMs(FRESH_MS);
    expect((await jar.get('/account/password')).status).toBe(303);
    const next = '/account/password';
    const wrong = await jar.post('/account/confirm', { password: 'Wrong-Pass-1', next });
    expect(wrong.status).toBe(401);
    expect(await wrong.text()).toContain('This password is not right.');
    expect(ledTo(await jar.post('/account/confirm', { password: PASSWORD, next }))).toEqual([
      303,
      next,
    ]);
    expect((await jar.get('/account/password')).status).toBe(200);
  });

  it.each([
    'https://evil.test/',
    '//evil.test/',
    '/login',
    '/account/../admin',
    '/account?x=1',
    '',
  ])('leads to no %j', async (next) => {
    const { jar } = await enrolledAndEntered(world);
    expect(ledTo(await jar.post('/account/confirm', { password: PASSWORD, next }))).toEqual([
      303,
      '/account',
    ]);
  });

  it('slows guesses down, in this session alone', async () => {
    const { jar } = await enrolledAndEntered(world);
    const thief = jar.stolen();
    const statuses = [];
    for (let n = 0; n < 11; n++) {
      statuses.push((await thief.post('/account/confirm', { password: `Wrong-Pass-${n}` })).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.at(-1)).toBe(429);
    expect((await logIn(newJar(world))).status).toBe(303);
  });
});

describe('changing the password', SLOW, () => {
  it('takes the new one, ends other sessions, and tells the owner', async () => {
    const { jar } = await enrolledAndEntered(world);
    const other = await entered(world, { ip: '198.51.100.7' });
    expect(ledTo(await jar.post('/account/password', { password: NEW_PASSWORD }))).toEqual([
      303,
      '/account?done=password',
    ]);
    expect(await jar.read('/account?done=password')).toContain('Your password is changed.');
    expect([await isSignedIn(jar), await isSignedIn(other)]).toEqual([true, false]);
    expect((await logIn(newJar(world))).status).toBe(401);
    expect((await logIn(newJar(world), EMAIL, NEW_PASSWORD)).status).toBe(303);
    expect(await subjectsTo(world)).toContain('Your password was changed');
    expect(await auditRows('password_changed')).toHaveLength(1);
  });

  it.each([
    ['short', 'Use at least 8 characters.'],
    ['P@ssw0rd2026', 'Too easy to guess.'],
    ['lovelace1815', 'Too easy to guess.'],
    ['test.hosting!', 'Too easy to guess.'],
    ['x'.repeat(201), 'Use at most 200 characters.'],
  ])('refuses %j and keeps the old one', async (password, words) => {
    const { jar } = await enrolledAndEntered(world);
    const answer = await jar.post('/account/password', { password });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain(words);
    expect(html).not.toContain(password);
    expect((await logIn(newJar(world))).status).toBe(303);
  });

  it('refuses a leaked one where the check is switched on, and goes on when nobody answers', async () => {
    const leaked = await newWorld({
      ports: (ports) => ({
        ...ports,
        breachedPasswords: { isBreached: async (password) => password === NEW_PASSWORD },
      }),
    });
    await openShop(leaked);
    await makeEnrolled(leaked, EMAIL);
    const { changePassword } = await import('#usecases/account/change-password.ts');
    const found = await leaked.ports.store.signIn.byEmail(EMAIL);
    if (!found) throw new Error('no client');
    const actor = {
      client: found.client,
      session: { id: '', tokenHash: '', authenticatedAtMs: 0 },
      visitor: { network: '', device: '' },
    };
    expect(await changePassword(leaked.ports, actor, NEW_PASSWORD)).toEqual({
      ok: false,
      error: 'breached',
    });
    expect((await changePassword(leaked.ports, actor, 'a loud brook by day')).ok).toBe(true);
  });
});

describe('pages of a signed-in client', SLOW, () => {
  it('are kept in no cache, so that nothing is left behind the back button after log-out', async () => {
    const { jar } = await enrolledAndEntered(world);
    const paths = [
      '/account',
      '/account/password',
      '/account/email',
      '/account/passkeys',
      '/account/second-factor',
      '/account/sessions',
      '/account/terms',
      '/account/data',
      '/account/close',
      '/dashboard',
    ];
    for (const path of paths) {
      const answer = await jar.get(path);
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([
        path,
        200,
        'no-store',
      ]);
    }
    await jar.post('/logout');
    for (const path of paths) expect((await jar.get(path)).status, path).toBe(303);
  });
});
