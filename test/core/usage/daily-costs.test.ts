import { describe, expect, it } from 'vitest';
import { type BillingMonth, monthRange } from '#core/month.ts';
import { dailyCosts, daysOver } from '#core/usage/daily-costs.ts';

const range = (month: string, zone: string) => monthRange(month as BillingMonth, zone);
const HOUR_MS = 3_600_000;

describe('daysOver', () => {
  it('has the days that are over, and none on the first', () => {
    const october = range('2026-10', 'UTC');
    const at = (text: string) => daysOver(october, Date.parse(text), 'UTC').map(({ date }) => date);
    expect(at('2026-10-01T23:59:59.999Z')).toEqual([]);
    expect(at('2026-10-02T00:00:00Z')).toEqual(['2026-10-01']);
    expect(at('2026-10-04T12:00:00Z')).toEqual(['2026-10-01', '2026-10-02', '2026-10-03']);
    expect(at('2026-11-05T00:00:00Z')).toHaveLength(31);
  });

  it.each([
    ['Europe/Berlin', '2026-10', 25, 25],
    ['Europe/Berlin', '2026-03', 29, 23],
    ['America/Santiago', '2026-09', 6, 23],
    ['Australia/Lord_Howe', '2026-10', 4, 23.5],
    ['Asia/Kathmandu', '2026-10', 25, 24],
  ])('tiles the month in %s %s, whose day %i has %d hours', (zone, month, day, hours) => {
    const { startMs, endMs } = range(month, zone);
    const days = daysOver({ startMs, endMs }, endMs, zone);
    expect(days.at(-1)?.endMs).toBe(endMs);
    expect(days.map(({ date }) => Number(date.slice(8)))).toEqual(days.map((_, n) => n + 1));
    const starts = [startMs, ...days.map((one) => one.endMs)];
    expect(((days[day - 1]?.endMs ?? 0) - (starts[day - 1] ?? 0)) / HOUR_MS).toBe(hours);
  });
});

describe('dailyCosts', () => {
  const days = ['01', '02', '03', '04'].map((day) => ({ date: `2026-10-${day}`, endMs: 0 }));
  const costs = (atEnd: Record<string, number>, soFarMinor: number | undefined) =>
    dailyCosts(
      days,
      new Map(Object.entries(atEnd).map(([day, cost]) => [`2026-10-${day}`, cost])),
      { date: '2026-10-05', soFarMinor },
    ).map(({ amountMinor }) => amountMinor);

  it('is the difference from day to day, today last; together they are the cost so far', () => {
    expect(costs({ '01': 10, '02': 10, '03': 25, '04': 40 }, 47)).toEqual([10, 0, 15, 15, 7]);
  });

  it('does not know a day that was not read, nor the one after it', () => {
    expect(costs({ '01': 10, '03': 25, '04': 40 }, 47)).toEqual([10, undefined, undefined, 15, 7]);
    expect(costs({ '01': 10, '02': 10, '03': 25, '04': 40 }, undefined).at(-1)).toBeUndefined();
    expect(costs({}, 47)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('never pays a day back', () => {
    expect(costs({ '01': 10, '02': 8, '03': 25, '04': 40 }, 47)).toEqual([10, 0, 17, 15, 7]);
  });
});
