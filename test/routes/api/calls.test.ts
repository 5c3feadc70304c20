// What every call of the API has in common: repeats, limits, pages, and what it costs.
import { beforeEach, describe, expect, it } from 'vitest';
import { countBindings } from '../../../bench/count-bindings.ts';
import { countInvocation } from '../../../bench/invocation.ts';
import { createEntry } from '../../../src/entry.ts';
import { call, makeKey, type TestKey } from '../../support/api.ts';
import { auditRows } from '../../support/database.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { requestWith } from '../../support/request-with.ts';
import { newWorld, ORIGIN, type World } from '../../support/world.ts';
import { makeMonth } from './support/month.ts';
import { declared } from './support/operations.ts';

let world: World;
let key: TestKey;
beforeEach(async () => {
  world = await newWorld();
  key = await makeKey(world);
});

const PRICES = '/api/v1/token-prices';
const price = { currency: 'USD', firstMonth: '2027-01', price: '0.02' };

function setPrice(idempotencyKey: string, body: unknown = price, by = key): Promise<Response> {
  const headers = { 'idempotency-key': idempotencyKey };
  return call(world, by.text, PRICES, { method: 'POST', body, headers });
}

async function codeOf(answer: Response): Promise<readonly [number, string]> {
  return [answer.status, (await declared<{ code: string }>('setTokenPrice', answer)).code];
}

const timesSet = async () => (await auditRows('token_price_set')).length;

describe('Idempotency-Key', () => {
  it('gives a repeat the answer of the first, and says so', async () => {
    const first = await setPrice('"a"');
    const again = await setPrice('a');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(await again.text()).toBe(await first.text());
    expect(await timesSet()).toBe(1);
  });

  it('gives a repeated refusal its refusal, whatever has become right meanwhile', async () => {
    const body = { ...price, currency: 'XXY' };
    const first = await setPrice('a', body);
    expect(first.status).toBe(422);
    const again = await setPrice('a', body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await again.text()).toBe(await first.text());
  });

  it('is refused with another body, and with another address', async () => {
    await setPrice('a');
    expect(await codeOf(await setPrice('a', { ...price, price: '0.03' }))).toEqual([
      422,
      'idempotency_key_reused',
    ]);
    const elsewhere = await call(world, key.text, '/api/v1/automation-runs', {
      method: 'POST',
      headers: { 'idempotency-key': 'a' },
    });
    expect(elsewhere.status).toBe(422);
    expect(await timesSet()).toBe(1);
  });

  it("is each caller's own", async () => {
    const other = await makeKey(world);
    await setPrice('a');
    const theirs = await setPrice('a', { ...price, price: '0.03' }, other);
    expect([theirs.status, theirs.headers.get('idempotent-replayed')]).toEqual([201, null]);
  });

  it('lets one of many at once do it', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => setPrice('a')));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(await timesSet()).toBe(1);
    expect((await setPrice('a')).headers.get('idempotent-replayed')).toBe('true');
  });

  it('is forgotten after a day, by the automation as well', async () => {
    await setPrice('a');
    await world.passMs(24 * 3_600_000);
    expect((await setPrice('a', { ...price, price: '0.03' })).status).toBe(201);
    await world.passMs(24 * 3_600_000);
    await world.ports.store.automation.expire(world.clock.nowMs());
    expect(await world.sql('SELECT 1 FROM idempotent_request')).toEqual([]);
  });

  it('is not used up by what is wrong with the request itself, nor by our failure', async () => {
    expect((await setPrice('a', { ...price, price: 5 })).status).toBe(422);
    const { store } = world.ports;
    const fail = () => Promise.reject(new Error('text of the error'));
    const broken = { ...world.ports, store: { ...store, commit: fail } };
    const failed = await requestWith(broken, PRICES, {
      method: 'POST',
      body: JSON.stringify(price),
      headers: {
        authorization: `Bearer ${key.text}`,
        'content-type': 'application/json',
        'idempotency-key': 'a',
      },
    });
    expect(await codeOf(failed)).toEqual([500, 'internal_error']);
    const after = await setPrice('a');
    expect([after.status, after.headers.get('idempotent-replayed')]).toEqual([201, null]);
  });

  it('goes to the next one after a crash, who does not do it a second time', async () => {
    const now = { currency: 'JPY', firstMonth: '2026-11', price: '3' };
    const { store } = world.ports;
    // Done, and dead before the answer was kept: nothing after the commit happens.
    const api = { ...store.api, answerRequest: never, releaseRequest: never };
    const dying = { ...world.ports, store: { ...store, api } };
    const headers = { authorization: `Bearer ${key.text}`, 'content-type': 'application/json' };
    void requestWith(dying, PRICES, {
      method: 'POST',
      body: JSON.stringify(now),
      headers: { ...headers, 'idempotency-key': 'a' },
    });
    await expect.poll(timesSet).toBe(1);
    const meanwhile = await setPrice('a', now);
    expect(meanwhile.headers.get('retry-after')).toBe('90');
    expect(await codeOf(meanwhile)).toEqual([409, 'request_in_progress']);
    await world.passMs(90_000);
    expect((await setPrice('a', { ...now, price: '4' })).status).toBe(422);
    // The running month has this price by now, which for another request is a refusal.
    expect((await setPrice('a', now)).status).toBe(201);
    expect((await setPrice('a', now)).headers.get('idempotent-replayed')).toBe('true');
    expect(await world.sql("SELECT price FROM token_price WHERE currency = 'JPY'")).toHaveLength(1);
  });

  it.each(['"', 'a"b', 'a b', 'x'.repeat(201)])('is refused as %j', async (header) => {
    expect(await codeOf(await setPrice(header))).toEqual([422, 'request_invalid']);
    expect(await timesSet()).toBe(0);
  });
});

function never(): Promise<never> {
  return new Promise(() => {});
}

describe('the limit of a key', () => {
  it('counts its calls, says how many are left, and begins anew', async () => {
    world = await newWorld({ settings: { API_CALLS_PER_MINUTE: '3' } });
    key = await makeKey(world);
    const other = await makeKey(world);
    const read = (by: TestKey) => call(world, by.text, '/api/v1/settings');
    const left = async () => (await read(key)).headers.get('ratelimit');
    expect([await left(), await left(), await left()]).toEqual([
      '"key";r=2;t=60',
      '"key";r=1;t=60',
      '"key";r=0;t=60',
    ]);
    await world.passMs(59_000);
    const refused = await read(key);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('ratelimit-policy')).toBe('"key";q=3;w=60');
    expect(await declared('readSettings', refused)).toMatchObject({ code: 'rate_limited' });
    expect((await read(other)).status).toBe(200);
    await world.passMs(1_000);
    expect(await left()).toBe('"key";r=2;t=60');
  });

  it('counts calls that come at once one by one', async () => {
    world = await newWorld({ settings: { API_CALLS_PER_MINUTE: '5' } });
    key = await makeKey(world);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => call(world, key.text, '/api/v1/settings')),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  });

  it('bounds the traces that refusals leave', async () => {
    world = await newWorld({ settings: { API_CALLS_PER_MINUTE: '2' } });
    key = await makeKey(world, ['read:runs']);
    for (let n = 0; n < 5; n++) await setPrice('a');
    expect(await auditRows('refused')).toHaveLength(2);
  });

  it('is not for strangers: what they try with an id costs its key nothing', async () => {
    const made = `${key.text.slice(0, 31)}${'x'.repeat(43)}`;
    await call(world, made, '/api/v1/settings');
    const rows = await world.sql('SELECT window_calls, last_used_at_ms FROM api_key');
    expect(rows).toEqual([{ window_calls: 0, last_used_at_ms: null }]);
    await call(world, key.text, '/api/v1/settings');
    const [row] = await world.sql<{ at: number }>('SELECT last_used_at_ms AS at FROM api_key');
    expect(row?.at).toBe(Date.parse('2026-11-10T12:00:00Z'));
  });
});

interface Page {
  readonly data: readonly { readonly id: string }[];
  readonly next: string | null;
}

describe('a list', () => {
  it('is read page by page, each entry once, by all that ask in the same way', async () => {
    await openShop(world);
    const ids = await enrolMany(world, 5, () => []);
    const seen: string[] = [];
    let cursor = '';
    do {
      const answer = await call(world, key.text, `/api/v1/clients?limit=2${cursor}`);
      const page = await declared<Page>('listClients', answer);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next ? `&cursor=${page.next}` : '';
    } while (cursor !== '');
    expect(seen).toEqual([...ids].reverse());
    const exact = await declared<Page>(
      'listClients',
      await call(world, key.text, '/api/v1/clients?limit=5'),
    );
    expect([exact.data.length, exact.next]).toEqual([5, null]);
  });

  it('is refused with the cursor of another list', async () => {
    await openShop(world);
    await enrolMany(world, 2, () => []);
    const clients = await call(world, key.text, '/api/v1/clients?limit=1');
    const { next } = await clients.json<Page>();
    const answer = await call(world, key.text, `/api/v1/runs?cursor=${next}`);
    expect(await declared('listRuns', answer)).toMatchObject({
      code: 'request_invalid',
      fields: [{ in: 'query', name: 'cursor' }],
    });
  });
});

describe('what is read of a month', () => {
  it('is filtered, paged, and answered 304 where it never changes', async () => {
    const made = await makeMonth(world);
    const get = async <T>(id: string, path: string) =>
      declared<T>(id, await call(world, key.text, `/api/v1/${path}`));
    const first = await get<Page>('listInvoices', 'invoices?month=2026-10&limit=1');
    const second = await get<Page>(
      'listInvoices',
      `invoices?month=2026-10&limit=1&cursor=${first.next}`,
    );
    expect([...first.data, ...second.data].map(({ id }) => id)).toHaveLength(2);
    expect(second.next).toBeNull();
    expect((await get<Page>('listInvoices', 'invoices?month=2026-09')).data).toEqual([]);
    const own = await get<Page>('listInvoices', `invoices?client=${made.clientId}`);
    expect(own.data.map(({ id }) => id)).toEqual([made.invoiceId]);
    const parks = await get<{ data: readonly unknown[] }>('listParks', 'parks');
    const NOBODY = { released: false, releasedBy: null, releasedAt: null };
    expect(parks.data).toMatchObject([
      { clientId: made.parkedId, month: '2026-10', reason: 'usage_unavailable', ...NOBODY },
    ]);
    const path = `/api/v1/invoices/${made.invoiceId}/file`;
    const etag = (await call(world, key.text, path)).headers.get('etag') ?? '';
    const known = await call(world, key.text, path, { headers: { 'if-none-match': etag } });
    expect([known.status, await known.text()]).toEqual([304, '']);
  });
});

describe('a call costs', () => {
  const cost = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${key.text}`, 'content-type': 'application/json' };
    const context = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} };
    const { counts, result } = await countInvocation(() =>
      createEntry(world.clock).fetch(
        new Request(`${ORIGIN}/api/v1/${path}`, {
          ...init,
          headers: { ...headers, ...init.headers },
        }),
        countBindings(world.rawEnv),
        context as unknown as ExecutionContext,
      ),
    );
    expect(result.status).toBeLessThan(300);
    return counts.d1Queries;
  };

  it('one statement for its key, and three more at most to read', async () => {
    const made = await makeMonth(world);
    const costs: Record<string, number> = {};
    for (const path of [
      'settings',
      'clients?search=client-1',
      `clients/${made.clientId}`,
      'runs',
      `runs/${made.runId}/items`,
      'parks',
      'invoices?month=2026-10&limit=200',
      `invoices/${made.invoiceId}`,
      `invoices/${made.invoiceId}/file`,
      'token-prices',
      'terms-versions',
      'audit',
      'automation-runs',
      'letters',
      'deliveries',
      'webhooks',
    ]) {
      costs[path] = await cost(path);
    }
    expect(Math.min(...Object.values(costs))).toBe(1);
    for (const [path, queries] of Object.entries(costs)) {
      const most = path === 'deliveries' ? 5 : 4;
      expect(queries, path).toBeLessThanOrEqual(most);
    }
    // With the figures of everything that was billed beside it.
    expect(await cost(`runs/${made.runId}`)).toBeLessThanOrEqual(10);
    expect(await cost(`clients/${made.clientId}/history`)).toBeLessThanOrEqual(20);
  });

  it('three statements for a repeat: key, claim, answer', async () => {
    const init = {
      method: 'POST',
      body: JSON.stringify(price),
      headers: { 'idempotency-key': 'a' },
    };
    await cost('token-prices', init);
    expect(await cost('token-prices', init)).toBe(3);
  });
});
