import type { AutomationPorts, StepOutcome } from '#usecases/automation/daily-automation.ts';

/** Rows in one statement, and statements in one day: a month of 100,000 clients is forgotten within three days. */
const ROWS_AT_ONCE = 5_000;
const STATEMENTS_A_DAY = 20;
const DAY_MS = 24 * 3_600_000;

/** Deletes what is long done from the outbox. What failed, or is not known to have been done, stays for the operator. */
export async function forgetDoneTasks({
  store,
  clock,
  settings,
}: AutomationPorts): Promise<StepOutcome> {
  const beforeMs = clock.nowMs() - settings.outboxKeptDays * DAY_MS;
  let forgotten = 0;
  let more = true;
  for (let statements = 0; more && statements < STATEMENTS_A_DAY; statements++) {
    const deleted = await store.automation.forgetDoneTasks(beforeMs, ROWS_AT_ONCE);
    forgotten += deleted;
    more = deleted === ROWS_AT_ONCE;
  }
  const rest = more ? ' More go tomorrow.' : '';
  return {
    ok: true,
    did: `Forgot ${forgotten} letters and other tasks that were done more than ${settings.outboxKeptDays} days ago.${rest}`,
    figures: { forgotten, more: more ? 1 : 0 },
  };
}
