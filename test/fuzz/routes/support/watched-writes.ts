// The test's D1, with the tables that a commit has changed.
import { env } from 'cloudflare:workers';

const WRITE = /^\s*(?:insert\s+(?:or \w+\s+)?into|update|delete\s+from)\s+"?(\w+)"?/i;

export interface WatchedWrites {
  /** For the raw environment of a Worker. */
  readonly binding: D1Database;
  /** Names of the tables changed since it was last asked. */
  take(): ReadonlySet<string>;
}

/** Writes go through `batch` alone (`src/adapters/d1/database.ts`); one that is rolled back has changed nothing. */
export function watchWrites(): WatchedWrites {
  let changed = new Set<string>();
  const tables = new WeakMap<object, string>();

  function named(query: string, statement: D1PreparedStatement): D1PreparedStatement {
    const table = WRITE.exec(query)?.[1];
    if (table === undefined) return statement;
    tables.set(statement, table);
    return new Proxy(statement, {
      get(target, name) {
        if (name !== 'bind') return Reflect.get(target, name, target);
        return (...values: unknown[]) => {
          const bound = target.bind(...values);
          tables.set(bound, table);
          return bound;
        };
      },
    });
  }

  const binding = {
    withSession(constraint: string) {
      const session = env.DB.withSession(constraint);
      return {
        prepare: (query: string) => named(query, session.prepare(query)),
        async batch(statements: D1PreparedStatement[]) {
          const results = await session.batch(statements);
          statements.forEach((statement, at) => {
            const table = tables.get(statement);
            if (table !== undefined && results[at]?.meta.changes) changed.add(table);
          });
          return results;
        },
        getBookmark: () => session.getBookmark(),
      };
    },
  };
  return {
    binding: binding as unknown as D1Database, // what the store uses of it
    take() {
      const taken = changed;
      changed = new Set();
      return taken;
    },
  };
}
