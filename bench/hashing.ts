// What people who only look wait for while others log in: passwords hashed where requests are answered, and in objects.
import { hashPassword } from '../cli/instance/hash-password.ts';
import { figure, number, type Row, type SuiteResult } from './figures.ts';
import { type Load, type LoadGenerator, type LoadRequest, startLoad } from './load.ts';
import { seedClients, seedPrice } from './seed.ts';
import { settings } from './settings.ts';
import { type StartedWorker, startWorker } from './start-worker.ts';

export interface HashingOptions {
  readonly rounds: number;
  readonly roundMs: number;
}

const PRICE_TOKEN = 'the-price-token-of-the-bench-which-is-no-secret';
const PASSWORD = 'Analytical-Engine-1';
const HASHERS = 8;
/** Fewer than the wrong passwords that an account has free: those under way are counted. */
const LOG_INS_AT_ONCE = 4;
/** Together 200 requests a second, due also while the Worker is blocked. */
const LOOKING = { connections: 4, everyMs: 40 };

const LANDING: LoadRequest = { method: 'GET', path: '/', expects: 200 };
const PRICE: LoadRequest = {
  method: 'GET',
  path: '/panel/prices/?user_id=1&tokens=5000',
  headers: { authorization: `Bearer ${PRICE_TOKEN}` },
  expects: 200,
};
const LOG_IN: LoadRequest = {
  method: 'POST',
  path: '/login',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({
    email: 'person-1@client-1.example.com',
    password: PASSWORD,
  }).toString(),
  expects: 303,
};

interface Scene {
  readonly label: string;
  readonly logIns: boolean;
  /** Where it is measured. */
  readonly worker: StartedWorker;
}

interface Played {
  readonly landing: Load;
  readonly price: Load;
  readonly logIn: Load | undefined;
}

export async function benchHashing({ rounds, roundMs }: HashingOptions): Promise<SuiteResult> {
  const hasher = await startWorker({ entry: 'bench/hasher-worker.ts', databases: [] });
  const here = await startWorker(workerWith({ PASSWORD_HASHERS: '0' }));
  const objects = await startWorker(workerWith({ PASSWORD_HASHERS: String(HASHERS) }));
  const elsewhere = await startWorker(
    workerWith({ PASSWORD_HASHERS: String(HASHERS), BENCH_HASHER_URL: hasher.url.href }),
  );
  const scenes: readonly Scene[] = [
    { label: 'nobody logs in', logIns: false, worker: here },
    { label: 'hashed in the isolate of the requests', logIns: true, worker: here },
    { label: 'in objects of the same process', logIns: true, worker: objects },
    { label: 'in objects of another process', logIns: true, worker: elsewhere },
  ];
  const load = startLoad(LOOKING.connections);
  const played: Played[][] = scenes.map(() => []);
  try {
    const passwordHash = await hashPassword(PASSWORD);
    for (const worker of [here, objects, elsewhere]) await seed(worker, passwordHash);
    for (let round = 0; round <= rounds; round++) {
      for (const [i, scene] of scenes.entries()) {
        const one = await play(load, scene, roundMs);
        if (round > 0) played[i]?.push(one);
      }
    }
  } finally {
    load.stop();
    for (const worker of [here, objects, elsewhere, hasher]) await worker.stop();
  }
  return {
    tables: [
      {
        title: `People who look while ${LOG_INS_AT_ONCE} others log in without a pause`,
        head: ['', 'GET / p50', 'p99', 'GET /panel/prices/ p50', 'p99', 'log-ins a second', 'p50'],
        rows: scenes.map(({ label }, i) => rowOf(label, played[i] ?? [])),
        notes: [
          `${rounds} rounds of ${number(roundMs / 1000)} s each after one to warm up, the rows in turn; medians of the rounds`,
          'workerd has one thread for a whole process, so that objects in it gain nothing; in production objects run beside requests (docs/platform.md)',
          'the last row stands for that: the same object in a second workerd, asked over HTTP instead of RPC; a network between them is not in it',
        ],
      },
    ],
    data: Object.fromEntries(scenes.map(({ label }, i) => [label, played[i]])),
  };
}

function workerWith(own: Readonly<Record<string, string>>) {
  return {
    entry: 'bench/worker.ts',
    databases: ['DB'],
    emptyDatabases: ['CLASSIC_DB'],
    settings: {
      ...settings('http://127.0.0.1:9/api/v1'),
      PANEL_PRICE_TOKEN: PRICE_TOKEN,
      ...own,
    },
  };
}

async function seed(worker: StartedWorker, passwordHash: string): Promise<void> {
  const database = await worker.database('DB');
  await seedPrice(database);
  await seedClients(database, { count: 1 });
  await database.prepare('UPDATE client SET password_hash = ?').bind(passwordHash).run();
}

async function play(
  load: LoadGenerator,
  { worker, logIns }: Scene,
  roundMs: number,
): Promise<Played> {
  const [landing, price, logIn] = await Promise.all([
    load.run(worker, LANDING, roundMs, LOOKING),
    load.run(worker, PRICE, roundMs, LOOKING),
    logIns ? load.run(worker, LOG_IN, roundMs, { connections: LOG_INS_AT_ONCE }) : undefined,
  ]);
  return { landing, price, logIn };
}

function rowOf(label: string, rounds: readonly Played[]): Row {
  const median = (of: (one: Played) => number | undefined) => {
    const values = rounds.map(of).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : figure(values).median;
  };
  const ms = (of: (one: Played) => number | undefined) => {
    const value = median(of);
    return value === undefined ? '' : `${number(value, 1)} ms`;
  };
  const logIns = median(({ logIn }) => logIn?.perSecond);
  return [
    label,
    ms(({ landing }) => landing.p50Ms),
    ms(({ landing }) => landing.p99Ms),
    ms(({ price }) => price.p50Ms),
    ms(({ price }) => price.p99Ms),
    logIns === undefined ? '' : number(logIns, 1),
    ms(({ logIn }) => logIn?.p50Ms),
  ];
}
