// How often somebody may guess. A delay grows with every failure, and nobody is ever locked out: a browser that
// has signed in before is counted on its own, so what strangers do elsewhere does not slow its owner down.

/** One count of failures. `key` names what is counted; it is hashed before it is stored. */
export interface AttemptLimit {
  readonly key: string;
  /** Failures without any delay. */
  readonly free: number;
  /** Delay after the first failure that is not free; it doubles with each further one. */
  readonly baseMs: number;
  readonly maxMs: number;
}

/** Failures are forgotten when none was added for so long. */
export const ATTEMPTS_REMEMBERED_MS = 24 * 3_600_000;

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

export interface Attempt {
  /** What is being entered; a normalised address or a client's id. */
  readonly account: string;
  /** Truncated address of where from. */
  readonly network: string;
  /** Of a browser that has signed in to this account before. */
  readonly knownBrowser: string | undefined;
}

/**
 * The counts that an attempt to sign in falls under. The one by account alone slows down many networks that guess
 * together; it is mild, because a stranger can raise it. The one by network also bounds what the slow hash costs us.
 */
export function signInLimits({ account, network, knownBrowser }: Attempt): readonly AttemptLimit[] {
  if (knownBrowser) return [ofKnownBrowser('sign_in', account, knownBrowser)];
  return [
    limit(`sign_in|${account}|${network}`, 5, 2 * SECOND_MS, 15 * MINUTE_MS),
    limit(`sign_in|${account}`, 50, SECOND_MS, 30 * SECOND_MS),
    limit(`sign_in_from|${network}`, 60, SECOND_MS, MINUTE_MS),
  ];
}

/** Six digits are few: whoever knows the password must not get to try them all. */
export function codeLimits({ account, network, knownBrowser }: Attempt): readonly AttemptLimit[] {
  if (knownBrowser) return [ofKnownBrowser('code', account, knownBrowser)];
  return [
    limit(`code|${account}|${network}`, 5, 5 * SECOND_MS, 60 * MINUTE_MS),
    limit(`code|${account}`, 20, 5 * SECOND_MS, 10 * MINUTE_MS),
  ];
}

/** Answers of another system that somebody brings from one network: each costs us a call there. */
export function identityLimits(network: string): readonly AttemptLimit[] {
  return [limit(`identity_from|${network}`, 60, SECOND_MS, MINUTE_MS)];
}

/** Mails that somebody else may cause: a few, then fewer and fewer. */
export function mailLimits(
  kind: 'reset' | 'email_change',
  account: string,
): readonly AttemptLimit[] {
  return [limit(`mail|${kind}|${account}`, 3, MINUTE_MS, 60 * MINUTE_MS)];
}

function ofKnownBrowser(what: string, account: string, browser: string): AttemptLimit {
  return limit(`${what}|${account}|browser|${browser}`, 10, SECOND_MS, 5 * MINUTE_MS);
}

function limit(key: string, free: number, baseMs: number, maxMs: number): AttemptLimit {
  return { key, free, baseMs, maxMs };
}
