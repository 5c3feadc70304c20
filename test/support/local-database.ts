// A D1 without the way to it. D1 is SQLite in a Durable Object, asked over HTTP; ten thousand requests spend most of their
// time on that way, and this is the same engine called in place.
import { runInDurableObject } from 'cloudflare:test';
import { DurableObject, env, withEnv } from 'cloudflare:workers';
import type { InvoiceRun } from '../../src/durable-objects/invoice-run.ts';

/** Has the database in its storage. A run object works in its place, because no other object may use that storage. */
export class LocalDatabase extends DurableObject {
  run: InvoiceRun | undefined;

  override async alarm(): Promise<void> {
    await this.run?.alarm();
  }
}

export interface LocalWork {
  readonly object: LocalDatabase;
  readonly state: DurableObjectState;
  /** The same database as `env.DB`, whose changes `takeChanged` does not tell. */
  readonly unwatched: D1Database;
  /** Names of the tables that were changed since it was last asked; what was rolled back changed nothing. */
  takeChanged(): ReadonlySet<string>;
}

/** Does `work` inside an object of its own, with its database in the place of D1. */
export async function withLocalDatabase<T>(work: (local: LocalWork) => Promise<T>): Promise<T> {
  const stub = env.LOCAL_DATABASE.get(env.LOCAL_DATABASE.newUniqueId());
  return runInDurableObject(stub, async (object, state) => {
    for (const { queries } of env.TEST_MIGRATIONS) {
      for (const query of queries) state.storage.sql.exec(query);
    }
    const { binding, takeChanged } = openDatabase(state.storage);
    const unwatched = openDatabase(state.storage).binding;
    const local = { object: object as LocalDatabase, state, unwatched, takeChanged };
    return withEnv({ ...env, DB: binding }, () => work(local)) as Promise<T>; // typed as unknown
  });
}

const WRITE =
  /^\s*(?:insert\s+(?:or \w+\s+)?into|update|delete\s+from|replace\s+into)\s+"?(\w+)"?/i;

/** As much of D1 as the store, drizzle and the tests use. */
function openDatabase(storage: DurableObjectStorage) {
  let changed = new Set<string>();

  function statement(query: string, values: readonly unknown[] = []) {
    const execute = () => {
      const cursor = storage.sql.exec(query, ...values.map(asD1Takes));
      const rows = [...cursor.raw()];
      const table = cursor.rowsWritten > 0 ? WRITE.exec(query)?.[1] : undefined;
      if (table !== undefined) changed.add(table);
      return { columns: cursor.columnNames, rows };
    };
    const objects = () => {
      const { columns, rows } = execute();
      return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
    };
    return {
      execute,
      bind: (...given: readonly unknown[]) => statement(query, given),
      run: async () => ({ success: true, results: objects() }),
      all: async () => ({ success: true, results: objects() }),
      first: async () => objects()[0] ?? null,
      raw: async () => execute().rows,
    };
  }

  async function batch(statements: readonly ReturnType<typeof statement>[]) {
    const before = new Set(changed);
    try {
      return storage.transactionSync(() =>
        statements.map(({ execute }) => ({ success: true, results: execute().rows })),
      );
    } catch (error) {
      changed = before;
      throw error;
    }
  }

  const prepare = (query: string) => statement(query);
  const session = { prepare, batch, getBookmark: () => null };
  const binding = { prepare, batch, withSession: () => session } as unknown as D1Database; // what is used of it
  const takeChanged = (): ReadonlySet<string> => {
    const taken = changed;
    changed = new Set();
    return taken;
  };
  return { binding, takeChanged };
}

function asD1Takes(value: unknown): string | number | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  throw new TypeError(`D1_TYPE_ERROR: Type '${typeof value}' not supported`);
}
