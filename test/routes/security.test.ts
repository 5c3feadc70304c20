// What every route must do, driven from the app's own table of routes: a new route without an entry here fails.
import { CompactSign, generateKeyPair } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { makeEnrolled, signedIn } from '../support/clients.ts';
import { wholeDatabase } from '../support/database.ts';
import { openShop } from '../support/people.ts';
import { REQUEST_ID, requestWith } from '../support/request-with.ts';
import { ADMIN_KID, newWorld, ORIGIN, type World } from '../support/world.ts';

/**
 * `public`: for everybody, and what an empty request gets. `session`: a client's. `signed`: an operator's.
 * `area`: of the admin area, which test/routes/admin-area/roles.test.ts goes through.
 * `machine`: of a system that proves itself by a secret of its own; those of the API are gone through in
 * test/routes/api/every-route.test.ts.
 */
const ROUTES: Readonly<Record<string, number | 'session' | 'signed' | 'machine' | 'area'>> = {
  'GET /': 200,
  'GET /assets/style.css': 200,
  'GET /favicon.ico': 200,
  'GET /healthz': 200,
  'GET /signup': 200,
  'POST /signup': 422,
  'GET /signup/sent': 200,
  'GET /verify': 404,
  'POST /verify': 404,
  'POST /verify/resend': 200,
  'GET /terms/:kind/:version': 404,
  'GET /login': 200,
  'POST /login': 401,
  'POST /logout': 303,
  'GET /forgot': 200,
  'POST /forgot': 422,
  'GET /forgot/sent': 200,
  'GET /reset': 410,
  'POST /reset': 410,
  'GET /assets/passkeys.js': 200,
  'GET /embed/panel': 403,
  'GET /login/code': 303,
  'POST /login/code': 303,
  'GET /login/passkey': 303,
  'GET /login/passkey/options': 200,
  'POST /login/passkey': 401,
  // Where no provider is set.
  'GET /login/openid': 404,
  'GET /login/openid/callback': 404,
  'GET /login/openid/terms': 404,
  'POST /login/openid/terms': 404,
  'GET /account/email/confirm': 410,
  'POST /account/email/confirm': 410,
  'GET /account/closed': 200,
  'GET /admin/doctor': 'signed',
  'GET /account': 'session',
  'GET /account/accept': 'session',
  'POST /account/accept': 'session',
  'GET /account/terms': 'session',
  'GET /account/terms.json': 'session',
  'GET /account/confirm': 'session',
  'POST /account/confirm': 'session',
  'GET /account/confirm/passkey': 'session',
  'GET /account/confirm/passkey/options': 'session',
  'POST /account/confirm/passkey': 'session',
  'GET /account/password': 'session',
  'POST /account/password': 'session',
  'GET /account/email': 'session',
  'POST /account/email': 'session',
  'GET /account/identity': 'session',
  'POST /account/identity': 'session',
  'GET /account/identity/remove': 'session',
  'POST /account/identity/remove': 'session',
  'GET /account/passkeys': 'session',
  'GET /account/passkeys/options': 'session',
  'POST /account/passkeys': 'session',
  'GET /account/passkeys/remove': 'session',
  'POST /account/passkeys/remove': 'session',
  'GET /account/second-factor': 'session',
  'POST /account/second-factor': 'session',
  'GET /account/second-factor/codes': 'session',
  'POST /account/second-factor/codes': 'session',
  'GET /account/second-factor/off': 'session',
  'POST /account/second-factor/off': 'session',
  'GET /account/sessions': 'session',
  'GET /account/sessions/end': 'session',
  'POST /account/sessions/end': 'session',
  'GET /account/sessions/end-all': 'session',
  'POST /account/sessions/end-all': 'session',
  'GET /account/data': 'session',
  'GET /account/data.zip': 'session',
  'GET /account/close': 'session',
  'POST /account/close': 'session',
  'GET /account/close/cancel': 'session',
  'POST /account/close/cancel': 'session',
  'GET /enrol': 303,
  'GET /sign-on': 303,
  'GET /verify/resend': 303,
  'POST /language': 303,
  'GET /invoices': 'session',
  'GET /invoices/:file{.+\\.csv}': 'session',
  'GET /ready': 'session',
  'GET /dashboard': 'session',
  'GET /usage': 'session',
  'POST /enrol': 'session',
  'GET /invoices/:id': 'session',
  'GET /invoices/:file{.+\\.json}': 'session',
  'GET /invoices/:file{.+\\.pdf}': 'session',
  'GET /invoices/:id/pay': 'session',
  'POST /invoices/:id/pay': 'session',
  'POST /billing/signal': 'machine',
  'POST /sign-on': 'session',
  'POST /admin/invoice-runs': 'signed',
  'GET /admin/invoice-runs/:id': 'signed',
  'GET /admin/invoices': 'signed',
  'POST /admin/automation': 'signed',
  'POST /admin/token-prices': 'signed',
  'POST /admin/terms-versions': 'signed',
  'POST /admin/park-releases': 'signed',
  'POST /admin/client-actions': 'signed',
  'GET /admin/client-data/:id': 'signed',
  'GET /admin/status': 'signed',
  'GET /admin/invoice-runs': 'signed',
  'GET /admin/invoice-runs/:id/items': 'signed',
  'GET /admin/invoice-runs/:id/plan': 'signed',
  'GET /admin/invoice-runs/:id/plan.csv': 'signed',
  'GET /admin/invoices/:id': 'signed',
  'GET /admin/invoice-runs/:id/reconciliation': 'signed',
  'GET /admin/invoice-runs/:id/reconciliation.csv': 'signed',
  'POST /panel/events/:secret': 'machine',
  'GET /usage/budgets': 303,
  'POST /usage/budgets': 'session',
  'GET /admin/billing': 'signed',
  'POST /admin/billing/probe': 'signed',
  'POST /admin/billing/deliveries': 'signed',
  'GET /assets/admin.css': 200,
  'GET /admin/sign-in': 200,
  'GET /admin/sign-in/passkey': 303,
  'GET /admin/sign-in/passkey/options': 200,
  'POST /admin/sign-in/passkey': 401,
  'GET /admin/sessions': 'signed',
  'POST /admin/sessions': 'signed',
  'GET /admin': 'area',
  'POST /admin/sign-out': 'area',
  'GET /admin/confirm': 'area',
  'GET /admin/confirm/passkey': 'area',
  'GET /admin/confirm/passkey/options': 'area',
  'POST /admin/confirm/passkey': 'area',
  'GET /admin/prices': 'area',
  'GET /admin/prices/set': 'area',
  'POST /admin/prices/set': 'area',
  'GET /admin/terms': 'area',
  'POST /admin/terms': 'area',
  'GET /admin/settings': 'area',
  'GET /admin/audit': 'area',
  'GET /admin/passkeys': 'area',
  'GET /admin/passkeys/options': 'area',
  'POST /admin/passkeys': 'area',
  'GET /admin/passkeys/remove': 'area',
  'POST /admin/passkeys/remove': 'area',
  'GET /admin/passkeys/sessions': 'area',
  'POST /admin/passkeys/sessions': 'area',
  'GET /metrics': 401,
  'POST /admin/webhook-endpoints': 'signed',
  'GET /admin/webhooks': 'area',
  'GET /admin/webhooks/new': 'area',
  'POST /admin/webhooks/new': 'area',
  'GET /admin/webhooks/:id': 'area',
  'POST /admin/webhooks/:id': 'area',
  'POST /admin/webhooks/:id/enable': 'area',
  'POST /admin/webhooks/:id/disable': 'area',
  'POST /admin/webhooks/:id/test': 'area',
  'POST /admin/webhooks/:id/resend': 'area',
  'POST /admin/webhooks/:id/resend-failed': 'area',
  'GET /admin/webhooks/:id/secret': 'area',
  'POST /admin/webhooks/:id/secret': 'area',
  'GET /admin/webhooks/:id/remove': 'area',
  'POST /admin/webhooks/:id/remove': 'area',
  'GET /admin/api-keys': 'signed',
  'POST /admin/api-keys': 'signed',
  'GET /assets/api.css': 200,
  'GET /api/v1/openapi.json': 200,
  'GET /api/v1/reference': 200,
  'GET /api/v1/clients': 'machine',
  'GET /api/v1/clients/:id': 'machine',
  'GET /api/v1/clients/:id/history': 'machine',
  'GET /api/v1/clients/:id/usage': 'machine',
  'GET /api/v1/runs': 'machine',
  'POST /api/v1/runs': 'machine',
  'GET /api/v1/runs/:id': 'machine',
  'GET /api/v1/runs/:id/items': 'machine',
  'POST /api/v1/runs/:id/execution': 'machine',
  'GET /api/v1/parks': 'machine',
  'POST /api/v1/parks/releases': 'machine',
  'GET /api/v1/invoices': 'machine',
  'GET /api/v1/invoices/:id': 'machine',
  'GET /api/v1/invoices/:id/file': 'machine',
  'GET /api/v1/invoices/:id/pdf': 'machine',
  'POST /api/v1/invoices/:id/delivery': 'machine',
  'GET /api/v1/deliveries': 'machine',
  'POST /api/v1/deliveries/probe': 'machine',
  'GET /api/v1/token-prices': 'machine',
  'POST /api/v1/token-prices': 'machine',
  'POST /api/v1/token-prices/preview': 'machine',
  'GET /api/v1/terms-versions': 'machine',
  'POST /api/v1/terms-versions': 'machine',
  'GET /api/v1/settings': 'machine',
  'GET /api/v1/audit': 'machine',
  'GET /api/v1/webhooks': 'machine',
  'POST /api/v1/webhooks': 'machine',
  'GET /api/v1/webhooks/:id': 'machine',
  'PATCH /api/v1/webhooks/:id': 'machine',
  'DELETE /api/v1/webhooks/:id': 'machine',
  'POST /api/v1/webhooks/:id/secret': 'machine',
  'POST /api/v1/webhooks/:id/test': 'machine',
  'POST /api/v1/webhooks/:id/resend-failed': 'machine',
  'GET /api/v1/webhooks/:id/deliveries': 'machine',
  'POST /api/v1/webhooks/:id/deliveries/:messageId/resend': 'machine',
  'GET /api/v1/automation-runs': 'machine',
  'POST /api/v1/automation-runs': 'machine',
  'GET /admin/keys': 'area',
  'GET /admin/keys/new': 'area',
  'POST /admin/keys/new': 'area',
  'GET /admin/keys/:id/revoke': 'area',
  'POST /admin/keys/:id/revoke': 'area',
  'GET /admin/clients': 'area',
  'GET /admin/clients/:id': 'area',
  'POST /admin/clients/:id/provision': 'area',
  'GET /admin/clients/:id/second-factor': 'area',
  'POST /admin/clients/:id/second-factor': 'area',
  'GET /admin/clients/:id/panel-user': 'area',
  'POST /admin/clients/:id/panel-user': 'area',
  'GET /admin/clients/:id/unlink': 'area',
  'POST /admin/clients/:id/unlink': 'area',
  'GET /admin/runs': 'area',
  'POST /admin/runs': 'area',
  'GET /admin/runs/:id': 'area',
  'GET /admin/runs/:id/plan.csv': 'area',
  'GET /admin/runs/:id/reconciliation': 'area',
  'GET /admin/runs/:id/reconciliation.csv': 'area',
  'GET /admin/runs/:id/execute': 'area',
  'POST /admin/runs/:id/execute': 'area',
  'GET /admin/documents': 'area',
  'GET /admin/documents/:file{.+\\.pdf}': 'area',
  'GET /admin/documents/:file{.+\\.json}': 'area',
  'GET /admin/documents/:id': 'area',
  'GET /admin/documents/:id/payment': 'area',
  'POST /admin/documents/:id/payment': 'area',
  'POST /admin/documents/:id/deliver': 'area',
  'GET /admin/parked': 'area',
  'GET /admin/parked/:month/:client/:reason': 'area',
  'POST /admin/parked/:month/:client/:reason': 'area',
  'GET /admin/deliveries': 'area',
  'GET /admin/deliveries/probe': 'area',
  'POST /admin/deliveries/probe': 'area',
  'POST /admin/imports': 'signed',
  'GET /admin/imports/:id': 'signed',
  'GET /admin/imports/:id/items': 'signed',
  'POST /admin/shadow-months': 'signed',
  'GET /admin/shadow-months/:id': 'signed',
  'GET /admin/shadow-months/:id/clients': 'signed',
  'GET /admin/shadow-months/:id/report': 'signed',
  'GET /admin/shadow-months/:id/report.csv': 'signed',
  'POST /admin/cut-overs': 'signed',
  'GET /admin/cut-overs': 'signed',
};

const ID = `_${'0'.repeat(26)}`;

/** A request to the route without any body, and with ids of the right form. */
function requestTo(route: string): { path: string; method: string; isPost: boolean } {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern
    .replace('/invoices/:file{.+\\.json}', `/invoices/inv${ID}.json`)
    .replace('/invoices/:file{.+\\.pdf}', `/invoices/inv${ID}.pdf`)
    .replace('/invoices/:file{.+\\.csv}', `/invoices/inv${ID}.csv`)
    .replace('/invoices/:id', `/invoices/inv${ID}`)
    .replace('/invoice-runs/:id', `/invoice-runs/run${ID}`)
    .replace(/:\w+/g, 'x');
  return { path, method, isPost: method === 'POST' };
}

const strangers = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });

function routesThatAre(kind: 'public' | 'session' | 'signed'): string[] {
  return Object.keys(ROUTES).filter((route) => {
    const entry = ROUTES[route];
    return kind === 'public' ? typeof entry === 'number' : entry === kind;
  });
}

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
