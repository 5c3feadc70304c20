/** The WHMCS emulator behind a real HTTP server, and the calls a foreign client would make to it. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { createWhmcs } from '../../../../src/emulators/whmcs/whmcs.ts';

export const KEYS = {
  identifier: 'test-identifier',
  secret: 'test-secret',
  accessKey: 'test!Access_key',
} as const;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads foreign JSON and asserts what it finds
  readonly json: any;
}

export interface Whmcs {
  readonly url: string;
  readonly origin: string;
  /** An action with the test's credentials and JSON, unless the fields say otherwise. */
  readonly api: (action: string, fields?: Record<string, string | number>) => Promise<Reply>;
  /** A form without anything added. */
  readonly post: (
    path: string,
    body: URLSearchParams | FormData | string,
    headers?: Record<string, string>,
  ) => Promise<Reply>;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Reply>;
  readonly control: (command: unknown) => Promise<Reply>;
  readonly options: (options: Record<string, unknown>) => Promise<void>;
  /** Moves the emulator's clock. */
  readonly clock: { nowMs: number };
}

export async function startWhmcs(): Promise<Whmcs> {
  const clock = { nowMs: Date.UTC(2026, 9, 1, 8, 30) };
  const nowMs = () => clock.nowMs;
  // The vendor's examples show ids as texts here and there, which asks more of a reader.
  const options = { typing: 'documented' } as const;
  const whmcs = createWhmcs({ basePath: '/emulators', nowMs, ...KEYS, options });
  const app = new Hono().route('/emulators', whmcs);
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  const origin = `http://127.0.0.1:${port}`;
  const url = `${origin}/emulators/whmcs`;

  const call = async (path: string, init: RequestInit): Promise<Reply> => {
    const response = await fetch(url + path, { redirect: 'manual', ...init });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  };
  const post: Whmcs['post'] = (path, body, headers = {}) =>
    call(path, { method: 'POST', body, headers });
  const control: Whmcs['control'] = (command) => post('/control', JSON.stringify(command));
  return {
    url,
    origin,
    clock,
    post,
    control,
    get: (path, headers = {}) => call(path, { headers }),
    api: (action, fields = {}) => {
      const form = new URLSearchParams({
        action,
        identifier: KEYS.identifier,
        secret: KEYS.secret,
        responsetype: 'json',
      });
      for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
      return post('/includes/api.php', form);
    },
    options: async (options) => {
      const reply = await control({ options });
      if (reply.status !== 200) throw new Error(`options: ${reply.text}`);
    },
  };
}

/** A client with an own user; answers its id. */
export async function makeClient(
  { api }: Whmcs,
  fields: Record<string, string | number> = {},
): Promise<number> {
  const reply = await api('AddClient', {
    firstname: 'Ann',
    lastname: 'Lee',
    email: `ann-${crypto.randomUUID()}@example.com`,
    password2: 'Abcdef123',
    skipvalidation: 1,
    noemail: 1,
    ...fields,
  });
  if (reply.json?.result !== 'success') throw new Error(`AddClient: ${reply.text}`);
  return Number(reply.json.clientid);
}

export const LINE = { itemdescription1: 'web-1', itemamount1: '6.63', itemtaxed1: 1 };

/** An invoice, a draft unless the fields say otherwise; answers its id. */
export async function makeInvoice(
  { api }: Whmcs,
  clientId: number,
  fields: Record<string, string | number> = {},
): Promise<number> {
  const reply = await api('CreateInvoice', { userid: clientId, draft: 1, ...LINE, ...fields });
  if (reply.json?.result !== 'success') throw new Error(`CreateInvoice: ${reply.text}`);
  return Number(reply.json.invoiceid);
}

export async function readInvoice({ api }: Whmcs, invoiceId: number) {
  return (await api('GetInvoice', { invoiceid: invoiceId })).json;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
