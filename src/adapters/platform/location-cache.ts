/**
 * Small JSON values in the cache of the location that serves the request. A cache of its own name: nothing that it holds
 * can be asked for from outside. Outside of a custom domain the platform's cache keeps nothing, and a cache that fails is
 * an empty one: it may cost the caller a question, never an answer.
 */
export interface LocationCache {
  /** What `put` stored under the address and has not expired; the address is only a key. */
  match<T>(url: string): Promise<T | undefined>;
  put(url: string, value: unknown, maxAgeMs: number): Promise<void>;
}

export function openLocationCache(name: string): LocationCache {
  return {
    async match<T>(url: string) {
      try {
        const response = await (await caches.open(name)).match(url);
        return response && ((await response.json()) as T); // only `put` writes there
      } catch {
        return undefined;
      }
    },
    async put(url, value, maxAgeMs) {
      const headers = {
        'content-type': 'application/json',
        'cache-control': `max-age=${Math.floor(maxAgeMs / 1000)}`,
      };
      try {
        const cache = await caches.open(name);
        await cache.put(url, new Response(JSON.stringify(value), { headers }));
      } catch {
        // The next one asks again.
      }
    },
  };
}
