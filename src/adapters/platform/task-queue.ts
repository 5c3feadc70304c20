import type { Log } from '#ports/log.ts';
import type { TaskQueue } from '#ports/task-queue.ts';

export interface DrainOutbox {
  readonly kind: 'drain_outbox';
}

/** Queues delays by a day at most; whoever has to wait longer is found by the regular wake-ups. */
const LONGEST_DELAY_SECONDS = 86_400;

/** Wakes over a Cloudflare Queue. A lost wake-up is only late: regular jobs drain the outbox, too. */
export function createTaskQueue(queue: Queue<DrainOutbox>, log: Log): TaskQueue {
  return {
    async wake(afterMs = 0) {
      const delaySeconds = Math.min(Math.ceil(afterMs / 1000), LONGEST_DELAY_SECONDS);
      try {
        await queue.send({ kind: 'drain_outbox' }, { delaySeconds });
      } catch (error) {
        log.warn('wake_failed', { error: error instanceof Error ? error.name : 'unknown' });
      }
    },
  };
}
