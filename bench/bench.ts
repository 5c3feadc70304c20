// npm run bench -- [run|pages|signup|prices|looks|limits|cost|delivery|hashing|load|scale|all] [--quick] [--json FILE]
// Prints tables and writes JSON. It measures and asserts nothing about time: a figure is what this machine gave today,
// and what carries over to another one are the ratios between things measured in turn.
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { benchCost } from './cost.ts';
import { benchDelivery } from './delivery.ts';
import { print, type SuiteResult } from './figures.ts';
import { benchHashing } from './hashing.ts';
import { benchLimits } from './limits.ts';
import { benchLooks } from './looks.ts';
import { machine } from './machine.ts';
import { benchLoad } from './mixed-load.ts';
import { benchPages } from './pages.ts';
import { benchPrices } from './prices.ts';
import { benchRun } from './run.ts';
import { benchRunSizes, type Size } from './run-sizes.ts';
import { benchScale } from './scale.ts';
import { benchSignup } from './signup.ts';

type Suite = (isQuick: boolean) => Promise<SuiteResult>;

const SIZES: readonly Size[] = [
  [1_000, 15],
  [10_000, 5],
  [100_000, 3],
];
const QUICK_SIZES: readonly Size[] = [
  [1_000, 5],
  [10_000, 2],
];

const SLOW = { clients: 10_000, classicClients: 100, rounds: 3 };
const SLOW_QUICK = { clients: 4_000, classicClients: 50, rounds: 1 };

/** Clients of a run, and what the panel takes to answer. */
const LATENCIES = [
  [5_000, 0],
  [3_000, 20],
  [1_500, 100],
  [500, 500],
] as const;
const QUICK_LATENCIES = [
  [1_000, 0],
  [500, 20],
] as const;

const SUITES: Readonly<Record<string, readonly Suite[]>> = {
  run: [
    (isQuick) =>
      benchRun({ clients: 10_000, classicClients: 500, rounds: isQuick ? 2 : 7, delayMs: 0 }),
    (isQuick) => benchRun({ ...(isQuick ? SLOW_QUICK : SLOW), delayMs: 20 }),
    (isQuick) => benchRun({ ...(isQuick ? SLOW_QUICK : SLOW), delayMs: 20, together: true }),
    (isQuick) => benchRunSizes(isQuick ? QUICK_SIZES : SIZES),
  ],
  pages: [(isQuick) => benchPages({ rounds: isQuick ? 2 : 5, roundMs: isQuick ? 1_000 : 3_000 })],
  signup: [(isQuick) => benchSignup({ rounds: isQuick ? 2 : 5, roundMs: isQuick ? 1_000 : 3_000 })],
  prices: [(isQuick) => benchPrices({ rounds: isQuick ? 2 : 5, roundMs: isQuick ? 1_000 : 3_000 })],
  looks: [
    (isQuick) =>
      benchLooks({
        servers: isQuick ? 10_000 : 100_000,
        changedPercent: 1,
        rounds: isQuick ? 3 : 5,
      }),
  ],
  limits: [() => benchLimits()],
  cost: [() => benchCost()],
  delivery: [
    (isQuick) => benchDelivery({ clients: isQuick ? 200 : 1_000, rounds: 3, delayMs: 50 }),
  ],
  hashing: [
    (isQuick) => benchHashing({ rounds: isQuick ? 1 : 3, roundMs: isQuick ? 3_000 : 10_000 }),
  ],
  load: [
    (isQuick) =>
      benchLoad({ clients: isQuick ? 1_000 : 10_000, durationMs: isQuick ? 5_000 : 60_000 }),
  ],
  scale: [
    (isQuick) =>
      benchScale({
        clients: isQuick ? 1_000 : 5_000,
        months: isQuick ? 1 : 3,
        servers: isQuick ? 20_000 : 1_000_000,
        billedClients: isQuick ? 500 : 5_000,
        latencies: isQuick ? QUICK_LATENCIES : LATENCIES,
      }),
  ],
};

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
  });
  const [name = 'all'] = positionals;
  const names = name === 'all' ? Object.keys(SUITES) : [name];
  if (positionals.length > 1 || names.some((suite) => !SUITES[suite])) {
    console.error(
      `Usage: npm run bench -- [${Object.keys(SUITES).join('|')}|all] [--quick] [--json FILE]`,
    );
    return 2;
  }
  console.log(`${machine()}; load ${loadavg()[0]?.toFixed(1)} before we began.`);
  const results: Record<string, SuiteResult[]> = {};
  for (const suite of names) {
    for (const measure of SUITES[suite] ?? []) {
      const result = await measure(values.quick);
      for (const table of result.tables) print(table);
      results[suite] = [...(results[suite] ?? []), result];
    }
  }
  if (values.json !== undefined) {
    const report = {
      machine: machine(),
      at: new Date().toISOString(),
      quick: values.quick,
      results,
    };
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    console.log(`\nWritten to ${values.json}.`);
  }
  return 0;
}
