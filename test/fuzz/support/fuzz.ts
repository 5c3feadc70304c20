// One fuzzed parser is one test. How many inputs, and from which seed, `npm run fuzz` says (docs/fuzzing.md).
import fc from 'fast-check';
import { inject, it } from 'vitest';

/** Long enough for every input of the slowest parser on a busy machine: it bounds what hangs. */
const TIMEOUT_MS = 600_000;

/** The share of inputs where each is answered by the database or the panel, or is a file. */
export const A_REQUEST = 0.2;

/**
 * Tests that `property` throws nothing, whatever the input; a failure says how to see it again. `share`: the part of the
 * inputs that it gets, where each is a request to a whole service.
 */
export function fuzz<T>(
  name: string,
  inputs: fc.Arbitrary<T>,
  property: (input: T) => unknown,
  share = 1,
): void {
  const { runs: wanted, seed } = inject('fuzz');
  const runs = Math.ceil(wanted * share);
  it(name, { timeout: TIMEOUT_MS }, async () => {
    const asynchronous = fc.asyncProperty(inputs, async (input) => {
      await property(input);
    });
    const found = await fc.check(asynchronous, { numRuns: runs, seed });
    if (!found.failed) return;
    const again = `npm run fuzz -- --seed ${seed} --runs ${wanted} --only "${name}"`;
    throw new Error(`${again}\n${fc.defaultReportMessage(found)}`, { cause: found.errorInstance });
  });
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly fuzz: { readonly runs: number; readonly seed: number };
  }
}
