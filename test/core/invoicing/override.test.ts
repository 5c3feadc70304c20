import { describe, expect, it } from 'vitest';
import {
  CLOCK_SKEW_SECONDS,
  checkClaims,
  checkOverrideMonth,
  MAX_LIFETIME_SECONDS,
  type SignedClaims,
} from '#core/invoicing/override.ts';

const NOW_SECONDS = 1_795_000_000;
const AUDIENCE = 'https://billing.example.net';
const EXPECTED = {
  audience: AUDIENCE,
  actions: ['plan', 'execute'],
  nowMs: NOW_SECONDS * 1000,
};

function claims(deviation: Partial<SignedClaims> = {}): SignedClaims {
  return {
    iss: 'operator',
    aud: AUDIENCE,
    iat: NOW_SECONDS,
    exp: NOW_SECONDS + 300,
    jti: 'abcdefghijklmnop',
    action: 'plan',
    ...deviation,
  };
}

const refused = (reason: string) => ({ ok: false, error: { reason } });

describe('checkClaims', () => {
  it('gives the claims back, with all that they carry besides', () => {
    const signed = { ...claims(), month: '2026-10' };
    expect(checkClaims(signed, EXPECTED)).toEqual({ ok: true, value: signed });
  });

  it.each(['plan', 'execute'])('accepts the expected action %s', (action) => {
    expect(checkClaims(claims({ action }), EXPECTED).ok).toBe(true);
  });

  it.each(['', 'PLAN', 'delete'])('refuses the action %j', (action) => {
    expect(checkClaims(claims({ action }), EXPECTED)).toEqual({
      ok: false,
      error: { reason: 'action_wrong', expected: ['plan', 'execute'] },
    });
  });

  it.each(['', `${AUDIENCE}/`, 'https://other.example.net', 'HTTPS://BILLING.EXAMPLE.NET'])(
    'refuses the audience %j',
    (aud) => {
      expect(checkClaims(claims({ aud }), EXPECTED)).toEqual({
        ok: false,
        error: { reason: 'audience_wrong', expected: AUDIENCE },
      });
    },
  );

  it('expires in the second of exp', () => {
    expect(checkClaims(claims({ exp: NOW_SECONDS + 1 }), EXPECTED).ok).toBe(true);
    expect(checkClaims(claims({ exp: NOW_SECONDS }), EXPECTED)).toEqual(
      refused('signature_expired'),
    );
    expect(checkClaims(claims({ exp: NOW_SECONDS - 1 }), EXPECTED)).toEqual(
      refused('signature_expired'),
    );
  });

  it('expires with the second, not before its last millisecond', () => {
    const signed = claims({ exp: NOW_SECONDS + 1 });
    const at = (ms: number) => checkClaims(signed, { ...EXPECTED, nowMs: NOW_SECONDS * 1000 + ms });
    expect(at(999).ok).toBe(true);
    expect(at(1000)).toEqual(refused('signature_expired'));
  });

  it('bears a clock that runs ahead by the skew, and not by a second more', () => {
    const ahead = (seconds: number) =>
      checkClaims(claims({ iat: NOW_SECONDS + seconds, exp: NOW_SECONDS + 300 }), EXPECTED);
    expect(ahead(CLOCK_SKEW_SECONDS).ok).toBe(true);
    expect(ahead(CLOCK_SKEW_SECONDS + 1)).toEqual(refused('signature_not_yet_valid'));
  });

  it('lives for the longest lifetime, and not for a second more', () => {
    const lives = (seconds: number) =>
      checkClaims(claims({ exp: NOW_SECONDS + seconds }), EXPECTED);
    expect(lives(MAX_LIFETIME_SECONDS).ok).toBe(true);
    expect(lives(MAX_LIFETIME_SECONDS + 1)).toEqual({
      ok: false,
      error: { reason: 'signature_too_long_lived', maxSeconds: MAX_LIFETIME_SECONDS },
    });
  });

  it('counts the lifetime from iat, however much of it is gone', () => {
    const old = claims({ iat: NOW_SECONDS - MAX_LIFETIME_SECONDS, exp: NOW_SECONDS + 1 });
    expect(checkClaims(old, EXPECTED)).toMatchObject(refused('signature_too_long_lived'));
  });

  it('lets a clock that runs ahead add no more than the skew', () => {
    const exp = NOW_SECONDS + MAX_LIFETIME_SECONDS + CLOCK_SKEW_SECONDS;
    const iat = NOW_SECONDS + CLOCK_SKEW_SECONDS;
    expect(checkClaims(claims({ iat, exp }), EXPECTED).ok).toBe(true);
    expect(checkClaims(claims({ iat, exp: exp + 1 }), EXPECTED)).toMatchObject(
      refused('signature_too_long_lived'),
    );
  });

  it('names the audience before all else, so that another service learns nothing more', () => {
    const wrong = claims({ aud: '', exp: 0, action: 'delete' });
    expect(checkClaims(wrong, EXPECTED)).toMatchObject(refused('audience_wrong'));
  });

  it('allows ten minutes and a minute of skew', () => {
    expect([MAX_LIFETIME_SECONDS, CLOCK_SKEW_SECONDS]).toEqual([600, 60]);
  });
});

describe('checkOverrideMonth', () => {
  const NOW_MS = Date.parse('2026-11-01T00:00:00+01:00');

  it('gives a month that is over', () => {
    expect(checkOverrideMonth('2026-10', NOW_MS, 'Europe/Amsterdam')).toEqual({
      ok: true,
      value: '2026-10',
    });
  });

  it('asks whether the month is over in the billing time zone', () => {
    expect(checkOverrideMonth('2026-10', NOW_MS, 'UTC')).toMatchObject(refused('month_not_closed'));
  });

  it.each(['2026-11', '2026-12', '2027-10'])('refuses %s, which is not over', (given) => {
    expect(checkOverrideMonth(given, NOW_MS, 'Europe/Amsterdam')).toMatchObject({
      ok: false,
      error: { reason: 'month_not_closed', month: given },
    });
  });

  it.each(['', '2026-13', '2026-10-01', 'october'])('refuses %j, which is no month', (given) => {
    expect(checkOverrideMonth(given, NOW_MS, 'Europe/Amsterdam')).toEqual({
      ok: false,
      error: { reason: 'month_malformed', given },
    });
  });
});
