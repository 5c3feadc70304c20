import type { ClientId, RunId } from '#core/ids.ts';
import type { RunHeader } from '#core/invoicing/manifest.ts';
import type { PlanItem } from '#core/invoicing/plan-item.ts';
import type { RunTrigger } from '#core/invoicing/run-state.ts';
import type { BillingMonth } from '#core/month.ts';

export type RunChange =
  | { readonly type: 'run_created'; readonly run: NewRun }
  /** Guarded: the run is planning under this fence, at `cursor`. */
  | {
      readonly type: 'run_items_planned';
      readonly runId: RunId;
      readonly fence: number;
      readonly cursor: string;
      readonly items: readonly HashedItem[];
      /** Second measurements beside the ones that are billed; none where only one was taken. */
      readonly comparisons: readonly RunComparison[];
      readonly nextCursor: string;
      readonly atMs: number;
    }
  /** Guarded: the run is planning under this fence. Items that a look over the whole plan holds back. */
  | {
      readonly type: 'run_items_parked';
      readonly runId: RunId;
      readonly fence: number;
      readonly items: readonly HashedItem[];
      readonly atMs: number;
    }
  /** Guarded: the run is planning under this fence. Older plans of the month are superseded. */
  | {
      readonly type: 'run_planned';
      readonly runId: RunId;
      readonly month: BillingMonth;
      readonly fence: number;
      readonly manifest: string;
      /** A scheduled run goes on at once, in the same commit: between two it would be lost. */
      readonly next: 'planned' | 'executing';
      readonly atMs: number;
    }
  /** Guarded: the run is planned, and no shadow. */
  | { readonly type: 'run_execution_started'; readonly runId: RunId; readonly atMs: number }
  /** The point in the database's history to go back to, and that the numbers had no gap. Recorded once. */
  | {
      readonly type: 'run_restore_point';
      readonly runId: RunId;
      readonly fence: number;
      readonly bookmark: string;
    }
  /** Guarded: the run is executing under this fence, at `cursor`. */
  | {
      readonly type: 'run_invoices_issued';
      readonly runId: RunId;
      readonly fence: number;
      readonly cursor: string;
      /** Items after `cursor` up to and with this client. */
      readonly through: string;
      readonly issue: IssueFacts;
    }
  /** Guarded: the run is executing under this fence. */
  | {
      readonly type: 'run_executed';
      readonly runId: RunId;
      readonly fence: number;
      readonly atMs: number;
    }
  | {
      readonly type: 'run_failed';
      readonly runId: RunId;
      readonly fence: number;
      readonly failure: string;
      readonly atMs: number;
    }
  | { readonly type: 'run_retried'; readonly runId: RunId; readonly atMs: number };

export interface NewRun {
  readonly id: RunId;
  readonly month: BillingMonth;
  readonly trigger: RunTrigger;
  readonly header: RunHeader;
  readonly requestedBy: string;
  readonly createdAtMs: number;
}

export interface HashedItem extends PlanItem {
  /** SHA-256 of the content, hex. */
  readonly hash: string;
}

/** JSON of what `comparison` in core/metering/compare-usage.ts makes, for one client of a run. */
export interface RunComparison {
  readonly clientId: ClientId;
  readonly content: string;
}

/** What the store needs to number and date invoices in one statement. */
export interface IssueFacts {
  readonly issuedAtMs: number;
  readonly dueAtMs: number;
  /** The local year of issue. */
  readonly series: string;
  readonly numberPrefix: string;
}
