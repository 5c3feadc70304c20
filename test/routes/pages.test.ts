// Pages for everybody, and what stands in for a page when something is wrong.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Ports } from '#ports/ports.ts';
import { makeEnrolled, signedIn } from '../support/clients.ts';
import { wholeDatabase } from '../support/database.ts';
import { catchLogs } from '../support/logs.ts';
import { openShop } from '../support/people.ts';
import { REQUEST_ID, requestWith } from '../support/request-with.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
});

describe('GET /terms/:kind/:version', () => {
  it('shows the text as it is accepted, with its version and digest', async () => {
    const html = await (await world.get('/terms/terms_of_service/1')).text();
    expect(html).toContain('Be kind.');
    expect(html).toContain('Version 1');
    expect(html).toContain('<code>h1</code>');
  });

  it('keeps showing a version that is not current any more', async () => {
    await world.ports.store.commit([
      {
        type: 'terms_published',
        terms: { kind: 'terms_of_service', version: '2', text: 'New.', url: '', hash: 'h3' },
        atMs: world.clock.nowMs() + 1,
      },
    ]);
    expect(await (await world.get('/terms/terms_of_service/1')).text()).toContain('Be kind.');
  });

  it('leads to where a text stands', async () => {
    const answer = await world.get('/terms/post_pay_terms/1');
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      'https://hosting.test/terms',
    ]);
  });

  it.each([
    'terms_of_service/2',
    'post_pay_terms/0',
    'made_up/1',
    'constructor/1',
    'terms_of_service/%27',
  ])('does not know %s', async (path) => {
    expect((await world.get(`/terms/${path}`)).status).toBe(404);
  });

  it('escapes the text', async () => {
    await world.sql("UPDATE terms_version SET text = '<script>x</script>' WHERE url = ''");
    const html = await (await world.get('/terms/terms_of_service/1')).text();
    expect(html).not.toContain('<script');
  });
});

describe('GET /healthz', () => {
  it('tells the service’s time and origin to whoever signs requests, uncached', async () => {
    const answer = await world.get('/healthz');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({
      ok: true,
      now: '2026-11-10T12:00:00.000Z',
      origin: 'https://billing.test',
    });
  });
});

describe('GET /assets/style.css', () => {
  it('is CSS, kept by caches, and the one that every page names', async () => {
    const answer = await world.get('/assets/style.css');
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(answer.headers.get('cache-control')).toContain('public');
    expect((await answer.text()).length).toBeGreaterThan(1000);
    for (const path of ['/', '/signup', '/login', '/forgot', '/nothing']) {
      const named = sheetOf(await (await world.get(path)).text());
      const sheet = await world.get(named);
      expect(sheet.headers.get('cache-control'), path).toBe('public, max-age=31536000, immutable');
    }
  });

  it('is in the provider’s colour, under another address', async () => {
    const before = sheetOf(await (await world.get('/')).text());
    world = await newWorld({ settings: { PROVIDER_ACCENT: '#7a1fa2' } });
    const named = sheetOf(await (await world.get('/')).text());
    expect(named).not.toBe(before);
    expect(await (await world.get(named)).text()).toContain('--accent:#7a1fa2');
    // An old page's address gets the new sheet, and is not kept for good.
    expect((await world.get(before)).headers.get('cache-control')).toBe('public, max-age=3600');
  });

  const sheetOf = (html: string) => /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? '';
});

describe('an unknown address', () => {
  it.each([
    '/nothing',
    '/signup/',
    '/Signup',
    '/terms',
    '/admin/nothing',
    '/.env',
    '/%00',
    '/emulators/solusvm/',
  ])('%s gets a page with a way on', async (path) => {
    const answer = await world.get(path);
    const html = await answer.text();
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('Page not found');
    expect(html).toContain('href="/"');
    expect(html).toContain(answer.headers.get('x-request-id'));
  });

  it('for programs gets a problem document', async () => {
    const answer = await world.get('/admin/invoices/nothing/more');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({
      status: 404,
      code: 'not_found',
      requestId: answer.headers.get('x-request-id'),
    });
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('so does %s', async (method) => {
    expect((await world.request('/signup', { method })).status).toBe(404);
  });
});

describe('an unexpected exception', () => {
  const TEXT = 'SQLITE_ERROR in /src/secret.ts for ada@example.com';

  function broken(): Ports {
    const fail = () => Promise.reject(new Error(TEXT));
    const { store } = world.ports;
    return {
      ...world.ports,
      store: {
        ...store,
        commit: fail,
        clients: { ...store.clients, byEmail: fail, signupByToken: fail },
        catalogue: { ...store.catalogue, currentTerms: fail, terms: fail },
        signIn: { ...store.signIn, reset: fail, byEmail: fail },
        invoices: { ...store.invoices, listOfMonth: fail },
      },
    };
  }

  const form = (fields: Record<string, string>) => ({
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  const signup = { name: 'Ada', email: 'ada@example.com', password: 'Abcdef123' };

  it.each<[string, RequestInit]>([
    ['/terms/terms_of_service/1', {}],
    ['/verify?token=x', {}],
    ['/reset?token=x', {}],
    ['/signup', form(signup)],
    ['/login', form(signup)],
    ['/verify', form({ token: 'x' })],
    ['/verify/resend', form({ token: 'x' })],
    ['/logout', { ...form({}), headers: { cookie: 'postmeter_session=x' } }],
  ])('at %s gives a page with the request’s id and nothing of its text', async (path, init) => {
    const lines = catchLogs();
    const answer = await requestWith(broken(), path, init);
    const html = await answer.text();
    expect(answer.status).toBe(500);
    expect(html).toContain('Something went wrong');
    expect(html).toContain(REQUEST_ID);
    expect(html).not.toMatch(/SQLITE|secret\.ts|at .*\.tsx?:\d/);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(lines).toMatchObject([{ level: 'error', event: 'unexpected_error' }]);
  });

  it('for a signed-in client keeps the way to the dashboard', async () => {
    catchLogs();
    const cookie = await signedIn(world, await makeEnrolled(world));
    const ports = { ...world.ports, panel: { ...world.ports.panel, signOnUrl: throwNow } };
    const answer = await requestWith(ports, '/sign-on', { method: 'POST', headers: { cookie } });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('href="/dashboard"');
  });

  it('for programs gives a problem document without its text', async () => {
    catchLogs();
    const jws = await world.sign({ action: 'read' });
    const answer = await requestWith(broken(), '/admin/invoices?month=2026-10', {
      headers: { authorization: `Bearer ${jws}` },
    });
    const body = await answer.text();
    expect(answer.status).toBe(500);
    expect(JSON.parse(body)).toMatchObject({ code: 'internal_error', requestId: REQUEST_ID });
    expect(body).not.toContain('SQLITE');
  });

  function throwNow(): never {
    throw new Error(TEXT);
  }
});

describe('a form', () => {
  const LIMIT_BYTES = 16 * 1024;
  const post = (path: string, body: BodyInit, type: string) =>
    world.request(path, { method: 'POST', body, headers: { 'content-type': type } });
  const URLENCODED = 'application/x-www-form-urlencoded';

  it('may have 16 KiB and not a byte more, with or without a stated length', async () => {
    const filled = (bytes: number) => `email=${'x'.repeat(bytes - 6)}`;
    const stream = (text: string) => new Blob([text]).stream();
    expect((await post('/forgot', filled(LIMIT_BYTES), URLENCODED)).status).toBe(422);
    expect((await post('/forgot', filled(LIMIT_BYTES + 1), URLENCODED)).status).toBe(413);
    expect((await post('/forgot', stream(filled(LIMIT_BYTES)), URLENCODED)).status).toBe(422);
    const over = await post('/forgot', stream(filled(LIMIT_BYTES + 1)), URLENCODED);
    expect(over.status).toBe(413);
    expect(await over.text()).toContain('larger than we accept');
  });

  it.each([
    ['JSON', '{"email":"ada@example.com"}', 'application/json'],
    ['plain text', 'email=ada@example.com', 'text/plain'],
    ['no type', 'email=ada@example.com', ''],
    ['multipart', '--x\r\n\r\n--x--', 'multipart/form-data; boundary=x'],
  ])('of %s is not accepted', async (_what, body, type) => {
    for (const path of ['/signup', '/forgot', '/login']) {
      expect((await post(path, body, type)).status).toBe(415);
    }
  });

  it.each([
    ['many fields', 'a=1&'.repeat(81)],
    ['a long name', `${'a'.repeat(61)}=1`],
  ])('with %s is not read', async (_what, body) => {
    expect((await post('/forgot', body, URLENCODED)).status).toBe(400);
    expect((await post('/forgot', 'a=1&'.repeat(80), URLENCODED)).status).toBe(422);
  });

  it.each([
    ['nothing', '', ''],
    ['odd bytes', 'email=%FF%FE%zz&=&&&=', URLENCODED],
    ['names of methods', 'constructor=1&__proto__=2&toString=3', URLENCODED],
  ])('of %s is a form with its fields missing', async (_what, body, type) => {
    const before = await wholeDatabase();
    for (const path of ['/signup', '/forgot', '/login']) {
      expect((await post(path, body, type)).status).toBe(path === '/login' ? 401 : 422);
    }
    expect(await wholeDatabase()).toEqual(before);
  });
});
