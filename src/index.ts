// What Cloudflare calls: fetch, scheduled, queue, and the Durable Object classes.
import { createEntry } from './entry.ts';

export { InvoiceRun } from './durable-objects/invoice-run.ts';
export { PasswordHasher } from './durable-objects/password-hasher.ts';

export default createEntry();
