import type { Check } from './checks.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Runs checks two at a time, a line each with its time as it ends; what a failed one said follows its line. */
export async function runChecks(checks: readonly Check[]): Promise<Counts> {
  const left = [...checks];
  let passed = 0;
  const work = async () => {
    for (let check = left.shift(); check; check = left.shift()) {
      if (await runCheck(check)) passed++;
    }
  };
  await Promise.all([work(), work()]);
  return { passed, failed: checks.length - passed };
}

async function runCheck({ name, run }: Check): Promise<boolean> {
  const startedAtMs = performance.now();
  const { ok, output } = await run();
  console.log(checkLine(name, ok, performance.now() - startedAtMs));
  if (!ok) console.log(output.trimEnd());
  return ok;
}

export function checkLine(name: string, ok: boolean, tookMs: number): string {
  return `${ok ? '✓' : '✗'} ${name} (${(tookMs / 1000).toFixed(1)} s)`;
}

/** The last line of every command that counts. */
export function countsLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}
