import type { Metrics } from '#ports/metrics.ts';

/**
 * `fetch` for one of our systems: every call carries the id of the request that caused it, so that their log and ours can
 * be laid side by side, and is counted and timed until its answer begins.
 */
export function outboundFetch(
  { kind, requestId, metrics }: { kind: string; requestId: string; metrics: Metrics },
  doFetch: typeof globalThis.fetch = (input, init) => fetch(input, init),
): typeof globalThis.fetch {
  return async function countedFetch(input, init) {
    const headers = new Headers(init?.headers);
    headers.set('x-request-id', requestId);
    const startedAtMs = Date.now();
    const measured = (outcome: string) =>
      metrics.add({ name: 'call', kind, outcome, ms: Date.now() - startedAtMs });
    try {
      const response = await doFetch(input, { ...init, headers });
      measured(`${Math.floor(response.status / 100)}xx`);
      return response;
    } catch (error) {
      measured('none');
      throw error;
    }
  };
}
