import type { RunReport } from '#usecases/invoicing/run-report.ts';

/** A run as operators' programs read it. Money in minor units, times in ISO 8601. */
export function runJson({ run, counts, totals, parked, size }: RunReport) {
  const planned = counts.invoice + counts.nothingToBill + counts.alreadyInvoiced + counts.parked;
  return {
    runId: run.id,
    month: run.month,
    state: run.state,
    trigger: run.trigger,
    requestedBy: run.requestedBy,
    manifest: run.manifest,
    counts,
    totals,
    progress: { clients: size, planned, issued: run.issued, conflicts: run.conflicts },
    parked: parked.map(({ clientId, email, reason, content }) => ({
      clientId,
      clientEmail: email,
      reason,
      detail: (JSON.parse(content) as { parked?: unknown }).parked ?? null,
    })),
    failure: run.failure || null,
    createdAt: instant(run.createdAtMs),
    plannedAt: instant(run.plannedAtMs),
    executedAt: instant(run.executedAtMs),
  };
}

/** 0 stands for "not yet" in the store. */
function instant(atMs: number): string | null {
  return atMs === 0 ? null : new Date(atMs).toISOString();
}
