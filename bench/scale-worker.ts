// Production's entry and run object over a watched database. Under /bench a run, a look and the deliveries, each
// answered with what it asked of D1 and of the platform.
import { Hono } from 'hono';
import { compose, composeFromRaw } from '../src/compose.ts';
import { parseMonth } from '../src/core/month.ts';
import { InvoiceRun as ProductionInvoiceRun } from '../src/durable-objects/invoice-run.ts';
import { createEntry } from '../src/entry.ts';
import { requireEnv } from '../src/env.ts';
import type { Ports } from '../src/ports/ports.ts';
import { runReport } from '../src/usecases/invoicing/run-report.ts';
import { type Busy, takeBusy, watchBusy } from './busy-database.ts';
import type { RunRow } from './rounds.ts';
import type { RunAtScale, TablesAtScale, WorkAtScale } from './scale-work.ts';
import { databaseBytes, measureTables } from './table-sizes.ts';

interface ScaleEnv {
  readonly DB: D1Database;
}

const LOOK = '7 * * * *';
const PULSE = '*/5 * * * *';
const LONGEST_RUN_MS = 900_000;
const INVOCATIONS_AT_MOST = 20;

const entry = createEntry();
const bench = new Hono<{ Bindings: ScaleEnv }>().basePath('/bench');

/** Wall time of each alarm since the last run was asked about. */
let alarmsMs: number[] = [];

export class InvoiceRun extends ProductionInvoiceRun {
  protected override compose(rawEnv: unknown): Ports {
    return composeFromRaw(watchBusy(rawEnv as ScaleEnv), { worker: 'invoice-run' });
  }

  override async alarm(): Promise<void> {
    const beganMs = performance.now();
    await super.alarm();
    alarmsMs.push(performance.now() - beganMs);
  }
}

/** A scheduled run from its plan to its last invoice. */
bench.post('/run', async (c) => {
  const month = parseMonth(c.req.query('month') ?? '');
  if (!month.ok) throw new Error(`month: ${c.req.query('month')}`);
  const ports = compose(requireEnv(c.env), {});
  takeBusy();
  alarmsMs = [];
  const runId = await ports.runs.start({
    month: month.value,
    trigger: 'schedule',
    requestedBy: 'system',
  });
  await ports.runs.settled(runId, LONGEST_RUN_MS);
  const busy = takeBusy();
  const reporting = compose(requireEnv(watchBusy(c.env)), {});
  const run = (await runReport(reporting, runId))?.run as RunRow | undefined;
  return c.json({ busy, alarmsMs, run, report: takeBusy() } satisfies RunAtScale);
});

/** A look, as the hourly trigger begins it and the pulse goes on with it, until it is good. */
bench.post('/look', async (c) => {
  takeBusy();
  const last = await goodLooks(c.env.DB);
  let invocations = 0;
  while ((await goodLooks(c.env.DB)) === last) {
    if (invocations === INVOCATIONS_AT_MOST) throw new Error('a look that does not get good');
    const cron = invocations === 0 ? LOOK : PULSE;
    await untilQuiet(c.env.DB);
    await entry.scheduled({ cron, scheduledTime: Date.now(), noRetry: () => {} }, watchBusy(c.env));
    invocations++;
  }
  return c.json({ busy: takeBusy(), invocations } satisfies WorkAtScale);
});

/** Everything that is due in the outbox, a message after the other. */
bench.post('/deliver', async (c) => {
  takeBusy();
  let invocations = 0;
  let isWoken = true;
  // What a drain asks to be done next comes over the queue; here the loop is the queue.
  const wake = async () => {
    isWoken = true;
  };
  const env = { ...c.env, TASKS: { send: wake } };
  while (isWoken) {
    isWoken = false;
    const messages = [{ body: { kind: 'drain_outbox' } }];
    await entry.queue({ queue: 'tasks', messages } as unknown as MessageBatch, watchBusy(env));
    invocations++;
  }
  return c.json({ busy: takeBusy(), invocations } satisfies WorkAtScale);
});

/** Whoever asks is done with the database: nothing is left of it. */
bench.post('/tables', async (c) => {
  const bytes = await databaseBytes(c.env.DB);
  return c.json({ bytes, tables: await measureTables(c.env.DB) } satisfies TablesAtScale);
});

bench.post('/bytes', async (c) => c.json(await databaseBytes(c.env.DB)));

bench.post('/busy', (c) => c.json(takeBusy() satisfies Busy));

async function goodLooks(database: D1Database): Promise<number> {
  const row = await database
    .prepare("SELECT count(*) AS good FROM metering_look WHERE state = 'good'")
    .first<{ good: number }>();
  return row?.good ?? 0;
}

/** A look that somebody has just touched is left to its holder; the bench does not wait for that. */
async function untilQuiet(database: D1Database): Promise<void> {
  await database
    .prepare("UPDATE metering_look SET touched_at_ms = 0 WHERE state IN ('listing', 'verifying')")
    .run();
}

export default {
  ...entry,
  async fetch(request: Request, rawEnv: ScaleEnv, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname.startsWith('/bench/')) {
      return bench.fetch(request, rawEnv, context);
    }
    return entry.fetch(request, watchBusy(rawEnv), context);
  },
};
