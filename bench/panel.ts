import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface PanelOptions {
  /** Makes the answers of users 1 to this. */
  readonly users?: number;
  /** Of each user; to be set before the answers are made. */
  readonly servers?: number;
  /** Waits before each answer from now on. */
  readonly delayMs?: number;
  /** Answers every so many-eth call with 503 from now on; 0: none. */
  readonly failEvery?: number;
}

export interface Panel {
  /** As in `PANEL_API_URL`. */
  readonly apiUrl: string;
  set(options: PanelOptions): Promise<void>;
  stop(): void;
}

/** Starts the answering process (`panel-process.ts`). */
export async function startPanel(): Promise<Panel> {
  const child = fork(fileURLToPath(new URL('panel-process.ts', import.meta.url)));
  const { port } = await next<{ port: number }>(child);
  return {
    apiUrl: `http://127.0.0.1:${port}/api/v1`,
    async set(options) {
      child.send(options);
      await next(child);
    },
    stop: () => void child.kill(),
  };
}

async function next<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message as T; // our own process wrote it
}
