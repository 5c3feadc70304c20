import { beforeEach, describe, expect, it } from 'vitest';
import { makeClient, makeEnrolled, signedIn } from '../support/clients.ts';
import { wholeDatabase } from '../support/database.ts';
import { catchLogs } from '../support/logs.ts';
import { newWorld, type World } from '../support/world.ts';

const EMAIL = 'ada@example.com';

let world: World;
let cookie: string;
beforeEach(async () => {
  world = await newWorld({ settings: { PANEL_TIMEOUT_MS: '300' } });
  cookie = await signedIn(world, await makeEnrolled(world, EMAIL));
});

const click = () => world.post('/sign-on', {}, cookie);

async function locationOf(answer: Response): Promise<string> {
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

describe('POST /sign-on', () => {
  it('leads to the panel, and there that person is signed on', async () => {
    const url = await locationOf(await click());
    expect(url).toMatch(/\/solusvm\/auth\/one-time\?token=\w{48}$/);
    const entered = await fetch(url, { redirect: 'manual' });
    const session = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const home = await fetch(`${world.emulators.panelUrl}/`, { headers: { cookie: session } });
    expect(await home.text()).toContain(`<dd>${EMAIL}</dd>`);
  });

  it('mints a token for each click, good for one use', async () => {
    const urls = [await locationOf(await click()), await locationOf(await click())];
    expect(urls[0]).not.toBe(urls[1]);
    for (const url of urls) {
      const statuses = [];
      for (let n = 0; n < 2; n++) {
        const answer = await fetch(url, { redirect: 'manual' });
        await answer.arrayBuffer();
        statuses.push(answer.status);
      }
      expect(statuses).toEqual([302, 410]);
    }
  });

  it('keeps the token nowhere: not in the store, the log or a cache', async () => {
    const lines = catchLogs();
    const answer = await click();
    const token = new URL(await locationOf(answer)).searchParams.get('token') ?? 'missing';
    expect(JSON.stringify(await wholeDatabase())).not.toContain(token);
    expect(JSON.stringify(lines)).not.toContain(token);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).not.toContain('unsafe');
  });

  it('is a form and no link, because looking at a page must not mint tokens', async () => {
    const answer = await world.get('/sign-on', cookie);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dashboard']);
    await world.request('/sign-on', { method: 'HEAD', headers: { cookie } });
    await world.get('/dashboard', cookie);
    const calls = await world.emulators.requests();
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it.each(['not_enrolled', 'provisioning', 'provisioning_failed'] as const)(
    'tells a client who is %s to see the dashboard, and asks the panel nothing',
    async (state) => {
      const other = await signedIn(
        world,
        await makeClient(world, { email: 'b@example.com', state }),
      );
      const answer = await world.post('/sign-on', {}, other);
      const html = await answer.text();
      expect(answer.status).toBe(409);
      expect(html).toContain('You have no access to the panel yet');
      expect(html).toContain('href="/dashboard"');
      expect(await world.emulators.requests()).toEqual([]);
    },
  );

  it.each([
    ['errors', { status: 500 }],
    ['is slow', { delayMs: 700 }],
    ['answers HTML', { body: '<html>maintenance</html>', contentType: 'text/html' }],
    ['answers nothing', { body: '' }],
    ['answers half', { truncate: 25 }],
    ['answers without a token', { omit: 'access_token' }],
    ['breaks off', { loseReply: true }],
    ['wants us slower', { status: 429 }],
  ] as const)(
    'says that the panel does not answer when it %s, and works again after',
    async (_what, fault) => {
      catchLogs();
      await world.emulators.control({ path: '/users/*/tokens', ...fault });
      const answer = await click();
      const html = await answer.text();
      expect(answer.status).toBe(503);
      expect(html).toContain('The panel does not answer right now');
      expect(html).toContain('mailto:support@hosting.test');
      expect(html).not.toMatch(/maintenance|HTTP|token/);
      expect((await click()).status).toBe(303);
    },
  );

  it.each([
    ['refuses', { status: 403 }],
    ['does not know the person any more', { status: 404 }],
    ['refuses the request', { status: 422 }],
  ] as const)('names a person to turn to when the panel %s', async (_what, fault) => {
    const lines = catchLogs();
    await world.emulators.control({ path: '/users/*/tokens', ...fault });
    const answer = await click();
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('The panel did not let you in');
    expect(lines).toMatchObject([{ level: 'warn', event: 'sign_on_failed' }]);
    expect(JSON.stringify(lines)).not.toContain(EMAIL);
  });
});
