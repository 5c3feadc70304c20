import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEntry } from '../../../src/entry.ts';
import {
  type KnownAnswer,
  keepAnswer,
  knownAnswers,
} from '../../../src/routes/panel/known-answers.ts';
import { wholeDatabase } from '../../support/database.ts';
import { catchLogs } from '../../support/logs.ts';
import { enrolMany, openShop, setPrice } from '../../support/people.ts';
import { watchDatabase } from '../../support/watched-database.ts';
import { newWorld, ORIGIN, type World } from '../../support/world.ts';

const PATH = '/panel/prices/';
const HOUR_MS = 3_600_000;

let world: World;
let token: string;
/** The panel's id of client 2001. */
let panelUser: number;

async function open(settings: Record<string, string> = {}) {
  catchLogs();
  token = crypto.randomUUID();
  world = await newWorld({ settings: { PANEL_PRICE_TOKEN: token, ...settings } });
  await openShop(world);
  await enrolMany(world, 2, undefined, (n) => ['USD', 'EUR'][n] ?? 'USD');
  panelUser = await panelUserOf(2001);
}
beforeEach(() => open());

async function panelUserOf(number: number): Promise<number> {
  const rows = await world.sql<{ id: number }>(
    'SELECT panel_user_id AS id FROM client WHERE number = ?',
    number,
  );
  return rows[0]?.id ?? 0;
}

const bearer = () => ({ authorization: `Bearer ${token}` });
const ask = (query: string, headers: Record<string, string> = bearer()) =>
  world.request(`${PATH}${query}`, { headers });
const tell = (body: unknown) =>
  world.request(PATH, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { ...bearer(), 'content-type': 'application/json' },
  });

async function codeOf(answer: Response): Promise<[number, unknown]> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const { code } = (await answer.json()) as { code: unknown };
  return [answer.status, code];
}

describe('GET /panel/prices/', () => {
  it('answers a number of tokens with currency, symbol and price', async () => {
    const answer = await ask(`?user_id=${panelUser}&tokens=5000`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await answer.json()).toEqual({ currency: 'USD', currency_symbol: '$', price: 7.5 });
    const other = await ask(`?user_id=${await panelUserOf(2002)}&tokens=5000`);
    expect(await other.json()).toEqual({ currency: 'EUR', currency_symbol: '€', price: 6 });
  });

  it('answers without one with what a token costs and how an amount is written', async () => {
    const answer = await ask(`?user_id=${panelUser}`);
    expect(await answer.json()).toEqual({
      unit_cost: 0.0015,
      currency_code: 'USD',
      currency_prefix: '$',
      currency_suffix: '',
      currency_decimals: 2,
      currency_decimals_separator: '.',
      currency_thousands_separator: ',',
      taxes_inclusive: false,
      taxes: [],
    });
  });

  it('knows a user by our number, too, and answers below any path and by POST', async () => {
    const expected = { currency: 'USD', currency_symbol: '$', price: 0 };
    const headers = bearer();
    const question = { billing_user_id: 2001, tokens: 0 };
    const form = new URLSearchParams({ user_id: String(panelUser), tokens: '0' });
    const answers = await Promise.all([
      ask('?billing_user_id=2001&tokens=0'),
      world.request(`/panel/prices?user_id=${panelUser}&tokens=0`, { headers }),
      world.request(`${PATH}v1/token?user_id=${panelUser}&tokens=0`, { headers }),
      tell(question),
      world.request(PATH, { method: 'POST', body: form, headers }),
    ]);
    for (const answer of answers) expect(await answer.json()).toEqual(expected);
  });

  it('is not there unless its token is set', async () => {
    world = await newWorld();
    const answer = await world.request(`${PATH}?user_id=1`);
    expect(await codeOf(answer)).toEqual([404, 'not_found']);
  });
});

describe('the token', () => {
  it.each<[string, () => Record<string, string>]>([
    ['none', () => ({})],
    ['an empty one', () => ({ authorization: 'Bearer ' })],
    ['another', () => ({ authorization: 'Bearer another' })],
    ['the beginning of it', () => ({ authorization: `Bearer ${token.slice(0, -1)}` })],
    ['it and more', () => ({ authorization: `Bearer ${token}0` })],
    ['it in another scheme', () => ({ authorization: `Basic ${token}` })],
    ['it in another header', () => ({ 'x-token': token })],
  ])('is refused: %s', async (_what, headers) => {
    const answers = [
      await ask(`?user_id=${panelUser}&tokens=1`, headers()),
      await ask('?user_id=99&surprise=1', headers()),
      await world.request(PATH, { method: 'POST', body: '{', headers: headers() }),
    ];
    const seen = await Promise.all(
      answers.map(async (answer) => {
        const { requestId: _, ...body } = (await answer.json()) as Record<string, unknown>;
        return { status: answer.status, ...body };
      }),
    );
    for (const one of seen) expect(one).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({ status: 401, code: 'token_wrong' });
  });

  it.each(['header:X-Billing-Token', 'query:key'])(
    'is read where it is set to be: %s',
    async (place) => {
      await open({ PANEL_PRICE_CONTRACT: JSON.stringify({ token: place }) });
      const query = `?user_id=${panelUser}&tokens=1000`;
      const [kind] = place.split(':');
      const inPlace =
        kind === 'header'
          ? await ask(query, { 'x-billing-token': token })
          : await ask(`${query}&key=${token}`, {});
      expect(inPlace.status).toBe(200);
      expect(await codeOf(await ask(query))).toEqual([401, 'token_wrong']);
    },
  );
});

describe('a stranger’s JSON', () => {
  it('is refused where its token cannot be made a text', async () => {
    await open({ PANEL_PRICE_CONTRACT: JSON.stringify({ token: 'query:key' }) });
    const answer = await world.request(PATH, {
      method: 'POST',
      body: '{"key":{"toString":0}}',
      headers: { 'content-type': 'application/json' },
    });
    expect(await codeOf(answer)).toEqual([401, 'token_wrong']);
  });
});

describe('a wrong question', () => {
  const user = () => `user_id=${panelUser}`;

  it.each<[string, () => string, string]>([
    ['tokens below 0', () => `${user()}&tokens=-1`, 'tokens_malformed'],
    ['half a token', () => `${user()}&tokens=1.5`, 'tokens_malformed'],
    ['no digits', () => `${user()}&tokens=ten`, 'tokens_malformed'],
    ['an exponent', () => `${user()}&tokens=1e3`, 'tokens_malformed'],
    ['an empty count', () => `${user()}&tokens=`, 'tokens_malformed'],
    ['more than integers hold', () => `${user()}&tokens=9007199254740992`, 'tokens_malformed'],
    ['very many digits', () => `${user()}&tokens=${'9'.repeat(400)}`, 'tokens_malformed'],
    ['two counts', () => `${user()}&tokens=1&tokens=1`, 'parameter_repeated'],
    ['a parameter that nobody knows', () => `${user()}&tokens=1&locale=de`, 'parameter_unknown'],
    ['both shapes’ words', () => `${user()}&tokens=1&unit_cost=1`, 'parameter_unknown'],
    ['no user', () => 'tokens=1', 'user_missing'],
    ['two users', () => `${user()}&billing_user_id=2001`, 'user_ambiguous'],
    ['user 0', () => 'user_id=0', 'user_malformed'],
    ['a user of letters', () => "user_id=1'%20OR%201=1", 'user_malformed'],
  ])('is refused: %s', async (_what, query, code) => {
    const before = await wholeDatabase();
    expect(await codeOf(await ask(`?${query()}`))).toEqual([422, code]);
    expect(await wholeDatabase()).toEqual(before);
  });

  it.each<[string, unknown, number, string]>([
    ['tokens in the query and in the body', undefined, 422, 'parameter_repeated'],
    ['a number with a fraction', { user_id: 2, tokens: 0.5 }, 422, 'tokens_malformed'],
    ['a list', { user_id: 2, tokens: [1] }, 422, 'tokens_malformed'],
    ['nothing instead of a number', { user_id: 2, tokens: null }, 422, 'tokens_malformed'],
    ['a list of questions', [{ user_id: 2 }], 400, 'request_malformed'],
    ['broken JSON', '{"user_id":', 400, 'request_malformed'],
    ['too much', { user_id: 2, note: 'x'.repeat(5_000) }, 413, 'body_too_large'],
  ])('is refused by POST: %s', async (_what, body, status, code) => {
    const twice = () =>
      world.request(`${PATH}?tokens=1`, {
        method: 'POST',
        body: new URLSearchParams({ user_id: '2', tokens: '1' }),
        headers: bearer(),
      });
    expect(await codeOf(body === undefined ? await twice() : await tell(body))).toEqual([
      status,
      code,
    ]);
  });

  it('about an amount that no integer holds gets no price', async () => {
    await setPrice(world, 'USD', '1');
    const answer = await ask(`?${user()}&tokens=9007199254740991`);
    expect(await codeOf(answer)).toEqual([422, 'amount_too_large']);
  });

  it.each([999_999, 1])('about panel user %i, whom nobody here has, gets no price', async (id) => {
    expect(await codeOf(await ask(`?user_id=${id}&tokens=1`))).toEqual([404, 'user_unknown']);
  });
});

describe('the settings', () => {
  it('show a tax in the price or beside it, and a discount to one client', async () => {
    await open({
      PRICE_TAX: '{"name":"VAT","percent":"19","shown":"inclusive"}',
      PRICE_DISCOUNTS: '{"2001":"12.5"}',
    });
    const inclusive = await ask(`?user_id=${panelUser}`);
    expect(await inclusive.json()).toMatchObject({
      unit_cost: 0.001561875,
      taxes_inclusive: true,
      taxes: [{ name: 'VAT', rate: 19 }],
    });
    // 5,000 × 0.0015 × 0.875 × 1.19 = 7.809375
    expect(await (await ask(`?user_id=${panelUser}&tokens=5000`)).json()).toMatchObject({
      price: 7.81,
    });
    await open({ PRICE_TAX: '{"name":"VAT","percent":"19","shown":"exclusive"}' });
    expect(await (await ask(`?user_id=${panelUser}`)).json()).toMatchObject({
      unit_cost: 0.0015,
      taxes_inclusive: false,
      taxes: [{ name: 'VAT', rate: 19 }],
    });
  });

  it('name everything that the vendor does not document', async () => {
    const contract = {
      panelUserId: 'panel_id',
      clientNumber: 'user_id',
      tokens: 'amount',
      ignored: ['locale'],
      currency: 'code',
      symbol: 'sign',
      price: 'value',
      envelope: 'data',
      money: 'text',
    };
    const list = {
      unitCost: 'each',
      currency: 'iso',
      prefix: 'before',
      suffix: 'after',
      decimals: 'digits',
      decimalSeparator: 'point',
      thousandsSeparator: 'group',
      taxesInclusive: 'gross',
      taxes: 'vat',
      taxName: 'title',
      taxRate: 'percent',
    };
    await open({
      PANEL_PRICE_CONTRACT: JSON.stringify({ ...contract, list }),
      PRICE_TAX: '{"name":"VAT","percent":"19","shown":"exclusive"}',
    });
    const answer = await ask('?user_id=2001&amount=5000&locale=de');
    expect(await answer.json()).toEqual({ data: { code: 'USD', sign: '$', value: '7.50' } });
    expect(await (await ask('?user_id=2001')).json()).toEqual({
      data: {
        each: '0.0015',
        iso: 'USD',
        before: '$',
        after: '',
        digits: 2,
        point: '.',
        group: ',',
        gross: false,
        vat: [{ title: 'VAT', percent: '19' }],
      },
    });
    expect(await codeOf(await ask('?user_id=2001&tokens=1'))).toEqual([422, 'parameter_unknown']);
  });
});

describe('a change of price', () => {
  const price = async () => {
    const answer = await ask(`?user_id=${panelUser}&tokens=1000`);
    if (answer.status !== 200) return codeOf(answer);
    return ((await answer.json()) as { price: number }).price;
  };

  it('is shown from the first instant of its month', async () => {
    await world.setNow('2026-11-30T23:59:59.999Z');
    await setPrice(world, 'USD', '0.0030', '2026-12');
    expect(await price()).toBe(1.5);
    await world.setNow('2026-12-01T00:00:00Z');
    expect(await price()).toBe(3);
  });

  it('is shown at once where there was none', async () => {
    await world.sql("DELETE FROM token_price WHERE currency = 'USD'");
    expect(await price()).toEqual([503, 'price_missing']);
    const set = await world.admin('/admin/token-prices', {
      action: 'set_token_price',
      currency: 'USD',
      price: '0.004',
      firstMonth: '2026-11',
    });
    expect(set.status).toBe(201);
    expect(await price()).toBe(4);
  });

  it('cannot be made to a month that has a price, which is why prices may be remembered', async () => {
    expect(await price()).toBe(1.5);
    const set = await world.admin('/admin/token-prices', {
      action: 'set_token_price',
      currency: 'USD',
      price: '0.004',
      firstMonth: '2026-11',
    });
    expect(await codeOf(set)).toEqual([409, 'price_in_force']);
  });

  it('made in the database by hand is shown within five minutes', async () => {
    expect(await price()).toBe(1.5);
    await setPrice(world, 'USD', '0.0020');
    await world.passMs(5 * 60_000 - 1);
    expect(await price()).toBe(1.5);
    await world.passMs(1);
    expect(await price()).toBe(2);
  });
});

describe('while the database does not answer', () => {
  /** An isolate of its own whose database can be broken. */
  function isolate() {
    const state = watchDatabase();
    const entry = createEntry(world.clock);
    const rawEnv = { ...world.rawEnv, DB: state.binding };
    const price = async (user = panelUser) => {
      const context = createExecutionContext();
      const url = `${ORIGIN}${PATH}?user_id=${user}&tokens=1000`;
      const answer = await entry.fetch(new Request(url, { headers: bearer() }), rawEnv, context);
      await waitOnExecutionContext(context);
      if (answer.status !== 200) return codeOf(answer);
      return ((await answer.json()) as { price: number }).price;
    };
    return { state, price };
  }

  it('the isolate that knows a price shows it for a day, and then no more', async () => {
    const { state, price } = isolate();
    expect(await price()).toBe(1.5);
    state.isBroken = true;
    await world.passMs(24 * HOUR_MS - 1);
    expect(await price()).toBe(1.5);
    await world.passMs(1);
    expect(await price()).toEqual([503, 'prices_unavailable']);
  });

  it('another isolate of the location shows it, too', async () => {
    const first = isolate();
    expect(await first.price()).toBe(1.5);
    const second = isolate();
    second.state.isBroken = true;
    expect(await second.price()).toBe(1.5);
    await world.passMs(6 * HOUR_MS);
    expect(await second.price()).toBe(1.5);
  });

  it('a price that nobody asked for before is refused, and asked for again when it is back', async () => {
    const { state, price } = isolate();
    state.isBroken = true;
    expect(await price()).toEqual([503, 'prices_unavailable']);
    state.isBroken = false;
    await world.passMs(5_000);
    expect(await price()).toBe(1.5);
  });

  it('a price of the month before is not shown for this month', async () => {
    await world.setNow('2026-11-30T23:59:59Z');
    const { state, price } = isolate();
    expect(await price()).toBe(1.5);
    state.isBroken = true;
    await world.setNow('2026-12-01T00:00:00Z');
    expect(await price()).toEqual([503, 'prices_unavailable']);
  });

  it('is not asked by every price', async () => {
    const { state, price } = isolate();
    await price();
    state.isBroken = true;
    await world.passMs(HOUR_MS);
    state.queries = 0;
    for (let i = 0; i < 5; i++) expect(await price()).toBe(1.5);
    expect(state.queries).toBe(1);
    await world.passMs(5_000);
    await price();
    expect(state.queries).toBe(2);
  });

  it('a price costs one query in five minutes', async () => {
    const { state, price } = isolate();
    for (let i = 0; i < 5; i++) await price();
    expect(state.queries).toBe(1);
  });
});

describe('answers that are kept', () => {
  const contract = { isAuthentic: () => true, read: () => never(), write: () => ({}) };
  const answer = { body: '{}' } as KnownAnswer; // what it was made from is nothing to the memory
  const never = (): never => {
    throw new Error('nothing is read here');
  };

  it('are the newest ten thousand', () => {
    for (let n = 0; n <= 10_000; n++) keepAnswer(contract, `?tokens=${n}`, answer);
    const kept = knownAnswers(contract);
    expect([kept.size, kept.has('?tokens=0'), kept.has('?tokens=10000')]).toEqual([
      10_000,
      false,
      true,
    ]);
  });

  it('are not those of long questions', () => {
    const other = { ...contract };
    keepAnswer(other, `?${'a'.repeat(256)}`, answer);
    expect(knownAnswers(other).size).toBe(0);
    keepAnswer(other, `?${'a'.repeat(255)}`, answer);
    expect(knownAnswers(other).size).toBe(1);
  });
});
