// Pages per second and their latency, beside a route of Hono that does nothing, in the same isolate.
import { createHash } from 'node:crypto';
import { figure, number, ratio, type SuiteResult, withSpread } from './figures.ts';
import { type Load, type LoadRequest, startLoad } from './load.ts';
import { startPanel } from './panel.ts';
import { timedRun } from './rounds.ts';
import { monthOfRound, seedClients, seedPrice } from './seed.ts';
import { settings } from './settings.ts';
import { type StartedWorker, startWorker } from './start-worker.ts';

export interface PagesOptions {
  readonly rounds: number;
  readonly roundMs: number;
}

/** As many as a browser's first page of the list shows for a client of a year. */
const INVOICES = 12;
const CONNECTIONS = 16;
/** Of the client whose dashboard is asked for. */
export const SESSION = 'the session cookie of the bench, which is no secret';

export const SIGNUP: LoadRequest = {
  method: 'POST',
  path: '/signup',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'name=Ada+Lovelace&company=Engines+Ltd&email=ada-{n}%40example.com&password=Analytical-Engine-1',
  expects: 303,
};

const REQUESTS: readonly (readonly [label: string, request: LoadRequest])[] = [
  ['bare Hono route', { method: 'GET', path: '/bench/bare', expects: 200 }],
  ['GET /', { method: 'GET', path: '/', expects: 200 }],
  ['POST /signup', SIGNUP],
  [
    `GET /dashboard, ${INVOICES} invoices`,
    {
      method: 'GET',
      path: '/dashboard',
      headers: { cookie: `postmeter_session=${encodeURIComponent(SESSION)}` },
      expects: 200,
    },
  ],
];

export async function benchPages({ rounds, roundMs }: PagesOptions): Promise<SuiteResult> {
  const panel = await startPanel();
  const worker = await startWorker({
    entry: 'bench/worker.ts',
    databases: ['DB', 'CLASSIC_DB'],
    settings: settings(panel.apiUrl),
  });
  const load = startLoad(CONNECTIONS);
  const loads: Load[][] = REQUESTS.map(() => []);
  try {
    await seedDashboard(worker);
    for (let round = 0; round <= rounds; round++) {
      for (const [i, [, request]] of REQUESTS.entries()) {
        const measured = await load.run(worker, request, roundMs);
        if (round > 0) loads[i]?.push(measured);
      }
    }
  } finally {
    load.stop();
    await worker.stop();
    panel.stop();
  }
  const perSecond = loads.map((of) => of.map((one) => one.perSecond));
  return {
    tables: [
      {
        title: `Requests over ${CONNECTIONS} kept-alive connections`,
        head: ['', 'per second: median (min–max)', 'of the bare route', 'p50', 'p99'],
        rows: REQUESTS.map(([label], i) => [
          label,
          withSpread(figure(perSecond[i] ?? [])),
          number(ratio(perSecond[i] ?? [], perSecond[0] ?? []).median, 2),
          `${number(figure((loads[i] ?? []).map(({ p50Ms }) => p50Ms)).median, 1)} ms`,
          `${number(figure((loads[i] ?? []).map(({ p99Ms }) => p99Ms)).median, 1)} ms`,
        ]),
        notes: [
          `${rounds} rounds of ${number(roundMs / 1000, 1)} s each after one to warm up, the pages in turn`,
          'each sign-up has its own address; its mail is sent by the queue in another invocation, which is not counted',
          'workerd stalls 10 to 75 ms about once a second under load, which is what p99 shows',
        ],
      },
    ],
    data: { loads: Object.fromEntries(REQUESTS.map(([label], i) => [label, loads[i]])) },
  };
}

/** A signed-in client with a year of invoices, made by runs. */
export async function seedDashboard(worker: StartedWorker): Promise<void> {
  const database = await worker.database('DB');
  await seedPrice(database);
  await seedClients(database, { count: 1 });
  for (let round = 0; round < INVOICES; round++) await timedRun(worker, monthOfRound(round), 1);
  const hash = createHash('sha256').update(SESSION).digest('hex');
  await database
    .prepare(
      'INSERT INTO session (token_hash, client_id, created_at_ms, expires_at_ms) SELECT ?, id, 0, ? FROM client',
    )
    .bind(hash, Date.now() + 86_400_000)
    .run();
}
