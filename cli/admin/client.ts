// The signed side of the service, as the commands use it. Every request is signed for the origin and dated by the
// clock that the service itself states.
import type { AdminKey } from '../instance/admin-key.ts';
import { CommandFault } from '../output/command-fault.ts';
import { ProblemFault } from './problem.ts';
import { claimsOf, sign } from './sign.ts';

/** Longer than the service waits for a plan before it answers 202. */
const TIMEOUT_MS = 60_000;

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

export interface AdminClient {
  readonly url: string;
  /** Does something: the signature is the body, and works once. */
  act<T>(
    path: string,
    action: string,
    fields?: Readonly<Record<string, unknown>>,
  ): Promise<Answer<T>>;
  /** Reads: the signature is the bearer token. */
  read<T>(path: string): Promise<Answer<T>>;
  /** Reads what is no JSON, as it comes in. */
  download(path: string): Promise<ReadableStream<Uint8Array>>;
  /** An address that a browser can open for a few minutes: the signature is in it. */
  link(path: string): Promise<string>;
}

export function createAdminClient(url: string, key: AdminKey): AdminClient {
  const base = url.replace(/\/+$/, '');

  async function signed(action: string, fields?: Readonly<Record<string, unknown>>) {
    const { body } = await send<{ now?: string; origin?: string }>(base, '/healthz');
    const serviceNowMs = Date.parse(body.now ?? '');
    if (!body.origin || Number.isNaN(serviceNowMs)) {
      throw new CommandFault(`${base} answers, but it is no Postmeter.`, 'Check --url.');
    }
    const input = { key, audience: body.origin, serviceNowMs, action, ...(fields && { fields }) };
    return sign(key, claimsOf(input));
  }

  return {
    url: base,
    async act(path, action, fields) {
      return send(base, path, {
        method: 'POST',
        headers: { 'content-type': 'application/jose' },
        body: await signed(action, fields),
      });
    },
    async read(path) {
      return send(base, path, { headers: { authorization: `Bearer ${await signed('read')}` } });
    },
    async download(path) {
      const headers = { authorization: `Bearer ${await signed('read')}` };
      const response = await reach(base, path, { headers });
      if (response.ok && response.body) return response.body;
      throw new ProblemFault(response.status, parse(await response.text()), path);
    },
    async link(path) {
      return `${base}${path}?jws=${await signed('read')}`;
    },
  };
}

async function send<T>(base: string, path: string, init: RequestInit = {}): Promise<Answer<T>> {
  const response = await reach(base, path, init);
  const text = await response.text();
  const body = parse(text);
  if (!response.ok) throw new ProblemFault(response.status, body, path);
  if (body === undefined) {
    throw new CommandFault(`${base}${path} answered something else than JSON.`, 'Check --url.');
  }
  return { status: response.status, body: body as T }; // the caller names what the service documents
}

async function reach(base: string, path: string, init: RequestInit): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return await fetch(`${base}${path}`, { ...init, redirect: 'manual', signal });
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } }; // fetch throws Errors
    if (name === 'TimeoutError') {
      throw new CommandFault(
        `${base} did not answer within ${TIMEOUT_MS / 1000} seconds.`,
        'What was asked may still be done: look before you ask again.',
      );
    }
    throw new CommandFault(
      `${base} cannot be reached${cause?.code ? ` (${cause.code})` : ''}.`,
      'Is the demo running? Start it with `npm run demo`, or name another service with --url or POSTMETER_URL.',
    );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
