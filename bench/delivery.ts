// Delivery of a month's invoices into a billing system, beside what its latency and six connections allow.
import { readFileSync } from 'node:fs';
import { startBilling } from './billing.ts';
import { figure, number, type SuiteResult, type Table, withSpread } from './figures.ts';
import { startPanel } from './panel.ts';
import { timed, timedRun } from './rounds.ts';
import { monthOfRound, seedClients, seedPrice } from './seed.ts';
import { settings } from './settings.ts';
import { startWorker } from './start-worker.ts';

/** As many as an invocation may have open. */
const CONNECTIONS = 6;

export interface DeliveryOptions {
  readonly clients: number;
  readonly rounds: number;
  /** What the billing system takes to answer. */
  readonly delayMs: number;
}

/** The first month makes the clients over there and does not count. */
export async function benchDelivery(options: DeliveryOptions): Promise<SuiteResult> {
  const { clients, delayMs } = options;
  const rounds = await measure(options, DRAINS);
  const queued = await measure(options, {
    path: '/bench/deliver-by-queue',
    queueWaitSeconds: queueWaitSeconds(),
  });
  const calls = rounds.map((round) => round.calls / clients);
  const allowedMs = rounds.map((round) => (round.calls * delayMs) / CONNECTIONS);
  const times = rounds.map((round, n) => round.ms / (allowedMs[n] ?? 1));
  const queuedTimes = queued.map((round) => round.ms / ((round.calls * delayMs) / CONNECTIONS));
  const table: Table = {
    title: `Delivery of ${number(clients)} invoices of 5 lines to an emulated WHMCS that answers after ${delayMs} ms`,
    head: ['', 'median (min–max)'],
    rows: [
      ['calls per invoice', withSpread(figure(calls), 2)],
      [
        'what latency, calls and six connections allow, s',
        withSpread(figure(allowedMs.map(seconds)), 1),
      ],
      ['measured, s', withSpread(figure(rounds.map(({ ms }) => seconds(ms))), 1)],
      ['measured is', `${withSpread(figure(times), 2)} ×`],
      [
        `through the queue, max_batch_timeout = ${queueWaitSeconds()}, s`,
        withSpread(figure(queued.map(({ ms }) => seconds(ms))), 1),
      ],
      ['which is', `${withSpread(figure(queuedTimes), 2)} ×`],
    ],
    notes: [
      `${options.rounds} rounds after one that makes the clients there; one drain after the other, mails to the clients included`,
      'through the queue: as deployed, a message for each look at the outbox, with the setting of wrangler.toml',
    ],
  };
  return { tables: [table], data: { options, rounds, times, queued, queuedTimes } };
}

interface Way {
  readonly path: string;
  /** Undefined: the queue has no consumer, and the bench drains by itself. */
  readonly queueWaitSeconds?: number;
}

const DRAINS: Way = { path: '/bench/deliver' };

/** As deployed. */
function queueWaitSeconds(): number {
  const [, seconds] =
    /^max_batch_timeout = (\d+)/m.exec(readFileSync('wrangler.toml', 'utf8')) ?? [];
  if (seconds === undefined) throw new Error('wrangler.toml has no max_batch_timeout');
  return Number(seconds);
}

interface Round {
  readonly ms: number;
  readonly calls: number;
}

async function measure(
  { clients, rounds, delayMs }: DeliveryOptions,
  { path, queueWaitSeconds }: Way,
): Promise<readonly Round[]> {
  const panel = await startPanel();
  const billing = await startBilling();
  await panel.set({ users: clients });
  const worker = await startWorker({
    entry: 'bench/worker.ts',
    databases: ['DB'],
    emptyDatabases: ['CLASSIC_DB'],
    settings: { ...settings(panel.apiUrl, billing.mailboxUrl), ...billing.settings },
    ...(queueWaitSeconds === undefined ? {} : { consumesQueue: true, queueWaitSeconds }),
  });
  const measured: Round[] = [];
  try {
    const database = await worker.database('DB');
    await seedPrice(database);
    await seedClients(database, { count: clients });
    for (let round = 0; round <= rounds; round++) {
      // Nothing is delivered while the run still goes on: the time of deliveries is measured.
      await database.exec("INSERT INTO billing_stop VALUES ('whmcs', 'bench', '', 1)");
      await timedRun(worker, monthOfRound(round), clients);
      await database.exec('DELETE FROM billing_stop');
      const before = await billing.set(round === 0 ? 0 : delayMs);
      const { ms, answer } = await timed<{ delivered: number }>(worker, path);
      const calls = (await billing.set(delayMs)) - before;
      if (answer.delivered !== clients * (round + 1)) {
        throw new Error(`${answer.delivered} invoices are delivered after round ${round}`);
      }
      if (round > 0) measured.push({ ms, calls });
    }
  } finally {
    await worker.stop();
    billing.stop();
    panel.stop();
  }
  return measured;
}

function seconds(ms: number): number {
  return ms / 1000;
}
