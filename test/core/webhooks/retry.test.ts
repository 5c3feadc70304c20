import { describe, expect, it } from 'vitest';
import { holdMs, isGivenUp, judgeAnswer } from '#core/webhooks/retry.ts';

const HOUR = 3_600_000;
const answered = (status: number) => judgeAnswer({ kind: 'answered', status }, 1);

describe('judgeAnswer', () => {
  it.each([200, 201, 204, 299])('takes %i as delivered', (status) => {
    expect(answered(status)).toEqual({ outcome: 'delivered', waitMs: 0, isDown: false });
  });

  it.each([100, 300, 301, 302, 304, 307, 400, 401, 404, 422])(
    'tries %i again, and holds it against this message alone',
    (status) => {
      expect(answered(status)).toEqual({ outcome: 'retry', waitMs: 5000, isDown: false });
    },
  );

  it.each([408, 429, 500, 502, 503, 599])('takes %i for an endpoint that is down', (status) => {
    expect(answered(status)).toMatchObject({ outcome: 'retry', isDown: true });
  });

  it('asks for nothing more after 410', () => {
    expect(answered(410)).toMatchObject({ outcome: 'gone' });
  });

  it('makes ten attempts over about three days', () => {
    let waitedMs = 0;
    for (let attempts = 1; attempts <= 9; attempts++) {
      const { outcome, waitMs } = judgeAnswer({ kind: 'unreachable' }, attempts);
      expect(outcome).toBe('retry');
      waitedMs += waitMs;
    }
    expect(waitedMs / HOUR).toBeCloseTo(75.6, 1);
    expect(judgeAnswer({ kind: 'unreachable' }, 10)).toMatchObject({ outcome: 'failed' });
  });
});

describe('holdMs', () => {
  it('is longer each time, and an hour at most', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 50].map(holdMs)).toEqual([
      5_000,
      5_000,
      20_000,
      80_000,
      320_000,
      1_280_000,
      HOUR,
      HOUR,
    ]);
  });
});

describe('isGivenUp', () => {
  it('is after five days', () => {
    expect([120 * HOUR - 1, 120 * HOUR].map((nowMs) => isGivenUp(0, nowMs))).toEqual([false, true]);
  });
});
