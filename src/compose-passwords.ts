// Where passwords are hashed: the requests' side, and the object's.
import { createPasswordHashers, createPasswordsHere } from '#adapters/platform/password-hashers.ts';
import { createPasswordLine } from '#adapters/platform/password-line.ts';
import { createScrypt } from '#adapters/platform/scrypt.ts';
import type { Log } from '#ports/log.ts';
import type { Passwords } from '#ports/passwords.ts';
import type { Env } from './env.ts';

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

/** What one object does. */
export function composePasswordLine(): Passwords {
  return createPasswordLine(createScrypt(), PLACES);
}
