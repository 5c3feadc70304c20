// Dates, months and numbers as people read them: day, then month in words, so that nobody anywhere takes
// 1/11 for 11/1. The time zone is always given; the machine's own is never used.
import { type BillingMonth, monthAfter } from '#core/month.ts';

const LOCALE = 'en-GB';
const DAY_MS = 24 * 3_600_000;
const LOCAL_DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const YEAR_MONTH = /^(\d{4})-(\d\d)$/;

/** `1 November 2026`, the local date of an instant. */
export function formatDate(instantMs: number, timeZone: string): string {
  return dateFormat(timeZone).format(instantMs);
}

/** `10 November 2026 at 14:20`, the local time of an instant. */
export function formatTime(instantMs: number, timeZone: string): string {
  const time = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short', timeZone }).format(instantMs);
  return `${formatDate(instantMs, timeZone)} at ${time}`;
}

/** Formatters by time zone: making one takes longer than rendering a page. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(timeZone: string): Intl.DateTimeFormat {
  const known = dateFormats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone });
  dateFormats.set(timeZone, format);
  return format;
}

const MONTH_FORMAT = new Intl.DateTimeFormat(LOCALE, {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `2026-11-01` as `1 November 2026`; text in any other form stays as it is. */
export function formatLocalDate(localDate: string): string {
  const match = LOCAL_DATE.exec(localDate);
  if (!match) return localDate;
  return formatDate(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])), 'UTC');
}

/** `2026-10` as `October 2026`; text in any other form stays as it is. */
export function formatMonth(month: string): string {
  const match = YEAR_MONTH.exec(month);
  if (!match) return month;
  return MONTH_FORMAT.format(Date.UTC(Number(match[1]), Number(match[2]) - 1));
}

/** All days of a billing month: `1 to 31 October 2026`. */
export function formatMonthDays(month: BillingMonth): string {
  const lastMs = Date.parse(`${monthAfter(month)}-01T00:00:00Z`) - DAY_MS;
  return `1 to ${formatDate(lastMs, 'UTC')}`;
}

/** `12,345`. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(LOCALE).format(value);
}

/** `40 seconds`, `3 minutes`, `2 hours`: as much as a person waiting wants to know. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
