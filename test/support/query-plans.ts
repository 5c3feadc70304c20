// How the database would answer what the store asks it (`EXPLAIN QUERY PLAN`).
import { env } from 'cloudflare:workers';
import { createStore } from '#adapters/d1/store.ts';
import type { Change } from '#ports/changes.ts';
import type { Store } from '#ports/store.ts';

export interface Plan {
  readonly sql: string;
  /** One line a step, as SQLite words it. */
  readonly lines: readonly string[];
}

/** Of every statement that `work` makes, in order. The database is asked, so that later statements come, too. */
export function plansOf(work: (store: Store) => Promise<unknown>): Promise<readonly Plan[]> {
  const session = env.DB.withSession('first-primary');
  return watch(work, (statements) => session.batch(statements));
}

/** Of every statement that a change is made of. Nothing gets to the database: what a guard asks for need not be there. */
export function plansOfChange(change: Change): Promise<readonly Plan[]> {
  return watch(
    (store) => store.commit([change]),
    async () => [],
  );
}

async function watch(
  work: (store: Store) => Promise<unknown>,
  batch: (statements: D1PreparedStatement[]) => Promise<unknown>,
): Promise<readonly Plan[]> {
  const asked: { readonly sql: string; readonly values: readonly unknown[] }[] = [];
  const session = env.DB.withSession('first-primary');
  const watched = {
    prepare(sql: string) {
      const bind = (...values: unknown[]) => {
        asked.push({ sql, values });
        return session.prepare(sql).bind(...values);
      };
      return { bind };
    },
    batch,
    getBookmark: () => session.getBookmark(),
  };
  const binding = { withSession: () => watched } as unknown as D1Database; // what the store uses of a database
  await work(createStore(binding));
  return Promise.all(asked.map(({ sql, values }) => explain(sql, values)));
}

export async function explain(sql: string, values: readonly unknown[] = []): Promise<Plan> {
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...values)
    .all<{ detail: string }>();
  return { sql, lines: results.map(({ detail }) => detail) };
}

/**
 * What in a plan grows with a table: `scan TABLE`, or `scan TABLE by INDEX`, for one that is read from end to end, also to
 * build an index first; `sort` where rows are put in order after all of them were found. A list that came as a parameter,
 * and what the statement has made itself, is as long as it is.
 */
export function growthOf({ sql, lines }: Plan): readonly string[] {
  const made = new Set(
    lines.flatMap((line) => /^(?:MATERIALIZE|CO-ROUTINE) (\S+)/.exec(line)?.[1] ?? []),
  );
  const scans = lines.flatMap((line) => {
    if (/VIRTUAL TABLE|CONSTANT ROW|-ROW VALUES CLAUSE/.test(line)) return [];
    const [, name] = /^SCAN (\w+)/.exec(line) ?? /^SEARCH (\w+) USING AUTOMATIC/.exec(line) ?? [];
    if (name === undefined || made.has(name)) return [];
    const [, index] = /^SCAN \w+ USING (?:COVERING )?INDEX (\w+)/.exec(line) ?? [];
    // The key of a table that has no other order than by its key.
    const isKey = index === undefined || index.startsWith('sqlite_autoindex');
    return [`scan ${tableOf(name, sql)}${isKey ? '' : ` by ${index}`}`];
  });
  const sorts = lines.some((line) => /^USE TEMP B-TREE FOR .*ORDER BY/.test(line)) ? ['sort'] : [];
  return [...new Set([...scans, ...sorts])];
}

/** A plan names tables as the statement calls them. */
function tableOf(name: string, sql: string): string {
  return new RegExp(`"?(\\w+)"? (?:AS )"?${name}"?\\b`, 'i').exec(sql)?.[1] ?? name;
}
