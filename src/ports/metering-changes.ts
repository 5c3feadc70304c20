// What metering writes to the store.
import type { Id } from '#core/ids.ts';
import type { TimeRange } from '#core/month.ts';
import type { Look } from '#ports/metering-reads.ts';
import type { ListedServer, ServerEntry } from '#ports/server-inventory.ts';

/** Changes marked *guarded* make the whole commit answer `conflict` when the stated condition no longer holds. */
export type MeteringChange =
  /** Guarded: no look is under way. */
  | { readonly type: 'look_started'; readonly look: Look }
  /** Guarded: the look is listing under this fence, at `firstPage`. Which servers its pages had. */
  | {
      readonly type: 'look_listed';
      readonly lookId: Id<'look'>;
      readonly fence: number;
      readonly firstPage: number;
      readonly nextPage: number;
      readonly serverIds: readonly number[];
      readonly changed: number;
      readonly refused: number;
      readonly atMs: number;
    }
  /** Guarded: the look is listing under this fence. All pages were listed, and this is the log since the look before. */
  | {
      readonly type: 'look_log_read';
      readonly lookId: Id<'look'>;
      readonly fence: number;
      readonly logThrough: number;
      readonly entries: readonly ServerEntry[];
      readonly refused: number;
      /** What the log does not cover. */
      readonly gap: TimeRange | undefined;
      readonly atMs: number;
    }
  /**
   * Guarded: the look is verifying under this fence. Servers that it did not list and whose deletion the log explains
   * are gone; events that came before it are settled.
   */
  | {
      readonly type: 'look_finished';
      readonly lookId: Id<'look'>;
      readonly fence: number;
      readonly explainedSinceMs: number;
      readonly atMs: number;
    }
  /** The look goes on later, under any fence. */
  | {
      readonly type: 'look_failed';
      readonly lookId: Id<'look'>;
      readonly fence: number;
      readonly failure: string;
      readonly atMs: number;
    }
  /** A look that took too long to say anything about now; another one begins. */
  | { readonly type: 'look_abandoned'; readonly lookId: Id<'look'>; readonly atMs: number }
  /** What was seen to have changed. Safe to repeat, in any order. */
  | { readonly type: 'servers_sighted'; readonly sightings: readonly NewSighting[] }
  /** Servers that the panel was asked for and does not have. Safe to repeat. */
  | {
      readonly type: 'servers_gone';
      readonly serverIds: readonly number[];
      readonly atMs: number;
    }
  /** One row an event: a repeat counts, and has the server asked for again. */
  | { readonly type: 'panel_event_received'; readonly event: NewPanelEvent }
  | {
      readonly type: 'panel_events_settled';
      readonly hashes: readonly string[];
      readonly atMs: number;
    }
  | MeteringPruningChange;

/** Forgetting the past; see `usecases/metering/prune-metering.ts`. */
export type MeteringPruningChange =
  /** Guarded: nothing is being pruned, and no later instant was ever pruned. Nothing before it is metered any more. */
  | { readonly type: 'pruning_started'; readonly beforeMs: number; readonly atMs: number }
  /** Guarded: that pruning goes on, and stands at `after`. Of servers with ids up to `through`. */
  | {
      readonly type: 'servers_pruned';
      readonly beforeMs: number;
      readonly after: number;
      readonly through: number;
      readonly isLast: boolean;
      readonly atMs: number;
    }
  /** Events that were settled before, the oldest first. */
  | {
      readonly type: 'panel_events_pruned';
      readonly beforeMs: number;
      readonly limit: number;
    };

export interface NewSighting extends ListedServer {
  readonly atMs: number;
  readonly source: 'look' | 'event';
}

export interface NewPanelEvent {
  readonly hash: string;
  readonly serverId: number;
  /** JSON without the secret. */
  readonly parameters: string;
  readonly atMs: number;
}
