// The Worker under test: production's entry and run object as they are, and under /bench what they are compared with.
import { Hono } from 'hono';
import { DEFAULT_USAGE_REPORT } from '../src/adapters/solusvm/usage-report.ts';
import { compose } from '../src/compose.ts';
import { monthRange, parseMonth } from '../src/core/month.ts';
import { InvoiceRun as ProductionInvoiceRun } from '../src/durable-objects/invoice-run.ts';
import { createEntry } from '../src/entry.ts';
import { requireEnv } from '../src/env.ts';
import { drainOutbox } from '../src/usecases/outbox/drain-outbox.ts';
import { classicCron } from './classic-cron.ts';
import { withRemoteHashers } from './remote-hashers.ts';
import { withSlowDatabase } from './slow-database.ts';

export { PasswordHasher } from '../src/durable-objects/password-hasher.ts';

/** The run object over the same database as the pages. */
export class InvoiceRun extends ProductionInvoiceRun {
  protected override compose(rawEnv: unknown) {
    return super.compose(withSlowDatabase(rawEnv as BenchEnv)); // miniflare made it of our own settings
  }
}

interface BenchEnv {
  readonly DB: D1Database;
  /** The classic cron's own database with the same schema and clients. */
  readonly CLASSIC_DB: D1Database;
  readonly PANEL_API_URL: string;
  readonly PANEL_TOKEN: string;
  readonly USAGE_REPORT_PATH?: string;
  readonly BENCH_D1_DELAY_MS?: string;
  readonly BENCH_HASHER_URL?: string;
}

const CALLS_AT_ONCE = 6;
const POLL_MS = 50;
const LONGEST_RUN_MS = 900_000;

const entry = createEntry();
const bench = new Hono<{ Bindings: BenchEnv }>().basePath('/bench');

bench.get('/bare', (c) => c.text('ok'));

/** A scheduled run, from the start to the last invoice, as the daily automation starts it. */
bench.post('/run', async (c) => {
  const ports = compose(requireEnv(c.env), {});
  const month = monthOf(c.req.query('month'));
  const runId = await ports.runs.start({ month, trigger: 'schedule', requestedBy: 'system' });
  await ports.runs.settled(runId, LONGEST_RUN_MS);
  return c.json(await ports.store.runs.byId(runId));
});

/** So many passwords of nobody, one after the other. */
bench.post('/hashes', async (c) => {
  const { passwords } = compose(requireEnv(c.env), {});
  const count = Number(c.req.query('count'));
  for (let n = 0; n < count; n++) {
    const asked = await passwords.verify('', undefined);
    if (!asked.ok) throw new Error(asked.error.code);
  }
  return c.json({ count });
});

/** The ceiling: the usage calls alone, six at once, and nothing done with the answers but parsing them. */
bench.post('/usage-calls', async (c) => {
  const users = Number(c.req.query('users'));
  const range = monthRange(monthOf(c.req.query('month')), 'UTC');
  const { usage } = compose(requireEnv(c.env), {});
  const { PANEL_API_URL: apiUrl, PANEL_TOKEN: token } = c.env;
  const path = (c.env.USAGE_REPORT_PATH ?? DEFAULT_USAGE_REPORT.pathTemplate)
    .replace('{from}', encodeURIComponent(new Date(range.startMs).toISOString()))
    .replace('{to}', encodeURIComponent(new Date(range.endMs).toISOString()));
  const raw = async (userIds: readonly number[]) => {
    const url = apiUrl + path.replace(/\{userIds?\}/, userIds.join(','));
    let servers = 0;
    for (let page = 1, last = 1; page <= last; page++) {
      const response = await fetch(`${url}&page=${page}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const { data, meta } = await response.json<{
        data: unknown[];
        meta: { last_page: number };
      }>();
      servers += data.length;
      last = meta.last_page;
    }
    return servers;
  };
  const ours = async (userIds: readonly number[]) => {
    const read = await usage.readMany(userIds, range);
    return read.reduce((sum, one) => sum + (one.kind === 'measured' ? one.servers.length : 0), 0);
  };
  const call = c.req.query('through') === 'adapter' ? ours : raw;
  let next = 1;
  let servers = 0;
  const work = async () => {
    while (next <= users) {
      const first = next;
      next += usage.usersAtOnce;
      const count = Math.min(usage.usersAtOnce, users - first + 1);
      servers += await call(Array.from({ length: count }, (_, i) => first + i));
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, work));
  return c.json({ servers });
});

/** The same as production does it: a message, a look at the outbox, the next message. Answers when nothing is left. */
bench.post('/deliver-by-queue', async (c) => {
  const { queue } = compose(requireEnv(c.env), {});
  await queue.wake();
  const pending = async () => {
    const row = await c.env.DB.prepare(
      "SELECT count(*) AS pending FROM outbox WHERE state = 'pending'",
    ).first<{ pending: number }>();
    return row?.pending ?? 0;
  };
  while ((await pending()) > 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  return c.json(await deliveredCount(c.env.DB));
});

/** Everything that is due in the outbox, one drain after the other as the queue starts them, each with its own ports. */
bench.post('/deliver', async (c) => {
  const env = requireEnv(c.env);
  while ((await drainOutbox(compose(env, {}))).more);
  return c.json(await deliveredCount(c.env.DB));
});

function deliveredCount(database: D1Database) {
  return database
    .prepare('SELECT count(*) AS delivered FROM invoice WHERE delivered_at_ms IS NOT NULL')
    .first();
}

bench.post('/classic', async (c) => {
  const { CLASSIC_DB: database, PANEL_API_URL: apiUrl, PANEL_TOKEN: token } = c.env;
  const month = monthOf(c.req.query('month'));
  const clients = Number(c.req.query('clients'));
  return c.json({ made: await classicCron({ database, apiUrl, token, month, clients }) });
});

export default {
  ...entry,
  async fetch(request: Request, rawEnv: BenchEnv, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname.startsWith('/bench/')) {
      return bench.fetch(request, rawEnv, context);
    }
    return entry.fetch(request, withRemoteHashers(withSlowDatabase(rawEnv)), context);
  },
};

function monthOf(text: string | undefined) {
  const month = parseMonth(text ?? '');
  if (!month.ok) throw new Error(`month: ${text}`);
  return month.value;
}
