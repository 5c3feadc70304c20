import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planItem } from '#core/invoicing/plan-item.ts';
import type { PlanPrices } from '#core/metering/server-state.ts';
import type { TokenPrice } from '#core/money.ts';
import { hoursIn, monthRange, type TimeRange } from '#core/month.ts';
import { estimate } from '#core/usage/estimate.ts';
import type { RunningServer } from '#core/usage/forecast.ts';
import type { ServerUsage } from '#core/usage/usage.ts';
import { client, facts, INVOICE_ID, month, price, prices } from '../support/fixtures.ts';

const HOUR_MS = 3_600_000;
const RULES = { suspendedCosts: true };

/** One server's life under one plan, as the panel knows it. */
interface Life {
  readonly serverId: number;
  readonly bornMs: number;
  /** Infinite for one that lives on. */
  readonly diedMs: number;
  readonly prices: PlanPrices;
  readonly backups: boolean;
  readonly additionalIps: number;
}

/** What a panel reports, hour by hour: no code of ours, and no clever sum. */
function reported(life: Life, range: TimeRange, atMs: number): ServerUsage[] {
  const startMs = Math.max(range.startMs, life.bornMs);
  const endMs = Math.min(range.endMs, life.diedMs, atMs);
  const cap = life.prices.tokensPerMonth || Number.POSITIVE_INFINITY;
  const ipCap = life.prices.ipTokensPerMonth || Number.POSITIVE_INFINITY;
  let [hours, tokens, ipEach] = [0, 0, 0];
  for (let ms = startMs; ms < endMs; ms += HOUR_MS) {
    hours++;
    tokens = Math.min(cap, tokens + life.prices.tokensPerHour);
    ipEach = Math.min(ipCap, ipEach + life.prices.ipTokensPerHour);
  }
  if (hours === 0) return [];
  const percent = life.backups ? life.prices.backupMilliPercent : 0;
  const { serverId } = life;
  const backupTokens = Number((BigInt(tokens) * BigInt(percent) + 50_000n) / 100_000n);
  const ipTokens = ipEach * life.additionalIps;
  return [{ serverId, name: `s${serverId}`, hours, tokens, backupTokens, ipTokens }];
}

function running({ serverId, bornMs, prices, backups, additionalIps }: Life): RunningServer {
  const plan = { id: 1, name: 'Plan', prices };
  const state = { userId: 2, plan, backups, additionalIps, suspended: false };
  return { serverId, name: `s${serverId}`, createdAtMs: bornMs, state };
}

const MONTHS = ['2026-02', '2026-03', '2026-10', '2028-02', '2026-12'];
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];

const anyRange = fc
  .tuple(fc.constantFrom(...MONTHS), fc.constantFrom(...ZONES))
  .map(([text, zone]) => monthRange(month(text), zone));
const anyPlan = fc.record({
  tokensPerHour: fc.nat({ max: 40 }),
  tokensPerMonth: fc.oneof(fc.constant(0), fc.nat({ max: 30_000 })),
  backupMilliPercent: fc.nat({ max: 100_000 }),
  ipTokensPerHour: fc.nat({ max: 5 }),
  ipTokensPerMonth: fc.oneof(fc.constant(0), fc.nat({ max: 3_000 })),
});

/** A share of the month, in its thousandths of thousandths: doubles would crowd around 0. */
const shares = (from: number, to: number) =>
  fc
    .integer({ min: from * 1_000_000, max: to * 1_000_000 })
    .map((millionths) => millionths / 1_000_000);

/** Shares of the month: before it for those below 0. `dies` at 1 or later is not at all. */
const anyLife = fc.record({
  prices: anyPlan,
  born: shares(-0.5, 0.999),
  dies: shares(0, 2),
  backups: fc.boolean(),
  additionalIps: fc.nat({ max: 3 }),
});
type GivenLife = typeof anyLife extends fc.Arbitrary<infer T> ? T : never;
const anyLives = fc.array(anyLife, { maxLength: 6 });

function livesIn(range: TimeRange, given: readonly GivenLife[]): Life[] {
  const at = (share: number) => range.startMs + Math.floor(share * (range.endMs - range.startMs));
  return given.map(({ born, dies, ...life }, i) => {
    const bornMs = at(born);
    const diedMs = dies >= 1 ? Number.POSITIVE_INFINITY : Math.max(bornMs + 1, at(dies));
    return { serverId: i + 1, bornMs, diedMs, ...life };
  });
}

/** The total of the invoice that a run makes of these figures. */
function invoiced(used: readonly ServerUsage[], range: TimeRange, tokenPrice: TokenPrice): number {
  const outlier = { factor: 10, floorTokens: 1_000_000_000 };
  const item = planItem(
    client({ currency: tokenPrice.currency }),
    { kind: 'measured', servers: used },
    facts({ price: tokenPrice, monthHours: hoursIn(range), outlier }),
    INVOICE_ID,
  );
  expect(['invoice', 'nothing_to_bill']).toContain(item.outcome);
  return item.totalMinor;
}

describe('estimate', () => {
  it('is the invoice to the smallest unit when the month is over', () => {
    fc.assert(
      fc.property(prices, anyRange, anyLives, (token, range, given) => {
        const lives = livesIn(range, given);
        const used = lives.flatMap((life) => reported(life, range, range.endMs));
        const alive = lives.filter(({ diedMs }) => diedMs > range.endMs).map(running);
        const made = estimate(
          { used, running: alive, month: range, asOfMs: range.endMs, ...RULES },
          token,
        );
        const total = invoiced(used, range, token);
        expect(made).toMatchObject({
          ok: true,
          value: { soFarMinor: total, forecastMinor: total },
        });
        if (!made.ok) return;
        const sum = made.value.servers.reduce((all, { soFarMinor }) => all + soFarMinor, 0);
        expect(sum).toBe(total);
      }),
    );
  });

  it('foretells at every instant the invoice of a month in which nothing changes any more', () => {
    const anyShare = shares(0.001, 1);
    fc.assert(
      fc.property(prices, anyRange, anyLives, anyShare, (token, range, given, share) => {
        const asOfMs = range.startMs + Math.floor(share * (range.endMs - range.startMs));
        const lives = livesIn(range, given).filter(({ bornMs }) => bornMs < asOfMs);
        const isAlive = ({ diedMs }: Life) => diedMs > asOfMs;
        const lasting = lives.map((life) => (isAlive(life) ? { ...life, diedMs: Infinity } : life));
        const used = lasting.flatMap((life) => reported(life, range, asOfMs));
        const made = estimate(
          { used, running: lasting.filter(isAlive).map(running), month: range, asOfMs, ...RULES },
          token,
        );
        const all = lasting.flatMap((life) => reported(life, range, range.endMs));
        expect(made).toMatchObject({
          ok: true,
          value: { forecastMinor: invoiced(all, range, token) },
        });
      }),
    );
  });

  it('costs nothing more from the end of the hour in which a cap is reached', () => {
    fc.assert(
      fc.property(anyRange, anyPlan, shares(0, 1), (range, plan, share) => {
        const asOfMs = range.startMs + Math.floor(share * (range.endMs - range.startMs));
        const life = {
          serverId: 1,
          bornMs: range.startMs,
          diedMs: Number.POSITIVE_INFINITY,
          prices: plan,
          backups: true,
          additionalIps: 0,
        };
        const used = reported(life, range, asOfMs);
        const made = estimate(
          { used, running: [running(life)], month: range, asOfMs, ...RULES },
          price('1'),
        );
        const cap = made.ok ? made.value.servers[0]?.cap : undefined;
        const tokensAt = (ms: number) => reported(life, range, ms)[0]?.tokens ?? 0;
        const final = tokensAt(range.endMs);
        const isReached = plan.tokensPerMonth > 0 && final >= plan.tokensPerMonth;
        if (plan.tokensPerHour === 0 || plan.tokensPerMonth === 0) {
          expect(cap).toEqual({ kind: 'none' });
        } else if (!isReached) expect(cap).toEqual({ kind: 'not_this_month' });
        else if (tokensAt(asOfMs) === final) expect(cap).toEqual({ kind: 'reached' });
        else {
          if (cap?.kind !== 'ahead') throw new Error(`the cap is ${cap?.kind}`);
          expect(tokensAt(cap.atMs)).toBeLessThan(final);
          expect(tokensAt(cap.atMs + 1)).toBe(final);
        }
      }),
    );
  });

  const range = monthRange(month('2026-11'), 'UTC');
  const asOfMs = Date.parse('2026-11-10T12:00:00Z');
  const life: Life = {
    serverId: 7,
    bornMs: range.startMs,
    diedMs: Number.POSITIVE_INFINITY,
    prices: {
      tokensPerHour: 7,
      tokensPerMonth: 4_000,
      backupMilliPercent: 10_000,
      ipTokensPerHour: 0,
      ipTokensPerMonth: 0,
    },
    backups: true,
    additionalIps: 0,
  };
  const used = reported(life, range, asOfMs);

  it('names the day on which the cap is reached', () => {
    const made = estimate(
      { used, running: [running(life)], month: range, asOfMs, ...RULES },
      price('0.0015'),
    );
    // 572 hours at 7 tokens are 4,004: the 572nd hour begins after 571 hours, on the 24th.
    expect(made).toEqual({
      ok: true,
      value: {
        servers: [
          {
            serverId: 7,
            name: 's7',
            hours: 228,
            soFarMinor: 263, // 1,596 tokens are 2.39, 160 of backups 0.24
            forecastMinor: 660, // 4,000 are 6.00, 400 are 0.60
            cap: { kind: 'ahead', atMs: Date.parse('2026-11-24T19:00:00Z') },
          },
        ],
        soFarMinor: 263,
        forecastMinor: 660,
      },
    });
  });

  it('has no forecast where nobody knows the servers, and no more cost for one that is gone', () => {
    const unknown = estimate(
      { used, running: undefined, month: range, asOfMs, ...RULES },
      price('0.0015'),
    );
    expect(unknown).toMatchObject({
      ok: true,
      value: { soFarMinor: 263, forecastMinor: undefined, servers: [{ cap: { kind: 'unknown' } }] },
    });
    const gone = estimate({ used, running: [], month: range, asOfMs, ...RULES }, price('0.0015'));
    expect(gone).toMatchObject({
      ok: true,
      value: { soFarMinor: 263, forecastMinor: 263, servers: [{ cap: { kind: 'gone' } }] },
    });
  });

  it('counts a server that is too new for the report', () => {
    const young = { ...life, serverId: 8, bornMs: asOfMs - 1 };
    const made = estimate(
      { used, running: [running(life), running(young)], month: range, asOfMs, ...RULES },
      price('0.0015'),
    );
    const [, second] = made.ok ? made.value.servers : [];
    expect(second).toMatchObject({ serverId: 8, hours: 0, soFarMinor: 0 });
    expect(second?.forecastMinor).toBeGreaterThan(0);
  });

  it('lets a suspended server cost no more, where the operator has set it so', () => {
    const { state, ...server } = running(life);
    const suspended = { ...server, state: { ...state, suspended: true } };
    const month = { used, running: [suspended], month: range, asOfMs };
    const free = estimate({ ...month, suspendedCosts: false }, price('0.0015'));
    const cap = { kind: 'suspended' };
    expect(free).toMatchObject({ ok: true, value: { forecastMinor: 263, servers: [{ cap }] } });
    const costs = estimate({ ...month, ...RULES }, price('0.0015'));
    expect(costs).toMatchObject({ ok: true, value: { forecastMinor: 660 } });
  });

  it('never falls below what was used, whatever the present plan’s cap', () => {
    const smaller = { ...life, prices: { ...life.prices, tokensPerMonth: 1_000 } };
    const made = estimate(
      { used, running: [running(smaller)], month: range, asOfMs, ...RULES },
      price('0.0015'),
    );
    expect(made).toMatchObject({ ok: true, value: { soFarMinor: 263, forecastMinor: 263 } });
  });

  it.each<[string, readonly ServerUsage[], string]>([
    ['a server twice', [...used, ...used], '0.0015'],
    ['more hours than the month has', used.map((one) => ({ ...one, hours: 721 })), '0.0015'],
    ['tokens that no integer prices', used.map((one) => ({ ...one, tokens: 2 ** 53 - 1 })), '9'],
  ])('says nothing about figures that an invoice would be held back for: %s', (_what, odd, at) => {
    expect(estimate({ used: odd, running: [], month: range, asOfMs, ...RULES }, price(at))).toEqual(
      {
        ok: false,
        error: { reason: 'usage_doubtful' },
      },
    );
  });
});
