import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { type Counts, checkLine } from './run-checks.ts';
import { spawnTool } from './spawn-tool.ts';

/** What is used of vitest's JSON report. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success?: boolean;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Runs the tests, shown as vitest shows them, and counts them from its report. */
export async function runVitest(args: readonly string[]): Promise<Counts> {
  const folder = await mkdtemp(`${tmpdir()}/postmeter-test-`);
  const report = `${folder}/vitest.json`;
  const startedAtMs = performance.now();
  try {
    const { code } = await spawnTool(
      'vitest/vitest.mjs',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
      'shown',
      reportIsOld(report),
    );
    const result = await readReport(report);
    // A process that had to be ended said in its report how the tests went.
    const counts = countTests(result, code ?? (result?.success ? 0 : 1));
    console.log(checkLine('tests', counts.failed === 0, performance.now() - startedAtMs));
    return counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Tests that passed and failed. A file that failed without any failed test (it did not load, say) counts as one, and so
 * does a failure of vitest that no test accounts for: an unhandled error, or no test found.
 */
export function countTests(report: VitestReport | undefined, exitCode: number): Counts {
  if (!report) return { passed: 0, failed: 1 };
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** How long workerd may take to leave after the report is written; now and then it never does. */
const LEAVING_MS = 30_000;

/** Whether the report was written so long ago that the process should be gone. */
function reportIsOld(path: string): () => Promise<boolean> {
  return async () => {
    const written = await stat(path).catch(() => undefined);
    return written !== undefined && Date.now() - written.mtimeMs > LEAVING_MS;
  };
}

async function readReport(path: string): Promise<VitestReport | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as VitestReport; // written by vitest for this run
  } catch {
    return undefined;
  }
}
