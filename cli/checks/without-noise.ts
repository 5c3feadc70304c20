// workerd reports on its error stream what tests provoke on purpose: connections that the emulator breaks, objects
// that a test aborts. vitest cannot silence it, and a reader takes it for failures.

const NOISE = [
  /^uncaught exception; (?:source|exception) = /,
  /^exception = (?:kj|workerd)\//,
  /^stack: .*workerd@/,
  /^Error: failure on demand: the reply was lost/,
];
const STACK_FRAME = /^ {4}at /;

/** Takes lines one by one; answers whether to show each. A stack belongs to the line above it. */
export function noiseFilter(): (line: string) => boolean {
  let inNoise = false;
  return (line) => {
    if (inNoise && STACK_FRAME.test(line)) return false;
    inNoise = NOISE.some((pattern) => pattern.test(line));
    return !inNoise;
  };
}
