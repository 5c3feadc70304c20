/** One emulated billing system behind a real HTTP server, one for each test, spoken to as a foreign client does. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';

export const BASE_PATH = '/emulators';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads foreign JSON and asserts what it finds
  readonly json: any;
}

export interface Sending {
  readonly query?: Record<string, string>;
  /** Urlencoded; names with brackets as PHP reads them. */
  readonly form?: Record<string, string>;
  readonly multipart?: Record<string, string>;
  readonly json?: unknown;
  readonly headers?: Record<string, string>;
}

export interface BillingServer {
  readonly origin: string;
  readonly url: string;
  /** A path under the mount, e.g. `/blesta/control`. */
  readonly send: (method: string, path: string, sending?: Sending) => Promise<Reply>;
}

export async function startBilling(emulator: Hono): Promise<BillingServer> {
  const origin = await listen(new Hono().route(BASE_PATH, emulator));
  const url = origin + BASE_PATH;
  const send: BillingServer['send'] = async (method, path, sending = {}) => {
    const address = new URL(url + path);
    for (const [name, value] of Object.entries(sending.query ?? {})) {
      address.searchParams.append(name, value);
    }
    const headers = new Headers(sending.headers);
    if (sending.json !== undefined) headers.set('content-type', 'application/json');
    const body = bodyOf(sending);
    const response = await fetch(address, { method, headers, body, redirect: 'manual' });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  };
  return { origin, url, send };
}

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** A server that remembers what is sent to it: the other end of webhooks. */
export async function startListener(): Promise<{ origin: string; received: Received[] }> {
  const received: Received[] = [];
  const app = new Hono();
  app.all('*', async (c) => {
    const { method, url } = c.req;
    received.push({ method, url, headers: c.req.raw.headers, body: await c.req.text() });
    return c.text('ok');
  });
  return { origin: await listen(app), received };
}

export function basic(user: string, password: string): { authorization: string } {
  return { authorization: `Basic ${btoa(`${user}:${password}`)}` };
}

async function listen(app: Hono): Promise<string> {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return `http://127.0.0.1:${port}`;
}

function bodyOf({ form, multipart, json }: Sending): BodyInit | null {
  if (form !== undefined) return new URLSearchParams(form);
  if (json !== undefined) return JSON.stringify(json);
  if (multipart === undefined) return null;
  const data = new FormData();
  for (const [name, value] of Object.entries(multipart)) data.append(name, value);
  return data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
