import { describe, expect, it } from 'vitest';
import { closingWait, pseudonymEmail } from '#core/account/closing.ts';
import type { Usage } from '#core/usage/usage.ts';

const NONE: Usage = { kind: 'none' };
const MEASURED: Usage = { kind: 'measured', servers: [] };
const UNAVAILABLE: Usage = { kind: 'unavailable', why: 'panel_slow' };

describe('closingWait', () => {
  it.each([
    [0, undefined, undefined],
    [0, NONE, undefined],
    [1, NONE, 'month_not_billed'],
    [1, MEASURED, 'month_not_billed'],
    [0, MEASURED, 'usage_this_month'],
    // Unavailable is never zero.
    [0, UNAVAILABLE, 'panel_unavailable'],
  ] as const)('with %i unsettled months and %j says %s', (unsettledMonths, usage, wait) => {
    expect(closingWait({ unsettledMonths, usage })).toBe(wait);
  });
});

describe('pseudonymEmail', () => {
  it('is unique and reaches nobody', () => {
    expect(pseudonymEmail({ number: 1001 })).toBe('client-1001@closed.invalid');
  });
});
