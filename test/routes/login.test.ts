import { beforeEach, describe, expect, it } from 'vitest';
import { makeEnrolled, signedIn } from '../support/clients.ts';
import { auditRows, wholeDatabase } from '../support/database.ts';
import { catchLogs } from '../support/logs.ts';
import { cookieOf, mailedToken, openShop, PASSWORD, signUp } from '../support/people.ts';
import { newWorld, type World } from '../support/world.ts';

const EMAIL = 'ada@example.com';
const NEW_PASSWORD = 'Another-Pass-8';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
  await openShop(world);
});

/** A client with `PASSWORD`; answers a session. */
async function enrol(): Promise<string> {
  return signedIn(world, await makeEnrolled(world, EMAIL));
}

function logIn(email = EMAIL, password = PASSWORD): Promise<Response> {
  return world.post('/login', { email, password });
}

async function isSignedIn(cookie: string): Promise<boolean> {
  const answer = await world.get('/dashboard', cookie);
  if (answer.status === 303) return false;
  expect(answer.status).toBe(200);
  return true;
}

describe('POST /login', () => {
  it('opens a session and leads to the dashboard', async () => {
    await enrol();
    const answer = await logIn();
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dashboard']);
    expect(await isSignedIn(cookieOf(answer, 'postmeter_session'))).toBe(true);
  });

  it('keeps the session from scripts, other sites and plain http, for 35 days', async () => {
    await enrol();
    const [cookie] = (await logIn()).headers.getSetCookie();
    const [pair, ...flags] = (cookie ?? '').split('; ');
    expect(pair).toMatch(/^postmeter_session=[\w-]{43}$/);
    expect(flags.sort()).toEqual([
      'HttpOnly',
      'Max-Age=3024000',
      'Path=/',
      'SameSite=Lax',
      'Secure',
    ]);
    const [{ hash } = { hash: '' }] = await world.sql<{ hash: string }>(
      'SELECT token_hash AS hash FROM session ORDER BY created_at_ms DESC',
    );
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(await wholeDatabase())).not.toContain(pair?.split('=')[1]);
  });

  it('does without Secure where the service itself has no https', async () => {
    const plain = await newWorld({ settings: { ORIGIN: 'http://localhost:8787' } });
    const answer = await plain.post('/signup', {
      name: 'Ada',
      company: '',
      email: EMAIL,
      password: PASSWORD,
    });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^postmeter_browser=[\w-]{43};.*HttpOnly/);
    expect(cookie).not.toContain('Secure');
  });

  it('answers a wrong address and a wrong password alike', async () => {
    await enrol();
    const before = await wholeDatabase();
    const attempts = [
      await logIn(EMAIL, 'Wrong-Pass-1'),
      await logIn('nobody@example.com', 'Wrong-Pass-1'),
      await logIn('nobody@example.com', PASSWORD),
      await logIn(EMAIL, ''),
      await logIn(EMAIL, 'x'.repeat(1001)),
    ];
    const seen = await Promise.all(
      attempts.map(async (answer) => ({
        status: answer.status,
        cookies: answer.headers.getSetCookie(),
        names: [...answer.headers.keys()].sort(),
        html: (await answer.text()).replaceAll(/value="[^"]*@[^"]*"/g, 'value="…"'),
      })),
    );
    expect(seen[0]?.status).toBe(401);
    expect(seen[0]?.cookies).toEqual([]);
    for (const answer of seen) expect(answer).toEqual(seen[0]);
    const { sign_in_attempt: counted, ...rest } = await wholeDatabase();
    expect(counted).not.toEqual([]);
    expect({ ...rest, sign_in_attempt: [] }).toEqual(before);
  });

  it('keeps the typed address and never the password', async () => {
    const html = await (await logIn('nobody@example.com', 'Wrong-Pass-1')).text();
    expect(html).toContain('value="nobody@example.com"');
    expect(html).not.toContain('Wrong-Pass-1');
  });

  it.each(['ADA@EXAMPLE.COM', '  ada@example.com '])(
    'knows "%s" for the same address',
    async (as) => {
      await enrol();
      expect((await logIn(as)).status).toBe(303);
    },
  );

  it.each(['abcdef123', 'ABCDEF123', `${PASSWORD} `])(
    'does not take "%s" for the password',
    async (p) => {
      await enrol();
      expect((await logIn(EMAIL, p)).status).toBe(401);
    },
  );

  it('knows nobody whose sign-up was never confirmed', async () => {
    await signUp(world, EMAIL);
    expect((await logIn()).status).toBe(401);
  });

  it('asks for what is missing instead of failing', async () => {
    expect((await world.post('/login', {})).status).toBe(401);
    expect((await world.post('/login', { email: 'no address', password: 'x' })).status).toBe(401);
  });

  it('gives each log-in a session of its own', async () => {
    const first = await enrol();
    const second = cookieOf(await logIn(), 'postmeter_session');
    expect(second).not.toBe(first);
    await world.post('/logout', {}, second);
    expect(await isSignedIn(first)).toBe(true);
  });
});

describe('a session', () => {
  it('ends 35 days after the log-in, to the millisecond', async () => {
    const cookie = await signedIn(world, await makeEnrolled(world));
    await world.passMs(35 * DAY_MS - 1);
    expect(await isSignedIn(cookie)).toBe(true);
    await world.passMs(1);
    expect(await isSignedIn(cookie)).toBe(false);
  });
});

describe('GET /login', () => {
  it.each([
    ['problem=session_needed', 'Please log in to continue.'],
    ['notice=signed_out', 'You are logged out.'],
    ['notice=password_changed', 'Your password is changed.'],
  ])('says why somebody is here: %s', async (query, words) => {
    expect(await (await world.get(`/login?${query}`)).text()).toContain(words);
  });

  it('shows nothing that a link made up', async () => {
    const plain = await (await world.get('/login')).text();
    const odd = await world.get('/login?problem=<b>&notice=wrong_credentials&email=x@y.example');
    expect(odd.status).toBe(200);
    expect(await odd.text()).toBe(plain);
  });
});

describe('POST /logout', () => {
  it('ends the session on the server, so that the back button leads to the log-in', async () => {
    const cookie = await enrol();
    const answer = await world.post('/logout', {}, cookie);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/login?notice=signed_out',
    ]);
    expect(answer.headers.getSetCookie()).toEqual(['postmeter_session=; Max-Age=0; Path=/']);
    expect(await isSignedIn(cookie)).toBe(false);
    expect(await world.sql('SELECT 1 FROM session')).toEqual([]);
  });

  it('may be repeated, and done by nobody', async () => {
    const cookie = await enrol();
    for (const who of [cookie, cookie, '', 'postmeter_session=made-up']) {
      const answer = await world.post('/logout', {}, who);
      expect(answer.headers.get('location')).toBe('/login?notice=signed_out');
    }
  });

  it('is a form and no link', async () => {
    const cookie = await enrol();
    expect((await world.get('/logout', cookie)).status).toBe(404);
    expect(await isSignedIn(cookie)).toBe(true);
  });
});

describe('POST /forgot', () => {
  it('answers a known address exactly like an unknown one, and mails only the known one', async () => {
    await enrol();
    const seen = [];
    for (const email of [EMAIL, 'nobody@example.com']) {
      const { status, headers } = await world.post('/forgot', { email });
      seen.push([status, headers.get('location'), [...headers.keys()].sort()]);
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]?.slice(0, 2)).toEqual([303, '/forgot/sent']);
    await world.drain();
    expect((await world.emulators.messages(EMAIL))[0]?.subject).toContain('new password');
    expect(await world.emulators.messages('nobody@example.com')).toEqual([]);
    expect(await world.sql('SELECT 1 FROM password_reset')).toHaveLength(1);
  });

  it('mails nothing to an address whose sign-up was never confirmed', async () => {
    await signUp(world, EMAIL);
    await world.post('/forgot', { email: EMAIL });
    await world.drain();
    expect(await world.emulators.messages(EMAIL)).toHaveLength(1);
  });

  it('says so where the address is none', async () => {
    const answer = await world.post('/forgot', { email: 'ada@' });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('Enter an email address');
    expect(html).toContain('value="ada@"');
  });
});

describe('POST /reset', () => {
  async function resetToken(): Promise<string> {
    await world.post('/forgot', { email: EMAIL });
    await world.drain();
    return mailedToken(world, EMAIL);
  }

  function reset(token: string, password = NEW_PASSWORD): Promise<Response> {
    return world.post('/reset', { token, password });
  }

  it('sets the new password, ends every session, and the old password is dead', async () => {
    const cookies = [await enrol(), cookieOf(await logIn(), 'postmeter_session')];
    const token = await resetToken();
    const answer = await reset(token);
    expect(answer.headers.get('location')).toBe('/login?notice=password_changed');
    for (const cookie of cookies) expect(await isSignedIn(cookie)).toBe(false);
    expect((await logIn()).status).toBe(401);
    expect((await logIn(EMAIL, NEW_PASSWORD)).status).toBe(303);
    const [{ id } = { id: '' }] = await world.sql<{ id: string }>('SELECT id FROM client');
    expect(await auditRows('password_changed')).toEqual([
      { actor: 'client', action: 'password_changed', subjectId: id, detail: '{}' },
    ]);
  });

  it('changes nothing of another client', async () => {
    await enrol();
    const other = await signedIn(world, await makeEnrolled(world, 'other@example.com'));
    await reset(await resetToken());
    expect(await isSignedIn(other)).toBe(true);
  });

  it('works once, also of two at once', async () => {
    await enrol();
    const token = await resetToken();
    const answers = await Promise.all([reset(token), reset(token, 'Second-Pass-9')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
    expect(await auditRows('password_changed')).toHaveLength(1);
    const again = await reset(token, 'Third-Pass-10');
    expect([again.status, await again.text()]).toEqual([
      410,
      expect.stringContaining('This link was already used'),
    ]);
    expect((await logIn(EMAIL, 'Third-Pass-10')).status).toBe(401);
  });

  it('works for one hour', async () => {
    await enrol();
    const token = await resetToken();
    await world.passMs(HOUR_MS - 1);
    expect((await world.get(`/reset?token=${token}`)).status).toBe(200);
    await world.passMs(1);
    const before = await wholeDatabase();
    for (const answer of [await world.get(`/reset?token=${token}`), await reset(token)]) {
      const html = await answer.text();
      expect(answer.status).toBe(410);
      expect(html).toContain('This link has expired');
      expect(html).toContain('href="/forgot"');
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it('refuses a weak password, keeps the link working, and changes nothing before', async () => {
    await enrol();
    const token = await resetToken();
    const before = await wholeDatabase();
    for (const password of ['', 'short1A', 'Password-2026', `A1${'x'.repeat(199)}`]) {
      expect((await reset(token, password)).status).toBe(422);
    }
    for (let n = 0; n < 3; n++) await world.get(`/reset?token=${token}`);
    expect(await wholeDatabase()).toEqual(before);
    expect((await reset(token)).status).toBe(303);
  });

  it.each(['', 'made-up', 'A'.repeat(5000)])('refuses the token "%.20s"', async (token) => {
    await enrol();
    const answer = await reset(token);
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain('We do not know this link');
  });

  it('does not take the link of a sign-up', async () => {
    await enrol();
    const { token } = await signUp(world, 'new@example.com');
    expect((await reset(token)).status).toBe(410);
  });
});
