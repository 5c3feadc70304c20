// Checks of a signed request's claims. Pure: the signature was verified by the adapter, `nowMs` comes from the clock.
import { type BillingMonth, type MonthRefusal, parseMonth, requireClosed } from '#core/month.ts';
import { err, ok, type Result } from '#core/result.ts';

/** Claims of a verified JWS, as the edge parsed them. Times are seconds (RFC 7519). */
export interface SignedClaims {
  readonly iss: string;
  readonly aud: string;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
  readonly action: string;
}

export type ClaimsRefusal =
  | { readonly reason: 'audience_wrong'; readonly expected: string }
  | { readonly reason: 'signature_expired' }
  | { readonly reason: 'signature_not_yet_valid' }
  | { readonly reason: 'signature_too_long_lived'; readonly maxSeconds: number }
  | { readonly reason: 'action_wrong'; readonly expected: readonly string[] };

/** A signed request lives ten minutes at most: long enough to read a plan's totals, too short to be left lying. */
export const MAX_LIFETIME_SECONDS = 600;
/** How far an operator's clock may run ahead of ours. */
export const CLOCK_SKEW_SECONDS = 60;

/** Audience, times and action of a signed request. */
export function checkClaims<C extends SignedClaims>(
  claims: C,
  expected: {
    readonly audience: string;
    readonly actions: readonly string[];
    readonly nowMs: number;
  },
): Result<C, ClaimsRefusal> {
  const nowSeconds = Math.floor(expected.nowMs / 1000);
  if (claims.aud !== expected.audience) {
    return err({ reason: 'audience_wrong', expected: expected.audience });
  }
  if (claims.exp <= nowSeconds) return err({ reason: 'signature_expired' });
  if (claims.iat > nowSeconds + CLOCK_SKEW_SECONDS)
    return err({ reason: 'signature_not_yet_valid' });
  if (claims.exp - claims.iat > MAX_LIFETIME_SECONDS) {
    return err({ reason: 'signature_too_long_lived', maxSeconds: MAX_LIFETIME_SECONDS });
  }
  if (!expected.actions.includes(claims.action)) {
    return err({ reason: 'action_wrong', expected: expected.actions });
  }
  return ok(claims);
}

/** The month of an override: well formed and over. Typing next year by mistake is refused here (lessons: DreamHost 2008). */
export function checkOverrideMonth(
  given: string,
  nowMs: number,
  timeZone: string,
): Result<BillingMonth, MonthRefusal> {
  const month = parseMonth(given);
  return month.ok ? requireClosed(month.value, nowMs, timeZone) : month;
}
