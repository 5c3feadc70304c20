import type { Ports } from '#ports/ports.ts';

/**
 * Every few minutes: wakes whatever should be moving by itself. Queue messages and alarms can be lost
 * (docs/platform.md), the outbox and the runs cannot.
 */
export async function pulse({ queue, runs }: Pick<Ports, 'queue' | 'runs'>): Promise<void> {
  await queue.wake();
  await runs.wake();
}
