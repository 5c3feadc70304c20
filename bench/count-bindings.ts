// Counts what one invocation asks of the platform. Production bounds that and local workerd does not, so whoever wants
// to keep a bound wraps the environment here and asserts the counts. Runs in a Worker; knows nothing of ours.
import { invocations } from './invocation.ts';

const encoder = new TextEncoder();

/** The environment with its databases, queues and objects counted; the same one each time it is asked for. */
export function countBindings<E extends object>(env: E): E {
  const known = counted.get(env);
  if (known) return known as E; // stored under this very environment
  const entries = Object.entries(env).map(([name, value]) => [name, countBinding(value)]);
  const wrapped = Object.fromEntries(entries) as E; // the same names and kinds
  counted.set(env, wrapped);
  return wrapped;
}

const counted = new WeakMap<object, object>();

/** Replaces the global `fetch`. Returns what puts it back. */
export function countFetches(): () => void {
  const original = globalThis.fetch;
  globalThis.fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const invocation = invocations.getStore();
    if (!invocation) return original(input, init);
    const { counts } = invocation;
    counts.fetches++;
    counts.fetchesAtOnce = Math.max(counts.fetchesAtOnce, ++invocation.fetching);
    let isOpen = true;
    const close = () => {
      if (isOpen) invocation.fetching--;
      isOpen = false;
    };
    try {
      const response = await original(input, init);
      if (response.body === null) {
        close();
        return response;
      }
      return new Response(whenRead(response.body, close), response);
    } catch (error) {
      close();
      throw error;
    }
  };
  return () => {
    globalThis.fetch = original;
  };
}

function whenRead(body: ReadableStream, done: () => void): ReadableStream {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const part = await reader.read();
        if (!part.done) return controller.enqueue(part.value);
        done();
        controller.close();
      } catch (error) {
        done();
        controller.error(error);
      }
    },
    async cancel(reason) {
      done();
      await reader.cancel(reason);
    },
  });
}

function countBinding(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('prepare' in value && 'batch' in value) return countDatabase(value as D1Database);
  if ('send' in value && 'sendBatch' in value) return countQueue(value as Queue);
  if ('idFromName' in value) return countNamespace(value as DurableObjectNamespace);
  return value;
}

/** A database or a session of it: the bench's subject uses `withSession`, `prepare` and `batch`. */
function countDatabase<D extends D1Database | D1DatabaseSession>(database: D): D {
  return replaceMethods(database, {
    withSession: (constraint: string) =>
      countDatabase((database as D1Database).withSession(constraint)),
    prepare: (sql: string) => countStatement(database.prepare(sql), sql, []),
    batch: async (statements: D1PreparedStatement[]) => {
      const plain = statements.map((statement) => plainStatements.get(statement));
      noteCall();
      for (const statement of plain) if (statement) noteQuery(statement.sql, statement.values);
      const results = await database.batch(
        plain.map((one, i) => one?.statement ?? statements[i]) as never, // all are statements
      );
      for (const result of results) noteRows(result);
      return results;
    },
  });
}

interface PlainStatement {
  readonly statement: D1PreparedStatement;
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** D1 takes its own statements in a batch, not wrapped ones. */
const plainStatements = new WeakMap<D1PreparedStatement, PlainStatement>();

function countStatement(
  statement: D1PreparedStatement,
  sql: string,
  values: readonly unknown[],
): D1PreparedStatement {
  const noted =
    (method: 'first' | 'run' | 'all' | 'raw') =>
    async (...args: unknown[]) => {
      noteCall();
      noteQuery(sql, values);
      if (measuresRawReads && method === 'raw') await noteRawRows(statement, sql);
      const result = await (statement[method] as (...given: unknown[]) => unknown)(...args);
      if (method === 'all' || method === 'run') noteRows(result as D1Result);
      return result;
    };
  const wrapped = replaceMethods(statement, {
    bind: (...bound: unknown[]) => countStatement(statement.bind(...bound), sql, bound),
    first: noted('first'),
    run: noted('run'),
    all: noted('all'),
    raw: noted('raw'),
  });
  plainStatements.set(wrapped, { statement, sql, values });
  return wrapped;
}

let measuresRawReads = false;

/** From here on what raw reads cost is measured too, by asking each of them twice; only for who measures no time. */
export function measureRawReads(): void {
  measuresRawReads = true;
}

/** The raw form of an answer does not say what it cost. A write must not happen twice, so what it returns raw is not measured. */
async function noteRawRows(statement: D1PreparedStatement, sql: string): Promise<void> {
  if (/^\s*(?:select|with)\b/i.test(sql)) noteRows(await statement.all());
}

function noteRows({ meta }: D1Result): void {
  const counts = invocations.getStore()?.counts;
  if (!counts) return;
  counts.d1RowsRead += meta.rows_read;
  counts.d1RowsWritten += meta.rows_written;
}

function noteCall(): void {
  const counts = invocations.getStore()?.counts;
  if (counts) counts.d1Calls++;
}

function noteQuery(sql: string, values: readonly unknown[]): void {
  const counts = invocations.getStore()?.counts;
  if (!counts) return;
  counts.d1Queries++;
  counts.d1Parameters = Math.max(counts.d1Parameters, values.length);
  counts.d1StatementBytes = Math.max(counts.d1StatementBytes, encoder.encode(sql).length);
  for (const value of values) {
    if (typeof value !== 'string') continue;
    counts.d1ParameterBytes = Math.max(counts.d1ParameterBytes, encoder.encode(value).length);
  }
}

function countQueue(queue: Queue): Queue {
  const noted =
    (method: 'send' | 'sendBatch') =>
    (...args: unknown[]) => {
      const counts = invocations.getStore()?.counts;
      if (counts) counts.queueSends++;
      return (queue[method] as (...given: unknown[]) => unknown)(...args);
    };
  return replaceMethods(queue, { send: noted('send'), sendBatch: noted('sendBatch') });
}

function countNamespace(namespace: DurableObjectNamespace): DurableObjectNamespace {
  return replaceMethods(namespace, {
    get: (id: DurableObjectId) => countStub(namespace.get(id)),
  });
}

function countStub<S extends object>(stub: S): S {
  return new Proxy(stub, {
    get: (target, name) => {
      const method = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        const counts = invocations.getStore()?.counts;
        if (counts) counts.objectCalls++;
        return Reflect.apply(method, target, args);
      };
    },
  });
}

/** The original with some of its methods replaced; the others keep the original as their `this`. */
function replaceMethods<T extends object>(original: T, methods: Record<string, unknown>): T {
  return new Proxy(original, {
    get: (target, name) => {
      if (typeof name === 'string' && Object.hasOwn(methods, name)) return methods[name];
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
