// How SQLite would answer what a read asks: a scan of a whole table costs money with every row that is added.
import { env } from 'cloudflare:workers';
import { createStore } from '#adapters/d1/store.ts';
import type { Store } from '#ports/store.ts';

/** The plan's lines of every statement that `read` makes. */
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
