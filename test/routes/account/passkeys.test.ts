// Loaded ahead, because the adapter loads it late and the test runner takes seconds to.
import '@simplewebauthn/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Authenticator, newAuthenticator } from '../../support/authenticator.ts';
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
import { openShop } from '../../support/people.ts';
import { newWorld, ORIGIN, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
  await openShop(world);
});

async function challengeFrom(jar: Jar, path: string): Promise<string> {
  const answer = await jar.get(path);
  expect(answer.status).toBe(200);
  return (await answer.json<{ challenge: string }>()).challenge;
}

async function add(jar: Jar, authenticator: Authenticator, name = 'my phone'): Promise<Response> {
  const challenge = await challengeFrom(jar, '/account/passkeys/options');
  const answer = await authenticator.create({ challenge });
  return jar.post('/account/passkeys', { answer, name });
}

async function withPasskey(counts = true) {
  const { id, jar } = await enrolledAndEntered(world);
  const authenticator = await newAuthenticator(ORIGIN, counts);
  expect(ledTo(await add(jar, authenticator))).toEqual([303, '/account/passkeys']);
  return { id, jar, authenticator };
}

describe('adding a passkey', SLOW, () => {
  it('lists it by its name and tells its owner', async () => {
    const { jar } = await withPasskey();
    expect(await jar.read('/account/passkeys')).toContain('my phone');
    expect(await subjectsTo(world)).toContain('A passkey was added');
    expect(await auditRows('passkey_added')).toHaveLength(1);
  });

  it('takes no answer twice, and none without the browser that was asked', async () => {
    const { jar } = await enrolledAndEntered(world);
    const authenticator = await newAuthenticator(ORIGIN);
    const challenge = await challengeFrom(jar, '/account/passkeys/options');
    const answer = await authenticator.create({ challenge });
    const note = jar.cookies.get('postmeter_challenge') ?? '';
    expect((await jar.post('/account/passkeys', { answer, name: 'a' })).status).toBe(303);
    jar.cookies.set('postmeter_challenge', note);
    expect((await jar.post('/account/passkeys', { answer, name: 'b' })).status).toBe(422);
    const elsewhere = await entered(world, { ip: '198.51.100.7' });
    const fresh = await (await newAuthenticator(ORIGIN)).create({ challenge });
    expect((await elsewhere.post('/account/passkeys', { answer: fresh, name: 'c' })).status).toBe(
      422,
    );
    expect((await wholeDatabase()).passkey).toHaveLength(1);
  });

  it('takes no answer to a challenge for signing in', async () => {
    const { jar } = await enrolledAndEntered(world);
    const challenge = await challengeFrom(jar, '/login/passkey/options');
    const answer = await (await newAuthenticator(ORIGIN)).create({ challenge });
    expect((await jar.post('/account/passkeys', { answer, name: 'a' })).status).toBe(422);
  });

  it('asks again who it is when that was ten minutes ago', async () => {
    const { jar } = await enrolledAndEntered(world);
    await world.passMs(10 * 60_000);
    const led = '/account/confirm?next=%2Faccount%2Fpasskeys';
    expect(ledTo(await jar.get('/account/passkeys'))).toEqual([303, led]);
    expect((await jar.get('/account/passkeys/options')).status).toBe(303);
    expect((await jar.post('/account/passkeys', { answer: '', name: '' })).status).toBe(303);
  });

  it('keeps a name with markup as text', async () => {
    const { jar } = await enrolledAndEntered(world);
    await add(jar, await newAuthenticator(ORIGIN), '<script>alert(1)</script>');
    const html = await jar.read('/account/passkeys');
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

describe('signing in with a passkey', SLOW, () => {
  it('needs neither address nor password, also with codes switched on', async () => {
    const { id, authenticator } = await withPasskey();
    await world.sql(
      "INSERT INTO second_factor (client_id, sealed_secret, last_step, added_at_ms) VALUES (?, 'x', 0, 0)",
      id,
    );
    const browser = newJar(world, { ip: '198.51.100.7' });
    expect(ledTo(await logIn(browser))).toEqual([303, '/login/code']);
    const challenge = await challengeFrom(browser, '/login/passkey/options');
    const answer = await authenticator.get({ challenge });
    expect(ledTo(await browser.post('/login/passkey', { answer }))).toEqual([303, '/dashboard']);
    expect(await browser.read('/dashboard')).toContain('Ada Lovelace');
    expect(await browser.read('/account/passkeys')).toContain('last used on');
  });

  it.each([true, false])('takes no answer twice, counting or not (%s)', async (counts) => {
    const { authenticator } = await withPasskey(counts);
    const browser = newJar(world);
    const challenge = await challengeFrom(browser, '/login/passkey/options');
    const note = browser.cookies.get('postmeter_challenge') ?? '';
    const answer = await authenticator.get({ challenge });
    expect((await browser.post('/login/passkey', { answer })).status).toBe(303);
    const thief = newJar(world, { ip: '198.51.100.9', cookies: [`postmeter_challenge=${note}`] });
    expect((await thief.post('/login/passkey', { answer })).status).toBe(401);
    expect(thief.cookies.has('postmeter_session')).toBe(false);
  });

  it('refuses an answer that came too late, without its note, or from elsewhere', async () => {
    const { authenticator } = await withPasskey();
    const browser = newJar(world);
    const late = await authenticator.get({
      challenge: await challengeFrom(browser, '/login/passkey/options'),
    });
    await world.passMs(5 * 60_000);
    expect((await browser.post('/login/passkey', { answer: late })).status).toBe(401);
    const challenge = await challengeFrom(browser, '/login/passkey/options');
    const phished = await authenticator.get({ challenge, origin: 'https://billing-test.evil' });
    expect((await browser.post('/login/passkey', { answer: phished })).status).toBe(401);
    const bare = await authenticator.get({ challenge });
    expect((await newJar(world).post('/login/passkey', { answer: bare })).status).toBe(401);
  });

  it('knows no passkey that was removed, nor a stranger’s', async () => {
    const { jar, authenticator } = await withPasskey();
    await jar.post('/account/passkeys/remove', { passkey: authenticator.credentialId });
    for (const one of [authenticator, await newAuthenticator(ORIGIN)]) {
      const browser = newJar(world);
      const challenge = await challengeFrom(browser, '/login/passkey/options');
      const answer = await one.get({ challenge });
      const refused = await browser.post('/login/passkey', { answer });
      expect(refused.status).toBe(401);
      expect(await refused.text()).toContain('This passkey did not work.');
    }
    expect(await subjectsTo(world)).toContain('A passkey was removed');
  });

  it('writes nothing for whoever only asks', async () => {
    await makeEnrolled(world, EMAIL);
    const before = await wholeDatabase();
    for (let n = 0; n < 5; n++) await newJar(world).get('/login/passkey/options');
    expect(await wholeDatabase()).toEqual(before);
  });
});

describe('removing a passkey', SLOW, () => {
  it('does nothing to somebody else’s', async () => {
    const { authenticator } = await withPasskey();
    await makeEnrolled(world, 'mallory@example.com');
    const mallory = newJar(world, { ip: '198.51.100.9' });
    await logIn(mallory, 'mallory@example.com');
    const answer = await mallory.post('/account/passkeys/remove', {
      passkey: authenticator.credentialId,
    });
    expect(ledTo(answer)).toEqual([303, '/account/passkeys']);
    expect((await wholeDatabase()).passkey).toHaveLength(1);
    expect(await auditRows('passkey_removed')).toEqual([]);
  });
});

describe('confirming with a passkey', SLOW, () => {
  it('takes one of the client’s own, for this session alone', async () => {
    const { jar, authenticator } = await withPasskey();
    const other = await entered(world, { ip: '198.51.100.7' });
    await world.passMs(10 * 60_000);
    const challenge = await challengeFrom(jar, '/account/confirm/passkey/options');
    const answer = await authenticator.get({ challenge });
    const next = '/account/password';
    const confirmed = await jar.post('/account/confirm/passkey', { answer, next });
    expect(ledTo(confirmed)).toEqual([303, next]);
    expect((await jar.get('/account/password')).status).toBe(200);
    expect((await other.get('/account/password')).status).toBe(303);
  });

  it('takes nobody else’s', async () => {
    const { authenticator } = await withPasskey();
    await makeEnrolled(world, 'mallory@example.com');
    const mallory = newJar(world, { ip: '198.51.100.9' });
    await logIn(mallory, 'mallory@example.com');
    await world.passMs(10 * 60_000);
    const challenge = await challengeFrom(mallory, '/account/confirm/passkey/options');
    const answer = await authenticator.get({ challenge });
    const refused = await mallory.post('/account/confirm/passkey', { answer, next: '/account' });
    expect(refused.status).toBe(401);
    expect((await mallory.get('/account/password')).status).toBe(303);
  });
});

describe('the script', SLOW, () => {
  it('is allowed on the pages that need it, inline script on none', async () => {
    const { jar } = await withPasskey();
    for (const path of ['/login', '/account/passkeys', '/account/confirm']) {
      const answer = await jar.get(path);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy, path).toMatch(/script-src 'self';/);
      expect(policy, path).not.toContain('unsafe');
      const html = await answer.text();
      expect(html, path).toContain('src="/assets/passkeys.js"');
      expect(html.match(/<script/g), path).toHaveLength(1);
    }
    for (const path of ['/account', '/dashboard', '/account/password', '/account/sessions']) {
      const answer = await jar.get(path);
      expect(answer.headers.get('content-security-policy'), path).not.toContain('script-src');
      expect(await answer.text(), path).not.toContain('<script');
    }
    const script = await jar.get('/assets/passkeys.js');
    expect(script.headers.get('content-type')).toContain('text/javascript');
  });
});
