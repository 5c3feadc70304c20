import type { ClientId, RunId } from '#core/ids.ts';
import type { CurrencyTotal, OutcomeSum, RunHeader } from '#core/invoicing/manifest.ts';
import type { StoredItem } from '#core/invoicing/plan-entry.ts';
import type { ClientSnapshot, PlanClient } from '#core/invoicing/plan-item.ts';
import type { Line } from '#core/invoicing/rate.ts';
import type { RunState, RunTrigger } from '#core/invoicing/run-state.ts';
import type { UsageComparison } from '#core/metering/compare-usage.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';

export interface Run {
  readonly id: RunId;
  readonly month: BillingMonth;
  readonly trigger: RunTrigger;
  readonly state: RunState;
  readonly fence: number;
  readonly cursor: string;
  readonly header: RunHeader;
  readonly manifest: string;
  readonly issued: number;
  readonly conflicts: number;
  readonly bookmark: string;
  readonly failure: string;
  readonly requestedBy: string;
  readonly createdAtMs: number;
  readonly plannedAtMs: number;
  readonly executingAtMs: number;
  readonly executedAtMs: number;
  readonly touchedAtMs: number;
}

/** A parked client as shown to operators. */
export interface ParkedItem {
  readonly clientId: ClientId;
  readonly email: string;
  readonly reason: string;
  /** JSON of the evidence. */
  readonly content: string;
  /** The operator who has overruled the reason: the month's next run bills the client. Null where nobody has. */
  readonly releasedBy: string | null;
  readonly releasedAtMs: number | null;
}

export interface RunReads {
  byId(id: RunId): Promise<Run | undefined>;
  /** The newest run of the month with this manifest, whatever its state. */
  byManifest(month: BillingMonth, manifest: string): Promise<Run | undefined>;
  /** The oldest run that has work to do. */
  nextWorking(): Promise<Run | undefined>;
  /** The newest run of the month in one of the states; of one trigger, if given. */
  newest(
    month: BillingMonth,
    states: readonly RunState[],
    trigger?: RunTrigger,
  ): Promise<Run | undefined>;
  /** Raises the fence and returns the run as it now is: earlier holders can no longer commit to it. */
  takeUp(id: RunId, atMs: number): Promise<Run | undefined>;
  /** Servers that more than one client would pay for in the run's month, with the clients of this run among them. */
  sharedServers(id: RunId, limit: number): Promise<readonly SharedServer[]>;
  /** What the month's documents billed, for those of the clients who have any. */
  billed(
    month: BillingMonth,
    clientIds: readonly ClientId[],
  ): Promise<ReadonlyMap<ClientId, StoredBilledMonth>>;
  /** A bookmark of the database as it is now, for going back to; undefined where the platform gives none. */
  bookmark(): Promise<string | undefined>;
  /** Totals of the documents of a month, per currency; those of one run may be left out. */
  billedTotals(month: BillingMonth, except?: RunId): Promise<readonly CurrencyTotal[]>;
  /** The numbers of a series; without a gap they are 1 to `counter`. */
  numberSeries(series: string): Promise<NumberSeries>;
  /**
   * Clients to plan, in order of id, after the cursor: enrolled before `enrolledBeforeMs`, and whoever was imported, since
   * they were the provider's clients before.
   */
  planPage(
    month: BillingMonth,
    enrolledBeforeMs: number,
    after: string,
    limit: number,
  ): Promise<readonly PlanClient[]>;
  /** Imported clients whose month is not ours, in order of id, after the cursor. */
  shadowPage(month: BillingMonth, after: string, limit: number): Promise<readonly PlanClient[]>;
  /** Clients that the whole plan will have; with `shadowOf` that of the month's shadow. */
  planSize(enrolledBeforeMs: number, shadowOf?: BillingMonth): Promise<number>;
  itemHashes(
    id: RunId,
    after: string,
    limit: number,
  ): Promise<readonly { clientId: ClientId; hash: string }[]>;
  outcomeSums(id: RunId): Promise<readonly OutcomeSum[]>;
  /** The last client of the next `limit` items after the cursor, or undefined if there are none. */
  executionBoundary(id: RunId, after: string, limit: number): Promise<string | undefined>;
  parked(id: RunId, limit: number): Promise<readonly ParkedItem[]>;
  /** In order of client; fewer than `limit` also where more would not fit into a Worker's memory, but always one. */
  items(id: RunId, after: string, limit: number): Promise<ItemsPage>;
  /** Two measurements of each client's month, in order of client; with `apart`, those that do not agree alone. */
  comparisons(
    id: RunId,
    after: string,
    limit: number,
    apart?: boolean,
  ): Promise<readonly ComparisonRow[]>;
  comparisonCounts(id: RunId): Promise<ComparisonCounts>;
  /** Newest first; of one month, if given. */
  list(limit: number, month?: BillingMonth): Promise<readonly Run[]>;
  /**
   * Of the given months those that somebody was enrolled in and that were never invoiced, or whose newest executed run
   * held somebody back. In the order given.
   */
  unsettled(months: readonly MonthEnd[]): Promise<readonly UnsettledMonth[]>;
}

export interface ComparisonRow {
  readonly clientId: ClientId;
  readonly email: string;
  readonly comparison: UsageComparison;
}

/** Clients of a run by what came of comparing. */
export interface ComparisonCounts {
  readonly agree: number;
  readonly differ: number;
  readonly notCompared: number;
}

export interface MonthEnd {
  readonly month: BillingMonth;
  readonly endMs: number;
}

/** One server in the usage of several clients. */
export interface SharedServer {
  readonly serverId: number;
  /** All of them, ordered. */
  readonly clientIds: readonly ClientId[];
  /** Those with an item in this run that would make a document. */
  readonly here: readonly SharedServerClient[];
}

export interface SharedServerClient extends ClientSnapshot {
  readonly id: ClientId;
  readonly currency: CurrencyCode;
}

export interface StoredBilledMonth {
  readonly currency: CurrencyCode;
  /** Decimal text. */
  readonly tokenPrice: string;
  readonly documents: number;
  readonly lines: readonly Line[];
}

export interface NumberSeries {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** The counter that gives the next number. */
  readonly counter: number;
}

export interface ItemsPage {
  readonly rows: readonly RunItemRow[];
  /** Whether there are more after the last row. */
  readonly more: boolean;
}

export interface RunItemRow extends StoredItem {
  readonly reason: string;
}

/** A past month that has clients and is not done. */
export interface UnsettledMonth {
  readonly month: BillingMonth;
  /** Its newest executed run; empty if it was never invoiced. */
  readonly runId: RunId | '';
  /** Clients that this run held back. */
  readonly parked: number;
}
