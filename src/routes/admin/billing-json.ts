import type { BillingReport } from '#usecases/delivery/billing-report.ts';

/** For operators' programs. Times in ISO 8601. */
export function billingJson({ system, stop, counts, problems }: BillingReport) {
  return {
    system,
    stopped: stop
      ? { code: stop.code, detail: stop.detail, since: new Date(stop.sinceMs).toISOString() }
      : null,
    counts,
    problems: problems.map(({ problem, problemDetail, sinceMs, email, ...row }) => ({
      ...row,
      clientEmail: email,
      reason: problem,
      detail: problemDetail,
      since: new Date(sinceMs).toISOString(),
    })),
  };
}
