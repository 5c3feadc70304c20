import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface ListingOptions {
  /** Makes so many servers. */
  readonly servers?: number;
  /** Changes so many of them. */
  readonly change?: number;
  /** Whose servers they are: ids in a row belong to one panel user. */
  readonly serversPerUser?: number;
}

export interface Listing {
  /** As in `PANEL_API_URL`. */
  readonly apiUrl: string;
  send(options: ListingOptions): Promise<void>;
  stop(): void;
}

/** Starts the listing process (`listing-process.ts`). */
export async function startListing(): Promise<Listing> {
  const child = fork(fileURLToPath(new URL('listing-process.ts', import.meta.url)));
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]; // our own process wrote it
  return {
    apiUrl: `http://127.0.0.1:${port}/api/v1`,
    async send(options) {
      child.send(options);
      await once(child, 'message');
    },
    stop: () => void child.kill(),
  };
}
