// Whether a run stays as fast and as small when it grows: time per invoice, and memory, at several sizes.
import { figure, megabytes, number, type SuiteResult, withSpread } from './figures.ts';
import { type MemoryPeaks, watchMemory } from './memory.ts';
import { startPanel } from './panel.ts';
import { timedRun } from './rounds.ts';
import { monthOfRound, seedClients, seedPrice } from './seed.ts';
import { settings } from './settings.ts';
import { type StartedWorker, startWorker } from './start-worker.ts';

/** Clients, and how many runs are timed: small ones are over quickly and scatter more. */
export type Size = readonly [clients: number, rounds: number];

interface Measured {
  readonly clients: number;
  /** Microseconds per invoice, a value a round. */
  readonly perInvoiceUs: readonly number[];
  readonly memory: MemoryPeaks;
}

export async function benchRunSizes(sizes: readonly Size[]): Promise<SuiteResult> {
  const panel = await startPanel();
  await panel.set({ users: Math.max(...sizes.map(([clients]) => clients)) });
  try {
    // All sizes are there at once and take turns: a machine that gets slower gets slower for each of them.
    const workers = await Promise.all(sizes.map(([clients]) => startSized(panel.apiUrl, clients)));
    const times = await timeInTurns(sizes, workers);
    await Promise.all(workers.map((worker) => worker.stop()));
    const measured: Measured[] = [];
    for (const [i, [clients]] of sizes.entries()) {
      const memory = await measureMemory(panel.apiUrl, clients);
      measured.push({ clients, perInvoiceUs: times[i] ?? [], memory });
    }
    return report(measured);
  } finally {
    panel.stop();
  }
}

async function startSized(apiUrl: string, clients: number, inspects = false) {
  const worker = await startWorker({
    entry: 'bench/worker.ts',
    databases: ['DB', 'CLASSIC_DB'],
    settings: settings(apiUrl),
    inspects,
  });
  const database = await worker.database('DB');
  await seedPrice(database);
  await seedClients(database, { count: clients });
  return worker;
}

/** Each size's rounds, spread over the whole time. The first round of each warms up. */
async function timeInTurns(sizes: readonly Size[], workers: readonly StartedWorker[]) {
  const times: number[][] = sizes.map(() => []);
  const turns = Math.max(...sizes.map(([, rounds]) => rounds));
  for (let turn = 0; turn <= turns; turn++) {
    for (const [i, [clients, rounds]] of sizes.entries()) {
      const worker = workers[i];
      const isItsTurn =
        turn === 0 || Math.ceil((turn * rounds) / turns) > Math.ceil(((turn - 1) * rounds) / turns);
      if (!worker || !isItsTurn) continue;
      const { ms } = await timedRun(worker, monthOfRound(turn), clients);
      if (turn > 0) times[i]?.push((ms * 1000) / clients);
    }
  }
  return times;
}

/** Apart from the timed runs: the inspector slows the isolate down. */
async function measureMemory(apiUrl: string, clients: number): Promise<MemoryPeaks> {
  const worker = await startSized(apiUrl, clients, true);
  try {
    await worker.call('/bench/usage-calls?users=500&month=2001-01'); // code and connections are there before we count
    const memory = await watchMemory(worker);
    await timedRun(worker, monthOfRound(0), clients);
    return await memory.peaks();
  } finally {
    await worker.stop();
  }
}

function report(measured: readonly Measured[]): SuiteResult {
  const smallest = figure(measured[0]?.perInvoiceUs ?? []).median;
  return {
    tables: [
      {
        title: 'Runs of several sizes',
        head: [
          'clients',
          'µs an invoice: median (min–max)',
          'to the smallest',
          'V8 heap, peak',
          'heap and buffers',
          'workerd, growth',
        ],
        rows: measured.map(({ clients, perInvoiceUs, memory }) => {
          const time = figure(perInvoiceUs);
          return [
            number(clients),
            withSpread(time),
            `${number(time.median / smallest, 2)} ×`,
            megabytes(memory.heapUsedBytes),
            megabytes(memory.isolateBytes),
            memory.residentGrowthBytes === undefined
              ? 'not measured'
              : megabytes(memory.residentGrowthBytes),
          ];
        }),
        notes: [
          "V8 heap: the Worker's isolate, with the garbage that is not yet collected, asked for every 50 ms through the inspector",
          'heap and buffers: with array buffers and embedder objects; the closest to what the platform bounds at 128 MB',
          "growth: highest resident memory of the whole process during the run less that before; with D1's own code, its page caches and all buffers",
        ],
      },
    ],
    data: { measured },
  };
}
