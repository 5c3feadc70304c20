// The test's D1 with its statements counted, and broken on demand.
import { env } from 'cloudflare:workers';

export interface WatchedDatabase {
  /** For the raw environment of a Worker. */
  readonly binding: unknown;
  /** While true every statement fails. */
  isBroken: boolean;
  /** Statements prepared so far. */
  queries: number;
}

export function watchDatabase(): WatchedDatabase {
  const down = () => Promise.reject(new Error('D1_ERROR: the database is down'));
  const broken = { bind: () => ({ all: down, first: down, run: down, raw: down }) };
  const watched: WatchedDatabase = {
    isBroken: false,
    queries: 0,
    binding: {
      withSession(constraint: string) {
        const session = env.DB.withSession(constraint);
        return {
          prepare(query: string) {
            watched.queries++;
            return watched.isBroken ? broken : session.prepare(query);
          },
          batch: (statements: D1PreparedStatement[]) => session.batch(statements),
          getBookmark: () => session.getBookmark(),
        };
      },
    },
  };
  return watched;
}
