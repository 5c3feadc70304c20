import { decimalText } from '#core/money.ts';
import { monthAt, monthBefore } from '#core/month.ts';
import type { AutomationPorts, StepReport } from '#usecases/automation/daily-automation.ts';
import { runReport } from '#usecases/invoicing/run-report.ts';

/** A small provider's month is done by then; a larger one's goes on by itself and the report says so. */
const WAIT_MS = 20_000;

/**
 * Invoices the month before, unless every client of it has been dealt with. So a missed 1st is caught up on the 2nd,
 * and clients that were parked are tried again each day of the month.
 */
export async function invoiceLastMonth(ports: AutomationPorts): Promise<Omit<StepReport, 'step'>> {
  const { store, clock, settings, runs } = ports;
  const month = monthBefore(monthAt(clock.nowMs(), settings.timeZone));
  const earlier = await store.runs.newest(month, ['executed']);
  if (earlier) {
    const report = await runReport(ports, earlier.id);
    if (report?.counts.parked === 0) {
      return { ok: true, did: `${month} is fully invoiced.`, figures: { month } };
    }
  }
  const runId = await runs.start({ month, trigger: 'schedule', requestedBy: 'system' });
  await runs.settled(runId, WAIT_MS);
  const report = await runReport(ports, runId);
  if (!report) throw new Error(`run ${runId} is gone`);
  const { run, counts, totals } = report;
  const figures = { month, runId, state: run.state, ...counts, issued: run.issued };
  if (run.state !== 'executed') {
    const failed = run.state === 'planning_failed' || run.state === 'execution_failed';
    return {
      ok: !failed,
      did: `The run for ${month} is ${run.state}; it goes on by itself.`,
      figures,
    };
  }
  const sums = totals.map(
    ({ invoices, ...money }) => `${invoices} over ${decimalText(money)} ${money.currency}`,
  );
  const parked =
    counts.parked > 0
      ? ` ${counts.parked} clients are parked and will be tried again tomorrow.`
      : '';
  return {
    ok: counts.parked === 0,
    did: `Issued ${run.issued} invoices for ${month}${sums.length > 0 ? `: ${sums.join(', ')}` : ''}.${parked}`,
    figures,
  };
}
