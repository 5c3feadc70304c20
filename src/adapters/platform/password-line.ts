// Hashing one after the other, and no longer a line than people wait for. For a place of its own, such as an object:
// requests of a Worker must not wait for one another's promises.
import { err, ok, type Result } from '#core/result.ts';
import type { Passwords, PasswordsFailure } from '#ports/passwords.ts';
import type { Scrypt } from './scrypt.ts';

const BUSY: PasswordsFailure = {
  disposition: 'unavailable',
  code: 'hashing_busy',
  detail: 'Too many passwords wait to be hashed.',
};

/** At most `places` are hashed or wait; whoever comes then is refused at once. */
export function createPasswordLine(scrypt: Scrypt, places: number): Passwords {
  let taken = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function inLine<T>(work: () => Promise<T>): Promise<Result<T, PasswordsFailure>> {
    if (taken >= places) return err(BUSY);
    taken++;
    const mine = last.then(nextTurn).then(work);
    last = mine.catch(() => undefined);
    try {
      return ok(await mine);
    } finally {
      taken--;
    }
  }

  return {
    hash: (password) => inLine(() => scrypt.hash(password)),
    verify: (password, hash) => inLine(() => scrypt.verify(password, hash)),
  };
}

/** Lets the answer before go out and those who came meanwhile be counted; otherwise the line is one long block. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
