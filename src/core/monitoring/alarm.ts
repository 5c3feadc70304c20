// What the operator is warned of by mail: each cause once a day, however often it is seen.
import { type BillingMonth, dateAt } from '#core/month.ts';
import type { DisabledReason } from '#core/webhooks/endpoint.ts';

export type Alarm =
  | { readonly cause: 'automation_missed'; readonly dueAtMs: number }
  /** Some of its steps need a look. `did` is a sentence. */
  | {
      readonly cause: 'automation_failed';
      readonly steps: readonly { readonly step: string; readonly did: string }[];
    }
  | { readonly cause: 'run_stuck'; readonly runId: string; readonly month: BillingMonth }
  /** A scheduled run is over and left these out. */
  | {
      readonly cause: 'clients_parked';
      readonly runId: string;
      readonly month: BillingMonth;
      readonly parked: number;
    }
  /** Months before the last one, which the automation does not touch any more. */
  | { readonly cause: 'months_unsettled'; readonly months: readonly BillingMonth[] }
  | { readonly cause: 'deliveries_stopped'; readonly system: string; readonly code: string }
  /** As many mails as strangers may cause on one day; nobody who signs up or forgot a password gets one until it is over. */
  | { readonly cause: 'mails_exhausted'; readonly perDay: number }
  | {
      readonly cause: 'webhook_disabled';
      readonly endpointId: string;
      readonly host: string;
      readonly why: Exclude<DisabledReason, ''>;
    };

/** What makes two alarms the same one; subjects of one cause are told apart. */
export function alarmKey(alarm: Alarm): string {
  switch (alarm.cause) {
    case 'run_stuck':
      return `${alarm.cause}:${alarm.runId}`;
    case 'clients_parked':
      return `${alarm.cause}:${alarm.month}`;
    case 'webhook_disabled':
      return `${alarm.cause}:${alarm.endpointId}`;
    case 'automation_missed':
    case 'automation_failed':
    case 'months_unsettled':
    case 'deliveries_stopped':
    case 'mails_exhausted':
      return alarm.cause;
  }
}

/** Days of alarms begin and end in UTC, as the triggers do. */
export function alarmDay(nowMs: number): string {
  return dateAt(nowMs, 'UTC');
}

const DAY_MS = 24 * 3_600_000;
/** 01:15 UTC, the trigger of the daily automation. */
const AUTOMATION_MS = 75 * 60_000;
/** The platform may start a trigger late, and a month's end takes its time. */
const GRACE_MS = 60 * 60_000;

/**
 * When the daily automation should have begun last and did not; undefined when all is well. A service that nobody used
 * by then has missed nothing.
 */
export function missedAutomation(
  { lastAtMs, inUseSinceMs }: { lastAtMs: number | null; inUseSinceMs: number | null },
  nowMs: number,
): number | undefined {
  const latest = nowMs - GRACE_MS - AUTOMATION_MS;
  const dueAtMs = latest - (latest % DAY_MS) + AUTOMATION_MS;
  if (inUseSinceMs === null || inUseSinceMs > dueAtMs) return undefined;
  return lastAtMs !== null && lastAtMs >= dueAtMs ? undefined : dueAtMs;
}
