// Dates, months, numbers and money as people read them: day, then month in words, so that nobody anywhere takes
// 1/11 for 11/1. The time zone and the language are always given; the machine's own are never used.
import { formatMoney as formatMoneyIn, type Money } from '#core/money.ts';
import { type BillingMonth, monthAfter } from '#core/month.ts';
import type { Language } from '#views/languages.ts';

const DAY_MS = 24 * 3_600_000;
const LOCAL_DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const YEAR_MONTH = /^(\d{4})-(\d\d)$/;

/** `1 November 2026`, the local date of an instant. */
export function formatDate(instantMs: number, timeZone: string, language: Language): string {
  return dateFormat(language, { dateStyle: 'long', timeZone }).format(instantMs);
}

/** `1 Nov 2026`, for tables of many columns. */
export function formatShortDate(instantMs: number, timeZone: string, language: Language): string {
  const style = { day: 'numeric', month: 'short', year: 'numeric', timeZone } as const;
  return dateFormat(language, style).format(instantMs);
}

/** `1 November 2026 at 09:30`, for what happens within a day. */
export function formatInstant(instantMs: number, timeZone: string, language: Language): string {
  const style = { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23', timeZone } as const;
  return dateFormat(language, style).format(instantMs);
}

/** `1 November 2026 at 09:30 (UTC+1)`, for clients: they live in other time zones than their provider. */
export function formatInstantInZone(
  instantMs: number,
  timeZone: string,
  language: Language,
): string {
  const parts = dateFormat(language, { timeZoneName: 'shortOffset', timeZone }).formatToParts(
    instantMs,
  );
  const offset = parts
    .find(({ type }) => type === 'timeZoneName')
    ?.value.replace(/^GMT(?:[+-]0$)?/, 'UTC');
  return `${formatInstant(instantMs, timeZone, language)} (${offset})`;
}

/** `2026-11-01` as `1 November 2026`; text in any other form stays as it is. */
export function formatLocalDate(localDate: string, language: Language): string {
  const match = LOCAL_DATE.exec(localDate);
  if (!match) return localDate;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]; // by the pattern
  return formatDate(Date.UTC(year, month - 1, day), 'UTC', language);
}

/** `2026-10` as `October 2026`; text in any other form stays as it is. */
export function formatMonth(month: string, language: Language): string {
  const match = YEAR_MONTH.exec(month);
  if (!match) return month;
  const format = dateFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(Date.UTC(Number(match[1]), Number(match[2]) - 1));
}

/** All days of a billing month: `1 to 31 October 2026`. */
export function formatMonthDays(month: BillingMonth, language: Language): string {
  const lastMs = Date.parse(`${monthAfter(month)}-01T00:00:00Z`) - DAY_MS;
  return language.texts.dates.fromTheFirstTo(formatDate(lastMs, 'UTC', language));
}

/** `12,345`. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language.numberLocale).format(value);
}

/** `$12.34`, with the digits of ISO 4217. */
export function formatMoney(money: Money, language: Language): string {
  return formatMoneyIn(money, language.numberLocale);
}

/** `40 seconds`, `3 minutes`, `2 hours`: as much as a person waiting wants to know. For operators, in English. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}

/** Formatters by what they are made of: making one takes longer than rendering a page. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(
  { dateLocale }: Language,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${dateLocale} ${Object.values(options).join(' ')}`;
  const known = dateFormats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(dateLocale, options);
  dateFormats.set(key, format);
  return format;
}
