import { errorText } from '#core/error-text.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Log } from '#ports/log.ts';
import type { Passwords, PasswordsFailure } from '#ports/passwords.ts';
import type { Scrypt } from './scrypt.ts';

type Answer<T> = Result<T, PasswordsFailure>;

export interface PasswordHashersOptions {
  /** How many objects share the work. */
  readonly objects: number;
  /** For both objects that are asked, and the line before them. */
  readonly timeoutMs: number;
}

/**
 * Hashing in objects, whose isolates are not those of the requests. Any object does for any password: one is taken at
 * random, and another where it has no place or fails, because hashing twice does no harm.
 */
export function createPasswordHashers(
  namespace: DurableObjectNamespace,
  { objects, timeoutMs }: PasswordHashersOptions,
  log: Log,
): Passwords {
  // The port promises plain data, which RPC copies; the platform's stub type cannot say that.
  const hasher = (n: number) =>
    namespace.get(namespace.idFromName(`hasher-${n}`)) as unknown as Passwords;

  async function askOne<T>(n: number, call: (hasher: Passwords) => Promise<Answer<T>>) {
    try {
      return await call(hasher(n));
    } catch (error) {
      // What the platform says of the object; the object itself throws nothing that it was given.
      log.warn('password_hasher_failed', { hasher: n, failure: errorText(error) });
      return err(lost('The object did not answer.'));
    }
  }

  async function ask<T>(call: (hasher: Passwords) => Promise<Answer<T>>): Promise<Answer<T>> {
    const first = Math.floor(Math.random() * objects);
    const asked = await askOne(first, call);
    const another = (first + 1) % objects;
    return asked.ok || another === first ? asked : askOne(another, call);
  }

  const bounded = <T>(call: (hasher: Passwords) => Promise<Answer<T>>) =>
    within(timeoutMs, ask(call));
  return {
    hash: (password) => bounded((one) => one.hash(password)),
    verify: (password, hash) => bounded((one) => one.verify(password, hash)),
  };
}

/** Hashing in the isolate of the request: everything else in it waits meanwhile. */
export function createPasswordsHere(scrypt: Scrypt): Passwords {
  return {
    hash: async (password) => ok(await scrypt.hash(password)),
    verify: async (password, hash) => ok(await scrypt.verify(password, hash)),
  };
}

async function within<T>(timeoutMs: number, asked: Promise<Answer<T>>): Promise<Answer<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Answer<T>>((resolve) => {
    const failure = lost(`No answer within ${timeoutMs} ms.`);
    timer = setTimeout(() => resolve(err(failure)), timeoutMs);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

function lost(detail: string): PasswordsFailure {
  return { disposition: 'unavailable', code: 'hashing_lost', detail };
}
