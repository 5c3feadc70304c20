// What the bench's Worker answers about a piece of work.
import type { Busy } from './busy-database.ts';
import type { RunRow } from './rounds.ts';
import type { TableSize } from './table-sizes.ts';

/** A look, or all deliveries that were due. */
export interface WorkAtScale {
  readonly busy: Busy;
  /** Of the Worker: triggers, or queue messages. */
  readonly invocations: number;
}

export interface RunAtScale {
  readonly busy: Busy;
  /** Wall time of each alarm. */
  readonly alarmsMs: readonly number[];
  readonly run: RunRow | undefined;
  /** What its report asked afterwards. */
  readonly report: Busy;
}

export interface TablesAtScale {
  /** Of the whole database, free pages not counted. */
  readonly bytes: number;
  readonly tables: readonly TableSize[];
}
