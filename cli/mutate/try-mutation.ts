// A copy of the project that is broken, looked at, and mended again.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { ROOT } from '../root.ts';
import type { Mutation } from './mutation.ts';

/** What must see every mutation. */
export const SUITES: readonly string[] = [
  'test/simulation',
  'test/usecases/invoicing',
  'test/routes/admin/invoice-runs.test.ts',
];
/** Fewer than `npm test` plays: a mutation that only the rarest seed sees is badly covered. */
const SEEDS = '25';
/** Far longer than the suites take; a mutated run may never come to an end. */
const TIMEOUT_MS = 600_000;
const LEFT_OUT = new Set(['node_modules', '.git', 'dist', '.wrangler']);

export interface Verdict {
  readonly killed: boolean;
  /** The first test that failed. */
  readonly by: string;
  readonly tookMs: number;
}

export interface Copy {
  /** Runs the suites over the project as it is, or with one mutation. */
  look(mutation?: Mutation): Promise<Verdict>;
  remove(): Promise<void>;
}

export async function makeCopy(suites: readonly string[]): Promise<Copy> {
  const folder = await mkdtemp(`${tmpdir()}/postmeter-mutate-`);
  const filter = (path: string) => path === ROOT || !LEFT_OUT.has(basename(path));
  await cp(ROOT, folder, { recursive: true, filter });
  await symlink(`${ROOT}/node_modules`, `${folder}/node_modules`);
  return {
    async look(mutation) {
      const originals = mutation ? await breakIn(folder, mutation) : new Map<string, string>();
      try {
        return await runSuites(folder, suites);
      } finally {
        for (const [path, text] of originals) await writeFile(path, text);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Complaints about mutations that do not fit the source any more. */
export async function misfits(mutations: readonly Mutation[]): Promise<string[]> {
  const checked = await Promise.all(
    mutations.flatMap(({ name, edits }) =>
      edits.map(async ({ file, find }) => {
        const text = await readFile(`${ROOT}/${file}`, 'utf8').catch(() => '');
        const times = text.split(find).length - 1;
        return times === 1 ? '' : `"${name}": its text stands ${times} times in ${file}`;
      }),
    ),
  );
  return checked.filter((complaint) => complaint !== '');
}

async function breakIn(folder: string, { edits }: Mutation): Promise<Map<string, string>> {
  const originals = new Map<string, string>();
  for (const { file, find, put } of edits) {
    const path = `${folder}/${file}`;
    const text = await readFile(path, 'utf8');
    if (!originals.has(path)) originals.set(path, text);
    await writeFile(
      path,
      text.replace(find, () => put),
    );
  }
  return originals;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

async function runSuites(folder: string, suites: readonly string[]): Promise<Verdict> {
  const startedAtMs = performance.now();
  const report = `${folder}/mutate.json`;
  await rm(report, { force: true });
  const code = await runVitest(folder, report, suites);
  const tookMs = performance.now() - startedAtMs;
  if (code === 0) return { killed: false, by: '', tookMs };
  return { killed: true, by: await firstFailure(report, code), tookMs };
}

async function firstFailure(report: string, code: number | null): Promise<string> {
  if (code === null) return 'the time-out';
  const text = await readFile(report, 'utf8').catch(() => '{"testResults":[]}');
  const { testResults } = JSON.parse(text) as Report; // written by vitest for this run
  for (const { name, status, assertionResults } of testResults) {
    const failed = assertionResults.find((result) => result.status === 'failed');
    if (failed) return `${basename(name)}: ${failed.fullName}`;
    if (status === 'failed') return `${basename(name)}, which does not load`;
  }
  return `vitest, with code ${code}`;
}

/** Its exit code, or null where it had to be stopped. */
function runVitest(
  folder: string,
  report: string,
  suites: readonly string[],
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--bail=1',
        // A busy machine must not look like a test that fails.
        `--testTimeout=${TIMEOUT_MS}`,
        '--reporter=json',
        `--outputFile=${report}`,
        ...suites,
      ],
      { cwd: folder, stdio: 'ignore', env: { ...process.env, SIMULATION_SEEDS: SEEDS } },
    );
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}
