import { describe, expect, it } from 'vitest';
import { checkPrices, readState, stateText, withKnownPrices } from '#core/metering/server-state.ts';
import { plan, state } from './support/lives.ts';

const GIVEN = {
  tokensPerHour: 7,
  tokensPerMonth: 5_000,
  backupPercent: 12.5,
  ipTokensPerHour: 1,
  ipTokensPerMonth: 500,
};

describe('checkPrices', () => {
  it('takes whole tokens and a percentage', () => {
    expect(checkPrices(GIVEN)).toEqual({
      tokensPerHour: 7,
      tokensPerMonth: 5_000,
      backupMilliPercent: 12_500,
      ipTokensPerHour: 1,
      ipTokensPerMonth: 500,
    });
  });

  it.each([
    ['negative tokens', { tokensPerHour: -1 }],
    ['a fraction of a token', { tokensPerHour: 0.5 }],
    ['a negative cap', { tokensPerMonth: -5 }],
    ['more tokens than anybody means', { tokensPerHour: 10_000_001 }],
    ['a number beyond exact integers', { tokensPerMonth: 1e17 }],
    ['text', { tokensPerHour: '7' }],
    ['no hourly price', { tokensPerHour: undefined }],
    ['null', { ipTokensPerHour: Number.NaN }],
    ['a negative percentage', { backupPercent: -1 }],
    ['more than a hundred percent', { backupPercent: 101 }],
    ['a percentage as text', { backupPercent: '10' }],
  ])('refuses %s', (_, deviation) => {
    expect(checkPrices({ ...GIVEN, ...deviation })).toBe('plan_malformed');
  });

  it('takes what a panel does not have for nothing', () => {
    const bare = {
      ...GIVEN,
      ipTokensPerHour: undefined,
      ipTokensPerMonth: null,
      backupPercent: null,
    };
    expect(checkPrices(bare)).toMatchObject({ ipTokensPerHour: 0, backupMilliPercent: 0 });
  });
});

describe('stateText', () => {
  it.each([
    state(),
    state({ backups: true, additionalIps: 3, suspended: true }),
    state({ plan: { id: 3, name: 'Gone', prices: 'plan_vanished' } }),
  ])('is read back as it was', (given) => {
    expect(readState(stateText(given))).toEqual(given);
  });
});

describe('withKnownPrices', () => {
  const gone = { id: 1, name: '', prices: 'plan_vanished' as const };

  it('keeps the prices of a plan that the panel no longer lists', () => {
    expect(withKnownPrices(state(), state({ plan: gone })).plan).toEqual(plan(1));
  });

  it.each([
    ['of another plan', state({ plan: plan(2) }), gone],
    ['that were not known before', undefined, gone],
    ['that were not known either', state({ plan: gone }), gone],
    ['that cannot be billed', state(), { ...gone, prices: 'plan_malformed' as const }],
  ])('invents none %s', (_, before, now) => {
    expect(withKnownPrices(before, state({ plan: now })).plan).toEqual(now);
  });
});
