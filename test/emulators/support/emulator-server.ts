/** The emulators behind a real HTTP server, one for each test, so that broken connections really break. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { createEmulators } from '../../../src/emulators/emulators.ts';

export const PANEL_TOKEN = 'panel-admin-token';
export const BASE_PATH = '/emulators';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads foreign JSON and asserts what it finds
  readonly json: any;
}

export interface CallOptions {
  readonly token?: string | null;
  readonly cookie?: string;
  readonly form?: Record<string, string>;
  readonly raw?: string;
}

export interface EmulatorServer {
  readonly url: string;
  /** A path under the mount, e.g. `/mailbox/messages`. */
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    options?: CallOptions,
  ) => Promise<Reply>;
  /** A path of the panel's API, as its administrator unless told otherwise. */
  readonly api: EmulatorServer['call'];
}

export async function startEmulators(
  realNowMs: () => number = () => Date.now(),
): Promise<EmulatorServer> {
  const emulators = createEmulators({ basePath: BASE_PATH, panelToken: PANEL_TOKEN, realNowMs });
  const app = new Hono().route(BASE_PATH, emulators.app);
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  const url = `http://127.0.0.1:${port}${BASE_PATH}`;

  const call: EmulatorServer['call'] = async (method, path, body, options = {}) => {
    const headers = new Headers();
    if (options.token != null) headers.set('authorization', `Bearer ${options.token}`);
    if (options.cookie !== undefined) headers.set('cookie', options.cookie);
    const isJson = body !== undefined || options.raw !== undefined;
    if (isJson) headers.set('content-type', 'application/json');
    const form = options.form && new URLSearchParams(options.form);
    const payload = form ?? options.raw ?? (body === undefined ? null : JSON.stringify(body));
    const init: RequestInit = { method, headers, body: payload, redirect: 'manual' };
    const response = await fetch(url + path, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  };
  const api: EmulatorServer['call'] = (method, path, body, options = {}) =>
    call(method, `/solusvm/api/v1${path}`, body, { token: PANEL_TOKEN, ...options });
  return { url, call, api };
}

export async function makeUser(
  { api }: EmulatorServer,
  fields: Record<string, unknown> = {},
): Promise<{ id: number; email: string; password: string; token: string; projectId: number }> {
  const email = `user-${crypto.randomUUID()}@example.com`;
  const password = 'Abcdef123';
  const made = await api('POST', '/users', { email, password, ...fields });
  const token = (await api('POST', `/users/${made.json.data.id}/tokens`, {})).json.data;
  const projects = await api('GET', '/projects', undefined, { token: token.access_token });
  return {
    id: made.json.data.id,
    email: made.json.data.email,
    password,
    token: token.access_token,
    projectId: projects.json.data[0].id,
  };
}

export async function makeServer(
  { api }: EmulatorServer,
  userId: number,
  fields: Record<string, unknown> = {},
): Promise<number> {
  const order = { name: 'web-1', plan: 1, location: 1, os: 1, user: userId, ...fields };
  return (await api('POST', '/servers', order)).json.data.id;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
