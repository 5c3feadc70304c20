// What the counted Worker talks to: the emulated panel and mailbox over real HTTP, and usage for any panel user.
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createEmulators } from '../src/emulators/emulators.ts';
import { usageReport } from './usage-report.ts';

const BASE_PATH = '/emulators';

export interface Outside {
  readonly panelApiUrl: string;
  readonly mailboxUrl: string;
  stop(): void;
}

export async function startOutside(panelToken: string): Promise<Outside> {
  const emulators = createEmulators({ basePath: BASE_PATH, panelToken });
  const panel = `${BASE_PATH}/solusvm/api/v1`;
  const app = new Hono()
    // In place of the emulator's own report, which would need servers to be made for every client.
    .get(`${panel}/usage/report`, (c) => c.json(usageReport(Number(c.req.query('user_id')))))
    .route(BASE_PATH, emulators.app);
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  const origin = `http://127.0.0.1:${port}`;
  return {
    panelApiUrl: `${origin}${panel}`,
    mailboxUrl: `${origin}${BASE_PATH}/mailbox`,
    stop() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
    },
  };
}
