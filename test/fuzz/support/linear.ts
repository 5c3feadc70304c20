// Whether the time of a parser grows with its input and no faster. Only times of one run are compared with each other.
import { expect } from 'vitest';

const SHORT = 4_000;
const FACTOR = 8;
/** Times growth of linear work; quadratic work grows FACTOR times as fast, and is told from it on a busy machine, too. */
const ROOM = 4;
/** Milliseconds below which a clock shows noise. */
const NOISE_MS = 0.5;

/** Of the text repeated: what makes a regular expression go back over all that it has read. */
export function expectLinear(parse: (text: string) => unknown, text: string): void {
  const long = text.repeat(Math.ceil((SHORT * FACTOR) / text.length));
  const short = long.slice(0, SHORT);
  const growth = fastest(parse, long) / Math.max(fastest(parse, short), NOISE_MS);
  expect(growth, `the time for ${JSON.stringify(text)}, repeated`).toBeLessThan(FACTOR * ROOM);
}

/** Of the processor: a machine with other things to do interrupts the long one and not the short. */
function fastest(parse: (text: string) => unknown, text: string): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    parse(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}
