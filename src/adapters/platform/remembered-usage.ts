/**
 * The running month as the panel has it, remembered for a minute: whoever looks at a page twice does not make the panel
 * work twice, and an answer that came too late for one page is there for the next.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '#ports/clock.ts';
import type { ListedServer } from '#ports/server-inventory.ts';
import type { UsageSnapshot, UsageSnapshots } from '#ports/usage-snapshots.ts';
import type { UsageSource } from '#ports/usage-source.ts';
import type { LocationCache } from './location-cache.ts';

const REMEMBERED_MS = 60_000;

export interface RememberedUsageOptions {
  readonly origin: string;
  /** What is remembered belongs to this panel. */
  readonly panelUrl: string;
  readonly cache: LocationCache;
  readonly clock: Clock;
  readonly usage: UsageSource;
  readonly servers: (panelUserId: number) => Promise<readonly ListedServer[] | undefined>;
}

interface Remembered {
  readonly snapshot: UsageSnapshot;
  readonly readAtMs: number;
}

export function createRememberedUsage(options: RememberedUsageOptions): UsageSnapshots {
  const { origin, panelUrl, cache, clock, usage, servers } = options;
  return {
    async read(panelUserId, range) {
      const panel = createHash('sha256').update(panelUrl).digest('hex').slice(0, 16);
      const url = `${origin}/usage/remembered/${panel}/${range.startMs}/${panelUserId}`;
      const nowMs = clock.nowMs();
      const known = await cache.match<Remembered>(url);
      if (known && known.readAtMs <= nowMs && nowMs - known.readAtMs < REMEMBERED_MS) {
        return known.snapshot;
      }
      const [soFar, listed] = await Promise.all([
        usage.readSoFar(panelUserId, range),
        servers(panelUserId),
      ]);
      const snapshot = { ...soFar, servers: listed };
      const isWhole = soFar.usage.kind !== 'unavailable' && listed !== undefined;
      if (isWhole) await cache.put(url, { snapshot, readAtMs: nowMs }, REMEMBERED_MS);
      return snapshot;
    },
  };
}
