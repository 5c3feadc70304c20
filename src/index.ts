// What Cloudflare calls: fetch, scheduled, queue, and the Durable Object class.
import { createEntry } from './entry.ts';

export { InvoiceRun } from './durable-objects/invoice-run.ts';

export default createEntry();
