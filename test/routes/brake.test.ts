// Rate limits by the platform: what they count, whom they stop, and that they stand before everything that costs.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { countBindings } from '../../bench/count-bindings.ts';
import { countInvocation } from '../../bench/invocation.ts';
import { createEntry } from '../../src/entry.ts';
import { BRAKED } from '../../src/routes/brake.ts';
import { wholeDatabase } from '../support/database.ts';
import { catchLogs } from '../support/logs.ts';
import { requestTo, routesThatAre } from '../support/route-table.ts';
import { newWorld, ORIGIN, type World } from '../support/world.ts';

const IP = '203.0.113.77';
const ROUTES = [...BRAKED.keys()];
/** Cost nothing that a stranger could use up: a cookie is set, or a session ended that its holder has. */
const CHEAP = ['POST /logout', 'POST /language'];

interface Asked {
  readonly binding: 'address' | 'network';
  readonly key: string;
}

/** A world whose bindings refuse keys of the test's choice and note what they are asked. */
async function brakedWorld(refuses: (asked: Asked) => boolean) {
  const asked: Asked[] = [];
  const binding = (name: Asked['binding']) => ({
    limit: async ({ key }: { key: string }) => {
      const one = { binding: name, key };
      asked.push(one);
      return { success: !refuses(one) };
    },
  });
  const world = await newWorld({
    bindings: { RATE_BY_ADDRESS: binding('address'), RATE_BY_NETWORK: binding('network') },
  });
  return { world, asked };
}

function send(world: World, route: string, headers: Record<string, string> = {}) {
  const { path, method, isPost } = requestTo(route);
  return world.request(path, {
    method,
    headers: { 'cf-connecting-ip': IP, ...headers },
    ...(isPost && { body: new URLSearchParams({ email: 'ada@example.com' }) }),
  });
}

describe('a request that comes too often', () => {
  it.each(['address', 'network'] as const)(
    'by its %s is refused by every braked route',
    async (by) => {
      const { world } = await brakedWorld(({ binding }) => binding === by);
      const lines = catchLogs();
      const before = await wholeDatabase();
      const bodies = new Set<string>();
      for (const route of ROUTES) {
        const answer = await send(world, route);
        expect([route, answer.status]).toEqual([route, 429]);
        expect(answer.headers.get('retry-after')).toBe('60');
        expect(answer.headers.get('cache-control')).toBe('no-store');
        expect(answer.headers.getSetCookie()).toEqual([]);
        const requestId = answer.headers.get('x-request-id') ?? '';
        bodies.add((await answer.text()).replaceAll(requestId, ''));
      }
      // A client's and an operator's entrance look the same as every other page that is refused.
      expect(bodies.size).toBe(1);
      expect([...bodies][0]).toContain('Please wait a minute');
      expect(await wholeDatabase()).toEqual(before);
      expect(lines.map(({ event }) => event)).toEqual(ROUTES.map(() => 'rate_exceeded'));
      expect(JSON.stringify(lines)).not.toContain('203.0.113');
    },
  );

  it('asks nothing of the database, of a queue or of anybody else', async () => {
    const { world } = await brakedWorld(() => true);
    const context = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} };
    for (const route of ROUTES) {
      const { path, method, isPost } = requestTo(route);
      const request = new Request(ORIGIN + path, {
        method,
        headers: { 'cf-connecting-ip': IP },
        ...(isPost && { body: new URLSearchParams({ email: 'ada@example.com' }) }),
      });
      const { counts } = await countInvocation(() =>
        createEntry(world.clock).fetch(
          request,
          countBindings(world.rawEnv),
          context as unknown as ExecutionContext,
        ),
      );
      expect([route, counts.d1Queries, counts.fetches]).toEqual([route, 0, 0]);
    }
  });

  it('is told so in its own language, and by HEAD as by GET', async () => {
    const { world } = await brakedWorld(() => true);
    const hindi = await send(world, 'GET /reset', { 'accept-language': 'hi' });
    expect(await hindi.text()).toContain('कृपया एक मिनट रुकें');
    const headers = { 'cf-connecting-ip': IP };
    expect((await world.request('/reset', { method: 'HEAD', headers })).status).toBe(429);
  });
});

describe('what is counted', () => {
  it.each([
    ['203.0.113.77', '203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['::ffff:203.0.113.77', '203.0.113.77', '203.0.113.0/24'],
  ])('of %s is the subscriber and the network, for each kind on its own', async (ip, own, all) => {
    const { world, asked } = await brakedWorld(() => false);
    for (const route of ['POST /signup', 'POST /login', 'GET /reset', 'GET /verify']) {
      await send(world, route, { 'cf-connecting-ip': ip });
    }
    const acts = ['sign_up', 'log_in', 'reset', 'link'];
    expect(asked).toEqual(
      acts.flatMap((act) => [
        { binding: 'address', key: `${act}|${own}` },
        { binding: 'network', key: `${act}|${all}` },
      ]),
    );
  });

  it('is every route by which a stranger can make us work', () => {
    const posts = routesThatAre('public').filter((route) => route.startsWith('POST '));
    expect(posts.filter((route) => !BRAKED.has(route) && !CHEAP.includes(route))).toEqual([]);
    expect(ROUTES.filter((route) => !routesThatAre('public').includes(route))).toEqual([]);
  });

  it('is nothing that a signed-in client or a page without cost asks', async () => {
    const { world, asked } = await brakedWorld(() => true);
    for (const route of ['GET /', 'GET /signup', 'GET /login', 'GET /dashboard', 'POST /logout']) {
      expect((await send(world, route)).status).not.toBe(429);
    }
    expect(asked).toEqual([]);
  });
});

describe('a service without the bindings', () => {
  it('lets everybody through, as it does when they fail', async () => {
    const plain = await newWorld();
    expect((await send(plain, 'POST /signup')).status).toBe(422);
    const broken = { limit: () => Promise.reject(new Error('no limiter here')) };
    const world = await newWorld({
      bindings: { RATE_BY_ADDRESS: broken, RATE_BY_NETWORK: broken },
    });
    const lines = catchLogs();
    expect((await send(world, 'POST /signup')).status).toBe(422);
    expect(lines.map(({ event }) => event)).toEqual([
      'rate_limit_unavailable',
      'rate_limit_unavailable',
    ]);
  });

  it('counts nobody whose address is not known', async () => {
    const { world, asked } = await brakedWorld(() => true);
    expect((await send(world, 'POST /signup', { 'cf-connecting-ip': '' })).status).toBe(422);
    expect(asked).toEqual([]);
  });
});

describe('the platform’s own limiter', () => {
  it('stops after as many as it was told, and counts keys apart', async () => {
    const world = await newWorld({ bindings: { RATE_BY_ADDRESS: env.RATE_BY_ADDRESS } });
    const statuses: number[] = [];
    // Twice the limit and one: a window of the clock may end meanwhile, two cannot.
    for (let n = 0; n < 7; n++) statuses.push((await send(world, 'POST /signup')).status);
    expect(statuses[0]).toBe(422);
    expect(statuses).toContain(429);
    const other = await send(world, 'POST /signup', { 'cf-connecting-ip': '198.51.100.1' });
    expect(other.status).toBe(422);
  });
});
