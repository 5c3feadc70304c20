// When a delivery is tried again, how long its endpoint is left alone, and when the endpoint is given up.

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Waits between the attempts: ten attempts over 75 hours and 35 minutes. */
const WAITS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
] as const;

/** Nothing but failures for so long: whoever listens there has gone. */
const DISABLED_AFTER_MS = 5 * DAY_MS;
/** How long deliveries are kept for the log and for sending them again. */
export const WEBHOOK_LOG_KEPT_MS = 30 * DAY_MS;
/** How long the secret before the current one still signs. */
export const OLD_SECRET_VALID_MS = DAY_MS;

const FIRST_HOLD_MS = 5 * SECOND_MS;
const LONGEST_HOLD_MS = HOUR_MS;

export type WebhookAnswer =
  | { readonly kind: 'answered'; readonly status: number }
  /** No answer, or none in time. */
  | { readonly kind: 'unreachable' };

export interface WebhookVerdict {
  readonly outcome: 'delivered' | 'retry' | 'failed' | 'gone';
  /** With `retry`: the next attempt, in milliseconds from now. */
  readonly waitMs: number;
  /** The endpoint is down rather than at odds with this one message: the others wait as well. */
  readonly isDown: boolean;
}

/** What follows from attempt number `attempts`. A redirect is a failure: it would take the payload where nobody said. */
export function judgeAnswer(answer: WebhookAnswer, attempts: number): WebhookVerdict {
  const status = answer.kind === 'answered' ? answer.status : 0;
  if (status >= 200 && status < 300) return { outcome: 'delivered', waitMs: 0, isDown: false };
  if (status === 410) return { outcome: 'gone', waitMs: 0, isDown: true };
  const isDown = status === 0 || status === 408 || status === 429 || status >= 500;
  const waitMs = WAITS_MS[attempts - 1];
  if (waitMs === undefined) return { outcome: 'failed', waitMs: 0, isDown };
  return { outcome: 'retry', waitMs, isDown };
}

/** How long an endpoint that is down is left alone, after so many failures in a row: 5 s, four times as long each time, an hour at most. */
export function holdMs(failures: number): number {
  return Math.min(FIRST_HOLD_MS * 4 ** Math.max(0, failures - 1), LONGEST_HOLD_MS);
}

/** Whether an endpoint that has only failed since then gets nothing any more. */
export function isGivenUp(failingSinceMs: number, nowMs: number): boolean {
  return nowMs - failingSinceMs >= DISABLED_AFTER_MS;
}
