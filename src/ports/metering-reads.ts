import type { Id } from '#core/ids.ts';
import type { ServerRecord } from '#core/metering/life.ts';
import type { Coverage } from '#core/metering/meter.ts';

/** A look in the store: where it stands, and what it came to. */
export interface Look {
  readonly id: Id<'look'>;
  readonly state: LookState;
  readonly fence: number;
  readonly startedAtMs: number;
  readonly touchedAtMs: number;
  readonly finishedAtMs: number;
  readonly nextPage: number;
  readonly logFrom: number;
  readonly logThrough: number;
  readonly failure: string;
  readonly servers: number;
  readonly changed: number;
  readonly refused: number;
}

/** `listing` and `verifying` are under way. */
export type LookState = 'listing' | 'verifying' | 'good' | 'abandoned';

/** A server as it was last seen. */
export interface KnownServer {
  readonly name: string;
  /** Its text (core/metering/server-state.ts). */
  readonly state: string;
  readonly isGone: boolean;
}

/** An event of the panel that waits until the server was asked for. */
export interface WaitingEvent {
  readonly hash: string;
  readonly serverId: number;
}

export interface History {
  readonly coverage: Coverage;
  /** By panel user; a server that changed hands stands with each of them. */
  readonly records: ReadonlyMap<number, readonly ServerRecord[]>;
}

/** The newest one: how far the past is forgotten. */
export interface Pruning {
  readonly beforeMs: number;
  /** Servers up to this id are done. */
  readonly throughServerId: number;
  readonly isFinished: boolean;
}

export interface MeteringReads {
  /** The look under way. */
  openLook(): Promise<Look | undefined>;
  lastGoodLook(): Promise<Look | undefined>;
  firstGoodLook(): Promise<Look | undefined>;
  /** Raises the fence and returns the look as it now is; undefined if it is not under way any more. */
  takeUp(id: Id<'look'>, atMs: number): Promise<Look | undefined>;
  known(serverIds: readonly number[]): Promise<ReadonlyMap<number, KnownServer>>;
  /** Servers that should be alive, that the look did not list, and whose deletion no entry explains. */
  missing(look: Look, explainedSinceMs: number, limit: number): Promise<readonly number[]>;
  /**
   * How far the looks reach, and all that is stored of the servers that these panel users ever had, but for those gone
   * before `sinceMs`. In one query.
   */
  history(userIds: readonly number[], sinceMs: number): Promise<History>;
  pruning(): Promise<Pruning | undefined>;
  /** The id of the `count`-th server after one; undefined where there are not so many. */
  serverAfter(serverId: number, count: number): Promise<number | undefined>;
  waitingEvents(limit: number): Promise<readonly WaitingEvent[]>;
  /** Servers that this look's log names, that no list ever had and whose owner no entry names: nobody pays for them. */
  ownerless(look: Look, limit: number): Promise<readonly number[]>;
}
