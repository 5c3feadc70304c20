// How long a D1 is at work, and on what. Production's runs one statement at a time, so the time in which at least one call
// is under way is an upper bound of the time that the thread is busy. Runs in a Worker; knows nothing of ours.

export interface Busy {
  /** At least one call was under way. */
  readonly ms: number;
  /** A batch is one. */
  readonly calls: number;
  readonly batches: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly longestMs: number;
  /** The beginning of the longest call's statement; of a batch, of its longest one. */
  readonly longest: string;
}

const NOTHING: Busy = {
  ms: 0,
  calls: 0,
  batches: 0,
  rowsRead: 0,
  rowsWritten: 0,
  longestMs: 0,
  longest: '',
};
const BEGINNING = 90;

let busy = NOTHING;
let underWay = 0;
let sinceMs = 0;

/** What was noted since the last time that somebody asked. */
export function takeBusy(): Busy {
  const taken = busy;
  busy = NOTHING;
  return taken;
}

/** The environment with its database watched; the same one each time it is asked for. */
export function watchBusy<E extends { readonly DB: D1Database }>(env: E): E {
  const known = watchedEnvironments.get(env);
  if (known) return known as E; // stored under this very environment
  const watched = { ...env, DB: watchDatabase(env.DB) };
  watchedEnvironments.set(env, watched);
  return watched;
}

const watchedEnvironments = new WeakMap<object, object>();

interface Plain {
  readonly statement: D1PreparedStatement;
  readonly sql: string;
}

/** D1 takes its own statements in a batch, not wrapped ones. */
const plainStatements = new WeakMap<object, Plain>();

async function during<T>(sqls: readonly string[], call: () => Promise<T>): Promise<T> {
  const beganMs = performance.now();
  if (underWay++ === 0) sinceMs = beganMs;
  try {
    return await call();
  } finally {
    const endMs = performance.now();
    const isLast = --underWay === 0;
    const tookMs = endMs - beganMs;
    busy = {
      ...busy,
      ms: busy.ms + (isLast ? endMs - sinceMs : 0),
      calls: busy.calls + 1,
      batches: busy.batches + (sqls.length > 1 ? 1 : 0),
      ...(tookMs > busy.longestMs && { longestMs: tookMs, longest: beginningOf(sqls) }),
    };
  }
}

function beginningOf(sqls: readonly string[]): string {
  const longest = sqls.reduce((a, b) => (b.length > a.length ? b : a), '');
  return longest.replaceAll(/\s+/g, ' ').trim().slice(0, BEGINNING);
}

function watchDatabase<D extends D1Database | D1DatabaseSession>(database: D): D {
  return replaced(database, {
    withSession: (constraint: string) =>
      watchDatabase((database as D1Database).withSession(constraint)),
    prepare: (sql: string) => watchStatement(database.prepare(sql), sql),
    batch: async (statements: D1PreparedStatement[]) => {
      const plain = statements.map((one) => plainStatements.get(one));
      const results = await during(
        plain.map((one) => one?.sql ?? ''),
        () => database.batch(plain.map((one, i) => one?.statement ?? statements[i]) as never), // all are statements
      );
      for (const { meta } of results) noteRows(meta);
      return results;
    },
  });
}

function watchStatement(statement: D1PreparedStatement, sql: string): D1PreparedStatement {
  const noted =
    (method: 'first' | 'run' | 'all' | 'raw') =>
    async (...given: unknown[]) => {
      const ask = statement[method] as (...parameters: unknown[]) => Promise<unknown>;
      const result = await during([sql], () => ask.apply(statement, given));
      if (method === 'run' || method === 'all') noteRows((result as D1Result).meta);
      return result;
    };
  const wrapped = replaced(statement, {
    bind: (...values: unknown[]) => watchStatement(statement.bind(...values), sql),
    first: noted('first'),
    run: noted('run'),
    all: noted('all'),
    raw: noted('raw'),
  });
  plainStatements.set(wrapped, { statement, sql });
  return wrapped;
}

function noteRows({ rows_read, rows_written }: D1Meta): void {
  busy = {
    ...busy,
    rowsRead: busy.rowsRead + rows_read,
    rowsWritten: busy.rowsWritten + rows_written,
  };
}

function replaced<T extends object>(original: T, methods: Record<string, unknown>): T {
  return new Proxy(original, {
    get(target, name) {
      if (typeof name === 'string' && Object.hasOwn(methods, name)) return methods[name];
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
