// Billing months over every time zone that the runtime knows: nothing is billed twice and nothing is left out.
import fc from 'fast-check';
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
  requireClosed,
} from '#core/month.ts';
import { month } from './support/fixtures.ts';

const TIME_ZONES = [...Intl.supportedValuesOf('timeZone'), 'UTC'];
const FIRST_MONTH = month('2024-01');
const MONTHS = 24;
/** The walk through all time zones takes a second; a busy machine may take several. */
const WALK_TIMEOUT_MS = 30_000;
const HOUR_MS = 3_600_000;

const timeZones = fc.constantFrom(...TIME_ZONES);
/** From 2012 on. Before, Newfoundland changed its clocks at 00:01, and one hour belonged to two local dates. */
const instants = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2099, 0, 1) });

/** The local month as the runtime's own calendar has it. */
function monthByIntl(instantMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
  }).formatToParts(instantMs);
  const part = (type: string) => parts.find((p) => p.type === type)?.value;
  return `${part('year')}-${part('month')}`;
}

describe('monthRange', () => {
  it('tiles two years in every time zone, without gap or overlap', {
    timeout: WALK_TIMEOUT_MS,
  }, () => {
    for (const timeZone of TIME_ZONES) {
      const faults: string[] = [];
      let running = FIRST_MONTH;
      let previousEndMs = monthRange(monthBefore(running), timeZone).endMs;
      for (let i = 0; i < MONTHS; i++) {
        const { startMs, endMs } = monthRange(running, timeZone);
        const next = monthAfter(running);
        if (startMs !== previousEndMs) faults.push(`${running}: gap or overlap`);
        if (monthAt(startMs, timeZone) !== running) faults.push(`${running}: start`);
        if (monthAt(endMs - 1, timeZone) !== running) faults.push(`${running}: last instant`);
        if (monthAt(endMs, timeZone) !== next) faults.push(`${running}: end`);
        previousEndMs = endMs;
        running = next;
      }
      expect(faults, timeZone).toEqual([]);
    }
  });

  it('holds every instant in the range of its month, and of no other', () => {
    fc.assert(
      fc.property(instants, timeZones, (instantMs, timeZone) => {
        const { startMs, endMs } = monthRange(monthAt(instantMs, timeZone), timeZone);
        expect(startMs).toBeLessThanOrEqual(instantMs);
        expect(instantMs).toBeLessThan(endMs);
      }),
      { numRuns: 500 },
    );
  });
});

describe('monthAt', () => {
  it('agrees with the calendar of the runtime', () => {
    fc.assert(
      fc.property(instants, timeZones, (instantMs, timeZone) => {
        expect(monthAt(instantMs, timeZone)).toBe(monthByIntl(instantMs, timeZone));
      }),
      { numRuns: 500 },
    );
  });
});

describe('hoursIn', () => {
  // Two hours in Troll's summer time, three where a zone is moved, a whole day where the date line is.
  it('differs from days times 24 by a day at most', () => {
    fc.assert(
      fc.property(instants, timeZones, (instantMs, timeZone) => {
        const running = monthAt(instantMs, timeZone);
        const [year = 0, number = 0] = running.split('-').map(Number);
        const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
        const range = monthRange(running, timeZone);
        expect(Math.abs(hoursIn(range) - days * 24)).toBeLessThanOrEqual(24);
        expect(hoursIn(range) * HOUR_MS).toBeGreaterThanOrEqual(range.endMs - range.startMs);
      }),
      { numRuns: 500 },
    );
  });
});

describe('requireClosed', () => {
  it('closes the month before an instant, and neither its own nor a later one', () => {
    fc.assert(
      fc.property(instants, timeZones, (nowMs, timeZone) => {
        const running = monthAt(nowMs, timeZone);
        expect(requireClosed(monthBefore(running), nowMs, timeZone).ok).toBe(true);
        expect(requireClosed(running, nowMs, timeZone).ok).toBe(false);
        expect(requireClosed(monthAfter(running), nowMs, timeZone).ok).toBe(false);
      }),
    );
  });
});

describe('dateAt', () => {
  it('begins with the month', () => {
    fc.assert(
      fc.property(instants, timeZones, (instantMs, timeZone) => {
        expect(dateAt(instantMs, timeZone).slice(0, 7)).toBe(monthAt(instantMs, timeZone));
      }),
    );
  });
});

describe('addDaysMs', () => {
  it('arrives on the date that many days later', () => {
    fc.assert(
      fc.property(instants, fc.nat(120), timeZones, (instantMs, days, timeZone) => {
        const dayMs = Date.parse(dateAt(instantMs, timeZone)) + days * 24 * HOUR_MS;
        const arrived = dateAt(addDaysMs(instantMs, days, timeZone), timeZone);
        expect(arrived).toBe(new Date(dayMs).toISOString().slice(0, 10));
      }),
    );
  });
});

describe('isTimeZone', () => {
  it('knows every time zone of the runtime', () => {
    expect(TIME_ZONES.filter((timeZone) => !isTimeZone(timeZone))).toEqual([]);
  });
});
