// Production's entry with one bench route: a look, as the hourly trigger takes it, and what it asked of the platform.
import { createEntry } from '../src/entry.ts';
import { countBindings, countFetches } from './count-bindings.ts';
import { type Counts, countInvocation } from './invocation.ts';

export { InvoiceRun } from '../src/durable-objects/invoice-run.ts';
export { PasswordHasher } from '../src/durable-objects/password-hasher.ts';

/** What one look cost. */
export interface LookCost extends Counts {
  /** As D1 bills them: table rows and index rows that the batches wrote. */
  readonly rowsWritten: number;
  readonly look: {
    readonly state: string;
    readonly servers: number;
    readonly changed: number;
  } | null;
}

interface LooksEnv {
  readonly DB: D1Database;
}

const LOOK = '7 * * * *';
const entry = createEntry();
countFetches();

export default {
  ...entry,
  async fetch(_request: Request, env: LooksEnv): Promise<Response> {
    let rowsWritten = 0;
    const counted = countBindings(env);
    const DB = countRows(counted.DB, (rows) => {
      rowsWritten += rows;
    });
    const controller = { cron: LOOK, scheduledTime: Date.now(), noRetry: () => {} };
    const { counts } = await countInvocation(() => entry.scheduled(controller, { ...counted, DB }));
    const look = await env.DB.prepare(
      'SELECT state, servers, changed FROM metering_look ORDER BY started_at_ms DESC LIMIT 1',
    ).first<LookCost['look']>();
    return Response.json({ ...counts, rowsWritten, look } satisfies LookCost);
  },
};

/** Every write of the store but one raised fence goes through a session's batch. */
function countRows(database: D1Database, note: (rows: number) => void): D1Database {
  return new Proxy(database, {
    get: (target, name) => {
      if (name !== 'withSession') return Reflect.get(target, name, target);
      return (constraint: string) => countBatches(target.withSession(constraint), note);
    },
  });
}

function countBatches(session: D1DatabaseSession, note: (rows: number) => void): D1DatabaseSession {
  return new Proxy(session, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target);
      if (name !== 'batch') return typeof value === 'function' ? value.bind(target) : value;
      return async (statements: D1PreparedStatement[]) => {
        const results = await target.batch(statements);
        for (const { meta } of results) note(meta.rows_written);
        return results;
      };
    },
  });
}
