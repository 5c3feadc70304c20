// What stands against abuse, with the settings and bindings that say how.
import {
  ALL_ADDRESSES_WELCOME,
  createDisposableAddresses,
} from '#adapters/disposable-email/disposable-addresses.ts';
import { createRateBrake } from '#adapters/platform/rate-brake.ts';
import { createTurnstile } from '#adapters/turnstile/turnstile.ts';
import type { Challenge } from '#ports/challenge.ts';
import type { Log } from '#ports/log.ts';
import type { Ports } from '#ports/ports.ts';
import type { AbuseSettings } from '#ports/settings.ts';
import type { Env } from '../env.ts';
import { globalFetch } from './global-fetch.ts';

/** Somebody waits at the form meanwhile. */
const CHALLENGE_TIMEOUT_MS = 4_000;

/** Kept for as long as the isolate: it has parsed its list. */
const DISPOSABLE_ADDRESSES = createDisposableAddresses();

export function abuseOf(
  env: Env,
  log: Log,
): Pick<Ports, 'rateBrake' | 'challenge' | 'disposableAddresses'> {
  const limits = { byAddress: env.RATE_BY_ADDRESS, byNetwork: env.RATE_BY_NETWORK };
  return {
    rateBrake: createRateBrake(limits, log),
    challenge: challengeOf(env, log),
    disposableAddresses:
      env.DISPOSABLE_ADDRESSES === 'refuse' ? DISPOSABLE_ADDRESSES : ALL_ADDRESSES_WELCOME,
  };
}

function challengeOf(env: Env, log: Log): Challenge | undefined {
  const { TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET: secret, TURNSTILE_URL: url } = env;
  if (siteKey === undefined || secret === undefined) return undefined;
  const options = {
    siteKey,
    secret,
    url,
    hostname: new URL(env.ORIGIN).hostname,
    timeoutMs: CHALLENGE_TIMEOUT_MS,
    fetch: globalFetch,
  };
  return createTurnstile(options, log);
}

export function abuseSettingsOf(env: Env): AbuseSettings {
  return {
    mailsPerAddress: env.STRANGER_MAILS_PER_ADDRESS,
    mailsPerDay: env.STRANGER_MAILS_PER_DAY,
    passesUnchecked: env.TURNSTILE_OUTAGE === 'pass',
    bodyTimeoutMs: env.BODY_TIMEOUT_MS,
  };
}
