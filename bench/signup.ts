// Our sign-up beside better-auth's: the same runtime, a D1 database each, the same load in turn.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { figure, number, ratio, type SuiteResult, withSpread } from './figures.ts';
import { type Load, type LoadRequest, startLoad } from './load.ts';
import { SIGNUP } from './pages.ts';
import { settings } from './settings.ts';
import { startWorker } from './start-worker.ts';

export interface SignupOptions {
  readonly rounds: number;
  readonly roundMs: number;
}

/** Few, because better-auth's hash blocks the isolate: each one waits for all others' hashes. */
const CONNECTIONS = 8;
const FOLDER = fileURLToPath(new URL('.', import.meta.url));

const BETTER_AUTH_SIGNUP: LoadRequest = {
  method: 'POST',
  path: '/api/auth/sign-up/email',
  headers: { 'content-type': 'application/json' },
  body: '{"name":"Ada Lovelace","email":"ada-{n}@example.com","password":"Analytical-Engine-1"}',
  expects: 200,
};

export async function benchSignup({ rounds, roundMs }: SignupOptions): Promise<SuiteResult> {
  await install();
  const ours = await startWorker({
    entry: 'bench/worker.ts',
    databases: ['DB', 'CLASSIC_DB'],
    settings: settings('http://127.0.0.1:9/api/v1'),
  });
  const theirs = await startWorker({
    entry: 'bench/better-auth-worker.js',
    databases: [],
    emptyDatabases: ['DB'],
    hasObjects: false,
  });
  const load = startLoad(CONNECTIONS);
  const our: Load[] = [];
  const their: Load[] = [];
  try {
    await theirs.call('/bench/migrate');
    for (let round = 0; round <= rounds; round++) {
      const measuredOurs = await load.run(ours, SIGNUP, roundMs);
      // Longer, because it makes so few.
      const measuredTheirs = await load.run(theirs, BETTER_AUTH_SIGNUP, 3 * roundMs);
      if (round === 0) continue;
      our.push(measuredOurs);
      their.push(measuredTheirs);
    }
  } finally {
    load.stop();
    await ours.stop();
    await theirs.stop();
  }
  const perSecond = (loads: readonly Load[]) => loads.map((one) => one.perSecond);
  const p50 = (loads: readonly Load[]) =>
    `${number(figure(loads.map((one) => one.p50Ms)).median)} ms`;
  const toTheirs = ratio(perSecond(our), perSecond(their));
  return {
    tables: [
      {
        title: `Sign-ups over ${CONNECTIONS} kept-alive connections`,
        head: ['', 'per second: median (min–max)', 'p50', ''],
        rows: [
          [
            'POST /signup',
            withSpread(figure(perSecond(our))),
            p50(our),
            `${withSpread(toTheirs, 1)} ×`,
          ],
          [
            `better-auth ${betterAuthVersion()}`,
            withSpread(figure(perSecond(their)), 1),
            p50(their),
            '',
          ],
        ],
        notes: [
          'better-auth as it comes, with its own D1 dialect and its own scrypt; no mail, no session after sign-up, no rate limit',
          'ours stores the sign-up sealed and the mail to send; the slow hash is made once the address is proven, and is not in this figure',
        ],
      },
    ],
    data: { ours: our, betterAuth: their, toTheirs },
  };
}

/** What bench/package-lock.json names, once. */
async function install(): Promise<void> {
  if (betterAuthVersion() === lockedVersion()) return;
  console.error('Installing what the bench compares with (npm ci --prefix bench, once).');
  const args = [
    'ci',
    '--prefix',
    FOLDER,
    '--omit=optional',
    '--omit=peer',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
  ];
  await promisify(execFile)('npm', args);
}

function betterAuthVersion(): string | undefined {
  try {
    return version(`${FOLDER}node_modules/better-auth/package.json`);
  } catch {
    return undefined;
  }
}

function lockedVersion(): string {
  const lock = JSON.parse(readFileSync(`${FOLDER}package-lock.json`, 'utf8')) as {
    packages: Record<string, { version: string }>;
  }; // npm's own format
  return lock.packages['node_modules/better-auth']?.version ?? '';
}

function version(path: string): string {
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
