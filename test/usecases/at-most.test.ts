import { describe, expect, it } from 'vitest';
import { atMost } from '#usecases/at-most.ts';

/** Work that ends when it is told to. */
function gates(count: number) {
  const open: (() => void)[] = [];
  const closed = Array.from({ length: count }, () => new Promise<void>((go) => open.push(go)));
  return { pass: (n: number) => closed[n], open: (n: number) => open[n]?.() };
}

describe('atMost', () => {
  it('does everything, and never more than the limit at a time', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    const failure = await atMost(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      done.push(item);
      return undefined;
    });
    expect([failure, most, done.length]).toEqual([undefined, 3, 7]);
  });

  it('keeps the first failure, whatever ends after it, and begins nothing new', async () => {
    const gate = gates(2);
    const begun: number[] = [];
    const work = atMost(2, [0, 1, 2, 3], async (item) => {
      begun.push(item);
      await gate.pass(item);
      return item === 0 ? 'broken' : undefined;
    });
    gate.open(0);
    await Promise.resolve();
    gate.open(1);
    expect(await work).toBe('broken');
    expect(begun).toEqual([0, 1]);
  });
});
