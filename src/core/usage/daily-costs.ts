// What each day of a running month has cost: the difference between the month's cost at its end and at the day's before.
import { dateAt, nextDayMs, type TimeRange } from '#core/month.ts';

export interface LocalDay {
  /** `YYYY-MM-DD` in the billing time zone. */
  readonly date: string;
  readonly endMs: number;
}

export interface DayCost {
  readonly date: string;
  /** Smallest unit; undefined where the usage could not be read. */
  readonly amountMinor: number | undefined;
  /** The day still runs. */
  readonly isToday: boolean;
}

/** The days of `month` that are over at `nowMs`, in order. A day is as long as its clocks say: 23, 24 or 25 hours. */
export function daysOver(month: TimeRange, nowMs: number, timeZone: string): readonly LocalDay[] {
  const days: LocalDay[] = [];
  let startMs = month.startMs;
  for (;;) {
    const endMs = nextDayMs(startMs, timeZone);
    if (endMs > nowMs || endMs > month.endMs) return days;
    days.push({ date: dateAt(startMs, timeZone), endMs });
    startMs = endMs;
  }
}

/**
 * Costs per day out of the month's cost at the end of each, and its cost now. A day after one that could not be read is not
 * known either: its figure would be of two days. A source that corrected itself downwards makes a day that cost nothing, not one
 * that paid back.
 */
export function dailyCosts(
  days: readonly LocalDay[],
  costAtEnd: ReadonlyMap<string, number>,
  today: { readonly date: string; readonly soFarMinor: number | undefined },
): readonly DayCost[] {
  const costs: DayCost[] = [];
  let before: number | undefined = 0;
  for (const { date } of days) {
    const atEnd = costAtEnd.get(date);
    costs.push({ date, amountMinor: difference(atEnd, before), isToday: false });
    before = atEnd;
  }
  costs.push({
    date: today.date,
    amountMinor: difference(today.soFarMinor, before),
    isToday: true,
  });
  return costs;
}

function difference(after: number | undefined, before: number | undefined): number | undefined {
  if (after === undefined || before === undefined) return undefined;
  return Math.max(0, after - before);
}
