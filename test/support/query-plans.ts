// How the database would answer a statement (`EXPLAIN QUERY PLAN`), for statements that are caught on their way there.
import { env } from 'cloudflare:workers';
import { createStore } from '#adapters/d1/store.ts';
import type { Store } from '#ports/store.ts';

export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** What `work` asks of the store; nothing gets to the database, and every answer is empty. */
export async function statementsOf(work: (store: Store) => Promise<unknown>): Promise<Statement[]> {
  const caught: Statement[] = [];
  const empty = async () => ({ results: [], success: true, meta: {} });
  const prepared = (sql: string, params: readonly unknown[] = []) => {
    const note = () => void caught.push({ sql, params });
    const noted = () => {
      note();
      return empty();
    };
    return {
      note,
      bind: (...bound: unknown[]) => prepared(sql, bound),
      all: noted,
      run: noted,
      raw: async () => {
        note();
        return [];
      },
      first: async () => {
        note();
        return null;
      },
    };
  };
  const session = {
    prepare: (sql: string) => prepared(sql),
    async batch(statements: readonly ReturnType<typeof prepared>[]) {
      for (const statement of statements) statement.note();
      return Promise.all(statements.map(empty));
    },
    getBookmark: () => null,
  };
  const binding = { withSession: () => session } as unknown as D1Database; // what the adapter uses of one
  await work(createStore(binding));
  return caught;
}

/**
 * Tables that the statement would read from end to end. A list that came as a parameter, and what the statement has made
 * itself, is as long as it is.
 */
export async function fullScansOf({ sql, params }: Statement): Promise<readonly string[]> {
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...params)
    .all<{ detail: string }>();
  const details = results.map(({ detail }) => detail);
  const made = new Set(
    details.flatMap((detail) => /^(?:MATERIALIZE|CO-ROUTINE) (\S+)/.exec(detail)?.[1] ?? []),
  );
  return details.filter((detail) => {
    const [, name] = /^SCAN (\S+)/.exec(detail) ?? [];
    if (name === undefined || made.has(name) || name.startsWith('(')) return false;
    return !/VIRTUAL TABLE|CONSTANT ROW/.test(detail);
  });
}

/** The plan's lines of every statement that `read` makes; unlike `statementsOf` this asks the database, so that later statements come, too. */
export async function plansOf(
  read: (store: Store) => Promise<unknown>,
): Promise<readonly (readonly string[])[]> {
  const asked: { readonly query: string; values: readonly unknown[] }[] = [];
  const session = env.DB.withSession('first-primary');
  const watched = {
    withSession: () => ({
      ...session,
      prepare(query: string) {
        const one = { query, values: [] as readonly unknown[] };
        asked.push(one);
        const statement = session.prepare(query);
        const bind = (...values: unknown[]) => {
          one.values = values;
          return statement.bind(...values);
        };
        return { bind };
      },
      batch: (statements: D1PreparedStatement[]) => session.batch(statements),
      getBookmark: () => session.getBookmark(),
    }),
  };
  await read(createStore(watched as unknown as D1Database)); // what the store uses of a database
  const plans: (readonly string[])[] = [];
  for (const { query, values } of asked) {
    const plan = await session
      .prepare(`EXPLAIN QUERY PLAN ${query}`)
      .bind(...values)
      .all<{ detail: string }>();
    plans.push(plan.results.map(({ detail }) => detail));
  }
  return plans;
}

/** Lines that read a table from one end to the other, in no order that an index has. */
export function wholeScans(
  plans: readonly (readonly string[])[],
  tables: readonly string[],
): readonly string[] {
  return plans.flat().filter((line) => {
    const [, scanned = ''] = /^SCAN (\w+)/.exec(line) ?? [];
    return tables.includes(scanned) && !line.includes('USING');
  });
}
