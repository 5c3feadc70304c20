// How large, of which type and how slow a request may be, for every route of the app's own table.
import { beforeEach, describe, expect, it } from 'vitest';
import { bodyBound } from '../../src/routes/body-bounds.ts';
import { MAX_HEADER_CHARACTERS, MAX_URL_CHARACTERS } from '../../src/routes/bounded-head.ts';
import { wholeDatabase } from '../support/database.ts';
import { catchLogs } from '../support/logs.ts';
import { ROUTES, requestTo } from '../support/route-table.ts';
import { newWorld, type World } from '../support/world.ts';

const MEDIA_TYPES = {
  form: 'application/x-www-form-urlencoded',
  jose: 'application/jose',
  json: 'application/json',
  any: 'text/plain',
};

/** The API asks for a key first; test/routes/api/every-route.test.ts goes on behind it. */
const WITH_BODIES = Object.keys(ROUTES)
  .filter((route) => !route.startsWith('GET '))
  .filter((route) => !route.includes(' /api/'));

let world: World;
beforeEach(async () => {
  world = await newWorld({ settings: { BODY_TIMEOUT_MS: '100' } });
});

function send(route: string, body: BodyInit, type = MEDIA_TYPES[bodyBound(route).type]) {
  const { path, method } = requestTo(route);
  return world.request(path, { method, body, headers: { 'content-type': type } });
}

async function statuses(of: (route: string) => Promise<Response>): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const route of WITH_BODIES) found[route] = (await of(route)).status;
  return found;
}

function all(status: number, routes = WITH_BODIES): Record<string, number> {
  return Object.fromEntries(routes.map((route) => [route, status]));
}

describe('a body', () => {
  it('that is one byte too large is refused by every route, whether it says so or not', async () => {
    const before = await wholeDatabase();
    const over = (route: string) => new Uint8Array(bodyBound(route).maxBytes + 1).fill(97);
    expect(await statuses((route) => send(route, over(route)))).toEqual(all(413));
    const streamed = (route: string) => new Blob([over(route)]).stream();
    expect(await statuses((route) => send(route, streamed(route)))).toEqual(all(413));
    expect(await wholeDatabase()).toEqual(before);
  });

  it('that is as large as it may be is read by every route', async () => {
    const filled = (route: string) => new Uint8Array(bodyBound(route).maxBytes).fill(97);
    const answers = await statuses((route) => send(route, filled(route)));
    expect(Object.values(answers).filter((status) => [408, 413, 415].includes(status))).toEqual([]);
  });

  it('of another type than the route’s is refused, and so are files', async () => {
    const before = await wholeDatabase();
    const typed = WITH_BODIES.filter((route) => bodyBound(route).type !== 'any');
    for (const type of ['multipart/form-data; boundary=x', 'text/plain', 'application/xml', '']) {
      // More than any route takes: what is of the wrong type is not even read.
      const body = 'a=1'.repeat(type === '' ? 1 : 20_000);
      const answers = await statuses((route) => send(route, body, type));
      for (const route of typed) expect([type, route, answers[route]]).toEqual([type, route, 415]);
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it('that does not arrive in time is cut off by every route', async () => {
    const lines = catchLogs();
    const trickle = () => {
      let timer: ReturnType<typeof setInterval> | undefined;
      return new ReadableStream({
        start(controller) {
          timer = setInterval(() => controller.enqueue(new TextEncoder().encode('a')), 30);
        },
        cancel: () => clearInterval(timer),
      });
    };
    const answers = await Promise.all(
      WITH_BODIES.map(async (route) => [route, (await send(route, trickle())).status] as const),
    );
    expect(Object.fromEntries(answers)).toEqual(all(408));
    expect(lines.filter(({ event }) => event === 'body_too_slow')).toHaveLength(WITH_BODIES.length);
  });
});

describe('a request', () => {
  const PAGES = ['/login', '/nothing-here', '/admin/doctor', '/api/v1/clients', '/panel/prices'];
  const withUrl = (path: string, characters: number) => {
    const start = `${path}?a=`;
    return start + 'x'.repeat(characters - 'https://billing.test'.length - start.length);
  };

  it.each(PAGES)('for %s with too long an address is refused', async (path) => {
    expect((await world.get(withUrl(path, MAX_URL_CHARACTERS))).status).not.toBe(414);
    const answer = await world.get(withUrl(path, MAX_URL_CHARACTERS + 1));
    expect(answer.status).toBe(414);
  });

  it.each(PAGES)('for %s with too large a head is refused', async (path) => {
    const rest = MAX_HEADER_CHARACTERS - 'cookie'.length;
    const get = (characters: number) => world.get(path, 'x'.repeat(characters));
    expect((await get(rest)).status).not.toBe(431);
    expect((await get(rest + 1)).status).toBe(431);
  });

  it('says what was wrong to people in a page and to programs in a problem document', async () => {
    const page = await world.get(withUrl('/login', 9_000));
    expect(await page.text()).toContain('Address too long');
    const problem = await world.get(withUrl('/admin/doctor', 9_000));
    expect(await problem.json()).toMatchObject({ status: 414, code: 'address_too_long' });
  });
});
