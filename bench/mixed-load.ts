// Everything at once: people on the pages and the panel asking for prices, while months are invoiced. Then the same with
// a panel that fails, with a database that takes its time, and with people who never pause.
import { number, type Row, type SuiteResult, type Table } from './figures.ts';
import { type Load, type LoadRequest, startLoad } from './load.ts';
import { SESSION, SIGNUP, seedDashboard } from './pages.ts';
import { type PanelOptions, startPanel } from './panel.ts';
import { timedRun } from './rounds.ts';
import { monthOfRound, seedClients } from './seed.ts';
import { settings } from './settings.ts';
import { type StartedWorker, startWorker } from './start-worker.ts';

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
  /** What it may answer where the panel fails: a page that says so. */
  readonly withoutPanel?: number;
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
    request: {
      method: 'POST',
      path: '/sign-on',
      headers: { ...SESSION_HEADER, origin: 'http://localhost:8787' },
      body: '',
      expects: 303,
    },
    withoutPanel: 503,
  },
];
const CONNECTIONS = PARTS.reduce((sum, { connections }) => sum + connections, 0);

interface Scene {
  readonly title: string;
  readonly panel: PanelOptions;
  readonly databaseDelayMs: number;
  /** Between an answer and the next request of its connection. */
  readonly pauseMs: number;
}

/** A second, as somebody who clicks fast. */
const PLAIN = { panel: { failEvery: 0 }, databaseDelayMs: 0, pauseMs: 1_000 };

const SCENES: readonly Scene[] = [
  { ...PLAIN, title: 'everything well' },
  { ...PLAIN, title: 'the panel fails every second call', panel: { failEvery: 2 } },
  { ...PLAIN, title: 'D1 takes 25 ms longer for every call', databaseDelayMs: 25 },
  {
    ...PLAIN,
    title: 'everything well, but nobody pauses: more than the thread can do',
    pauseMs: 0,
  },
];

interface Played extends Runs {
  readonly loads: readonly Load[];
  /** Planned and invoiced in a second, without the load and under it. */
  readonly clientsAlone: number;
  readonly clientsUnder: number;
}

/** That were under way with the load. */
interface Runs {
  readonly runs: number;
  readonly parked: number;
}

/** Answers that nobody expects are counted beside the others. */
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
  const { panel: panelOptions, databaseDelayMs, pauseMs } = scene;
  const panel = await startPanel();
  await panel.set({ users: clients });
  const worker = await startWorker({
    entry: 'bench/worker.ts',
    databases: ['DB'],
    emptyDatabases: ['CLASSIC_DB'],
    settings: {
      ...settings(panel.apiUrl),
      PANEL_PRICE_TOKEN: PRICE_TOKEN,
      BENCH_D1_DELAY_MS: String(databaseDelayMs),
    },
  });
  const load = startLoad(CONNECTIONS);
  try {
    await seedDashboard(worker);
    await seedClients(await worker.database('DB'), { count: clients - 1, first: 2 });
    await panel.set(panelOptions);
    const months = monthsFrom(100);
    const run = (untilMs: number) => runs(worker, months, clients, untilMs);
    await run(performance.now()); // warms up
    const alone = await rate(worker, () => run(performance.now() + durationMs / 6));
    const running = run(performance.now() + durationMs);
    running.catch(() => undefined); // met below, or the load failed first
    // Only while the load is on: the last run goes on without it, and would flatter.
    const under = await rate(worker, () =>
      Promise.all(
        PARTS.map(({ request, connections }) =>
          load.run(worker, request, durationMs, { connections, pauseMs, isCounting: true }),
        ),
      ),
    );
    const whole = await running;
    return {
      loads: under.result,
      clientsAlone: alone.perSecond,
      clientsUnder: under.perSecond,
      ...whole,
    };
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
  worker: StartedWorker,
  months: Generator<string, never>,
  clients: number,
  endMs: number,
): Promise<Runs> {
  let [done, parked] = [0, 0];
  do {
    const { answer } = await timedRun(worker, months.next().value, { atLeast: 0 });
    parked += clients - answer.issued;
    done++;
  } while (performance.now() < endMs);
  return { runs: done, parked };
}

/** How fast runs get on while `work` is done: planning a client and making the invoice are half each. */
async function rate<T>(worker: StartedWorker, work: () => Promise<T>) {
  const [startMs, before] = [performance.now(), await progress(worker)];
  const result = await work();
  const seconds = (performance.now() - startMs) / 1000;
  return { result, perSecond: ((await progress(worker)) - before) / 2 / seconds };
}

async function progress(worker: StartedWorker): Promise<number> {
  const database = await worker.database('DB');
  const row = await database
    .prepare(
      'SELECT (SELECT count(*) FROM invoice_run_item) + (SELECT count(*) FROM invoice) AS steps',
    )
    .first<{ steps: number }>();
  return row?.steps ?? 0;
}

function tableOf(
  scene: Scene,
  { clients, durationMs }: MixedLoadOptions,
  { loads, clientsAlone, clientsUnder, runs: count, parked }: Played,
): Table {
  const share = clientsUnder / clientsAlone;
  const reopened = loads.reduce((sum, load) => sum + load.reopened, 0);
  return {
    title: `${CONNECTIONS} connections, each with a pause of ${number(scene.pauseMs / 1000)} s between requests, for ${number(durationMs / 1000)} s while months of ${number(clients)} clients are invoiced; ${scene.title}`,
    head: ['', 'connections', 'per second', 'p50', 'p99', 'answers', 'refused', 'errors'],
    rows: PARTS.map((part, i) => rowOf(scene, part, loads[i])),
    notes: [
      `the run meanwhile: ${number(clientsUnder)} clients a second, ${number(share, 3)} × of ${number(clientsAlone)} without the load; of ${count} runs over ${number(clients)} clients ${number(parked)} were held back`,
      'refused: 503 with its page from what needs the panel, where the panel fails; any other answer that is not as it should be is an error',
      `${number(reopened)} connections were opened again, because workerd closes one that it was too busy to read from for some seconds; whoever was waiting on it waits on`,
      'load, panel, Worker and database share this machine, and the Worker and its D1 one thread: production spreads them',
    ],
  };
}

function rowOf(
  { panel }: Scene,
  { label, connections, request, withoutPanel }: Part,
  load: Load | undefined,
): Row {
  const { perSecond = 0, p50Ms = 0, p99Ms = 0, statuses = {} } = load ?? {};
  const fails = (panel.failEvery ?? 0) > 0;
  const right = new Set([request.expects].flat());
  const refusals = new Set(fails && withoutPanel !== undefined ? [withoutPanel] : []);
  const counted = Object.entries(statuses).map(([status, count]) => ({
    status: Number(status),
    count,
  }));
  const told = (is: (status: number) => boolean) =>
    counted
      .filter(({ status }) => is(status))
      .map(({ status, count }) => `${status}: ${number(count)}`)
      .join(', ') || '0';
  return [
    label,
    number(connections),
    number(perSecond),
    `${number(p50Ms, 1)} ms`,
    `${number(p99Ms, 1)} ms`,
    told((status) => right.has(status)),
    told((status) => refusals.has(status)),
    told((status) => !right.has(status) && !refusals.has(status)),
  ];
}
