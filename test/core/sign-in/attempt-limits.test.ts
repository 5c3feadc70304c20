import { describe, expect, it } from 'vitest';
import { codeLimits, mailLimits, signInLimits } from '#core/sign-in/attempt-limits.ts';

const OWNER = { account: 'ada@example.com', network: '203.0.113.0/24' };

describe('signInLimits', () => {
  it('counts a known browser on its own, so that no stranger can slow it down', () => {
    const known = signInLimits({ ...OWNER, knownBrowser: 'b1' }).map(({ key }) => key);
    const strangers = signInLimits({ ...OWNER, knownBrowser: undefined }).map(({ key }) => key);
    expect(known.filter((key) => strangers.includes(key))).toEqual([]);
  });

  it('names the account from here first: that is what a right answer settles', () => {
    const [first] = signInLimits({ ...OWNER, knownBrowser: undefined });
    expect(first?.key).toContain(OWNER.account);
    expect(first?.key).toContain(OWNER.network);
  });

  it('is mild where strangers can raise it, and never locks out', () => {
    const all = [
      ...signInLimits({ ...OWNER, knownBrowser: undefined }),
      ...signInLimits({ ...OWNER, knownBrowser: 'b1' }),
      ...codeLimits({ ...OWNER, knownBrowser: undefined }),
      ...mailLimits('reset', OWNER.account),
    ];
    for (const { maxMs } of all) expect(maxMs).toBeLessThanOrEqual(3_600_000);
    const [, byAccount] = signInLimits({ ...OWNER, knownBrowser: undefined });
    expect(byAccount).toMatchObject({ free: 50, maxMs: 30_000 });
  });

  it('keeps what is counted apart', () => {
    const keys = [
      ...signInLimits({ ...OWNER, knownBrowser: undefined }),
      ...codeLimits({ ...OWNER, knownBrowser: undefined }),
      ...mailLimits('reset', OWNER.account),
      ...mailLimits('email_change', OWNER.account),
    ].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
