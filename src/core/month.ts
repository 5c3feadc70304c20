// Billing months: calendar months in the billing time zone, half open. Every offset and every daylight-saving
// change is applied here and nowhere else; the rest of the code handles `YYYY-MM` text and UTC milliseconds.
import { Temporal } from 'temporal-polyfill';
import { err, ok, type Result } from '#core/result.ts';

/** `YYYY-MM`, in the billing time zone. */
export type BillingMonth = string & { readonly __brand: 'BillingMonth' };

/** UTC milliseconds, half open: `startMs <= t < endMs`. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

export type MonthRefusal =
  | { readonly reason: 'month_malformed'; readonly given: string }
  | {
      readonly reason: 'month_not_closed';
      readonly month: BillingMonth;
      readonly endsAtMs: number;
    };

const MONTH_PATTERN = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/;
const MS_PER_HOUR = 3_600_000;

/** Reads `YYYY-MM`, years 1900 to 2199. */
export function parseMonth(given: string): Result<BillingMonth, MonthRefusal> {
  if (!MONTH_PATTERN.test(given)) return err({ reason: 'month_malformed', given });
  return ok(given as BillingMonth);
}

/** The month that an instant falls into, in `timeZone` (IANA name). */
export function monthAt(instantMs: number, timeZone: string): BillingMonth {
  const last = lastMonths.get(timeZone);
  if (last && last.startMs <= instantMs && instantMs < last.endMs) return last.month;
  const { year, month: number } = zoned(instantMs, timeZone);
  const month =
    `${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}` as BillingMonth;
  lastMonths.set(timeZone, { month, ...monthRange(month, timeZone) });
  return month;
}

/** By time zone: who asks for the month asks again within it, and time zones are slow. */
const lastMonths = new Map<string, TimeRange & { readonly month: BillingMonth }>();

/** The calendar month before; no time zone is involved. */
export function monthBefore(month: BillingMonth): BillingMonth {
  return Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString() as BillingMonth;
}

/** The `count` months before `month`, newest first. */
export function monthsBefore(month: BillingMonth, count: number): readonly BillingMonth[] {
  const months: BillingMonth[] = [];
  for (let n = 0, last = month; n < count; n++) {
    last = monthBefore(last);
    months.push(last);
  }
  return months;
}

/** The calendar month after; no time zone is involved. */
export function monthAfter(month: BillingMonth): BillingMonth {
  return Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString() as BillingMonth;
}

/** The month's range; a local midnight that daylight saving skips begins at the first instant after it. */
export function monthRange(month: BillingMonth, timeZone: string): TimeRange {
  return {
    startMs: startOfMonthMs(month, timeZone),
    endMs: startOfMonthMs(monthAfter(month), timeZone),
  };
}

/** Started hours in the range: 744 for a month of 31 days, one less or more where clocks change. */
export function hoursIn(range: TimeRange): number {
  return Math.ceil((range.endMs - range.startMs) / MS_PER_HOUR);
}

/** The month if it is over at `nowMs`; the running and future months are refused. */
export function requireClosed(
  month: BillingMonth,
  nowMs: number,
  timeZone: string,
): Result<BillingMonth, MonthRefusal> {
  const { endMs } = monthRange(month, timeZone);
  if (nowMs < endMs) return err({ reason: 'month_not_closed', month, endsAtMs: endMs });
  return ok(month);
}

/** Local calendar year of an instant, e.g. for the series of invoice numbers. */
export function yearAt(instantMs: number, timeZone: string): number {
  return zoned(instantMs, timeZone).year;
}

/** Local date `YYYY-MM-DD` of an instant. */
export function dateAt(instantMs: number, timeZone: string): string {
  return zoned(instantMs, timeZone).toPlainDate().toString();
}

/** The instant `days` calendar days later at the same local time. */
export function addDaysMs(instantMs: number, days: number, timeZone: string): number {
  return zoned(instantMs, timeZone).add({ days }).epochMilliseconds;
}

/** The first instant of the local day after the one that `instantMs` falls into; not always midnight, and not always 24 hours on. */
export function nextDayMs(instantMs: number, timeZone: string): number {
  const nextDay = zoned(instantMs, timeZone).toPlainDate().add({ days: 1 });
  return nextDay.toZonedDateTime(timeZone).epochMilliseconds;
}

/** Whether the runtime knows `timeZone` (IANA name). */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

function startOfMonthMs(month: BillingMonth, timeZone: string): number {
  return Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 }).toZonedDateTime(timeZone)
    .epochMilliseconds;
}

function zoned(instantMs: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone);
}
