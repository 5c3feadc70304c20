/** Tokens of solved challenges: good for 300 seconds and once, or once more under the same idempotency key. */

/** What a test site key yields instead of a real one. */
export const TEST_TOKEN = 'XXXX.DUMMY.TOKEN.XXXX';

const VALID_MS = 300_000;
const KEPT = 10_000;

export interface SolvedPage {
  readonly hostname: string;
  readonly action: string;
}

type Redeemed =
  | { readonly ok: true; readonly page: SolvedPage & { readonly challenge_ts: string } }
  | { readonly ok: false; readonly code: 'invalid-input-response' | 'timeout-or-duplicate' };

interface Issued extends SolvedPage {
  readonly atMs: number;
  /** Undefined before it was redeemed; empty where that was without a key. */
  redeemedBy?: string;
}

export function createTokens(nowMs: () => number) {
  const issued = new Map<string, Issued>();
  return {
    issue(page: SolvedPage): string {
      const token = `0.${crypto.randomUUID()}.${crypto.randomUUID()}`;
      issued.set(token, { ...page, atMs: nowMs() });
      const [oldest] = issued.keys();
      if (issued.size > KEPT && oldest !== undefined) issued.delete(oldest);
      return token;
    },
    redeem(token: string, key: string): Redeemed {
      const found = issued.get(token);
      if (!found) return { ok: false, code: 'invalid-input-response' };
      const { hostname, action, atMs, redeemedBy } = found;
      const isAgain = redeemedBy !== undefined && (key === '' || redeemedBy !== key);
      if (isAgain || nowMs() - atMs > VALID_MS) return { ok: false, code: 'timeout-or-duplicate' };
      found.redeemedBy = key;
      const challenge_ts = new Date(atMs).toISOString();
      return { ok: true, page: { hostname, action, challenge_ts } };
    },
  };
}
