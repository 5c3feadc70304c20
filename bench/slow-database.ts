// A D1 that takes its time, for Workers under load: every call that reaches the database waits first.

const slow = new WeakMap<object, object>();

interface SlowEnv {
  readonly DB: D1Database;
  /** Decimal text; nothing waits without it. */
  readonly BENCH_D1_DELAY_MS?: string;
}

/** The environment with a slow database; the same one each time it is asked for, and itself where nothing is slow. */
export function withSlowDatabase<E extends SlowEnv>(env: E): E {
  const delayMs = Number(env.BENCH_D1_DELAY_MS ?? 0);
  if (delayMs === 0) return env;
  const known = slow.get(env);
  if (known) return known as E; // stored under this very environment
  const wrapped = { ...env, DB: slowDatabase(env.DB, delayMs) };
  slow.set(env, wrapped);
  return wrapped;
}

function slowDatabase<T extends D1Database | D1DatabaseSession>(database: T, delayMs: number): T {
  const wait = () => new Promise((resolve) => setTimeout(resolve, delayMs));
  const statements = new WeakMap<object, D1PreparedStatement>();
  const slowStatement = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = new Proxy(statement, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (name === 'bind') return (...values: unknown[]) => slowStatement(target.bind(...values));
        return async (...parameters: unknown[]) => {
          await wait();
          return Reflect.apply(value, target, parameters);
        };
      },
    });
    statements.set(wrapped, statement);
    return wrapped;
  };
  return new Proxy(database, {
    get(target, name) {
      if (name === 'prepare') return (query: string) => slowStatement(target.prepare(query));
      if (name === 'batch') {
        return async (batch: D1PreparedStatement[]) => {
          await wait();
          return target.batch(batch.map((one) => statements.get(one) ?? one));
        };
      }
      if (name === 'withSession' && 'withSession' in target) {
        return (start?: string) => slowDatabase(target.withSession(start), delayMs);
      }
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
