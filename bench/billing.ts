import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { API_ACCESS_KEY, API_IDENTIFIER, API_SECRET } from '../src/emulators/whmcs/credentials.ts';

export interface Billing {
  /** Settings that make a Worker bill through it. */
  readonly settings: Readonly<Record<string, string>>;
  readonly mailboxUrl: string;
  /** Waits so long before each answer from now on; answers how many calls there were so far. */
  set(delayMs: number): Promise<number>;
  stop(): void;
}

/** Starts the answering process (`billing-process.ts`). */
export async function startBilling(): Promise<Billing> {
  const path = fileURLToPath(new URL('billing-process.ts', import.meta.url));
  const child = fork(path);
  const { port } = await next<{ port: number }>(child);
  const emulators = `http://127.0.0.1:${port}/emulators`;
  return {
    settings: {
      BILLING_SYSTEM: 'whmcs',
      WHMCS_URL: `${emulators}/whmcs`,
      WHMCS_IDENTIFIER: API_IDENTIFIER,
      WHMCS_SECRET: API_SECRET,
      WHMCS_ACCESS_KEY: API_ACCESS_KEY,
    },
    mailboxUrl: `${emulators}/mailbox`,
    async set(delayMs) {
      child.send({ delayMs });
      return (await next<{ calls: number }>(child)).calls;
    },
    stop: () => void child.kill(),
  };
}

async function next<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message as T; // our own process wrote it
}
