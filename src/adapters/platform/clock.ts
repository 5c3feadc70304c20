import type { Clock } from '#ports/clock.ts';

/** Workers freeze this clock between two I/O events (a guard against timing attacks); enough for a service like ours. */
export function createClock(): Clock {
  return { nowMs: () => Date.now() };
}
