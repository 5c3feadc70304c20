import { settledAtMs } from '#core/automation/settled-step.ts';
import type { Ports } from '#ports/ports.ts';
import type { AutomationRun } from '#ports/store.ts';
import type { AutomationReport, StepReport } from '#usecases/automation/daily-automation.ts';

/** One step with what has become of it. */
export interface JudgedStep extends StepReport {
  /** When what made it fail was over; undefined where it did not fail, or is open still. */
  readonly settledAtMs: number | undefined;
}

export interface JudgedAutomation extends Omit<AutomationReport, 'steps'> {
  readonly id: AutomationRun['id'];
  readonly trigger: string;
  /** Nothing that failed is open still. */
  readonly ok: boolean;
  readonly steps: readonly JudgedStep[];
}

type JudgePorts = Pick<Ports, 'store' | 'billing'>;

/** The newest automation, whoever started it, as it stands now. All that tells of it asks here, so that all say the same. */
export async function lastAutomation(ports: JudgePorts): Promise<JudgedAutomation | undefined> {
  const [run] = await ports.store.operators.automationRuns({ limit: 1 });
  return run && judgeAutomation(ports, run);
}

/** Nothing is asked where nothing failed. */
export async function judgeAutomation(
  { store, billing }: JudgePorts,
  { id, trigger, report: recorded }: AutomationRun,
): Promise<JudgedAutomation> {
  const report = JSON.parse(recorded) as AutomationReport; // as the automation wrote it
  if (report.ok) {
    const steps = report.steps.map((step) => ({ ...step, settledAtMs: undefined }));
    return { ...report, id, trigger, steps };
  }
  const { startedAtMs, finishedAtMs } = report;
  const month = report.steps.find(({ step }) => step === 'invoices')?.figures.month ?? '';
  const system = billing.capabilities.name;
  const since = await store.automation.since({
    startedAtMs,
    finishedAtMs,
    month: String(month),
    system,
  });
  const steps = report.steps.map((step) => ({
    ...step,
    settledAtMs: step.ok ? undefined : settledAtMs(step, since),
  }));
  return { ...report, id, trigger, steps, ok: !steps.some(isOpen) };
}

/** Whether somebody has to look at it. */
export function isOpen({ ok, settledAtMs: settled }: JudgedStep): boolean {
  return !ok && settled === undefined;
}
