// Who may do what, for every route of the app's own table: each kind of caller, and what it gets. The table is held
// against the app in test/routes/security.test.ts, so that a route without an entry fails.
import { beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '../support/api.ts';
import { makeEnrolled, signedIn } from '../support/clients.ts';
import { wholeDatabase } from '../support/database.ts';
import { enterArea } from '../support/operators.ts';
import { enrolMany, openShop } from '../support/people.ts';
import { ROUTES, requestTo, routesThatAre } from '../support/route-table.ts';
import { runMonth } from '../support/runs.ts';
import { newWorld, READER, type World } from '../support/world.ts';

type Kind = 'public' | 'session' | 'signed' | 'area' | 'machine';
type Credential = Readonly<Record<string, string>>;

/** What a caller gets who is nobody to a route. */
const REFUSED: Readonly<Record<Exclude<Kind, 'public'>, string>> = {
  session: '303 /login?problem=session_needed',
  signed: '401',
  area: '303 /admin/sign-in',
  machine: '401',
};
/** Systems that prove themselves by a secret in the call, and get no hint of what would have been right. */
const OTHERS: Readonly<Record<string, string>> = {
  'POST /billing/signal': '403',
  'POST /panel/events/:secret': '404',
};
/** Public by the table, because its entry is a status; it is the API's all the same. */
const METRICS = 'GET /metrics';
/** Parts of the sign-in lead back to its beginning. */
const ENTRANCE = /^GET \/admin\/sign-in/;
const KEY = 'key without the scope';

let world: World;
const callers: Record<string, Credential> = {};

beforeAll(async () => {
  world = await newWorld();
  await openShop(world);
  const cookies = async (jar: { cookies: Map<string, string> }) =>
    [...jar.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const ada = await makeEnrolled(world, 'ada@example.com');
  const bob = await makeEnrolled(world, 'bob@example.com');
  const expired = await signedIn(world, ada);
  await world.passMs(35 * 24 * 3_600_000);
  const left = await signedIn(world, bob);
  const closed = await world.ports.store.commit([
    { type: 'closing_requested', clientId: bob, atMs: 1 },
    { type: 'client_closed', clientId: bob, pseudonymEmail: 'c@closed.invalid', atMs: 1 },
  ]);
  expect(closed.ok).toBe(true);
  const key = await makeKey(world, ['read:metrics']);
  Object.assign(callers, {
    stranger: {},
    client: { cookie: await signedIn(world, ada) },
    'expired session': { cookie: expired },
    'closed account': { cookie: left },
    reader: { cookie: await cookies(await enterArea(world, READER)) },
    operator: { cookie: await cookies(await enterArea(world)) },
    [KEY]: { authorization: `Bearer ${key.text}` },
  });
});

/** Status, and where it leads but for what follows a question mark of the admin area. */
async function outcome(route: string, headers: Credential): Promise<string> {
  const { path, method } = requestTo(route);
  const hasBody = method !== 'GET';
  const type =
    ROUTES[route] === 'signed' ? 'application/jose' : 'application/x-www-form-urlencoded';
  const isApi = path.startsWith('/api/');
  const answer = await world.request(path, {
    method,
    headers: { ...headers, ...(hasBody && { 'content-type': isApi ? 'application/json' : type }) },
    ...(hasBody && { body: '' }),
  });
  await answer.arrayBuffer();
  const location = answer.headers.get('location')?.replace(/^(\/admin\/[\w-]+)\?.*/, '$1');
  return location ? `${answer.status} ${location}` : String(answer.status);
}

async function outcomes(routes: readonly string[], caller: string) {
  const found: Record<string, string> = {};
  for (const route of routes) found[route] = await outcome(route, callers[caller] ?? {});
  return found;
}

function expected(kind: Exclude<Kind, 'public'>, routes: readonly string[], caller: string) {
  const isKey = caller === KEY;
  return Object.fromEntries(
    routes.map((route) => {
      if (kind === 'machine' && isKey) return [route, OTHERS[route] ?? '403'];
      return [route, OTHERS[route] ?? REFUSED[kind]];
    }),
  );
}

const NOBODY: Readonly<Record<Exclude<Kind, 'public'>, readonly string[]>> = {
  session: ['stranger', 'expired session', 'closed account', 'reader', 'operator', KEY],
  // What is signed is not asked for by cookie or key, whoever has one.
  signed: ['stranger', 'client', 'reader', 'operator', KEY],
  area: ['stranger', 'client', 'expired session', 'closed account', KEY],
  machine: ['stranger', 'client', 'reader', 'operator', KEY],
};

describe.each(Object.keys(NOBODY) as (keyof typeof NOBODY)[])('a route of the kind %s', (kind) => {
  const routes = routesThatAre(kind);

  it.each(NOBODY[kind])('refuses every %s, and nothing changes', async (caller) => {
    expect(routes.length).toBeGreaterThan(5);
    const before = await wholeDatabase();
    expect(await outcomes(routes, caller)).toEqual(expected(kind, routes, caller));
    // A key that is known is counted, and what it may not do is noted.
    const { api_key: _used, audit_event: noted, ...after } = await wholeDatabase();
    const { api_key: _unused, audit_event: known, ...same } = before;
    expect(after).toEqual(same);
    if (caller !== KEY) expect(noted).toEqual(known);
  });
});

describe('a route', () => {
  it('for clients is not refused to one, nor one of the admin area to an operator', async () => {
    const pages = (kind: Kind) => routesThatAre(kind).filter((route) => route.startsWith('GET '));
    for (const [kind, caller] of [
      ['session', 'client'],
      ['area', 'operator'],
      ['area', 'reader'],
    ] as const) {
      const found = await outcomes(pages(kind), caller);
      for (const [route, got] of Object.entries(found)) {
        expect([caller, route, got]).not.toEqual([caller, route, REFUSED[kind]]);
        expect([caller, route, got]).not.toEqual([caller, route, '401']);
      }
    }
  });

  it('for everybody asks nobody to sign in', async () => {
    const pages = routesThatAre('public').filter((route) => route.startsWith('GET '));
    for (const caller of Object.keys(callers)) {
      const found = await outcomes(pages, caller);
      for (const [route, got] of Object.entries(found)) {
        if (route === METRICS) continue;
        expect([caller, route, got]).not.toEqual([caller, route, REFUSED.session]);
        if (ENTRANCE.test(route)) continue;
        expect([caller, route, got]).not.toEqual([caller, route, REFUSED.area]);
      }
    }
  });

  it('with the figures opens to a key with their scope, and to no session', async () => {
    const statuses = await Promise.all(
      Object.values(callers).map((headers) => outcome(METRICS, headers)),
    );
    expect(statuses).toEqual(['401', '401', '401', '401', '401', '401', '200']);
  });

  it('of a document answers another client as if there were none', async () => {
    const own = await newWorld();
    await openShop(own);
    const [first = '', second = ''] = await enrolMany(own, 2);
    await runMonth(own.ports);
    const cookie = await signedIn(own, first as never); // ids of the fixture are clients'
    const [theirs] = await own.sql<{ id: string }>(
      'SELECT id FROM invoice WHERE client_id = ?',
      second,
    );
    const documents = routesThatAre('session').filter((route) =>
      /\/invoices\/:(?:id|file\{\.\+\\\.(?:json|pdf)\})/.test(route),
    );
    expect(documents).toHaveLength(5);
    for (const route of documents) {
      const { path, method } = requestTo(route);
      const at = (id: string) => path.replace(/inv_0+/, id);
      const ask = (id: string) =>
        own.request(at(id), {
          method,
          headers: { cookie },
          ...(method === 'POST' && { body: new URLSearchParams() }),
        });
      const answers = [await ask(theirs?.id ?? ''), await ask(`inv_${'0'.repeat(26)}`)];
      expect([route, ...answers.map(({ status }) => status)]).toEqual([route, 404, 404]);
    }
  });
});
