import { describe, expect, it } from 'vitest';
import { meter } from '#core/metering/meter.ts';
import { at, DAY, OCTOBER, RULES, record, seen } from './support/lives.ts';

const COVERED = {
  beganMs: OCTOBER.startMs - DAY,
  lastGoodMs: OCTOBER.endMs,
  prunedBeforeMs: 0,
  gaps: [],
};
const gone = { id: 9, name: '', prices: 'plan_vanished' as const };

describe('meter', () => {
  it('measures what the looks cover to the very end', () => {
    expect(meter([record()], 12, OCTOBER, COVERED, RULES)).toMatchObject({
      kind: 'measured',
      servers: [{ serverId: 7, tokens: 5_000 }],
    });
    expect(meter([], 12, OCTOBER, COVERED, RULES)).toEqual({ kind: 'none' });
    expect(meter([record()], 99, OCTOBER, COVERED, RULES)).toEqual({ kind: 'none' });
  });

  it.each([
    ['metering_not_begun', { beganMs: 0, lastGoodMs: 0 }],
    ['metering_not_begun', { beganMs: OCTOBER.startMs + 1 }],
    ['metering_behind', { lastGoodMs: OCTOBER.endMs - 1 }],
    ['metering_pruned', { prunedBeforeMs: OCTOBER.startMs + 1 }],
    ['metering_gap', { gaps: [{ startMs: at('03T00:00'), endMs: at('03T01:00') }] }],
  ])('is unavailable, never none: %s', (why, deviation) => {
    const coverage = { ...COVERED, ...deviation };
    expect(meter([], 12, OCTOBER, coverage, RULES)).toMatchObject({ kind: 'unavailable', why });
  });

  it('is not held back by a gap in another month', () => {
    const gaps = [{ startMs: OCTOBER.startMs - DAY, endMs: OCTOBER.startMs }];
    expect(meter([], 12, OCTOBER, { ...COVERED, gaps }, RULES).kind).toBe('none');
  });

  it('is unavailable for a client with one server whose plan has no price', () => {
    const records = [record(), record({ serverId: 8, sightings: [seen(0, { plan: gone })] })];
    expect(meter(records, 12, OCTOBER, COVERED, RULES)).toEqual({
      kind: 'unavailable',
      why: 'plan_vanished',
      detail: 'server 8, plan 9',
    });
  });
});
