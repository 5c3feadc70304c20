// What one of each costs in CPU time: of workerd's whole process, D1, queue and HTTP in it, so more than Cloudflare counts.
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { startLoad } from './load.ts';
import { machine } from './machine.ts';
import { startOutside } from './outside.ts';
import { SESSION, seedDashboard } from './pages.ts';
import { timedRun } from './rounds.ts';
import { monthOfRound, seedClients } from './seed.ts';
import { settings } from './settings.ts';
import { publishTerms, signUp, until } from './sign-up-journey.ts';
import { type StartedWorker, startWorker } from './start-worker.ts';
import { createVisitor } from './visitor.ts';

/** Linux counts in hundredths of a second (proc(5), sysconf(3)). */
const MS_PER_TICK = 10;
const CLIENTS = 300;
const SIGN_UPS = 15;
const HASHES = 20;
const VIEWS_MS = 5_000;
const IDLE_MS = 2_000;
const PASSWORD = 'Analytical-Engine-1';

/** Milliseconds of CPU. */
export interface CpuFigures {
  readonly dashboard: number;
  readonly invoice: number;
  /** From the form to the panel account, without the hash. */
  readonly signup: number;
  /** One password, in the object. */
  readonly hash: number;
  readonly machine: string;
  /** Others at work on the machine, before we began. */
  readonly load: number;
}

export async function measureCpu(): Promise<CpuFigures> {
  const [load = 0] = loadavg();
  const outside = await startOutside('bench-panel-token');
  const worker = await startWorker({
    entry: 'bench/worker.ts',
    databases: ['DB'],
    emptyDatabases: ['CLASSIC_DB'],
    settings: settings(outside.panelApiUrl, outside.mailboxUrl),
    consumesQueue: true,
  });
  try {
    await seedDashboard(worker);
    await settled(worker);
    const idle = await idleShare(worker);
    const dashboard = await ofDashboard(worker, idle);
    const invoice = await ofInvoice(worker, idle);
    await publishTerms(worker);
    const hash = await ofHash(worker, idle);
    const signup = (await ofSignup(worker, outside.mailboxUrl, idle)) - hash;
    return { dashboard, invoice, signup, hash, machine: machine(), load };
  } finally {
    await worker.stop();
    outside.stop();
  }
}

/** CPU milliseconds of `work` for each of what it did; `idle` is what would have been used anyway. */
async function cpuOf(
  { pid }: StartedWorker,
  idle: number,
  work: () => Promise<number>,
): Promise<number> {
  const [startMs, startCpuMs] = [performance.now(), cpuMs(pid)];
  const done = await work();
  const usedMs = cpuMs(pid) - startCpuMs - idle * (performance.now() - startMs);
  return usedMs / done;
}

/** CPU time as a share of time, with nothing to do. */
function idleShare(worker: StartedWorker): Promise<number> {
  return cpuOf(worker, 0, async () => {
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    return IDLE_MS;
  });
}

async function ofDashboard(worker: StartedWorker, idle: number): Promise<number> {
  const load = startLoad(4);
  const view = {
    method: 'GET',
    path: '/dashboard',
    headers: { cookie: `postmeter_session=${encodeURIComponent(SESSION)}` },
    expects: 200,
  } as const;
  try {
    await load.run(worker, view, VIEWS_MS / 5); // warms up
    return await cpuOf(worker, idle, async () => (await load.run(worker, view, VIEWS_MS)).requests);
  } finally {
    load.stop();
  }
}

async function ofInvoice(worker: StartedWorker, idle: number): Promise<number> {
  // Far from the panel users that the sign-ups get.
  const seeded = { count: CLIENTS - 1, first: 100_000 };
  await seedClients(await worker.database('DB'), seeded);
  return cpuOf(worker, idle, async () => {
    await timedRun(worker, monthOfRound(100), CLIENTS);
    await settled(worker);
    return CLIENTS;
  });
}

function ofHash(worker: StartedWorker, idle: number): Promise<number> {
  return cpuOf(worker, idle, async () => {
    await worker.call(`/bench/hashes?count=${HASHES}`);
    return HASHES;
  });
}

async function ofSignup(worker: StartedWorker, mailboxUrl: string, idle: number): Promise<number> {
  const one = async (email: string) => {
    const visitor = createVisitor(worker.url);
    await visitor.get('/signup');
    await signUp(visitor, mailboxUrl, email, PASSWORD);
    await settled(worker);
  };
  await one('first@example.org'); // warms up
  return cpuOf(worker, idle, async () => {
    for (let n = 0; n < SIGN_UPS; n++) await one(`person-${n}@example.org`);
    return SIGN_UPS;
  });
}

/** Waits for the last task. */
async function settled(worker: StartedWorker): Promise<void> {
  const database = await worker.database('DB');
  await until('the last task', async () => {
    const left = await database
      .prepare("SELECT 1 FROM outbox WHERE state = 'pending' LIMIT 1")
      .first();
    return left === null ? true : null;
  });
}

/** Of all threads of a process since it began, user and system. */
function cpuMs(pid: number | undefined): number {
  if (pid === undefined) throw new Error('CPU time is read from /proc, which this system has not');
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}
