// The database with something between us and every call of it: below the store, so that also a commit which takes two
// calls can be cut in two.
import type { Through } from './wrap-ports.ts';

type Statement = D1PreparedStatement;

/** What the store uses of a session. */
type Session = Pick<D1DatabaseSession, 'prepare' | 'batch' | 'getBookmark'>;

const EXECUTIONS = ['all', 'run', 'raw', 'first'] as const;

export function gatedDatabase(binding: D1Database, through: Through): D1Database {
  const gated: Pick<D1Database, 'withSession'> = {
    withSession: (constraint) =>
      gatedSession(binding.withSession(constraint), through) as D1DatabaseSession, // has what drizzle and the store use
  };
  return gated as D1Database; // the store opens a session and uses nothing else
}

function gatedSession(session: Session, through: Through): Session {
  const originals = new WeakMap<object, Statement>();
  const gate = (statement: Statement, sql: string): Statement => {
    const label = `db ${sql.trim().split(/\s+/).slice(0, 3).join(' ').replaceAll('"', '')}`;
    const kind = /^\s*(?:select|with)/i.test(sql) ? 'read' : 'write';
    const executions = Object.fromEntries(
      EXECUTIONS.map((name) => [
        name,
        (...args: unknown[]) =>
          through(label, kind, async () => (statement[name] as Executed).apply(statement, args)),
      ]),
    );
    const wrapped = {
      bind: (...values: unknown[]) => gate(statement.bind(...values), sql),
      ...executions,
    } as unknown as Statement; // every method of a statement is above
    originals.set(wrapped, statement);
    return wrapped;
  };
  return {
    prepare: (sql) => gate(session.prepare(sql), sql),
    batch: <T>(statements: Statement[]) =>
      through(`db batch of ${statements.length}`, 'write', () =>
        session.batch<T>(statements.map((statement) => originals.get(statement) ?? statement)),
      ) as Promise<D1Result<T>[]>,
    getBookmark: () => session.getBookmark(),
  };
}

type Executed = (...args: unknown[]) => Promise<unknown>;
