// Where passwords are hashed, the requests' side and the object's, and who is asked whether one is known to thieves.
import { createPasswordHashers, createPasswordsHere } from '#adapters/platform/password-hashers.ts';
import { createPasswordLine } from '#adapters/platform/password-line.ts';
import { createScrypt } from '#adapters/platform/scrypt.ts';
import {
  createBreachedPasswords,
  NO_BREACHED_PASSWORDS,
} from '#adapters/pwned-passwords/breached-passwords.ts';
import type { BreachedPasswords } from '#ports/breached-passwords.ts';
import type { Log } from '#ports/log.ts';
import type { Passwords } from '#ports/passwords.ts';
import type { Env } from '../env.ts';
import { globalFetch } from './global-fetch.ts';

/** Somebody waits at the form meanwhile, and may go on without an answer. */
const BREACHED_PASSWORDS_TIMEOUT_MS = 2_000;

/** In one object: the last of them waits for some 2.5 s. */
const PLACES = 16;
/** Longer than a full line takes, shorter than anybody waits. */
const TIMEOUT_MS = 10_000;

export function passwordsOf(env: Env, log: Log): Passwords {
  const { PASSWORD_HASHER: namespace, PASSWORD_HASHERS: objects } = env;
  // env.ts has checked that the binding is there unless there are to be no objects.
  if (objects === 0 || !namespace) return createPasswordsHere(createScrypt());
  return createPasswordHashers(namespace, { objects, timeoutMs: TIMEOUT_MS }, log);
}

export function breachedPasswordsOf(env: Env, log: Log): BreachedPasswords {
  if (env.BREACHED_PASSWORDS === 'off') return NO_BREACHED_PASSWORDS;
  const options = {
    apiUrl: env.BREACHED_PASSWORDS_URL,
    timeoutMs: BREACHED_PASSWORDS_TIMEOUT_MS,
    fetch: globalFetch,
  };
  return createBreachedPasswords(options, log);
}

/** What one object does. */
export function composePasswordLine(): Passwords {
  return createPasswordLine(createScrypt(), PLACES);
}
