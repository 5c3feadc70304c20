import { numbersSentence } from '#core/invoicing/number-series.ts';
import { parkedEntry } from '#core/invoicing/plan-entry.ts';
import { isWorking } from '#core/invoicing/run-state.ts';
import type { RunReport } from '#usecases/invoicing/run-report.ts';
import type { RunPageProps } from '#views/pages/run-page.tsx';

/** A run's report as its page wants it. */
export function runPageProps(
  report: RunReport,
  shown: Pick<RunPageProps, 'items' | 'hasMoreItems' | 'csvUrl' | 'reconciliationUrl'>,
): Omit<RunPageProps, 'frame'> {
  const { run, counts, corrections, totals, differences, parked, stuck } = report;
  return {
    ...run,
    ...shown,
    stuck,
    counts: {
      invoice: counts.invoice,
      ...(run.header.corrections && {
        supplement: corrections.supplement,
        credit_note: corrections.creditNote,
      }),
      nothing_to_bill: counts.nothingToBill,
      already_invoiced: counts.alreadyInvoiced,
      ...(counts.billedElsewhere > 0 && { billed_elsewhere: counts.billedElsewhere }),
      parked: counts.parked,
    },
    totals,
    differences,
    parked: parked.map(({ content, ...row }) => ({ ...row, ...parkedEntry(content) })),
    progress: progressOf(report),
    numbers: numbersSentence(report.numbers.series, report.numbers),
  };
}

/** Planning is counted in clients, executing in documents. */
function progressOf(report: RunReport): RunPageProps['progress'] {
  const { run, counts, corrections, totals, size, perSecond, remainingMs } = report;
  const pace = { isWorking: isWorking(run.state), perSecond, remainingMs };
  if (['planning', 'planning_failed', 'planned', 'superseded'].includes(run.state)) {
    const outcomes = [...Object.values(counts), ...Object.values(corrections)];
    const done = outcomes.reduce((sum, count) => sum + count, 0);
    const total = run.state === 'planning' ? size : Math.max(done, 0);
    return { what: 'clients planned', done, total, ...pace };
  }
  const total = totals.reduce((sum, { invoices }) => sum + invoices, 0);
  return { what: 'documents made', done: run.issued + run.conflicts, total, ...pace };
}
