import { type PlanEntry, parkedEntry } from '#core/invoicing/plan-entry.ts';
import type { ParkedItem, Run, UnsettledMonth } from '#ports/run-reads.ts';
import type { RunReport } from '#usecases/invoicing/run-report.ts';

/** A run as operators' programs read it. Money in minor units, times in ISO 8601. */
export function runJson(report: RunReport) {
  const { run, counts, totals, parked, size, differences, numbers } = report;
  const outcomes = [...Object.values(counts), ...Object.values(report.corrections)];
  const planned = outcomes.reduce((sum, count) => sum + count, 0);
  return {
    runId: run.id,
    month: run.month,
    state: run.state,
    /** Nobody has worked on it for ten minutes although it is its turn; the pulse takes it up again. */
    stuck: report.stuck,
    trigger: run.trigger,
    requestedBy: run.requestedBy,
    /** Null unless the run was asked to correct invoiced months. */
    corrections: run.header.corrections ? report.corrections : null,
    manifest: run.manifest,
    counts,
    totals,
    differences,
    progress: {
      clients: size,
      planned,
      issued: run.issued,
      conflicts: run.conflicts,
      perSecond: Math.round(report.perSecond),
      remainingMs: report.remainingMs,
    },
    parked: parked.map(parkedJson),
    numbers,
    restorePoint: run.bookmark || null,
    failure: run.failure || null,
    createdAt: instant(run.createdAtMs),
    plannedAt: instant(run.plannedAtMs),
    executedAt: instant(run.executedAtMs),
  };
}

export function parkedJson(parked: ParkedItem) {
  const { clientId, email, reason, content, releasedBy, releasedAtMs } = parked;
  return {
    clientId,
    clientEmail: email,
    reason,
    ...parkedEntry(content),
    released: releasedBy !== null,
    releasedBy,
    releasedAt: instant(releasedAtMs ?? 0),
  };
}

/** One client of a plan. What does not apply to its outcome is null or empty. */
export function itemJson({ email, parked, totalMinor, ...entry }: PlanEntry) {
  return {
    clientId: entry.clientId,
    clientEmail: email,
    outcome: entry.outcome,
    document: entry.document,
    currency: entry.currency,
    totalMinor,
    tokenPrice: entry.tokenPrice || null,
    lines: entry.lines,
    parked: parked && { reason: parked.detail.reason, ...parked },
    hash: entry.hash,
  };
}

/** One of many runs, without the figures that need a look at its items. */
export function runHeadJson(run: Run) {
  return {
    runId: run.id,
    month: run.month,
    state: run.state,
    trigger: run.trigger,
    requestedBy: run.requestedBy,
    corrections: run.header.corrections,
    manifest: run.manifest,
    issued: run.issued,
    createdAt: instant(run.createdAtMs),
    plannedAt: instant(run.plannedAtMs),
    executedAt: instant(run.executedAtMs),
  };
}

export function unsettledJson({ month, runId, parked }: UnsettledMonth) {
  return { month, runId: runId || null, parked };
}

/** 0 stands for "not yet" in the store. */
function instant(atMs: number): string | null {
  return atMs === 0 ? null : new Date(atMs).toISOString();
}
