// One fuzzed parser is one test. How many inputs, and from which seed, `npm run fuzz` says (docs/fuzzing.md).
import fc from 'fast-check';
import { inject, it } from 'vitest';

/** Long enough for every input of the slowest parser on a busy machine: it bounds what hangs. */
export const TIMEOUT_MS = 600_000;

/** Tests that `property` throws nothing, whatever the input. */
export function fuzz<T>(
  name: string,
  inputs: fc.Arbitrary<T>,
  property: (input: T) => unknown,
): void {
  it(name, { timeout: TIMEOUT_MS }, () => expectNoFault(name, inputs, property));
}

/** The body of such a test; a failure says how to see it again. */
export async function expectNoFault<T>(
  name: string,
  inputs: fc.Arbitrary<T>,
  property: (input: T) => unknown,
): Promise<void> {
  const { runs, seed } = inject('fuzz');
  const asynchronous = fc.asyncProperty(inputs, async (input) => {
    await property(input);
  });
  const found = await fc.check(asynchronous, { numRuns: runs, seed });
  if (!found.failed) return;
  const again = `npm run fuzz -- --seed ${seed} --runs ${runs} --only "${name}"`;
  throw new Error(`${again}\n${fc.defaultReportMessage(found)}`, { cause: found.errorInstance });
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly fuzz: { readonly runs: number; readonly seed: number };
  }
}
