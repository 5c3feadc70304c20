import type { Heartbeat } from '#ports/heartbeat.ts';

export interface HeartbeatOptions {
  readonly url: string;
  /** Appended to the address when steps failed: to its path, or, beginning with `?`, as its query. Undefined: not called then. */
  readonly failSuffix: string | undefined;
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}

export function createHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { fetch, timeoutMs } = options; // `fetch` must be called without a `this`
  return {
    async beat(ok) {
      const address = ok ? options.url : failAddress(options);
      if (address === undefined) return true;
      const abort = new AbortController();
      // Not AbortSignal.timeout: its timer outlives the call.
      const timer = setTimeout(() => abort.abort(), timeoutMs);
      try {
        const response = await fetch(address, { redirect: 'manual', signal: abort.signal });
        await response.body?.cancel();
        return response.ok;
      } catch {
        return false;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** Where nobody watches. */
export const NO_HEARTBEAT: Heartbeat = { beat: async () => true };

function failAddress({ url, failSuffix }: HeartbeatOptions): string | undefined {
  if (failSuffix === undefined) return undefined;
  const address = new URL(url);
  if (failSuffix.startsWith('?')) {
    for (const [name, value] of new URLSearchParams(failSuffix)) {
      address.searchParams.set(name, value);
    }
  } else {
    address.pathname = address.pathname.replace(/\/$/, '') + failSuffix;
  }
  return address.href;
}
