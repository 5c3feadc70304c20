// Delivery of a month's invoices into a billing system, beside what its latency and six connections allow.
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
  const rounds = await measure(options);
  const calls = rounds.map((round) => round.calls / clients);
  const allowedMs = rounds.map((round) => (round.calls * delayMs) / CONNECTIONS);
  const times = rounds.map((round, n) => round.ms / (allowedMs[n] ?? 1));
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
    ],
    notes: [
      `${options.rounds} rounds after one that makes the clients there; one drain after the other, mails to the clients included`,
    ],
  };
  return { tables: [table], data: { options, rounds, times } };
}

interface Round {
  readonly ms: number;
  readonly calls: number;
}

async function measure({ clients, rounds, delayMs }: DeliveryOptions): Promise<readonly Round[]> {
  const panel = await startPanel();
  const billing = await startBilling();
  await panel.set({ users: clients });
  const worker = await startWorker({
    entry: 'bench/worker.ts',
    databases: ['DB'],
    emptyDatabases: ['CLASSIC_DB'],
    settings: { ...settings(panel.apiUrl, billing.mailboxUrl), ...billing.settings },
  });
  const measured: Round[] = [];
  try {
    const database = await worker.database('DB');
    await seedPrice(database);
    await seedClients(database, { count: clients });
    for (let round = 0; round <= rounds; round++) {
      await timedRun(worker, monthOfRound(round), clients);
      const before = await billing.set(round === 0 ? 0 : delayMs);
      const { ms, answer } = await timed<{ delivered: number }>(worker, '/bench/deliver');
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
