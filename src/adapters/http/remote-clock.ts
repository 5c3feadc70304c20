import type { Clock } from '#ports/clock.ts';
import type { RemoteClock } from '#ports/doctor.ts';

export interface RemoteClockOptions {
  /** Any address of the machine; nothing of ours is sent along. */
  readonly url: string;
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * Another machine's clock by the Date header of an answer (RFC 9110 6.6.1), whatever that answer is. An answer out of a
 * cache would tell the time of its making.
 */
export function createRemoteClock(
  { url, timeoutMs, fetch }: RemoteClockOptions,
  clock: Clock,
): RemoteClock {
  return {
    async aheadMs() {
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), timeoutMs);
      try {
        const response = await fetch(url, {
          redirect: 'manual',
          signal: abort.signal,
          headers: { 'cache-control': 'no-cache' },
        });
        await response.body?.cancel();
        const theirsMs = Date.parse(response.headers.get('date') ?? '');
        const isCached = Number(response.headers.get('age') ?? 0) > 0;
        return Number.isNaN(theirsMs) || isCached ? undefined : theirsMs - clock.nowMs();
      } catch {
        return undefined;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
