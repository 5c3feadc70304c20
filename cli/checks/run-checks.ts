import type { Check } from './checks.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Runs checks one after the other, a line each with its time; what a failed one said follows its line. */
export async function runChecks(checks: readonly Check[]): Promise<Counts> {
  let passed = 0;
  for (const { name, run } of checks) {
    const startedAtMs = performance.now();
    const { ok, output } = await run();
    console.log(checkLine(name, ok, performance.now() - startedAtMs));
    if (ok) passed++;
    else console.log(output.trimEnd());
  }
  return { passed, failed: checks.length - passed };
}

export function checkLine(name: string, ok: boolean, tookMs: number): string {
  return `${ok ? '✓' : '✗'} ${name} (${(tookMs / 1000).toFixed(1)} s)`;
}

/** The last line of every command that counts. */
export function countsLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}
