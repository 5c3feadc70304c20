// Two projects, so that "needs a Worker" shows: `node` runs in Node, `workers` runs in workerd on a real D1.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';
import { assetsBinding } from './cli/instance/assets.ts';

const MIGRATIONS = './migrations';

/** Seeds that `npm test` plays; `npm run simulate` says which others. */
const { METERING_FROM = '1', METERING_SEEDS = '1' } = process.env;
const { SIMULATION_FROM = '1', SIMULATION_SEEDS = '6', SIMULATION_TELL = '' } = process.env;

/** Inputs of every fuzzed parser in `npm test`; `npm run fuzz` gives more, and another seed. */
const { FUZZ_RUNS = '100', FUZZ_SEED = '1' } = process.env;
const FUZZ = { runs: Number(FUZZ_RUNS), seed: Number(FUZZ_SEED) };

/** Folders whose tests need workerd; every other test runs in Node. */
const WORKER_TESTS = [
  'adapters',
  'usecases',
  'routes',
  'durable-objects',
  'jobs',
  'journeys',
  'simulation',
  'support',
  'fuzz/routes',
].map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

/** Bounds a test that hangs. Far longer than any takes: a busy machine is no failure. */
const BOUNDS = { testTimeout: 30_000, hookTimeout: 30_000 };

export default defineConfig({
  test: {
    // The Worker's log lines matter where a test fails, and only there.
    silent: 'passed-only',
    // Each makes its own worlds, so that as many as there are cores work side by side; vitest would leave one idle.
    maxWorkers: Math.min(4, availableParallelism()),
    projects: [
      {
        test: {
          name: 'node',
          ...BOUNDS,
          // Half of the time of these files went into new processes that load the same modules once more.
          isolate: false,
          include: ['test/**/*.test.{ts,tsx}'],
          // Those in a real browser have a configuration of their own.
          exclude: [...WORKER_TESTS, 'test/browser/**'],
          provide: { fuzz: FUZZ },
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            main: './test/support/worker.ts',
            miniflare: {
              compatibilityDate: '2026-04-01',
              compatibilityFlags: ['nodejs_compat'],
              d1Databases: ['DB'],
              // Small, so that a test reaches it.
              ratelimits: { RATE_BY_ADDRESS: { simple: { limit: 3, period: 60 } } },
              durableObjects: {
                INVOICE_RUN: { className: 'InvoiceRun', useSQLite: true },
                PASSWORD_HASHER: { className: 'PasswordHasher', useSQLite: true },
                QUICK_HASHER: { className: 'QuickHasher', useSQLite: true },
                // Its tests work inside it, and end the others.
                LOCAL_DATABASE: {
                  className: 'LocalDatabase',
                  useSQLite: true,
                  unsafePreventEviction: true,
                },
              },
              queueProducers: { TASKS: 'tasks' },
              serviceBindings: { ASSETS: await assetsBinding() },
              bindings: { TEST_MIGRATIONS: await migrations() },
            },
          })),
        ],
        test: {
          name: 'workers',
          ...BOUNDS,
          // One workerd for all files: each test makes its own world, and starting one a file costs seconds.
          isolate: false,
          include: WORKER_TESTS,
          globalSetup: ['./test/support/serve-outside.ts'],
          provide: {
            fuzz: FUZZ,
            // Each seed is a year.
            metering: { from: Number(METERING_FROM), seeds: Number(METERING_SEEDS) },
            simulation: {
              from: Number(SIMULATION_FROM),
              seeds: Number(SIMULATION_SEEDS),
              tell: SIMULATION_TELL !== '',
            },
          },
          setupFiles: ['./test/support/apply-migrations.ts'],
        },
      },
    ],
  },
});

/** None while the folder is still empty. */
async function migrations() {
  return existsSync(MIGRATIONS) ? await readD1Migrations(MIGRATIONS) : [];
}
