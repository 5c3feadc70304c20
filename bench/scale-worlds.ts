// What is measured for the picture at scale: months of documents, looks at very many servers, and runs beside panels of
// several latencies; each in a Worker of its own.
import { createHash } from 'node:crypto';
import { startBilling } from './billing.ts';
import type { Busy } from './busy-database.ts';
import { startListing } from './listing.ts';
import { type MemoryPeaks, watchMemory } from './memory.ts';
import { SESSION } from './pages.ts';
import { startPanel } from './panel.ts';
import { timed } from './rounds.ts';
import type { RunAtScale, TablesAtScale, WorkAtScale } from './scale-work.ts';
import { monthOfRound, seedClients, seedPrice } from './seed.ts';
import { settings } from './settings.ts';
import { type Database, type StartedWorker, startWorker } from './start-worker.ts';
import type { TableSize } from './table-sizes.ts';

/** The most that the stand-in of the panel makes for one user: 17 lines on an invoice. */
export const SERVERS_OF_A_CLIENT = 10;
const DASHBOARD_VIEWS = 100;
/** Long enough that a whole month lies between the first look and the others. */
const FIRST_LOOK_DAYS_AGO = 100;

type Measured<T> = T & { readonly ms: number };

export interface Documents {
  readonly clients: number;
  readonly runs: readonly Measured<RunAtScale>[];
  readonly deliveries: readonly Measured<WorkAtScale>[];
  readonly dashboard: Busy;
  readonly bytes: number;
  readonly tables: readonly TableSize[];
  readonly memory: MemoryPeaks;
}

/** Months of invoices with their deliveries and letters, through production's own code. */
export async function measureDocuments(clients: number, months: number): Promise<Documents> {
  const panel = await startPanel();
  const mail = await startBilling();
  await panel.set({ servers: SERVERS_OF_A_CLIENT, users: clients });
  const worker = await start(settings(panel.apiUrl, mail.mailboxUrl), true);
  try {
    const database = await worker.database('DB');
    await seedPrice(database);
    await seedClients(database, { count: clients });
    await furnishClients(database);
    const memory = await watchMemory(worker);
    const runs: Measured<RunAtScale>[] = [];
    const deliveries: Measured<WorkAtScale>[] = [];
    for (let month = 0; month < months; month++) {
      runs.push(await runOf(worker, monthOfRound(month), clients));
      deliveries.push(await call<WorkAtScale>(worker, '/bench/deliver'));
    }
    const peaks = await memory.peaks();
    const dashboard = await viewDashboards(worker, database);
    const { bytes, tables } = await worker.call<TablesAtScale>('/bench/tables');
    return { clients, runs, deliveries, dashboard, bytes, tables, memory: peaks };
  } finally {
    await worker.stop();
    mail.stop();
    panel.stop();
  }
}

export interface Looks {
  readonly servers: number;
  readonly changed: number;
  readonly first: Measured<WorkAtScale>;
  readonly hourly: readonly Measured<WorkAtScale>[];
  readonly bytesAfterFirst: number;
  readonly bytes: number;
  readonly tables: readonly TableSize[];
  /** A month billed by metering, of the first servers' owners. */
  readonly billed: Measured<RunAtScale>;
  readonly billedClients: number;
  readonly memory: MemoryPeaks;
  /** Of a look alone, without garbage. */
  readonly live: MemoryPeaks;
}

/** Looks at very many servers of which few change, then a month of some of their owners billed by what they saw. */
export async function measureLooks(servers: number, clients: number): Promise<Looks> {
  const panel = await startListing();
  await panel.send({ serversPerUser: SERVERS_OF_A_CLIENT });
  await panel.send({ servers });
  const worker = await start({ ...settings(panel.apiUrl), USAGE_SOURCE: 'metering' }, true);
  const changed = servers / 100;
  try {
    const database = await worker.database('DB');
    const memory = await watchMemory(worker);
    const first = await call<WorkAtScale>(worker, '/bench/look');
    const bytesAfterFirst = await worker.call<number>('/bench/bytes');
    await dateBack(database);
    const hourly: Measured<WorkAtScale>[] = [];
    for (let look = 0; look < 2; look++) {
      await panel.send({ change: changed });
      hourly.push(await call<WorkAtScale>(worker, '/bench/look'));
    }
    await seedPrice(database);
    await seedClients(database, { count: clients });
    const billed = await runOf(worker, lastMonth(), clients);
    const peaks = await memory.peaks();
    const live = await liveMemory(worker);
    const { bytes, tables } = await worker.call<TablesAtScale>('/bench/tables');
    return {
      servers,
      changed,
      first,
      hourly,
      bytesAfterFirst,
      bytes,
      tables,
      billed,
      billedClients: clients,
      memory: peaks,
      live,
    };
  } finally {
    await worker.stop();
    panel.stop();
  }
}

export interface LatencyPoint {
  readonly clients: number;
  readonly delayMs: number;
  readonly run: Measured<RunAtScale>;
}

/** Runs of several sizes beside a panel that takes its time. The first one warms up. */
export async function measureLatencies(
  points: readonly (readonly [clients: number, delayMs: number])[],
): Promise<readonly LatencyPoint[]> {
  const panel = await startPanel();
  const measured: LatencyPoint[] = [];
  try {
    for (const [clients, delayMs] of points) {
      await panel.set({ servers: SERVERS_OF_A_CLIENT, users: clients, delayMs: 0 });
      const worker = await start(settings(panel.apiUrl));
      try {
        const database = await worker.database('DB');
        await seedPrice(database);
        await seedClients(database, { count: clients });
        await runOf(worker, monthOfRound(0), clients);
        await panel.set({ delayMs });
        const run = await runOf(worker, monthOfRound(1), clients);
        measured.push({ clients, delayMs, run });
      } finally {
        await worker.stop();
      }
    }
  } finally {
    panel.stop();
  }
  return measured;
}

function start(values: Readonly<Record<string, string>>, inspects = false): Promise<StartedWorker> {
  return startWorker({
    entry: 'bench/scale-worker.ts',
    databases: ['DB'],
    settings: values,
    inspects,
  });
}

async function call<T extends object>(worker: StartedWorker, path: string): Promise<Measured<T>> {
  const { ms, answer } = await timed<T>(worker, path);
  return { ...answer, ms };
}

async function runOf(
  worker: StartedWorker,
  month: string,
  clients: number,
): Promise<Measured<RunAtScale>> {
  const run = await call<RunAtScale>(worker, `/bench/run?month=${month}`);
  if (run.run?.state === 'executed' && run.run.issued === clients) return run;
  throw new Error(`the run of ${month} is ${run.run?.state} with ${run.run?.issued} invoices`);
}

/** What a client has beside a name: a password, two terms accepted, a session. */
async function furnishClients(database: Database): Promise<void> {
  await database.batch([
    database.prepare("UPDATE client SET password_hash = printf('%0130d', number)"),
    database.prepare(
      `INSERT INTO terms_acceptance (client_id, kind, version, hash, accepted_at_ms, ip, user_agent)
       SELECT client.id, kinds.value, '1', printf('%064d', number), 1790000000000, '203.0.113.7', printf('%0110d', number)
       FROM client, json_each('["terms_of_service","post_pay_terms"]') AS kinds`,
    ),
    database.prepare(
      `INSERT INTO session (token_hash, client_id, created_at_ms, expires_at_ms)
       SELECT printf('%064d', number), id, 1790000000000, 1890000000000 FROM client`,
    ),
  ]);
}

async function viewDashboards(worker: StartedWorker, database: Database): Promise<Busy> {
  const hash = createHash('sha256').update(SESSION).digest('hex');
  await database
    .prepare(
      'INSERT INTO session (token_hash, client_id, created_at_ms, expires_at_ms) SELECT ?, id, 0, ? FROM client LIMIT 1',
    )
    .bind(hash, Date.now() + 86_400_000)
    .run();
  await worker.call<Busy>('/bench/busy');
  const headers = { cookie: `postmeter_session=${encodeURIComponent(SESSION)}` };
  for (let view = 0; view < DASHBOARD_VIEWS; view++) {
    const page = await fetch(new URL('/dashboard', worker.url), { headers });
    await page.text();
    if (page.status !== 200) throw new Error(`the dashboard answers ${page.status}`);
  }
  const { ms, calls, rowsRead, ...busy } = await worker.call<Busy>('/bench/busy');
  const share = (value: number) => value / DASHBOARD_VIEWS;
  return { ...busy, ms: share(ms), calls: share(calls), rowsRead: share(rowsRead) };
}

/** As if the first look had been taken long ago. */
async function dateBack(database: Database): Promise<void> {
  const ms = FIRST_LOOK_DAYS_AGO * 86_400_000;
  await database.exec(
    `UPDATE metering_look SET started_at_ms = started_at_ms - ${ms}, finished_at_ms = finished_at_ms - ${ms}, touched_at_ms = touched_at_ms - ${ms}`,
  );
  await database.exec(`UPDATE metered_server SET seen_at_ms = seen_at_ms - ${ms}`);
  await database.exec(`UPDATE metered_sighting SET at_ms = at_ms - ${ms}`);
}

async function liveMemory(worker: StartedWorker): Promise<MemoryPeaks> {
  const memory = await watchMemory(worker, 'live');
  await worker.call('/bench/look');
  return memory.peaks();
}

function lastMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1))
    .toISOString()
    .slice(0, 7);
}
