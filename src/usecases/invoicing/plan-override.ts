import type { BillingMonth } from '#core/month.ts';
import type { Ports } from '#ports/ports.ts';
import { type RunReport, runReport } from '#usecases/invoicing/run-report.ts';

/** Below the 30 s that a request may last; a larger plan is answered as it is by then, and read by its id. */
const PLAN_WAIT_MS = 20_000;

export interface PlanRequest {
  readonly month: BillingMonth;
  /** Whether months that are invoiced are compared and corrected. */
  readonly corrections: boolean;
}

/** Plans a closed month for an operator, or joins the plan being made. `requestedBy` is `admin:KID` or `api:KEYID`. */
export async function planOverride(
  ports: Pick<Ports, 'store' | 'clock' | 'settings' | 'runs'>,
  { month, corrections }: PlanRequest,
  requestedBy: string,
): Promise<RunReport> {
  const runId = await ports.runs.start({ month, trigger: 'override', requestedBy, corrections });
  await ports.runs.settled(runId, PLAN_WAIT_MS);
  const report = await runReport(ports, runId);
  if (!report) throw new Error(`run ${runId} is gone`);
  return report;
}
