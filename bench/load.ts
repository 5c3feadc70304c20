// HTTP load from a process of its own, over kept-alive connections with one request at a time on each.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StartedWorker } from './start-worker.ts';

export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `{n}` stands for a number of ten digits that no two requests share. */
  readonly body?: string;
  /** Any other status stops the bench, unless it counts them: a fast error is not a fast page. */
  readonly expects: number | readonly number[];
}

export interface LoadOrder {
  /** Comes back with the answer: several may be under way. */
  readonly id: number;
  readonly port: number;
  readonly request: LoadRequest;
  readonly connections: number;
  readonly durationMs: number;
  /** Between an answer and the next request of its connection. */
  readonly pauseMs: number;
  /** A request is due so often on each connection; 0: after the pause. */
  readonly everyMs: number;
  readonly isCounting: boolean;
  /** Where `{n}` begins. */
  readonly firstNumber: number;
}

export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Connections that workerd closed, and that were opened again. */
  readonly reopened: number;
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<number, number>>;
}

export type LoadAnswer = { readonly id: number } & (Load | { readonly fault: string });

export interface LoadOptions {
  /** As many as the generator was started with, unless given. */
  readonly connections?: number;
  /** None unless given: each connection asks again as soon as it was answered. */
  readonly pauseMs?: number;
  /**
   * A request is due so often on each connection, whatever became of the one before: what waits behind it has waited
   * since it was due, so that a blocked Worker is not asked less.
   */
  readonly everyMs?: number;
  /** Counts answers of any status, for the caller to judge. */
  readonly isCounting?: boolean;
}

export interface LoadGenerator {
  /** Several loads may run at once. */
  run(
    worker: StartedWorker,
    request: LoadRequest,
    durationMs: number,
    options?: LoadOptions,
  ): Promise<Load>;
  stop(): void;
}

/** Of the numbers that stand for `{n}`; no load of a bench has more requests. */
const NUMBERS_PER_LOAD = 10_000_000;

export function startLoad(startedConnections: number): LoadGenerator {
  const child = fork(fileURLToPath(new URL('load-process.ts', import.meta.url)));
  const waiting = new Map<number, (answer: LoadAnswer) => void>();
  child.on('message', (answer: LoadAnswer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  let lastId = 0;
  return {
    async run({ url }, request, durationMs, options = {}) {
      const {
        connections = startedConnections,
        pauseMs = 0,
        everyMs = 0,
        isCounting = false,
      } = options;
      const id = ++lastId;
      const port = Number(url.port);
      const firstNumber = id * NUMBERS_PER_LOAD;
      const order: LoadOrder = {
        id,
        port,
        request,
        connections,
        durationMs,
        pauseMs,
        everyMs,
        isCounting,
        firstNumber,
      };
      const answered = new Promise<LoadAnswer>((resolve) => waiting.set(id, resolve));
      child.send(order);
      const answer = await answered;
      if ('fault' in answer) throw new Error(`${request.method} ${request.path}: ${answer.fault}`);
      return answer;
    },
    stop: () => void child.kill(),
  };
}
