// What is due, once a day, and a report of what it did. Each step is on its own: one that fails is reported and the
// next one runs. Running it twice, or at once from two places, does nothing twice.
import { errorText } from '#core/error-text.ts';
import { alarmDay } from '#core/monitoring/alarm.ts';
import { WEBHOOK_LOG_KEPT_MS } from '#core/webhooks/retry.ts';
import type { Ports } from '#ports/ports.ts';
import type { AutomationRun } from '#ports/store.ts';
import { catchUpProvisioning } from '#usecases/automation/catch-up-provisioning.ts';
import { finishClosings } from '#usecases/automation/finish-closings.ts';
import { forgetDoneTasks } from '#usecases/automation/forget-done-tasks.ts';
import { forgetSettledMonths } from '#usecases/automation/forget-settled-months.ts';
import { invoiceLastMonth } from '#usecases/automation/invoice-last-month.ts';
import { isOpen, judgeAutomation } from '#usecases/automation/last-automation.ts';
import { sendWhatIsDue } from '#usecases/automation/send-what-is-due.ts';
import { tendBillingSystem } from '#usecases/automation/tend-billing-system.ts';
import { raiseAlarm } from '#usecases/monitoring/raise-alarm.ts';
import { tellUnsettledMonths } from '#usecases/monitoring/tell-unsettled-months.ts';
import { newId } from '#usecases/tokens.ts';

/** One step of the automation, in words for the operator and figures for a script. */
export interface StepReport {
  readonly step: string;
  readonly ok: boolean;
  /** A plain sentence. */
  readonly did: string;
  readonly figures: Readonly<Record<string, number | string>>;
}

export interface AutomationReport {
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly ok: boolean;
  readonly steps: readonly StepReport[];
}

export type AutomationPorts = Omit<Ports, 'passwords' | 'adminSignatures'>;

/** `isTold`: the operator has heard of what is not in order when it happened. */
export type StepOutcome = Omit<StepReport, 'step'> & { readonly isTold?: boolean };

type Step = (ports: AutomationPorts) => Promise<StepOutcome>;

const STEPS: readonly (readonly [name: string, run: Step])[] = [
  ['expire', expire],
  ['provisioning', catchUpProvisioning],
  ['invoices', invoiceLastMonth],
  ['closings', finishClosings],
  ['billing', tendBillingSystem],
  ['deliveries', sendWhatIsDue],
  ['metering', forgetSettledMonths],
  ['outbox', forgetDoneTasks],
];

/** `trigger` is `cron`, or `admin:KID` when started by hand. */
export async function dailyAutomation(
  ports: AutomationPorts,
  trigger: string,
): Promise<AutomationReport> {
  const { clock, store, log, metrics } = ports;
  const startedAtMs = clock.nowMs();
  const steps: StepReport[] = [];
  const told = new Set<string>();
  for (const [step, run] of STEPS) {
    const beganAtMs = clock.nowMs();
    const { isTold = false, ...report } = await isolated(run, ports);
    steps.push({ step, ...report });
    if (isTold) told.add(step);
    log[report.ok ? 'info' : 'error']('automation_step', { step, ok: report.ok, did: report.did });
    const outcome = report.ok ? 'ok' : 'failed';
    metrics.add({ name: 'automation_step', kind: step, outcome, ms: clock.nowMs() - beganAtMs });
  }
  const report = {
    startedAtMs,
    finishedAtMs: clock.nowMs(),
    ok: steps.every(({ ok }) => ok),
    steps,
  };
  const run = {
    id: newId(ports, 'automation'),
    trigger,
    startedAtMs,
    finishedAtMs: report.finishedAtMs,
    report: JSON.stringify(report),
  };
  await store.automation.record(run);
  await tell(ports, run, told);
  return report;
}

/**
 * Whoever watches from outside; nothing of it may fail a day's work that is done. What one step failed at a later one
 * may have settled.
 */
async function tell(
  ports: AutomationPorts,
  run: AutomationRun,
  told: ReadonlySet<string>,
): Promise<void> {
  try {
    const { ok, steps } = await judgeAutomation(ports, run);
    const untold = steps
      .filter((report) => isOpen(report) && !told.has(report.step))
      .map(({ step, did }) => ({ step, did }));
    if (untold.length > 0) await raiseAlarm(ports, { cause: 'automation_failed', steps: untold });
    await tellUnsettledMonths(ports);
    if (!(await ports.heartbeat.beat(ok))) ports.log.warn('heartbeat_failed');
  } catch (error) {
    ports.log.error('automation_not_told', { error: errorText(error) });
  }
}

async function isolated(run: Step, ports: AutomationPorts): Promise<StepOutcome> {
  try {
    return await run(ports);
  } catch (error) {
    ports.log.error('automation_step_crashed', { error: errorText(error) });
    return { ok: false, did: 'Failed unexpectedly; the log has the reason.', figures: {} };
  }
}

async function expire({ store, clock }: AutomationPorts): Promise<StepOutcome> {
  const nowMs = clock.nowMs();
  const { signups, sessions } = await store.automation.expire(nowMs);
  await store.commit([
    { type: 'webhook_log_pruned', beforeMs: nowMs - WEBHOOK_LOG_KEPT_MS },
    { type: 'alarms_forgotten', beforeDay: alarmDay(nowMs - WEBHOOK_LOG_KEPT_MS) },
  ]);
  return {
    ok: true,
    did: `Removed ${signups} expired sign-ups and ${sessions} ended sessions.`,
    figures: { signups, sessions },
  };
}
