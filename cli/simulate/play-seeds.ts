// Plays a range of seeds in a vitest of its own, and reads from its report which of them failed.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { ROOT } from '../root.ts';

export interface SeedRange {
  readonly from: number;
  readonly seeds: number;
}

export interface Played {
  readonly passed: number;
  /** What the failed ones say: seed, what is wrong, the way there. */
  readonly failures: readonly string[];
}

interface Report {
  readonly testResults: readonly {
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly title: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const SEED_TITLE = /seed \d+$/;

export async function playSeeds({ from, seeds }: SeedRange): Promise<Played> {
  const folder = await mkdtemp(`${tmpdir()}/postmeter-simulate-`);
  const path = `${folder}/vitest.json`;
  try {
    const output = await runVitest(path, {
      SIMULATION_FROM: String(from),
      SIMULATION_SEEDS: String(seeds),
    });
    const report = await readReport(path);
    if (!report) return { passed: 0, failures: [`seeds from ${from} were not played:\n${output}`] };
    return countSeeds(report, output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function countSeeds({ testResults }: Report, output: string): Played {
  const played = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ title }) => SEED_TITLE.test(title));
  const failures = played
    .filter(({ status }) => status !== 'passed')
    .map(({ title, failureMessages }) => messageOf(failureMessages[0] ?? title));
  if (played.length === 0) failures.push(testResults[0]?.message ?? output);
  return { passed: played.filter(({ status }) => status === 'passed').length, failures };
}

/** Without the stack: the way to the failure is in the message. */
function messageOf(failure: string): string {
  return failure.split(/\n\s+at /)[0]?.replace(/^\w*Error: /, '') ?? failure;
}

function runVitest(outputFile: string, variables: Readonly<Record<string, string>>) {
  const args = ['run', '--project', 'workers', 'test/simulation/simulation.test.ts'];
  // The report says nothing of what kept vitest from playing at all; its own words do.
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`];
  return new Promise<string>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [`${ROOT}/node_modules/vitest/vitest.mjs`, ...args, ...report],
      {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...variables },
      },
    );
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve(`${Buffer.concat(chunks).toString('utf8')}\nvitest ended with ${signal ?? code}`),
    );
  });
}

async function readReport(path: string): Promise<Report | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Report; // written by vitest for this run
  } catch {
    return undefined;
  }
}
