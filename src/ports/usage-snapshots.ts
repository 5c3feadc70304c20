import type { TimeRange } from '#core/month.ts';
import type { ListedServer } from '#ports/server-inventory.ts';
import type { UsageSoFar } from '#ports/usage-source.ts';

/** A panel user's running month and the servers there are, read together. */
export interface UsageSnapshot extends UsageSoFar {
  /** Undefined where the panel did not say: what is used is known then, and where it leads is not. */
  readonly servers: readonly ListedServer[] | undefined;
}

/** Never throws. May be a minute old, which `asOfMs` says. */
export interface UsageSnapshots {
  read(panelUserId: number, range: TimeRange): Promise<UsageSnapshot>;
}
