import type { MeteredPlan, ServerState } from '#core/metering/server-state.ts';
import type { Result } from '#core/result.ts';
import type { VirtualizationFailure } from '#ports/virtualization.ts';

/** The panel, as far as metering reads it. Reading changes nothing, so the adapter may try again by itself. */
export interface ServerInventory {
  /** By id, over all pages. */
  plans(): Promise<Result<ReadonlyMap<number, MeteredPlan>, VirtualizationFailure>>;
  /** One page of the list of servers; `page` counts from 1. */
  serverPage(
    page: number,
    plans: ReadonlyMap<number, MeteredPlan>,
  ): Promise<Result<ServerPage, VirtualizationFailure>>;
  /** One server as it is now; undefined where the panel has none with this id. */
  server(
    serverId: number,
    plans: ReadonlyMap<number, MeteredPlan>,
  ): Promise<Result<ListedServer | undefined, VirtualizationFailure>>;
  /** Id of the newest entry of the activity log; 0 for an empty log. */
  newestEntry(): Promise<Result<number, VirtualizationFailure>>;
  /** All entries after the given one. */
  entriesAfter(
    entryId: number,
    plans: ReadonlyMap<number, MeteredPlan>,
  ): Promise<Result<LogReading, VirtualizationFailure>>;
}

export interface ListedServer {
  readonly serverId: number;
  readonly name: string;
  readonly createdAtMs: number;
  readonly state: ServerState;
}

export interface ServerPage {
  readonly lastPage: number;
  readonly servers: readonly ListedServer[];
  /** Servers whose row could not be understood. They are there, and what is known of them stays. */
  readonly refusedIds: readonly number[];
}

/** What an entry says of one server. */
export interface ServerEntry {
  readonly entryId: number;
  readonly serverId: number;
  readonly kind: 'created' | 'deleted';
  readonly atMs: number;
  readonly name: string;
  /** 0 where it does not say. */
  readonly userId: number;
  readonly plan: MeteredPlan | undefined;
}

export interface LogReading {
  /** Newest id seen; the next reading begins after it. */
  readonly newest: number;
  /** False where the log does not reach back to the entry that was asked for: it was shortened meanwhile. */
  readonly complete: boolean;
  readonly entries: readonly ServerEntry[];
  /** Entries about servers that could not be understood. */
  readonly refused: number;
}
