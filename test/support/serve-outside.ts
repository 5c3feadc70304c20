// What the Worker meets outside, as real servers on loopback: the emulators (one set an instance name), answers
// that no well-behaved server gives, and a mail server. Runs in Node, once for all test files.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { TestProject } from 'vitest/node';
import { createEmulators, type Emulators } from '../../src/emulators/emulators.ts';
import { PANEL_TOKEN } from './credentials.ts';
import { answerRaw } from './raw-faults.ts';
import { createScripted } from './scripted.ts';
import { startSmtpSink } from './smtp-sink.ts';

export default async function serveOutside(project: TestProject): Promise<() => Promise<void>> {
  const smtp = await startSmtpSink();
  const app = new Hono();
  app.get('/smtp/messages', (c) => c.json(smtp.messagesTo(c.req.query('to'))));
  app.route('/', createScripted());
  app.all('/:instance/emulators/*', serveInstances());

  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/raw/')) answerRaw(request, response);
    else void listener(request, response); // answers its own failures
  });
  // Longer than any pause in a test: a socket that closes just when it is used again would look like a dead panel.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has one once it listens
  project.provide('outsideUrl', `http://127.0.0.1:${port}`);
  project.provide('smtpPort', smtp.port);

  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await smtp.stop();
  };
}

/** Makes an instance when it is first asked for, so that each test has its own clock, panel and mailbox. */
function serveInstances() {
  const instances = new Map<string, Emulators>();
  return function serveInstance(c: { req: { raw: Request; param(name: 'instance'): string } }) {
    const name = c.req.param('instance');
    const basePath = `/${name}/emulators`;
    const instance = instances.get(name) ?? createEmulators({ basePath, panelToken: PANEL_TOKEN });
    instances.set(name, instance);
    const url = new URL(c.req.raw.url);
    url.pathname = url.pathname.slice(basePath.length);
    return instance.app.fetch(new Request(url, c.req.raw));
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    /** `http://127.0.0.1:PORT` of everything outside. */
    outsideUrl: string;
    smtpPort: number;
  }
}
