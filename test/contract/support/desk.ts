// The emulators of Blesta, HostBill and Ubersmith as if they were somebody's installs, on one server for a whole test file.
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll } from 'vitest';
import { createBlesta } from '../../../src/emulators/blesta/blesta.ts';
import { createHostbill } from '../../../src/emulators/hostbill/hostbill.ts';
import { createUbersmith } from '../../../src/emulators/ubersmith/ubersmith.ts';

const BASE_PATH = '/emulators';

export interface Write {
  readonly call: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

interface Books {
  readonly clients: readonly { readonly id: string; readonly email: string; status?: string }[];
  readonly invoices: readonly { readonly id: string; readonly clientId: string; state: string }[];
}

export interface Desk {
  readonly url: string;
  writes(): Promise<readonly Write[]>;
  books(): Promise<Books>;
  control(command: unknown): Promise<void>;
  /** A form of PHP's, answered in JSON. */
  send(
    path: string,
    form: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
    // biome-ignore lint/suspicious/noExplicitAny: a test reads foreign JSON and asserts what it finds
  ): Promise<any>;
}

export function serveDesks(): (place: string) => Desk {
  let origin = '';
  let server: ReturnType<typeof serve>;
  beforeAll(async () => {
    const system = { basePath: BASE_PATH, nowMs: Date.now };
    const app = new Hono();
    for (const create of [createBlesta, createHostbill, createUbersmith]) {
      app.route(BASE_PATH, create(system));
    }
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
    origin = `http://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (place) => deskAt(`${origin}${BASE_PATH}/${place}`);
}

function deskAt(url: string): Desk {
  const read = async (path: string) => (await fetch(url + path)).json();
  return {
    url,
    writes: () => read('/writes') as Promise<readonly Write[]>,
    books: () => read('/books') as Promise<Books>,
    async control(command) {
      const body = JSON.stringify(command);
      const answer = await fetch(`${url}/control`, { method: 'POST', body });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async send(path, form, headers = {}) {
      const body = new URLSearchParams(form);
      return (await fetch(url + path, { method: 'POST', body, headers })).json();
    },
  };
}
