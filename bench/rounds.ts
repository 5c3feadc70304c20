// Times calls of a Worker's bench routes.
import type { StartedWorker } from './start-worker.ts';

export interface RunRow {
  readonly issued: number;
  readonly state: string;
  readonly createdAtMs: number;
  readonly plannedAtMs: number;
  readonly executedAtMs: number;
}

export interface Timed<T> {
  readonly ms: number;
  readonly answer: T;
}

export async function timed<T>(worker: StartedWorker, path: string): Promise<Timed<T>> {
  const startMs = performance.now();
  const answer = await worker.call<T>(path);
  return { ms: performance.now() - startMs, answer };
}

/** A whole run of `month`. One that does not invoice every client is no measurement, unless `atLeast` says so. */
export async function timedRun(
  worker: StartedWorker,
  month: string,
  clients: number | { readonly atLeast: number },
): Promise<Timed<RunRow>> {
  const run = await timed<RunRow>(worker, `/bench/run?month=${month}`);
  const { state, issued } = run.answer;
  const isWhole = typeof clients === 'number' ? issued === clients : issued >= clients.atLeast;
  if (state !== 'executed' || !isWhole) {
    throw new Error(`the run of ${month} is ${state} with ${issued} invoices`);
  }
  return run;
}
