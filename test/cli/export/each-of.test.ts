import { describe, expect, it } from 'vitest';
import { eachOf } from '../../../cli/export/each-of.ts';

async function* numbers(count: number, read: number[], ended: () => unknown) {
  try {
    for (let n = 1; n <= count; n++) {
      read.push(n);
      yield n;
    }
  } finally {
    ended();
  }
}

describe('eachOf', () => {
  it('reads no row before there is somebody for it, and does all', async () => {
    const read: number[] = [];
    const done: number[] = [];
    let most = 0;
    await eachOf(
      numbers(50, read, () => {}),
      async (n) => {
        most = Math.max(most, read.length - done.length);
        await new Promise((resolve) => setImmediate(resolve));
        done.push(n);
      },
    );
    expect(done.sort((a, b) => a - b)).toEqual(read);
    expect(read).toHaveLength(50);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('ends at the first failure, and lets the source go', async () => {
    const read: number[] = [];
    const ends: string[] = [];
    const work = eachOf(
      numbers(1_000, read, () => ends.push('ended')),
      async (n) => {
        if (n === 10) throw new Error('the tenth');
      },
    );
    await expect(work).rejects.toThrow('the tenth');
    expect(ends).toEqual(['ended']);
    expect(read.length).toBeLessThan(20);
  });
});
