// Production's entry and run object, each invocation counted under a name of its own. `/bench/counts` answers them all.

import { composeFromRaw } from '../src/compose.ts';
import { InvoiceRun as ProductionInvoiceRun } from '../src/durable-objects/invoice-run.ts';
import { createEntry } from '../src/entry.ts';
import type { Ports } from '../src/ports/ports.ts';
import { countBindings, countFetches, measureRawReads } from './count-bindings.ts';
import { type Counts, countInvocation } from './invocation.ts';

export { PasswordHasher } from '../src/durable-objects/password-hasher.ts';

interface LimitsEnv {
  readonly DB: D1Database;
}

/** What was counted, in order: requests, messages and the object share this isolate. */
const noted: { readonly invocation: string; readonly counts: Counts }[] = [];
const entry = createEntry();
countFetches();
measureRawReads();

async function note<T>(invocation: string, work: () => T | Promise<T>): Promise<T> {
  const { result, counts } = await countInvocation(work);
  noted.push({ invocation, counts });
  return result;
}

export class InvoiceRun extends ProductionInvoiceRun {
  protected override compose(rawEnv: unknown): Ports {
    return composeFromRaw(countBindings(rawEnv as object), { worker: 'invoice-run' });
  }

  override async alarm(): Promise<void> {
    const env = this.env as LimitsEnv;
    const working = await env.DB.prepare(
      "SELECT state FROM invoice_run WHERE state IN ('planning', 'executing') ORDER BY id LIMIT 1",
    ).first<{ state: string }>();
    return note(`run object, ${working?.state ?? 'idle'}`, () => super.alarm());
  }
}

export default {
  async fetch(request: Request, env: LimitsEnv, context: ExecutionContext): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/bench/counts') return Response.json(noted);
    if (pathname === '/bench/cron') {
      const cron = searchParams.get('expression') ?? '';
      const controller = { cron, scheduledTime: Date.now(), noRetry: () => {} };
      await note(`cron ${cron}`, () => entry.scheduled(controller, countBindings(env)));
      return Response.json({});
    }
    return note(`${request.method} ${pathname.replace(/_[0-9a-z]{26}/, '_…')}`, () =>
      entry.fetch(request, countBindings(env), context),
    );
  },
  async queue(batch: MessageBatch, env: LimitsEnv): Promise<void> {
    await note('queue, drain', () => entry.queue(batch, countBindings(env)));
  },
};
