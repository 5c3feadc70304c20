// Hashes passwords, so that no isolate that answers requests is blocked by it. It stores nothing and has no address:
// only a Worker with the binding reaches it.
import { DurableObject } from 'cloudflare:workers';
import type { Passwords } from '#ports/passwords.ts';
import { composePasswordLine } from '../compose/passwords.ts';

export class PasswordHasher extends DurableObject implements Passwords {
  readonly #line = composePasswordLine();

  async hash(password: string) {
    return this.#line.hash(password);
  }

  async verify(password: string, hash: string | undefined) {
    return this.#line.verify(password, hash);
  }
}
