import type { SQL } from 'drizzle-orm';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';

/** Typed queries, and atomic batches of written-out statements. */
export interface Database {
  readonly orm: DrizzleD1Database;
  /** Runs all statements in order as one transaction (docs/platform.md, transactions). */
  batch(statements: readonly SQL[]): Promise<void>;
  /** The session's bookmark in the database's history, if the platform has one. */
  bookmark(): string | undefined;
}

/**
 * Read replication would answer from an old copy, and "was this month billed?" must not: the session starts at the
 * primary (docs/platform.md, replicas).
 */
export function openDatabase(binding: D1Database): Database {
  const session = binding.withSession('first-primary');
  const dialect = new SQLiteAsyncDialect();
  return {
    orm: drizzle(session as unknown as D1Database), // drizzle uses prepare and batch alone, which a session has
    async batch(statements) {
      // drizzle's own batch loses the parameters of written-out statements (drizzle-orm 0.45, d1/session.js).
      const prepared = statements.map((statement) => {
        const { sql, params } = dialect.sqlToQuery(statement);
        return session.prepare(sql).bind(...params);
      });
      await session.batch(prepared);
    },
    bookmark: () => session.getBookmark() ?? undefined,
  };
}
