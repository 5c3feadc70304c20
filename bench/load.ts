// HTTP load from a process of its own, over kept-alive connections with one request at a time on each.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StartedWorker } from './start-worker.ts';

export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `{n}` stands for a number of eight digits that no two requests share. */
  readonly body?: string;
  /** Any other status stops the bench: a fast error is not a fast page. */
  readonly expects: number;
}

export interface LoadOrder {
  readonly port: number;
  readonly request: LoadRequest;
  readonly connections: number;
  readonly durationMs: number;
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
}

export type LoadAnswer = Load | { readonly fault: string };

export interface LoadGenerator {
  run(worker: StartedWorker, request: LoadRequest, durationMs: number): Promise<Load>;
  stop(): void;
}

export function startLoad(connections: number): LoadGenerator {
  const child = fork(fileURLToPath(new URL('load-process.ts', import.meta.url)));
  let firstNumber = 0;
  return {
    async run({ url }, request, durationMs) {
      const port = Number(url.port);
      const order: LoadOrder = { port, request, connections, durationMs, firstNumber };
      const answered = once(child, 'message');
      child.send(order);
      const [answer] = (await answered) as [LoadAnswer]; // our own process answers so
      if ('fault' in answer) throw new Error(`${request.method} ${request.path}: ${answer.fault}`);
      firstNumber += answer.requests + answer.reopened + connections;
      return answer;
    },
    stop: () => void child.kill(),
  };
}
