import { describe, expect, it } from 'vitest';
import { type EmulatorServer, makeUser, startEmulators } from './support/emulator-server.ts';

const HOME = '/emulators/solusvm/';

function cookieOf(reply: { headers: Headers }): string {
  return reply.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function oneTimeToken({ api }: EmulatorServer, userId: number): Promise<string> {
  const minted = await api('POST', `/users/${userId}/tokens`, { is_one_time: true });
  return minted.json.data.access_token;
}

async function signIn({ call }: EmulatorServer, email: string, password: string) {
  return call('POST', '/solusvm/sign-in', undefined, { form: { email, password } });
}

describe('GET /solusvm/auth/one-time', () => {
  it('signs on once and shows who is there', async () => {
    const emulators = await startEmulators();
    const { id, email } = await makeUser(emulators, { billing_user_id: 4711 });
    const token = await oneTimeToken(emulators, id);
    const path = `/solusvm/auth/one-time?token=${token}`;
    const signedOn = await emulators.call('GET', path);
    expect([signedOn.status, signedOn.headers.get('location')]).toEqual([302, HOME]);
    expect(signedOn.headers.get('set-cookie')).toMatch(/HttpOnly/);
    const home = await emulators.call('GET', '/solusvm/', undefined, {
      cookie: cookieOf(signedOn),
    });
    for (const shown of [email, 'CLIENT', 'active', '4711']) expect(home.text).toContain(shown);
    const again = await emulators.call('GET', path);
    expect([again.status, again.text]).toEqual([410, expect.stringContaining('used before')]);
    expect(again.headers.get('set-cookie')).toBeNull();
  });

  it('refuses a token older than 60 seconds by the clock', async () => {
    const emulators = await startEmulators();
    const { id } = await makeUser(emulators);
    const token = await oneTimeToken(emulators, id);
    await emulators.call('POST', '/clock', { now: new Date(Date.now() + 61_000).toISOString() });
    const reply = await emulators.call('GET', `/solusvm/auth/one-time?token=${token}`);
    expect([reply.status, reply.text]).toEqual([410, expect.stringContaining('expired')]);
  });

  it.each(['?token=unknown', ''])('refuses an unknown token: %j', async (query) => {
    const { call } = await startEmulators();
    const reply = await call('GET', `/solusvm/auth/one-time${query}`);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('text/html'),
    ]);
  });

  it('refuses a lasting token', async () => {
    const emulators = await startEmulators();
    const { token } = await makeUser(emulators);
    const reply = await emulators.call('GET', `/solusvm/auth/one-time?token=${token}`);
    expect(reply.status).toBe(404);
  });
});

describe('GET /solusvm/', () => {
  it('shows a sign-in form to who is not signed on', async () => {
    const { call } = await startEmulators();
    const { text, status } = await call('GET', '/solusvm/');
    expect(status).toBe(200);
    expect(text).toContain('You are not signed in');
    expect(text).toContain('type="password"');
    expect(text).toContain('Emulator');
  });
});

describe('POST /solusvm/sign-in and /solusvm/sign-out', () => {
  it('signs in with e-mail and password, and out again', async () => {
    const emulators = await startEmulators();
    const { email, password } = await makeUser(emulators);
    const signedIn = await signIn(emulators, email, password);
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, HOME]);
    const options = { cookie: cookieOf(signedIn) };
    await emulators.call('POST', '/solusvm/sign-out', undefined, options);
    const home = await emulators.call('GET', '/solusvm/', undefined, options);
    expect(home.text).toContain('You are not signed in');
  });

  it('shows the form again, with what was typed, after a wrong password', async () => {
    const emulators = await startEmulators();
    const { email } = await makeUser(emulators);
    const reply = await signIn(emulators, email, 'Wrong1234');
    expect([reply.status, reply.text]).toEqual([401, expect.stringContaining(email)]);
  });
});

describe('POST /solusvm/servers', () => {
  const ORDER = { name: '<b>web</b>', plan: '1', location: '1', os: '1', backups: 'yes' };

  it('makes a server and deletes it, and the page shows both', async () => {
    const emulators = await startEmulators();
    const user = await makeUser(emulators);
    const cookie = cookieOf(await signIn(emulators, user.email, user.password));
    const made = await emulators.call('POST', '/solusvm/servers', undefined, {
      cookie,
      form: ORDER,
    });
    expect([made.status, made.headers.get('location')]).toEqual([303, HOME]);
    const { data } = (await emulators.api('GET', `/servers?filter[user_id]=${user.id}`)).json;
    expect(data[0]).toMatchObject({ name: '<b>web</b>', backup_settings: { enabled: true } });
    const home = await emulators.call('GET', '/solusvm/', undefined, { cookie });
    expect(home.text).toContain('&lt;b&gt;web&lt;/b&gt;');
    expect(home.text).not.toContain('<b>web</b>');
    const path = `/solusvm/servers/${data[0].id}/delete`;
    expect((await emulators.call('POST', path, undefined, { cookie })).status).toBe(303);
    expect((await emulators.call('POST', path, undefined, { cookie })).status).toBe(404);
    expect((await emulators.api('GET', `/servers/${data[0].id}`)).status).toBe(404);
  });

  it.each([
    ['a name', { name: ' ' }],
    ['not offered', { plan: '5' }],
    ['not offered', { os: '99' }],
    ['no backups', { plan: '4' }],
  ])('shows the page again, with %s missing: %j', async (said, deviation) => {
    const emulators = await startEmulators();
    const user = await makeUser(emulators);
    const cookie = cookieOf(await signIn(emulators, user.email, user.password));
    const form = { ...ORDER, ...deviation };
    const reply = await emulators.call('POST', '/solusvm/servers', undefined, { cookie, form });
    expect([reply.status, reply.text]).toEqual([422, expect.stringContaining(said)]);
  });

  it('refuses a locked account, and who is not signed on', async () => {
    const emulators = await startEmulators();
    const user = await makeUser(emulators, { status: 'locked' });
    const cookie = cookieOf(await signIn(emulators, user.email, user.password));
    const order = { cookie, form: ORDER };
    const locked = await emulators.call('POST', '/solusvm/servers', undefined, order);
    expect([locked.status, locked.text]).toEqual([422, expect.stringContaining('locked')]);
    const stranger = await emulators.call('POST', '/solusvm/servers', undefined, { form: ORDER });
    expect(stranger.status).toBe(401);
  });

  it("does not delete another user's server", async () => {
    const emulators = await startEmulators();
    const [ann, bob] = [await makeUser(emulators), await makeUser(emulators)];
    const order = { name: 'web', plan: 1, location: 1, os: 1, user: ann.id };
    const { id } = (await emulators.api('POST', '/servers', order)).json.data;
    const cookie = cookieOf(await signIn(emulators, bob.email, bob.password));
    const reply = await emulators.call('POST', `/solusvm/servers/${id}/delete`, undefined, {
      cookie,
    });
    expect(reply.status).toBe(404);
    expect((await emulators.api('GET', `/servers/${id}`)).status).toBe(200);
  });
});

describe('GET /solusvm/users', () => {
  it('shows the users to an administrator only', async () => {
    const emulators = await startEmulators();
    const user = await makeUser(emulators);
    const statusFor = async (email: string, password: string) => {
      const cookie = cookieOf(await signIn(emulators, email, password));
      return emulators.call('GET', '/solusvm/users', undefined, { cookie });
    };
    const admin = await statusFor('admin@panel.example', 'Emulator1');
    expect([admin.status, admin.text]).toEqual([200, expect.stringContaining(user.email)]);
    expect((await statusFor(user.email, user.password)).status).toBe(403);
    expect((await emulators.call('GET', '/solusvm/users')).status).toBe(401);
  });
});

describe('createEmulators', () => {
  it('keeps each set of emulators to itself', async () => {
    const [one, other] = [await startEmulators(), await startEmulators()];
    await makeUser(one);
    expect((await one.api('GET', '/users')).json.meta.total).toBe(2);
    expect((await other.api('GET', '/users')).json.meta.total).toBe(1);
  });
});
