import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLife, type ServerRecord } from '#core/metering/life.ts';
import { type PricedSpan, priceLife } from '#core/metering/price-life.ts';
import { at, entry, HOUR, OCTOBER, plan, RULES, record, seen } from './support/lives.ts';

function priced(deviation: Partial<ServerRecord>, userId = 12, rules = RULES) {
  const life = foldLife(record(deviation));
  if (!life) throw new Error('no life');
  const answer = priceLife(life, userId, OCTOBER, rules);
  if (!answer.ok) return answer.error;
  return answer.value;
}

describe('priceLife', () => {
  it('charges a whole month at its monthly price', () => {
    expect(priced({})).toMatchObject({ hours: 744, tokens: 5_000, backupTokens: 0, ipTokens: 0 });
  });

  it('charges the hourly sum below the monthly price (700 hours at 7 are 4,900)', () => {
    expect(priced({ createdAtMs: OCTOBER.endMs - 700 * HOUR })).toMatchObject({
      hours: 700,
      tokens: 4_900,
    });
  });

  it('charges a started hour as a whole, and five minutes as one', () => {
    const born = at('05T10:20');
    const of = (minutes: number) =>
      priced({
        createdAtMs: born,
        entries: [entry('deleted', born + minutes * 60_000)],
        sightedMs: born,
      });
    expect(of(5)).toMatchObject({ hours: 1, tokens: 7 });
    expect(of(60)).toMatchObject({ hours: 1 });
    expect(of(61)).toMatchObject({ hours: 2 });
  });

  it('has no cap where the monthly price is 0', () => {
    const sightings = [seen(0, { plan: plan(1, { tokensPerMonth: 0 }) })];
    expect(priced({ sightings })).toMatchObject({ tokens: 744 * 7 });
  });

  it('splits a change of plan into two spans; the hour of the change is that of the plan it began with', () => {
    const large = plan(2, { tokensPerHour: 10, tokensPerMonth: 0 });
    const server = priced({
      createdAtMs: at('30T00:00'),
      sightings: [seen(at('30T00:30')), seen(at('31T00:30'), { plan: large })],
    });
    expect(server).toMatchObject({ hours: 48, tokens: 25 * 7 + 23 * 10 });
    expect(server).toMatchObject({
      spans: [
        { hours: 25, tokens: 175 },
        { hours: 23, tokens: 230 },
      ],
    });
  });

  it.each([
    ['the highest monthly price of the plans', 5_000, 4_000, 5_000],
    ['whichever comes first', 4_000, 5_000, 5_000],
    ['none, where one plan has none', 5_000, 0, 744 * 7],
  ])('caps the spans of a month together by %s', (_, first, second, tokens) => {
    const sightings = [
      seen(0, { plan: plan(1, { tokensPerMonth: first }) }),
      seen(at('15T00:30'), { plan: plan(2, { tokensPerMonth: second }) }),
    ];
    expect(priced({ sightings })).toMatchObject({ hours: 744, tokens });
  });

  it('adds backups as a percentage of what the backed-up hours cost, rounded once', () => {
    expect(priced({ sightings: [seen(0, { backups: true })] })).toMatchObject({
      backupTokens: 500,
    });
    const half = [seen(0), seen(at('31T00:00') - 1, { backups: true })];
    // 720 hours make 5,040: the cap was reached before.
    expect(priced({ sightings: half })).toMatchObject({ tokens: 5_000, backupTokens: 0 });
    const short = {
      createdAtMs: at('31T00:00'),
      sightings: [seen(0), seen(at('31T11:30'), { backups: true })],
    };
    expect(priced(short)).toMatchObject({ tokens: 168, backupTokens: 8 }); // 12 × 7 × 10 % = 8.4
    const percent = plan(1, { backupMilliPercent: 12_500 });
    const eighth = {
      createdAtMs: at('31T00:00'),
      sightings: [seen(0, { backups: true, plan: percent })],
    };
    expect(priced(eighth)).toMatchObject({ backupTokens: 21 });
  });

  it('charges each additional address by its own prices and cap', () => {
    expect(priced({ sightings: [seen(0, { additionalIps: 2 })] })).toMatchObject({
      tokens: 5_000,
      ipTokens: 1_000,
    });
    const sightings = [seen(0, { additionalIps: 1 }), seen(at('31T11:30'), { additionalIps: 3 })];
    const server = priced({ createdAtMs: at('31T00:00'), sightings });
    expect(server).toMatchObject({ ipTokens: 24 + 12 + 12 });
  });

  it('lets suspended hours cost or not, as the operator has set', () => {
    const sightings = [seen(0), seen(at('31T11:30'), { suspended: true })];
    const day = { createdAtMs: at('31T00:00'), sightings };
    expect(priced(day)).toMatchObject({ hours: 24, tokens: 168 });
    expect(priced(day, 12, { suspendedCosts: false })).toMatchObject({ hours: 12, tokens: 84 });
  });

  it('charges each of two owners for their own hours', () => {
    const sightings = [seen(0), seen(at('31T11:30'), { userId: 13 })];
    const day = { createdAtMs: at('31T00:00'), sightings };
    expect([priced(day), priced(day, 13)]).toMatchObject([{ hours: 12 }, { hours: 12 }]);
    expect(priced(day, 14)).toBeUndefined();
  });

  it.each(['plan_vanished', 'plan_malformed'] as const)('refuses a plan that is %s', (prices) => {
    const sightings = [seen(0, { plan: { id: 9, name: '', prices } })];
    expect(priced({ sightings })).toEqual({ reason: prices, serverId: 7, planId: 9 });
  });

  it('has spans that add up to the hours and, before the cap, to the tokens', () => {
    const changes = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 743 }), fc.integer({ min: 1, max: 4 })),
      {
        selector: ([hour]) => hour,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(changes, fc.integer({ min: 0, max: 9_000 }), (given, tokensPerMonth) => {
        const of = (id: number) => plan(id, { tokensPerHour: 3 * id, tokensPerMonth });
        const sightings = [
          seen(0, { plan: of(1) }),
          ...given.map(([hour, id]) =>
            seen(OCTOBER.startMs + hour * HOUR - 60_000, { plan: of(id) }),
          ),
        ];
        const server = priced({ sightings });
        if (!server || 'reason' in server) throw new Error('not priced');
        const { spans } = server;
        const sum = (of: (span: PricedSpan) => number) =>
          spans.reduce((all, span) => all + of(span), 0);
        expect(sum(({ hours }) => hours)).toBe(server.hours);
        const uncapped = sum(({ tokens }) => tokens);
        expect(server.tokens).toBe(
          tokensPerMonth === 0 ? uncapped : Math.min(uncapped, tokensPerMonth),
        );
      }),
    );
  });
});
