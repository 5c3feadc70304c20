import { describe, expect, it } from 'vitest';
import { createClock } from '#adapters/platform/clock.ts';
import { createRandom } from '#adapters/platform/random.ts';
import { createTaskQueue, type DrainOutbox } from '#adapters/platform/task-queue.ts';
import type { Log } from '#ports/log.ts';

describe('createClock', () => {
  it('reads UTC milliseconds', () => {
    expect(createClock().nowMs()).toBeGreaterThan(Date.UTC(2025, 0, 1));
  });
});

describe('createRandom', () => {
  it('gives as many bytes as asked, never the same', () => {
    const random = createRandom();
    expect(random.bytes(10)).toHaveLength(10);
    expect(random.bytes(32)).not.toEqual(random.bytes(32));
  });
});

describe('createTaskQueue', () => {
  const warnings: string[] = [];
  const log: Log = { info() {}, warn: (event) => warnings.push(event), error() {} };

  it('sends one message', async () => {
    const sent: DrainOutbox[] = [];
    const send = async (message: DrainOutbox) => void sent.push(message);
    await createTaskQueue({ send } as unknown as Queue<DrainOutbox>, log).wake(); // only send is used
    expect(sent).toEqual([{ kind: 'drain_outbox' }]);
    expect(warnings).toEqual([]);
  });

  it('swallows a failing send, since the outbox is the truth', async () => {
    const send = () => Promise.reject(new TypeError('queue of secret-name is down'));
    await createTaskQueue({ send } as unknown as Queue<DrainOutbox>, log).wake(); // only send is used
    expect(warnings).toEqual(['wake_failed']);
  });
});
