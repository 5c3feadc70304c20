import type { BillingMonth } from '#core/month.ts';

export type MonitoringChange =
  /** Guarded: not raised on that day yet. */
  | {
      readonly type: 'alarm_raised';
      /** `YYYY-MM-DD` in UTC. */
      readonly day: string;
      readonly cause: string;
      readonly atMs: number;
    }
  | { readonly type: 'alarms_forgotten'; readonly beforeDay: string };

/** What the store knows of how the service does, now. Exact: counted, not sampled. */
export interface ServiceFacts {
  readonly clientsByState: Readonly<Record<string, number>>;
  /** Documents by month, of the months asked for that have any. */
  readonly documentsByMonth: Readonly<Record<string, number>>;
  /** State of the newest run of the newest of these months; empty without one. */
  readonly runState: string;
  /** Clients that the newest executed run of that month held back. */
  readonly parked: number;
  readonly outbox: Readonly<Record<'pending' | 'due' | 'failed' | 'unknown', number>>;
  /** Letters among the failed tasks. */
  readonly failedLetters: number;
  readonly oldestDueAtMs: number | null;
  readonly deliveries: Readonly<Record<'waiting' | 'in_doubt' | 'problem', number>>;
  readonly deliveriesStopped: boolean;
  readonly webhooks: Readonly<Record<'pending' | 'failed', number>>;
  readonly endpointsByState: Readonly<Record<string, number>>;
  readonly lastAutomation: { readonly finishedAtMs: number; readonly ok: boolean } | null;
  /** When the last good look began. */
  readonly lastLookAtMs: number | null;
}

export interface MonitoringReads {
  /** `months`, newest first. */
  facts(nowMs: number, months: readonly BillingMonth[], system: string): Promise<ServiceFacts>;
  /** What alarms are decided by. */
  watch(day: string): Promise<{
    /** Causes that were raised on the day. */
    readonly raised: readonly string[];
    readonly lastAutomationAtMs: number | null;
    /** The first thing that anybody did here; null before. */
    readonly inUseSinceMs: number | null;
    /** Mails that strangers caused on the day. */
    readonly strangerMails: number;
  }>;
}
