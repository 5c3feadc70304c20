// What every route must do, driven from the app's own table of routes: a new route without an entry here fails.
import { CompactSign, generateKeyPair } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { createEntry } from '../../src/entry.ts';
import { makeEnrolled, signedIn } from '../support/clients.ts';
import { wholeDatabase } from '../support/database.ts';
import { openShop } from '../support/people.ts';
import { REQUEST_ID, requestWith } from '../support/request-with.ts';
import { ROUTES, requestTo, routesThatAre } from '../support/route-table.ts';
import { ADMIN_KID, newWorld, ORIGIN, type World } from '../support/world.ts';

const strangers = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
});

describe('createApp', () => {
  it('has exactly the routes of the table', () => {
    const routes = createApp()
      .routes.filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(routes)].sort()).toEqual(Object.keys(ROUTES).sort());
  });
});

// One world for all routes of a test: making one takes longer than asking them all.
describe('a public route', () => {
  it('answers a stranger', async () => {
    for (const route of routesThatAre('public')) {
      const { path, method, isPost } = requestTo(route);
      const answer = await world.request(path, {
        method,
        ...(isPost && { body: new URLSearchParams() }),
      });
      expect([route, answer.status]).toEqual([route, ROUTES[route]]);
      expect(answer.headers.get('location') ?? '').not.toContain('session_needed');
    }
  });
});

describe('a route for signed-in clients', () => {
  it('leads everybody else to the log-in', async () => {
    const id = await makeEnrolled(world);
    const ended = await signedIn(world, id);
    await world.passMs(35 * 24 * 3_600_000);
    const loggedOut = await signedIn(world, id);
    await world.post('/logout', {}, loggedOut);
    const [{ hash } = { hash: '' }] = await world.sql<{ hash: string }>(
      'SELECT token_hash AS hash FROM session',
    );
    const before = await wholeDatabase();
    for (const route of routesThatAre('session')) {
      const { path, method, isPost } = requestTo(route);
      for (const cookie of [
        '',
        'postmeter_session=',
        'postmeter_session=made-up',
        `postmeter_session=${hash}`,
        ended,
        loggedOut,
      ]) {
        const answer = await world.request(path, {
          method,
          headers: cookie ? { cookie } : {},
          ...(isPost && { body: new URLSearchParams() }),
        });
        expect([route, cookie, answer.status, answer.headers.get('location')]).toEqual([
          route,
          cookie,
          303,
          '/login?problem=session_needed',
        ]);
      }
    }
    expect(await wholeDatabase()).toEqual(before);
    expect(await world.emulators.requests()).toEqual([]);
  });

  it('is never kept by a cache', async () => {
    const id = await makeEnrolled(world);
    for (const route of routesThatAre('session')) {
      const { path, method, isPost } = requestTo(route);
      const answer = await world.request(path, {
        method,
        headers: { cookie: await signedIn(world, id) },
        ...(isPost && { body: new URLSearchParams() }),
      });
      expect(answer.headers.get('location') ?? '').not.toContain('session_needed');
      expect([route, answer.headers.get('cache-control')]).toEqual([route, 'no-store']);
    }
  });
});

describe('a route for operators', () => {
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
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    return [route, answer.status, body.code];
  }

  it('refuses whoever cannot sign', async () => {
    const before = await wholeDatabase();
    const claims = { action: 'plan', month: '2026-10' };
    const hmac = await new CompactSign(new TextEncoder().encode('{}'))
      .setProtectedHeader({ alg: 'HS256', kid: ADMIN_KID })
      .sign(new TextEncoder().encode('x'.repeat(32)));
    const bare = `${btoa('{"alg":"none"}')}.${btoa('{"action":"read"}')}.`;
    const forged = [
      await world.sign(claims, { key: strangers.privateKey }),
      await world.sign(claims, { kid: 'another' }),
      hmac,
      bare,
    ];
    for (const route of routesThatAre('signed')) {
      expect(await refusal(route, '')).toEqual([route, 401, 'signature_missing']);
      expect(await refusal(route, 'made-up')).toEqual([route, 401, 'signature_malformed']);
      for (const jws of forged) {
        const [, status, code] = await refusal(route, jws);
        expect([route, status]).toEqual([route, 401]);
        expect(code).toMatch(/^signature_(malformed|invalid)$/);
      }
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it('refuses a signature over another action, and what a form can send', async () => {
    for (const route of routesThatAre('signed')) {
      const other = await world.sign({ action: 'something_else' });
      expect(await refusal(route, other)).toEqual([route, 403, 'action_wrong']);
      if (!requestTo(route).isPost) continue;
      const jws = await world.sign({ action: 'automation' });
      expect(await refusal(route, jws, true)).toEqual([route, 415, 'content_type_wrong']);
    }
    expect(await world.sql('SELECT 1 FROM admin_request')).toEqual([]);
  });

  it('does not take the session of a client for a signature', async () => {
    const cookie = await signedIn(world, await makeEnrolled(world));
    expect((await world.get('/admin/invoices?month=2026-10', cookie)).status).toBe(401);
  });
});

describe('a form that another site sends', () => {
  const forms = [...routesThatAre('public'), ...routesThatAre('session')].filter(
    (route) => requestTo(route).isPost,
  );
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

  it('is refused by every route, whoever is signed in', async () => {
    const cookie = await signedIn(world, await makeEnrolled(world));
    const before = await wholeDatabase();
    for (const route of forms) {
      for (const headers of foreign) {
        for (const type of types) {
          const answer = await world.request(requestTo(route).path, {
            method: 'POST',
            body: new TextEncoder().encode('email=ada@example.com'),
            headers: { cookie, ...headers, ...(type && { 'content-type': type }) },
          });
          expect([route, headers, type, answer.status]).toEqual([route, headers, type, 403]);
          expect(answer.headers.getSetCookie()).toEqual([]);
        }
      }
    }
    expect(await wholeDatabase()).toEqual(before);
    expect(await world.emulators.requests()).toEqual([]);
  });

  it('is not what a form of our own looks like to any route', async () => {
    const id = await makeEnrolled(world);
    for (const route of forms) {
      const cookie = await signedIn(world, id);
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
        expect([route, answer.status]).not.toEqual([route, 403]);
      }
    }
  });
});

describe('the headers of every answer', () => {
  it('are those of every route', async () => {
    for (const route of Object.keys(ROUTES)) {
      const { path, method } = requestTo(route);
      expectSafe(await world.request(path, { method }), route);
    }
  });

  it('are on errors, too', async () => {
    const answers = [
      await world.get('/nothing-here'),
      await world.request('/signup', { method: 'POST', headers: { origin: 'https://evil.test' } }),
      await world.post('/signup', { name: 'x'.repeat(40_000) }),
      await world.request('/', { method: 'DELETE' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 403, 413, 404]);
    for (const answer of answers) expectSafe(answer, String(answer.status));
    const broken = await requestWith(throwing(), '/terms/terms_of_service/1');
    expect(broken.status).toBe(500);
    expectSafe(broken, 'a failure', { requestId: REQUEST_ID, panelOrigin: 'https://panel.test' });
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
  ])('are on the answer to %s', async (what, path, init, status) => {
    const limit = async () => ({ success: false });
    const strict = await newWorld({ bindings: { RATE_BY_ADDRESS: { limit } } });
    const answer = await strict.request(path, init as RequestInit);
    expect(answer.status).toBe(status);
    expectSafe(answer, what, { panelOrigin: new URL(strict.emulators.panelUrl).origin });
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
    what: string,
    {
      requestId,
      panelOrigin = new URL(world.emulators.panelUrl).origin,
    }: { readonly requestId?: string; readonly panelOrigin?: string } = {},
  ): void {
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, what).toContain("default-src 'none'");
    expect(policy, what).toContain("style-src 'self'");
    expect(policy, what).toContain(`form-action 'self' ${panelOrigin}`);
    expect(policy, what).toContain("frame-ancestors 'none'");
    expect(policy, what).toContain("base-uri 'none'");
    expect(policy, what).not.toContain('unsafe');
    expect(headers.get('x-frame-options'), what).toBe('DENY');
    expect(headers.get('x-content-type-options'), what).toBe('nosniff');
    expect(headers.get('strict-transport-security'), what).toBe('max-age=31536000');
    if (requestId) expect(headers.get('x-request-id'), what).toBe(requestId);
    else expect(headers.get('x-request-id'), what).toMatch(/^[0-9a-f-]{36}$/);
  }
});
