import type { AutomationReport } from '#usecases/automation/daily-automation.ts';

/** What one daily automation did, for operators' programs. Times in ISO 8601. */
export function automationJson({ ok, startedAtMs, finishedAtMs, steps }: AutomationReport) {
  return {
    ok,
    startedAt: new Date(startedAtMs).toISOString(),
    finishedAt: new Date(finishedAtMs).toISOString(),
    steps,
  };
}
