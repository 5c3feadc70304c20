// The Worker under test: the production entry, over the world that the current test made.
import { DurableObject } from 'cloudflare:workers';
import { createPasswordsHere } from '#adapters/platform/password-hashers.ts';
import { createScrypt } from '#adapters/platform/scrypt.ts';
import type { Passwords } from '#ports/passwords.ts';
import type { Ports } from '#ports/ports.ts';
import { InvoiceRun as ProductionInvoiceRun } from '../../src/durable-objects/invoice-run.ts';
import { createEntry } from '../../src/entry.ts';
import { portsOfObject } from './worlds.ts';

export { LocalDatabase } from './local-database.ts';

export class InvoiceRun extends ProductionInvoiceRun {
  protected override compose(): Ports {
    return portsOfObject(this.ctx.id.toString());
  }
}

/** As the real one, with the smallest parameters: a hash is slow on purpose, and hundreds of tests log somebody in. */
export class QuickHasher extends DurableObject implements Passwords {
  readonly #here = createPasswordsHere(createScrypt({ cost: 2, blockSize: 1, parallelization: 1 }));

  async hash(password: string) {
    return this.#here.hash(password);
  }

  async verify(password: string, hash: string | undefined) {
    return this.#here.verify(password, hash);
  }
}

export { PasswordHasher } from '../../src/durable-objects/password-hasher.ts';

export default createEntry();
