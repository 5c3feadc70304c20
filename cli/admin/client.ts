// The signed side of the service, as the commands use it. Every request is signed for the origin and dated by the
// clock that the service itself states.
import type { AdminKey } from '../instance/admin-key.ts';
import { demoFilesAt } from '../instance/demo-files.ts';
import { CommandFault } from '../output/command-fault.ts';
import { EXIT } from '../output/exit.ts';
import { ProblemFault } from './problem.ts';
import { claimsOf, sign } from './sign.ts';

const UNREACHABLE = { code: 'unreachable', exitCode: EXIT.unreachable } as const;

/** Longer than the service waits for a plan before it answers 202. */
const TIMEOUT_MS = 60_000;

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

export interface AdminClient {
  readonly url: string;
  /** The service's own name for itself, which may be another than `url`. */
  origin(): Promise<string>;
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

  async function health(): Promise<{ readonly origin: string; readonly nowMs: number }> {
    const body = await send<Health>(base, '/healthz').then((answer) => answer.body, noHealth);
    const nowMs = Date.parse(body.now ?? '');
    if (body.origin && !Number.isNaN(nowMs)) return { origin: body.origin, nowMs };
    throw new CommandFault(`${base} answers, but it is no Postmeter.`, 'Check --url.', UNREACHABLE);
  }

  async function signed(action: string, fields?: Readonly<Record<string, unknown>>) {
    const { origin, nowMs } = await health();
    const input = { key, audience: origin, serviceNowMs: nowMs, action, ...(fields && { fields }) };
    return sign(key, claimsOf(input));
  }

  const readToken = keptFor(READ_TOKEN_MS, () => signed('read'));

  /** Asks again with a fresh signature where the kept one is refused: the service's clock may have been moved. */
  async function reading<T>(ask: (headers: Record<string, string>) => Promise<T>): Promise<T> {
    try {
      return await ask({ authorization: `Bearer ${await readToken()}` });
    } catch (error) {
      if (!(error instanceof ProblemFault && error.status === 401)) throw error;
      return ask({ authorization: `Bearer ${await readToken('anew')}` });
    }
  }

  return {
    url: base,
    origin: async () => (await health()).origin,
    async act(path, action, fields) {
      return send(base, path, {
        method: 'POST',
        headers: { 'content-type': 'application/jose' },
        body: await signed(action, fields),
      });
    },
    read: (path) => reading((headers) => send(base, path, { headers })),
    download: (path) => reading((headers) => open(base, path, headers)),
    async link(path) {
      return `${base}${path}?jws=${await signed('read')}`;
    },
  };
}

interface Health {
  readonly now?: string;
  readonly origin?: string;
}

/** Every Postmeter has the page; whoever refuses it is none. One that is ill, or that is not there, says so itself. */
function noHealth(error: unknown): Health {
  if (error instanceof ProblemFault && error.status < 500) return {};
  throw error;
}

/** A signature to read may be shown again; far shorter than it lives. */
const READ_TOKEN_MS = 60_000;

/** What `make` made, made anew when it is older or somebody asks for it. */
function keptFor(ms: number, make: () => Promise<string>): (anew?: 'anew') => Promise<string> {
  let made: { readonly atMs: number; readonly token: Promise<string> } | undefined;
  return async (anew) => {
    const atMs = performance.now();
    if (!made || anew || atMs - made.atMs > ms) made = { atMs, token: make() };
    try {
      return await made.token;
    } catch (error) {
      made = undefined;
      throw error;
    }
  };
}

async function open(
  base: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<ReadableStream<Uint8Array>> {
  const response = await reach(base, path, { headers });
  if (response.ok && response.body) return response.body;
  throw new ProblemFault(response.status, parse(await response.text()), path);
}

async function send<T>(base: string, path: string, init: RequestInit = {}): Promise<Answer<T>> {
  const response = await reach(base, path, init);
  const text = await response.text();
  const body = parse(text);
  if (!response.ok) throw new ProblemFault(response.status, body, path);
  if (body === undefined) {
    throw new CommandFault(
      `${base}${path} answered something else than JSON.`,
      'Check --url.',
      UNREACHABLE,
    );
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
        UNREACHABLE,
      );
    }
    throw new CommandFault(
      `${base} cannot be reached${cause?.code ? ` (${cause.code})` : ''}.`,
      demoFilesAt(base)
        ? 'Is the demo running? Start it with `npm run demo`, or name another service with --url, --instance or POSTMETER_URL.'
        : 'Check the address, and from this machine the way to it.',
      UNREACHABLE,
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
