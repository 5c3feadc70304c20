// Everything at once: people on the pages and the panel asking for prices, while months are invoiced. Then the same with
// a panel that fails, and with a database that takes its time.
import { number, type Row, type SuiteResult, type Table } from './figures.ts';
import { type Load, type LoadRequest, startLoad } from './load.ts';
import { SESSION, SIGNUP, seedDashboard } from './pages.ts';
import { type PanelOptions, startPanel } from './panel.ts';
import { timedRun } from './rounds.ts';
import { monthOfRound, seedClients } from './seed.ts';
import { settings } from './settings.ts';
import { startWorker } from './start-worker.ts';

export interface MixedLoadOptions {
  readonly clients: number;
  /** Of each of the scenes. */
  readonly durationMs: number;
}

const PRICE_TOKEN = 'the-price-token-of-the-bench-which-is-no-secret';

interface Part {
  readonly label: string;
  readonly connections: number;
  readonly request: LoadRequest;
}

const SESSION_HEADER = { cookie: `postmeter_session=${encodeURIComponent(SESSION)}` };

/** Of 200 connections. */
const PARTS: readonly Part[] = [
  {
    label: 'GET /',
    connections: 50,
    request: { method: 'GET', path: '/', expects: 200 },
  },
  { label: 'POST /signup', connections: 20, request: SIGNUP },
  {
    label: 'GET /dashboard',
    connections: 50,
    request: { method: 'GET', path: '/dashboard', headers: SESSION_HEADER, expects: 200 },
  },
  {
    label: 'GET /panel/prices/',
    connections: 70,
    request: {
      method: 'GET',
      path: '/panel/prices/?user_id=1&tokens=5000',
      headers: { authorization: `Bearer ${PRICE_TOKEN}` },
      expects: 200,
    },
  },
  {
    label: 'POST /sign-on',
    connections: 10,
    // 503: a page that says that the panel does not answer, which is right where it does not.
    request: {
      method: 'POST',
      path: '/sign-on',
      headers: { ...SESSION_HEADER, origin: 'http://localhost:8787' },
      body: '',
      expects: [303, 503],
    },
  },
];
const CONNECTIONS = PARTS.reduce((sum, { connections }) => sum + connections, 0);

interface Scene {
  readonly title: string;
  readonly panel: PanelOptions;
  readonly databaseDelayMs: number;
}

const SCENES: readonly Scene[] = [
  { title: 'everything well', panel: { failEvery: 0 }, databaseDelayMs: 0 },
  { title: 'the panel fails every second call', panel: { failEvery: 2 }, databaseDelayMs: 0 },
  { title: 'D1 takes 25 ms longer for every call', panel: { failEvery: 0 }, databaseDelayMs: 25 },
];

interface Played {
  readonly loads: readonly Load[];
  readonly alone: RunFigures;
  readonly under: RunFigures;
}

interface RunFigures {
  /** Clients dealt with in a second, invoiced or held back. */
  readonly perSecond: number;
  readonly runs: number;
  readonly parked: number;
}

/** A status that none of the parts expects stops the bench. */
export async function benchLoad(options: MixedLoadOptions): Promise<SuiteResult> {
  const tables: Table[] = [];
  const data: Record<string, unknown> = { options };
  for (const scene of SCENES) {
    const played = await play(scene, options);
    tables.push(tableOf(scene, options, played));
    data[scene.title] = played;
  }
  return { tables, data };
}

async function play(scene: Scene, { clients, durationMs }: MixedLoadOptions): Promise<Played> {
  const panel = await startPanel();
  await panel.set({ users: clients });
  const worker = await startWorker({
    entry: 'bench/worker.ts',
    databases: ['DB'],
    emptyDatabases: ['CLASSIC_DB'],
    settings: {
      ...settings(panel.apiUrl),
      PANEL_PRICE_TOKEN: PRICE_TOKEN,
      BENCH_D1_DELAY_MS: String(scene.databaseDelayMs),
    },
  });
  const load = startLoad(CONNECTIONS);
  try {
    await seedDashboard(worker);
    await seedClients(await worker.database('DB'), { count: clients - 1, first: 2 });
    await panel.set(scene.panel);
    const months = monthsFrom(100);
    await runs(worker, months, clients, performance.now()); // warms up
    const alone = await runs(worker, months, clients, performance.now() + durationMs / 6);
    const [under, ...loads] = await Promise.all([
      runs(worker, months, clients, performance.now() + durationMs),
      ...PARTS.map(({ request, connections }) =>
        load.run(worker, request, durationMs, { connections }),
      ),
    ]);
    return { alone, under, loads };
  } finally {
    load.stop();
    await worker.stop();
    panel.stop();
  }
}

function* monthsFrom(round: number): Generator<string, never> {
  for (let n = round; ; n++) yield monthOfRound(n);
}

/** Whole runs, one after the other, at least one, none begun after `endMs`. */
async function runs(
  worker: Parameters<typeof timedRun>[0],
  months: Generator<string, never>,
  clients: number,
  endMs: number,
): Promise<RunFigures> {
  const startMs = performance.now();
  let [done, parked] = [0, 0];
  do {
    const { answer } = await timedRun(worker, months.next().value, { atLeast: 0 });
    parked += clients - answer.issued;
    done++;
  } while (performance.now() < endMs);
  const seconds = (performance.now() - startMs) / 1000;
  return { perSecond: (done * clients) / seconds, runs: done, parked };
}

function tableOf(
  { title }: Scene,
  { clients, durationMs }: MixedLoadOptions,
  { loads, alone, under }: Played,
): Table {
  const rows = PARTS.map(({ label, connections }, i): Row => {
    const { perSecond = 0, p50Ms = 0, p99Ms = 0, statuses = {} } = loads[i] ?? {};
    const answers = Object.entries(statuses).map(
      ([status, count]) => `${status}: ${number(count)}`,
    );
    return [
      label,
      number(connections),
      number(perSecond),
      `${number(p50Ms, 1)} ms`,
      `${number(p99Ms, 1)} ms`,
      answers.join(', '),
    ];
  });
  const share = under.perSecond / alone.perSecond;
  return {
    title: `${CONNECTIONS} connections for ${number(durationMs / 1000)} s while months of ${number(clients)} clients are invoiced; ${title}`,
    head: ['', 'connections', 'per second', 'p50', 'p99', 'answers'],
    rows,
    notes: [
      `the runs meanwhile: ${number(under.perSecond)} clients a second, ${number(share, 2)} × of ${number(alone.perSecond)} without the load; ${under.runs} runs, ${number(under.parked)} of their clients held back`,
      'load, panel, Worker and database share this machine, and the Worker and its D1 one thread each: production spreads them',
    ],
  };
}
