import { err, ok, type Result } from '#core/result.ts';

export interface CallLimits {
  /** For one call, from connecting to the last byte that is read. */
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}

/** `slow`: the limit ended it. `unreachable`: connecting, the connection, or reading its answer failed before that. */
export interface NoAnswer {
  readonly why: 'slow' | 'unreachable';
  readonly error: unknown;
}

/** The runtime's own words, which tell a lost connection from a limit of the platform; an address in them does not pass. */
export function wordsOf({ error }: NoAnswer): string {
  return error instanceof Error ? error.message.replace(/\S*[/%@]\S*/g, '[…]') : 'no reason';
}

/**
 * One call to another system, with `read` on its answer inside the time limit. No redirect is followed, because `fetch`
 * would take tokens and payloads along; and nothing is repeated.
 */
export async function outboundCall<T>(
  { fetch, timeoutMs }: CallLimits, // `fetch` must be called without a `this`
  url: string,
  init: RequestInit,
  read: (answer: Response) => Promise<T>,
): Promise<Result<T, NoAnswer>> {
  // Not AbortSignal.timeout: its timer outlives the call, and a run would meet workerd's limit of 10,000 timers.
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: abort.signal });
    return ok(await read(answer));
  } catch (error) {
    return err({ why: abort.signal.aborted ? 'slow' : 'unreachable', error });
  } finally {
    clearTimeout(timer);
  }
}
