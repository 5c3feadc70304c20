import { describe, expect, it } from 'vitest';
import { besides, compareUsage, comparisonOf } from '#core/metering/compare-usage.ts';
import { server } from '../support/fixtures.ts';

const reported = (tokens: number) => [server({ tokens })];
const metered = (tokens: number, ipTokens = 0) => [server({ tokens, ipTokens })];

describe('compareUsage', () => {
  it.each([
    ['equal figures', 1_000, 1_000, 0, false],
    ['one token beside, without tolerance', 1_000, 1_001, 0, true],
    ['exactly the tolerance', 990, 1_000, 1, false],
    ['more than the tolerance', 989, 1_000, 1, true],
    ['something against nothing', 0, 1, 99, true],
  ])('judges %s by the larger one', (_, a, b, tolerance, differs) => {
    expect(compareUsage(reported(a), metered(b), tolerance)[0]?.differs).toBe(differs);
    expect(compareUsage(reported(b), metered(a), tolerance)[0]?.differs).toBe(differs);
  });

  it('names servers that only one of them has', () => {
    const both = compareUsage([server({ serverId: 9 })], [server({ serverId: 3 })], 100);
    expect(both).toMatchObject([
      { serverId: 3, reported: null, metered: 1_200 },
      { serverId: 9, reported: 1_200, metered: null },
    ]);
  });

  it('leaves addresses out where the report does not know them', () => {
    expect(compareUsage(reported(1_000), metered(1_000, 300), 0)[0]?.differs).toBe(false);
    const knows = [server({ tokens: 1_000, ipTokens: 0 })];
    expect(compareUsage(knows, metered(1_000, 300), 0)[0]?.differs).toBe(true);
  });
});

describe('comparisonOf', () => {
  it('compares two measurements, also where one of them is none', () => {
    const usage = besides({ kind: 'none' }, { kind: 'measured', servers: metered(5) });
    expect(comparisonOf(usage, 0)).toMatchObject({
      kind: 'compared',
      servers: [{ differs: true }],
    });
  });

  it('says why there is nothing to compare with', () => {
    const second = { kind: 'unavailable', why: 'metering_behind' } as const;
    const usage = besides({ kind: 'measured', servers: reported(5) }, second);
    expect(comparisonOf(usage, 0)).toEqual({ kind: 'not_compared', why: 'metering_behind' });
  });

  it('is nothing where one source was asked', () => {
    expect(comparisonOf({ kind: 'measured', servers: [] }, 0)).toBeUndefined();
  });
});
