// Counts what one invocation asks of the platform. Production bounds that and local workerd does not, so whoever wants
// to keep a bound wraps the environment here and asserts the counts. Runs in a Worker; knows nothing of ours.
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Counts {
  /** Statements, each one of a batch counted. */
  d1Queries: number;
  /** Calls to the database; a batch is one. */
  d1Calls: number;
  /** Of one statement, the most. */
  d1Parameters: number;
  d1StatementBytes: number;
  d1ParameterBytes: number;
  fetches: number;
  /** Fetches whose answer was not yet read to its end, the most at one time. */
  fetchesAtOnce: number;
  queueSends: number;
  /** Calls to Durable Objects. */
  objectCalls: number;
}

/** What production bounds per invocation on the paid plan (docs/platform.md); `d1QueriesFree` is the free one's. */
export const PRODUCTION_LIMITS = {
  d1Queries: 1_000,
  d1QueriesFree: 50,
  d1Parameters: 100,
  d1StatementBytes: 100_000,
  d1ParameterBytes: 2_000_000,
  subrequests: 10_000,
  fetchesAtOnce: 6,
} as const;

interface Invocation {
  readonly counts: Counts;
  fetching: number;
}

const invocations = new AsyncLocalStorage<Invocation>();
const encoder = new TextEncoder();

/** Runs `work` as one invocation: whatever it starts through wrapped bindings counts here, and nowhere else. */
export async function countInvocation<T>(
  work: () => T | Promise<T>,
): Promise<{ readonly result: T; readonly counts: Counts }> {
  const counts: Counts = {
    d1Queries: 0,
    d1Calls: 0,
    d1Parameters: 0,
    d1StatementBytes: 0,
    d1ParameterBytes: 0,
    fetches: 0,
    fetchesAtOnce: 0,
    queueSends: 0,
    objectCalls: 0,
  };
  const result = await invocations.run({ counts, fetching: 0 }, async () => work());
  return { result, counts };
}

/** Everything that counts as a request of the Worker's own to somewhere else. */
export function subrequests({ fetches, d1Calls, queueSends, objectCalls }: Counts): number {
  return fetches + d1Calls + queueSends + objectCalls;
}

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
    batch: (statements: D1PreparedStatement[]) => {
      const plain = statements.map((statement) => plainStatements.get(statement));
      noteCall();
      for (const statement of plain) if (statement) noteQuery(statement.sql, statement.values);
      return database.batch(plain.map((one, i) => one?.statement ?? statements[i]) as never); // all are statements
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
    (...args: unknown[]) => {
      noteCall();
      noteQuery(sql, values);
      return (statement[method] as (...given: unknown[]) => unknown)(...args);
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
