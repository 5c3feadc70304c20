import { describe, expect, it } from 'vitest';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import {
  formatDate,
  formatDuration,
  formatInstantInZone,
  formatLocalDate,
  formatMoney,
  formatMonth,
  formatMonthDays,
  formatNumber,
} from '#views/format.ts';
import { ENGLISH, languageOf } from '#views/languages.ts';

const HINDI = languageOf('hi');

describe('formatInstantInZone', () => {
  it.each([
    ['UTC', '31 October 2026 at 23:30 (UTC)'],
    ['Asia/Kolkata', '1 November 2026 at 05:00 (UTC+5:30)'],
    ['Pacific/Chatham', '1 November 2026 at 13:15 (UTC+13:45)'],
    ['America/New_York', '31 October 2026 at 19:30 (UTC-4)'],
  ])('says how far %s is from UTC', (timeZone, says) => {
    expect(formatInstantInZone(Date.parse('2026-10-31T23:30:00Z'), timeZone, ENGLISH)).toBe(says);
  });

  it('does so in Hindi', () => {
    const at = Date.parse('2026-10-31T23:30:00Z');
    expect(formatInstantInZone(at, 'Asia/Kolkata', HINDI)).toBe(
      '1 नवंबर 2026 को 05:00 बजे (UTC+5:30)',
    );
  });
});

describe('formatDate', () => {
  it('gives the local date of the time zone', () => {
    const at = Date.UTC(2026, 9, 31, 23, 30);
    expect(formatDate(at, 'UTC', ENGLISH)).toBe('31 October 2026');
    expect(formatDate(at, 'Europe/Amsterdam', ENGLISH)).toBe('1 November 2026');
    expect(formatDate(at, 'Europe/Amsterdam', HINDI)).toBe('1 नवंबर 2026');
  });
});

describe('formatLocalDate', () => {
  it('puts a date in words and leaves other text alone', () => {
    expect(formatLocalDate('2026-11-01', ENGLISH)).toBe('1 November 2026');
    expect(formatLocalDate('1 November 2026', ENGLISH)).toBe('1 November 2026');
  });
});

describe('formatMonth', () => {
  it('puts a month in words and leaves other text alone', () => {
    expect(formatMonth('2026-10', ENGLISH)).toBe('October 2026');
    expect(formatMonth('October 2026', ENGLISH)).toBe('October 2026');
  });
});

describe('formatMonthDays', () => {
  it.each([
    ['2026-12', '1 to 31 December 2026'],
    ['2027-02', '1 to 28 February 2027'],
    ['2028-02', '1 to 29 February 2028'],
  ])('gives all days of %s', (month, words) => {
    expect(formatMonthDays(month as BillingMonth, ENGLISH)).toBe(words);
  });
});

describe('formatMoney', () => {
  it('has the digits of the currency and the grouping of the language', () => {
    const rupees = { currency: 'INR' as CurrencyCode, amountMinor: 12_345_678 };
    expect(formatMoney(rupees, ENGLISH)).toBe('₹123,456.78');
    expect(formatMoney(rupees, HINDI)).toBe('₹1,23,456.78');
    const yen = { currency: 'JPY' as CurrencyCode, amountMinor: -9_274 };
    expect(formatMoney(yen, HINDI)).toBe('-JP¥9,274');
  });
});

describe('formatNumber', () => {
  it('groups digits', () => {
    expect(formatNumber(1234567, ENGLISH)).toBe('1,234,567');
    expect(formatNumber(1234567, HINDI)).toBe('12,34,567');
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '1 second'],
    [1_400, '1 second'],
    [89_000, '89 seconds'],
    [90_000, '2 minutes'],
    [3_600_000, '60 minutes'],
    [7_200_000, '2 hours'],
  ])('says %d ms as %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});
