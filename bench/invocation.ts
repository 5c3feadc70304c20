// What one invocation asked of the platform, and what production allows it. Runs in a Worker; knows nothing of ours.
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
  /** As D1 bills them. Of reads in raw form only where the environment was told to measure them. */
  d1RowsRead: number;
  d1RowsWritten: number;
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

export interface Invocation {
  readonly counts: Counts;
  fetching: number;
}

export const invocations = new AsyncLocalStorage<Invocation>();

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
    d1RowsRead: 0,
    d1RowsWritten: 0,
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
