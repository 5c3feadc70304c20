// What every route must do, driven from the app's own table of routes: a new route without an entry here fails.
import { CompactSign, generateKeyPair } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { createEntry } from '../../src/entry.ts';
import { makeEnrolled, signedIn } from '../support/clients.ts';
import { wholeDatabase } from '../support/database.ts';
import { openShop } from '../support/people.ts';
import { REQUEST_ID, requestWith } from '../support/request-with.ts';
import { ROUTES, requestTo, routesThatAre } from '../support/route-table.ts';
import { ADMIN_KID, newWorld, ORIGIN, type World } from '../support/world.ts';

const strangers = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });

/** One for all routes of a suite in which every request is refused or reads; a new one for each route elsewhere. */
let world: World;
async function openNewWorld(): Promise<void> {
  world = await newWorld();
  await openShop(world);
}

describe('createApp', () => {
  it('has exactly the routes of the table', () => {
    const routes = createApp()
      .routes.filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(routes)].sort()).toEqual(Object.keys(ROUTES).sort());
  });
});

describe('a public route', () => {
  beforeEach(openNewWorld);

  it.each(routesThatAre('public'))('%s answers a stranger', async (route) => {
    const { path, method, isPost } = requestTo(route);
    const answer = await world.request(path, {
      method,
      ...(isPost && { body: new URLSearchParams() }),
    });
    expect(answer.status).toBe(ROUTES[route]);
    const location = answer.headers.get('location') ?? '';
    expect(location).not.toContain('session_needed');
  });
});

describe('a route for signed-in clients', () => {
  /** Cookies of nobody who is signed in. */
  let cookies: readonly string[] = [];
  beforeAll(async () => {
    await openNewWorld();
    const id = await makeEnrolled(world);
    const ended = await signedIn(world, id);
    await world.passMs(35 * 24 * 3_600_000);
    const loggedOut = await signedIn(world, id);
    await world.post('/logout', {}, loggedOut);
    const [{ hash } = { hash: '' }] = await world.sql<{ hash: string }>(
      'SELECT token_hash AS hash FROM session',
    );
    const madeUp = ['', 'made-up', hash].map((value) => `postmeter_session=${value}`);
    cookies = ['', ...madeUp, ended, loggedOut];
  });

  it.each(routesThatAre('session'))('%s leads everybody else to the log-in', async (route) => {
    const { path, method, isPost } = requestTo(route);
    const before = await wholeDatabase();
    for (const cookie of cookies) {
      const answer = await world.request(path, {
        method,
        headers: cookie ? { cookie } : {},
        ...(isPost && { body: new URLSearchParams() }),
      });
      expect([answer.status, answer.headers.get('location')]).toEqual([
        303,
        '/login?problem=session_needed',
      ]);
    }
    expect(await wholeDatabase()).toEqual(before);
    expect(await world.emulators.requests()).toEqual([]);
  });
});

describe('a page of a signed-in client', () => {
  beforeEach(openNewWorld);

  it.each(routesThatAre('session'))('%s is never kept by a cache', async (route) => {
    const { path, method, isPost } = requestTo(route);
    const cookie = await signedIn(world, await makeEnrolled(world));
    const answer = await world.request(path, {
      method,
      headers: { cookie },
      ...(isPost && { body: new URLSearchParams() }),
    });
    expect(answer.headers.get('location') ?? '').not.toContain('session_needed');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('a route for operators', () => {
  beforeAll(openNewWorld);

  async function refusal(route: string, jws: string, wrongType = false): Promise<unknown[]> {
    const { path, method, isPost } = requestTo(route);
    const type = wrongType ? 'application/x-www-form-urlencoded' : 'application/jose';
    const answer = await world.request(path, {
      method,
      ...(isPost
        ? { body: jws, headers: { 'content-type': type } }
        : { headers: { authorization: `Bearer ${jws}` } }),
    });
    const body = await answer.json<{ code: string; status: number; requestId: string }>();
    expect(body.status).toBe(answer.status);
    expect(body.requestId).toBe(answer.headers.get('x-request-id'));
    return [answer.status, answer.headers.get('content-type'), body.code];
  }

  it.each(routesThatAre('signed'))('%s refuses whoever cannot sign', async (route) => {
    const before = await wholeDatabase();
    const claims = { action: 'plan', month: '2026-10' };
    const problem = 'application/problem+json';
    const hmac = await new CompactSign(new TextEncoder().encode('{}'))
      .setProtectedHeader({ alg: 'HS256', kid: ADMIN_KID })
      .sign(new TextEncoder().encode('x'.repeat(32)));
    const bare = `${btoa('{"alg":"none"}')}.${btoa('{"action":"read"}')}.`;
    expect(await refusal(route, '')).toEqual([401, problem, 'signature_missing']);
    expect(await refusal(route, 'made-up')).toEqual([401, problem, 'signature_malformed']);
    for (const jws of [
      await world.sign(claims, { key: strangers.privateKey }),
      await world.sign(claims, { kid: 'another' }),
      hmac,
      bare,
    ]) {
      const [status, type, code] = await refusal(route, jws);
      expect([status, type]).toEqual([401, problem]);
      expect(code).toMatch(/^signature_(malformed|invalid)$/);
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it.each(routesThatAre('signed'))('%s refuses a signature over another action', async (route) => {
    const jws = await world.sign({ action: 'something_else' });
    expect(await refusal(route, jws)).toEqual([403, 'application/problem+json', 'action_wrong']);
    expect(await world.sql('SELECT 1 FROM admin_request')).toEqual([]);
  });

  it.each(routesThatAre('signed').filter((route) => requestTo(route).isPost))(
    '%s refuses what a form can send',
    async (route) => {
      const jws = await world.sign({ action: 'automation' });
      const [status, , code] = await refusal(route, jws, true);
      expect([status, code]).toEqual([415, 'content_type_wrong']);
    },
  );

  it('does not take the session of a client for a signature', async () => {
    const cookie = await signedIn(world, await makeEnrolled(world));
    expect((await world.get('/admin/invoices?month=2026-10', cookie)).status).toBe(401);
  });
});

const forms = [...routesThatAre('public'), ...routesThatAre('session')].filter(
  (route) => requestTo(route).isPost,
);

describe('a form that another site sends', () => {
  const foreign: readonly Readonly<Record<string, string>>[] = [
    { origin: 'https://evil.test' },
    { origin: `${ORIGIN}.evil.test` },
    { origin: 'http://billing.test' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' },
  ];
  const types = [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    '',
  ];

  let cookie = '';
  beforeAll(async () => {
    await openNewWorld();
    cookie = await signedIn(world, await makeEnrolled(world));
  });

  it.each(forms)('is refused by %s, whoever is signed in', async (route) => {
    const before = await wholeDatabase();
    for (const headers of foreign) {
      for (const type of types) {
        const answer = await world.request(requestTo(route).path, {
          method: 'POST',
          body: new TextEncoder().encode('email=ada@example.com'),
          headers: { cookie, ...headers, ...(type && { 'content-type': type }) },
        });
        expect([headers, type, answer.status]).toEqual([headers, type, 403]);
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
    }
    expect(await wholeDatabase()).toEqual(before);
    expect(await world.emulators.requests()).toEqual([]);
  });
});

describe('a form of our own', () => {
  beforeEach(openNewWorld);

  it.each(forms)('to %s is not refused as one of another site', async (route) => {
    const cookie = await signedIn(world, await makeEnrolled(world));
    for (const headers of [
      { origin: ORIGIN },
      { origin: ORIGIN, 'sec-fetch-site': 'same-origin' },
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
    ]) {
      const answer = await world.request(requestTo(route).path, {
        method: 'POST',
        body: new URLSearchParams(),
        headers: { cookie, ...headers },
      });
      expect(answer.status).not.toBe(403);
    }
  });
});

describe('the headers of every answer', () => {
  beforeAll(openNewWorld);

  it.each(Object.keys(ROUTES))('%s', async (route) => {
    const { path, method } = requestTo(route);
    expectSafe(await world.request(path, { method }));
  });

  it('are on errors, too', async () => {
    const answers = [
      await world.get('/nothing-here'),
      await world.request('/signup', { method: 'POST', headers: { origin: 'https://evil.test' } }),
      await world.post('/signup', { name: 'x'.repeat(40_000) }),
      await world.request('/', { method: 'DELETE' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 403, 413, 404]);
    for (const answer of answers) expectSafe(answer);
    const broken = await requestWith(throwing(), '/terms/terms_of_service/1');
    expect(broken.status).toBe(500);
    expectSafe(broken, REQUEST_ID, 'https://panel.test');
  });

  it.each([
    ['a file that is no route', '/assets/nothing.css', {}, 404],
    ['the icon by HEAD', '/favicon.ico', { method: 'HEAD' }, 200],
    ['a wrong verb', '/login', { method: 'PUT' }, 404],
    ['nothing of the API', '/api/v1/nothing', {}, 404],
    ['a wrong verb of the API', '/api/v1/clients', { method: 'PUT' }, 405],
    ['no key', '/api/v1/clients', {}, 401],
    ['no signature', '/admin/status', {}, 401],
    ['a wrong type', '/login', { method: 'POST', body: '{}' }, 415],
    ['a body that breaks off', '/login', { method: 'POST', body: broken() }, 400],
    ['too long an address', `/${'x'.repeat(9_000)}`, {}, 414],
    ['too large a head', '/', { headers: { cookie: 'x'.repeat(17_000) } }, 431],
    ['too many requests', '/reset', { headers: { 'cf-connecting-ip': '203.0.113.7' } }, 429],
    ['an embedded panel', '/embed/panel?client=x', {}, 403],
    ['an entrance of operators', '/admin/sign-in', {}, 200],
  ])('are on the answer to %s', async (_what, path, init, status) => {
    const limit = async () => ({ success: false });
    const strict = await newWorld({ bindings: { RATE_BY_ADDRESS: { limit } } });
    const answer = await strict.request(path, init as RequestInit);
    expect(answer.status).toBe(status);
    expectSafe(answer, undefined, new URL(strict.emulators.panelUrl).origin);
  });

  it.each([
    ['/panel/prices', {}, 401],
    ['/panel/prices/any', { method: 'PUT' }, 405],
    [`/panel/prices?${'x'.repeat(9_000)}`, {}, 414],
  ])('forbid all where only a program asks: %s', async (path, init, status) => {
    const priced = await newWorld({ settings: { PANEL_PRICE_TOKEN: 'a-token-of-16-characters' } });
    const answer = await priced.request(path, init);
    expect(answer.status).toBe(status);
    expectClosed(answer.headers);
  });

  it('forbid all where the service is not configured', async () => {
    const wrong = await newWorld();
    const { headers, status } = await createEntry(wrong.clock).fetch(
      new Request(`${ORIGIN}/`),
      { ...wrong.rawEnv, ORIGIN: 'wrong' },
      {} as ExecutionContext, // nothing is reached that would use it
    );
    expect(status).toBe(500);
    expectClosed(headers);
  });

  /** Says that there is more to come, and fails. */
  function broken(): ReadableStream {
    return new ReadableStream({ start: (controller) => controller.error(new Error('cut')) });
  }

  function expectClosed(headers: Headers): void {
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  }

  it('ask for https only where the service has it', async () => {
    const plain = await newWorld({ settings: { ORIGIN: 'http://localhost:8787' } });
    const answer = await plain.get('/');
    expect(answer.headers.get('strict-transport-security')).toBeNull();
  });

  it('name each request differently', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await world.get('/healthz')).headers.get('x-request-id')),
    );
    expect(new Set(ids).size).toBe(3);
  });

  function throwing() {
    const fail = () => Promise.reject(new Error('text of the error'));
    const catalogue = { ...world.ports.store.catalogue, terms: fail };
    return { ...world.ports, store: { ...world.ports.store, catalogue } };
  }

  function expectSafe(
    { headers }: Response,
    requestId?: string,
    panelOrigin = new URL(world.emulators.panelUrl).origin,
  ): void {
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain(`form-action 'self' ${panelOrigin}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    if (requestId) expect(headers.get('x-request-id')).toBe(requestId);
    else expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});
