// The Worker under test: the production entry, over the world that the current test made.
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

export { PasswordHasher } from '../../src/durable-objects/password-hasher.ts';

export default createEntry();
