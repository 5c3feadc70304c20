// The emulated billing system and mailbox in a process of their own: every call of the billing system is answered after a
// while, and counted.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createEmulators } from '../src/emulators/emulators.ts';

const BASE_PATH = '/emulators';

let delayMs = 0;
let calls = 0;

const app = new Hono();
app.use(`${BASE_PATH}/whmcs/includes/*`, async (_c, next) => {
  calls += 1;
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
  await next();
});
app.route(BASE_PATH, createEmulators({ basePath: BASE_PATH, panelToken: 'none' }).app);

process.on('message', (message: { delayMs?: number }) => {
  delayMs = message.delayMs ?? delayMs;
  process.send?.({ calls });
});
process.on('disconnect', () => process.exit(0));
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.send?.({ port });
});
if ('keepAliveTimeout' in server) server.keepAliveTimeout = 120_000;
