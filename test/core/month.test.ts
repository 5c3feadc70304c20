import { describe, expect, it } from 'vitest';
import {
  addDaysMs,
  dateAt,
  hoursIn,
  isTimeZone,
  monthAfter,
  monthAt,
  monthBefore,
  monthRange,
  monthsBefore,
  parseMonth,
  requireClosed,
  yearAt,
} from '#core/month.ts';
import { month } from './support/fixtures.ts';

const HOUR_MS = 3_600_000;
const at = (text: string) => Date.parse(text);

describe('parseMonth', () => {
  it.each(['2026-01', '2026-12', '1900-01', '2199-12'])('reads %s', (given) => {
    expect(parseMonth(given)).toEqual({ ok: true, value: given });
  });

  it.each([
    '',
    '2026',
    '2026-00',
    '2026-13',
    '2026-1',
    '26-01',
    '2026-011',
    '2026-01-01',
    '1899-12',
    '2200-01',
    ' 2026-01',
    '2026-01\n',
    '2026/01',
    '٢٠٢٦-٠١',
  ])('refuses %j', (given) => {
    expect(parseMonth(given)).toEqual({ ok: false, error: { reason: 'month_malformed', given } });
  });
});

describe('monthAt', () => {
  it.each([
    ['2026-10-31T23:30:00Z', 'UTC', '2026-10'],
    ['2026-10-31T23:30:00Z', 'Europe/Amsterdam', '2026-11'],
    ['2026-11-01T03:30:00Z', 'America/New_York', '2026-10'],
    ['2026-12-31T10:00:00Z', 'Pacific/Kiritimati', '2027-01'],
    ['2027-01-01T09:59:59Z', 'Pacific/Pago_Pago', '2026-12'],
  ])('puts %s in %s into %s', (instant, timeZone, expected) => {
    expect(monthAt(at(instant), timeZone)).toBe(expected);
  });
});

describe('monthsBefore', () => {
  it('lists them, the newest first', () => {
    expect(monthsBefore(month('2026-02'), 3)).toEqual(['2026-01', '2025-12', '2025-11']);
    expect(monthsBefore(month('2026-02'), 0)).toEqual([]);
  });
});

describe('monthBefore', () => {
  it('goes back one month, and over the turn of the year', () => {
    expect(monthBefore(month('2026-03'))).toBe('2026-02');
    expect(monthBefore(month('2026-01'))).toBe('2025-12');
  });
});

describe('monthAfter', () => {
  it('goes on one month, and over the turn of the year', () => {
    expect(monthAfter(month('2026-02'))).toBe('2026-03');
    expect(monthAfter(month('2026-12'))).toBe('2027-01');
  });

  it('is undone by monthBefore', () => {
    let running = month('1999-12');
    for (let i = 0; i < 50; i++) {
      expect(monthBefore(monthAfter(running))).toBe(running);
      running = monthAfter(running);
    }
    expect(running).toBe('2004-02');
  });
});

describe('monthRange', () => {
  it('runs from local midnight to local midnight', () => {
    expect(monthRange(month('2026-10'), 'Europe/Amsterdam')).toEqual({
      startMs: at('2026-10-01T00:00:00+02:00'),
      endMs: at('2026-11-01T00:00:00+01:00'),
    });
  });

  it('begins with the first instant of the month where daylight saving skips midnight', () => {
    // Jordan put its clocks from 00:00 to 01:00 on 1 April 2016, Paraguay on 1 October 2017.
    expect(monthRange(month('2016-04'), 'Asia/Amman').startMs).toBe(
      at('2016-04-01T01:00:00+03:00'),
    );
    expect(monthRange(month('2017-09'), 'America/Asuncion').endMs).toBe(
      at('2017-10-01T01:00:00-03:00'),
    );
  });

  it('begins with the first of two midnights where clocks go back over it', () => {
    // Cuba puts its clocks from 01:00 to 00:00 on 1 November 2026.
    expect(monthRange(month('2026-11'), 'America/Havana').startMs).toBe(
      at('2026-11-01T00:00:00-04:00'),
    );
  });
});

describe('hoursIn', () => {
  it.each([
    ['2026-01', 'UTC', 744],
    ['2026-02', 'UTC', 672],
    ['2028-02', 'UTC', 696],
    ['2026-04', 'UTC', 720],
    ['2026-03', 'Europe/Amsterdam', 743],
    ['2026-10', 'Europe/Amsterdam', 745],
  ])('gives %s in %s %i hours', (text, timeZone, hours) => {
    expect(hoursIn(monthRange(month(text), timeZone))).toBe(hours);
  });

  it('counts a started hour as one, where clocks change by half of it', () => {
    expect(hoursIn(monthRange(month('2026-04'), 'Australia/Lord_Howe'))).toBe(721);
    expect(hoursIn(monthRange(month('2026-10'), 'Australia/Lord_Howe'))).toBe(744);
    expect(hoursIn({ startMs: 0, endMs: HOUR_MS + 1 })).toBe(2);
  });
});

describe('requireClosed', () => {
  const endsAtMs = at('2026-11-01T00:00:00+01:00');

  it('gives the month from its last instant on', () => {
    expect(requireClosed(month('2026-10'), endsAtMs, 'Europe/Amsterdam')).toEqual({
      ok: true,
      value: '2026-10',
    });
  });

  it('refuses the running month up to its last millisecond', () => {
    expect(requireClosed(month('2026-10'), endsAtMs - 1, 'Europe/Amsterdam')).toEqual({
      ok: false,
      error: { reason: 'month_not_closed', month: '2026-10', endsAtMs },
    });
  });

  it('refuses a future month', () => {
    expect(requireClosed(month('2027-10'), endsAtMs, 'Europe/Amsterdam')).toMatchObject({
      ok: false,
      error: { reason: 'month_not_closed' },
    });
  });
});

describe('yearAt', () => {
  it('gives the local year', () => {
    const newYearMs = at('2026-12-31T23:30:00Z');
    expect(yearAt(newYearMs, 'UTC')).toBe(2026);
    expect(yearAt(newYearMs, 'Europe/Amsterdam')).toBe(2027);
  });
});

describe('dateAt', () => {
  it('gives the local date', () => {
    const instantMs = at('2026-10-31T23:30:00Z');
    expect(dateAt(instantMs, 'UTC')).toBe('2026-10-31');
    expect(dateAt(instantMs, 'Europe/Amsterdam')).toBe('2026-11-01');
    expect(dateAt(instantMs, 'America/New_York')).toBe('2026-10-31');
  });
});

describe('addDaysMs', () => {
  it('keeps the local time over a change of clocks', () => {
    const beforeChangeMs = at('2026-10-20T09:00:00+02:00');
    expect(addDaysMs(beforeChangeMs, 14, 'Europe/Amsterdam')).toBe(at('2026-11-03T09:00:00+01:00'));
    expect(addDaysMs(beforeChangeMs, 14, 'UTC')).toBe(beforeChangeMs + 14 * 24 * HOUR_MS);
  });

  it('gives the same instant for no days', () => {
    expect(addDaysMs(123, 0, 'Europe/Amsterdam')).toBe(123);
  });
});

describe('isTimeZone', () => {
  it('knows IANA names', () => {
    expect(isTimeZone('UTC')).toBe(true);
    expect(isTimeZone('Europe/Amsterdam')).toBe(true);
  });

  it.each(['', 'Amsterdam', 'Europe/Nowhere', ' UTC'])('does not know %j', (timeZone) => {
    expect(isTimeZone(timeZone)).toBe(false);
  });
});
