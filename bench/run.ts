// A run of a month, beside the usage calls alone and beside the classic cron, all in the same workerd.
import { figure, number, ratio, type SuiteResult, type Table, withSpread } from './figures.ts';
import { startPanel } from './panel.ts';
import { timed, timedRun } from './rounds.ts';
import { monthOfRound, seedClients, seedPrice } from './seed.ts';
import { settings } from './settings.ts';
import { startWorker } from './start-worker.ts';

export interface RunOptions {
  readonly clients: number;
  /** Clients that the classic cron gets to: it is too slow for all of them. */
  readonly classicClients: number;
  readonly rounds: number;
  /** What the panel takes to answer. */
  readonly delayMs: number;
  /** Its report takes several users in one call. */
  readonly together?: boolean;
}

/** As an operator sets it where the panel has larger reads (docs/settings.md). */
const TOGETHER = {
  USAGE_REPORT_PATH: '/usage/report?user_ids={userIds}&from={from}&to={to}&per_page=100',
  USAGE_REPORT_FIELDS: JSON.stringify({
    userId: 'user_id',
    serverId: 'server_id',
    name: 'server_name',
    hours: 'hours',
    tokens: 'tokens',
    backupTokens: 'backup_tokens',
  }),
};

interface Rounds {
  readonly callsMs: number[];
  readonly adapterMs: number[];
  readonly runMs: number[];
  readonly planMs: number[];
  readonly executeMs: number[];
  /** Per invoice. */
  readonly classicMs: number[];
}

/** Medians of several rounds; the first one warms up and does not count. */
export async function benchRun(options: RunOptions): Promise<SuiteResult> {
  const { clients, delayMs, together } = options;
  const rounds = await measure(options);
  const perSecond = (ms: readonly number[], of = clients) =>
    figure(ms.map((value) => (of / value) * 1000));
  const calls = perSecond(rounds.callsMs);
  const adapter = perSecond(rounds.adapterMs);
  const run = perSecond(rounds.runMs);
  const classic = perSecond(rounds.classicMs, 1);
  const toCeiling = ratio(rounds.callsMs, rounds.runMs);
  const toClassic = ratio(
    rounds.classicMs,
    rounds.runMs.map((ms) => ms / clients),
  );
  const table: Table = {
    title: `Run of ${number(clients)} clients with 5 resources each, panel answering ${delayMs > 0 ? `after ${delayMs} ms` : 'at once'}${together ? ', for 50 users a call' : ''}`,
    head: ['', 'per second: median (min–max)', 'run is'],
    rows: [
      ['usage read alone, 6 calls at once', withSpread(calls), `${withSpread(toCeiling, 2)} ×`],
      ['the same through our adapter', withSpread(adapter), ''],
      ['run: plan and execute, invoices', withSpread(run), ''],
      ['classic cron, invoices', withSpread(classic), `${withSpread(toClassic, 1)} ×`],
    ],
    notes: [
      `of the run's time: plan ${withSpread(figure(rounds.planMs))} ms, execute ${withSpread(figure(rounds.executeMs))} ms`,
      `${options.rounds} rounds after one to warm up; the classic cron over ${number(options.classicClients)} clients`,
      'the queue has no consumer here: production, too, delivers after the run, in other invocations',
    ],
  };
  const data = { options, calls, adapter, run, classic, toCeiling, toClassic, rounds };
  return { tables: [table], data };
}

async function measure(options: RunOptions): Promise<Rounds> {
  const { clients, classicClients, delayMs } = options;
  const panel = await startPanel();
  await panel.set({ users: clients, delayMs });
  const worker = await startWorker({
    entry: 'bench/worker.ts',
    databases: ['DB', 'CLASSIC_DB'],
    settings: { ...settings(panel.apiUrl), ...(options.together && TOGETHER) },
  });
  const rounds: Rounds = {
    callsMs: [],
    adapterMs: [],
    runMs: [],
    planMs: [],
    executeMs: [],
    classicMs: [],
  };
  try {
    for (const name of ['DB', 'CLASSIC_DB']) {
      const database = await worker.database(name);
      await seedPrice(database);
      await seedClients(database, { count: clients });
    }
    for (let round = 0; round <= options.rounds; round++) {
      const month = monthOfRound(round);
      const usageCalls = `/bench/usage-calls?users=${clients}&month=${month}`;
      const calls = await timed(worker, usageCalls);
      const run = await timedRun(worker, month, clients);
      const adapter = await timed(worker, `${usageCalls}&through=adapter`);
      const classic = await timed<{ made: number }>(
        worker,
        `/bench/classic?clients=${classicClients}&month=${month}`,
      );
      if (round === 0) continue;
      const { createdAtMs, plannedAtMs, executedAtMs } = run.answer;
      rounds.callsMs.push(calls.ms);
      rounds.adapterMs.push(adapter.ms);
      rounds.runMs.push(run.ms);
      rounds.planMs.push(plannedAtMs - createdAtMs);
      rounds.executeMs.push(executedAtMs - plannedAtMs);
      rounds.classicMs.push(classic.ms / classic.answer.made);
    }
  } finally {
    await worker.stop();
    panel.stop();
  }
  return rounds;
}
