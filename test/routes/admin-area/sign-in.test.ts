import { beforeEach, describe, expect, it } from 'vitest';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { ledTo, newJar } from '../../support/jar.ts';
import { approve, challengeOn, enterArea } from '../../support/operators.ts';
import { requestWith } from '../../support/request-with.ts';
import { ADMIN_KID, newWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});

describe('signing in to the admin area', () => {
  it('lets the browser in whose challenge was signed, and notes it', async () => {
    const jar = newJar(world);
    const challenge = await challengeOn(jar);
    expect((await approve(world, challenge)).status).toBe(201);
    expect(ledTo(await jar.get('/admin/sign-in'))).toEqual([303, '/admin']);
    expect(await jar.read('/admin')).toContain(ADMIN_KID);
    expect(await auditRows('session_opened')).toHaveLength(1);
  });

  it('goes back to where the person wanted to be, within the area alone', async () => {
    const jar = newJar(world);
    expect(ledTo(await jar.get('/admin?a=b'))).toEqual([
      303,
      '/admin/sign-in?next=%2Fadmin%3Fa%3Db',
    ]);
    await approve(world, await challengeOn(jar));
    expect(ledTo(await jar.get('/admin/sign-in?next=%2Fadmin%3Fa%3Db'))).toEqual([
      303,
      '/admin?a=b',
    ]);
  });

  it.each([
    'https://evil.test/',
    '//evil.test',
    '/admin//evil.test',
    '/admin/../dashboard',
    '/administrator',
    '/admin/sign-out',
    '/admin/prices?next=//evil.test',
    'javascript:alert(1)',
  ])('leads to %s by no link', async (next) => {
    const jar = newJar(world);
    await approve(world, await challengeOn(jar));
    const entered = await jar.get(`/admin/sign-in?next=${encodeURIComponent(next)}`);
    expect(ledTo(entered)).toEqual([303, '/admin']);
  });

  it('opens one session, however many tabs come for it at once', async () => {
    const jar = newJar(world);
    await approve(world, await challengeOn(jar));
    const answers = await Promise.all([1, 2, 3].map(() => jar.get('/admin/sign-in')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 303]);
    expect((await wholeDatabase()).operator_session).toHaveLength(1);
  });

  it('writes nothing for a stranger, however often the page is asked for', async () => {
    const before = await wholeDatabase();
    const jar = newJar(world);
    const challenge = await challengeOn(jar);
    expect(await challengeOn(jar)).toBe(challenge);
    await newJar(world).get('/admin/sign-in');
    expect(await wholeDatabase()).toEqual(before);
  });

  it('does not let another browser in that knows the challenge', async () => {
    const jar = newJar(world);
    const challenge = await challengeOn(jar);
    await approve(world, challenge);
    const thief = newJar(world);
    const own = await challengeOn(thief);
    const [secret = ''] = (thief.cookies.get('__Host-postmeter_operator_wait') ?? '').split('.');
    thief.cookies.set('__Host-postmeter_operator_wait', `${secret}.${challenge}`);
    expect((await thief.get('/admin/sign-in')).status).toBe(200);
    expect(own).not.toBe(challenge);
    expect(ledTo(await jar.get('/admin/sign-in'))[0]).toBe(303);
  });

  it('takes a challenge once, and once signed', async () => {
    const jar = newJar(world);
    const challenge = await challengeOn(jar);
    const held = new Map(jar.cookies);
    await approve(world, challenge);
    const again = await approve(world, challenge);
    expect([again.status, (await again.json<{ code: string }>()).code]).toEqual([
      409,
      'challenge_used',
    ]);
    await jar.get('/admin/sign-in');
    const second = newJar(world, { cookies: [...held].map(([name, value]) => `${name}=${value}`) });
    expect((await second.get('/admin/sign-in')).status).toBe(200);
    expect((await approve(world, challenge)).status).toBe(409);
  });

  it('takes no challenge after five minutes, and none that we did not make', async () => {
    const jar = newJar(world);
    const challenge = await challengeOn(jar);
    await world.passMs(5 * 60_000);
    for (const given of [challenge, 'made-up', `${challenge.slice(0, -2)}AA`]) {
      const refused = await approve(world, given);
      expect([refused.status, (await refused.json<{ code: string }>()).code]).toEqual([
        410,
        'challenge_invalid',
      ]);
    }
    expect((await wholeDatabase()).operator_sign_in).toEqual([]);
  });

  it('does not open a session that was signed in time and is fetched too late', async () => {
    const jar = newJar(world);
    await approve(world, await challengeOn(jar));
    await world.passMs(5 * 60_000);
    expect((await jar.get('/admin/sign-in')).status).toBe(200);
    expect((await wholeDatabase()).operator_session).toEqual([]);
  });

  it('comes again by itself once the person waits, and not while a passkey may be asked for', async () => {
    const jar = newJar(world);
    const first = await jar.get('/admin/sign-in?next=%2Fadmin%2Faudit');
    expect(first.headers.get('refresh')).toBeNull();
    expect(await first.text()).toContain('data-passkey');
    const waiting = await jar.get('/admin/sign-in?next=%2Fadmin%2Faudit&wait=yes');
    const again = '/admin/sign-in?next=%2Fadmin%2Faudit&wait=yes';
    expect(waiting.headers.get('refresh')).toBe(`4; url=${again}`);
    expect(await waiting.text()).not.toContain('data-passkey');
  });

  it('says to whoever signs which browser asks', async () => {
    const jar = newJar(world);
    const challenge = await challengeOn(jar);
    const asked = await world.adminRead(`/admin/sessions?challenge=${challenge}`);
    const page = await jar.read('/admin/sign-in');
    const browser = await asked.json<{ checkCode: string; device: string; network: string }>();
    expect(browser).toMatchObject({ device: 'Firefox · Linux', network: '203.0.113.0/24' });
    expect(page).toContain(browser.checkCode);
  });
});

describe('a session of the admin area', () => {
  it('ends after an hour, however busy it is', async () => {
    const jar = await enterArea(world);
    await world.passMs(59 * 60_000);
    expect((await jar.get('/admin')).status).toBe(200);
    await world.passMs(60_000);
    expect(ledTo(await jar.get('/admin'))[0]).toBe(303);
  });

  it('ends with the key that it was opened by', async () => {
    const jar = await enterArea(world);
    const adminSignatures = { ...world.ports.adminSignatures, roleOf: () => undefined };
    const cookie = [...jar.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await requestWith({ ...world.ports, adminSignatures }, '/admin', {
      headers: { cookie },
    });
    expect(ledTo(answer)).toEqual([303, '/admin/sign-in?next=%2Fadmin']);
  });

  it('ends when its owner signs out', async () => {
    const jar = await enterArea(world);
    const stolen = jar.stolen();
    expect(ledTo(await jar.post('/admin/sign-out'))).toEqual([303, '/admin/sign-in?signed=out']);
    expect((await stolen.get('/admin')).status).toBe(303);
    expect(await auditRows('session_closed')).toHaveLength(1);
  });
});
