// Whether what should happen by itself does, by the traces that it leaves.
import { failed, fine, listed, skipped, type Verdict, warning } from '#core/doctor/finding.ts';
import { judgeMigrations } from '#core/doctor/judge-migrations.ts';
import { isOpen, lastAutomation } from '#usecases/automation/last-automation.ts';
import type { Examination } from '#usecases/doctor/check.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Daily, and triggers may be late. */
const DAILY_LATE_MS = 26 * HOUR_MS;
const LOOK_LATE_MS = 3 * HOUR_MS;
/** The pulse wakes the outbox every five minutes. */
const TASK_LATE_MS = 15 * MINUTE_MS;

const TRIGGERS =
  'See Triggers of the Worker in the Cloudflare dashboard; deploying again sets them: npm run deploy';

export async function migrations({ store, doctor }: Examination): Promise<Verdict> {
  return judgeMigrations(doctor.migrations, await store.doctor.appliedMigrations());
}

export async function dailyAutomation(examination: Examination): Promise<Verdict> {
  const { store, clock } = examination;
  const startedAtMs = await store.doctor.lastCronAutomationMs();
  const nowMs = clock.nowMs();
  if (startedAtMs === undefined) {
    const sinceMs = await store.doctor.firstActivityMs();
    if (sinceMs === undefined || nowMs - sinceMs < DAILY_LATE_MS) {
      return skipped('No Cron Trigger has started it yet; the first time is at 01:15 UTC.');
    }
    return failed('No Cron Trigger has ever started the daily automation.', TRIGGERS);
  }
  const age = nowMs - startedAtMs;
  if (age > DAILY_LATE_MS) {
    return failed(
      `The daily automation last ran ${Math.floor(age / HOUR_MS)} hours ago.`,
      `${TRIGGERS}. By hand meanwhile: npx postmeter automation`,
    );
  }
  // By the newest one, whoever started it.
  const open = (await lastAutomation(examination))?.steps.filter(isOpen) ?? [];
  if (open.length > 0) {
    return warning(
      `The last daily automation had trouble with ${listed(open.map(({ step }) => step))}.`,
      'npx postmeter automation --verbose says with what.',
    );
  }
  return fine(`The daily automation ran ${Math.floor(age / HOUR_MS)} hours ago.`);
}

export async function hourlyLook({ store, clock, settings }: Examination): Promise<Verdict> {
  if (!settings.metering) return skipped('Usage is not metered here (USAGE_SOURCE).');
  const last = await store.metering.lastGoodLook();
  const nowMs = clock.nowMs();
  if (!last) {
    const sinceMs = await store.doctor.firstActivityMs();
    if (sinceMs === undefined || nowMs - sinceMs < LOOK_LATE_MS) {
      return skipped('There was no look at the panel yet; the first comes within the hour.');
    }
    return failed('No look at the panel’s servers has ever been good.', TRIGGERS);
  }
  const age = nowMs - last.startedAtMs;
  if (age <= LOOK_LATE_MS) return fine('The panel’s servers were looked at within three hours.');
  return failed(
    `The last good look at the panel’s servers began ${Math.floor(age / HOUR_MS)} hours ago.`,
    `See the check of the panel. ${TRIGGERS}`,
  );
}

/** Tasks that nobody took up show that the queue, its consumer or the pulse does not work. */
export async function queueAlive({ store, clock }: Examination): Promise<Verdict> {
  const { due } = await store.outbox.counts(clock.nowMs() - TASK_LATE_MS);
  if (due === 0) return fine('No task waits longer than it should.');
  return failed(
    `${due} ${due === 1 ? 'task has' : 'tasks have'} waited for more than a quarter of an hour.`,
    `npx wrangler queues info postmeter-tasks should name a producer and a consumer. ${TRIGGERS}`,
  );
}

/** Tasks that were given up, and those of which nobody knows how they ended. */
export async function outboxFailures({ store, clock }: Examination): Promise<Verdict> {
  const { failed: given, unknown } = await store.outbox.counts(clock.nowMs());
  if (given + unknown === 0) return fine('No letter or delivery was given up of late.');
  return warning(
    `Within a day and a half ${given} tasks were given up, and of ${unknown} the outcome is not known.`,
    'npx postmeter letters list and npx postmeter billing status say why; npx postmeter automation tries them again.',
  );
}

/** Clients whose last attempt at a panel user failed, by reason. */
export async function stuckSignups({ store }: Examination): Promise<Verdict> {
  const reasons = await store.doctor.failedProvisionings();
  const names = Object.keys(reasons);
  if (names.length === 0) return fine('Every client who wants a panel account has one, or soon.');
  const clients = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  return warning(
    `${clients} ${clients === 1 ? 'client has' : 'clients have'} no panel account (${listed(names)}).`,
    'docs/operate.md, “When something is wrong”, says what each reason means; npx postmeter automation tries again.',
  );
}
