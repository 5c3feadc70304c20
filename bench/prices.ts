// Prices for the panel, beside a route of Hono that does nothing, in the same isolate.
import { figure, number, ratio, type SuiteResult, withSpread } from './figures.ts';
import { type Load, type LoadRequest, startLoad } from './load.ts';
import { seedClients, seedPrice } from './seed.ts';
import { settings } from './settings.ts';
import { startWorker } from './start-worker.ts';

export interface PricesOptions {
  readonly rounds: number;
  readonly roundMs: number;
}

const CONNECTIONS = 16;
const TOKEN = 'the price token of the bench, which is no secret';
const headers = { authorization: `Bearer ${TOKEN.replaceAll(' ', '-')}` };
const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };

const REQUESTS: readonly (readonly [label: string, request: LoadRequest])[] = [
  ['bare Hono route', { method: 'GET', path: '/bench/bare', expects: 200 }],
  [
    'the price of 5,000 tokens',
    { method: 'GET', path: '/panel/prices/?user_id=1&tokens=5000', headers, expects: 200 },
  ],
  ['the price list', { method: 'GET', path: '/panel/prices/?user_id=1', headers, expects: 200 }],
  [
    'a user whom nobody knows, by query',
    {
      method: 'POST',
      path: '/panel/prices/',
      headers: form,
      body: 'user_id=1{n}&tokens=5000',
      expects: 404,
    },
  ],
  ['a wrong token', { method: 'GET', path: '/panel/prices/?user_id=1&tokens=5000', expects: 401 }],
];

export async function benchPrices({ rounds, roundMs }: PricesOptions): Promise<SuiteResult> {
  const worker = await startWorker({
    entry: 'bench/worker.ts',
    databases: ['DB'],
    emptyDatabases: ['CLASSIC_DB'],
    settings: {
      ...settings('http://127.0.0.1:9/api/v1'),
      PANEL_PRICE_TOKEN: TOKEN.replaceAll(' ', '-'),
    },
  });
  const load = startLoad(CONNECTIONS);
  const loads: Load[][] = REQUESTS.map(() => []);
  try {
    const database = await worker.database('DB');
    await seedPrice(database);
    await seedClients(database, { count: 10_000 });
    for (let round = 0; round <= rounds; round++) {
      for (const [i, [, request]] of REQUESTS.entries()) {
        const measured = await load.run(worker, request, roundMs);
        if (round > 0) loads[i]?.push(measured);
      }
    }
  } finally {
    load.stop();
    await worker.stop();
  }
  const of = (i: number, what: (load: Load) => number) => (loads[i] ?? []).map(what);
  const ms = (i: number, what: (load: Load) => number) =>
    `${number(figure(of(i, what)).median, 1)} ms`;
  const p99 = (load: Load) => load.p99Ms;
  return {
    tables: [
      {
        title: `Prices for the panel over ${CONNECTIONS} kept-alive connections`,
        head: ['', 'per second: median (min–max)', 'p50', 'p99', 'p99 of the bare route’s'],
        rows: REQUESTS.map(([label], i) => [
          label,
          withSpread(figure(of(i, (one) => one.perSecond))),
          ms(i, (one) => one.p50Ms),
          ms(i, p99),
          `${number(ratio(of(i, p99), of(0, p99)).median, 2)} ×`,
        ]),
        notes: [
          `${rounds} rounds of ${number(roundMs / 1000, 1)} s each after one to warm up, in turn; 10,000 clients in the database`,
          'a price that is known costs no query: the isolate remembers it, and behind it the location’s cache',
        ],
      },
    ],
    data: { loads: Object.fromEntries(REQUESTS.map(([label], i) => [label, loads[i]])) },
  };
}
