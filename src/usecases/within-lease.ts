import type { Ports } from '#ports/ports.ts';

/** What storing the outcome may take: D1's own bound on a query (docs/platform.md). */
const STORING_MS = 30_000;

/**
 * Work under a lease, however many calls it comes to: it begins none that could end, and be stored, after the lease is
 * over. So whoever has the next lease never meets it at work.
 */
export function withinLease<T>(
  { callDeadline, settings }: Pick<Ports, 'callDeadline' | 'settings'>,
  leaseUntilMs: number,
  work: () => Promise<T>,
): Promise<T> {
  return callDeadline.within(leaseUntilMs - settings.longestCallMs - STORING_MS, work);
}
