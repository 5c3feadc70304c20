import { NUMBERS_HAVE_GAPS } from '#core/automation/settled-step.ts';
import { type CurrencyTotal, countPlanned } from '#core/invoicing/manifest.ts';
import { numbersSentence } from '#core/invoicing/number-series.ts';
import { decimalText } from '#core/money.ts';
import { type BillingMonth, dateAt, monthAfter, monthAt, monthBefore } from '#core/month.ts';
import type { AutomationPorts, StepOutcome } from '#usecases/automation/daily-automation.ts';
import { olderMonths } from '#usecases/automation/older-months.ts';
import { type RunReport, runReport } from '#usecases/invoicing/run-report.ts';

/** A small provider's month is done by then; a larger one's goes on by itself and the report says so. */
const WAIT_MS = 20_000;

/**
 * Invoices the month before, unless every client of it has been dealt with. So a missed 1st is caught up on the 2nd,
 * and clients that were parked are tried again each day of the month. What is reported of the plan was frozen before
 * anything of it was executed.
 */
export async function invoiceLastMonth(ports: AutomationPorts): Promise<StepOutcome> {
  const { clock, settings } = ports;
  const month = monthBefore(monthAt(clock.nowMs(), settings.timeZone));
  const [done, older] = [await invoiceMonth(ports, month), await olderMonths(ports, month)];
  const { did, figures } = done;
  return {
    ...done,
    did: [did, ...older.sentences].join(' '),
    figures: { ...figures, ...older.figures },
  };
}

async function invoiceMonth(ports: AutomationPorts, month: BillingMonth): Promise<StepOutcome> {
  const { store, runs } = ports;
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
  const { run, counts } = report;
  const daysLate = earlier ? 0 : daysAfterFirst(ports, report);
  const sentences = [planSentence(report), ...lateSentence(month, daysLate), ...outcome(report)];
  const failed = run.state === 'planning_failed' || run.state === 'execution_failed';
  const { gapFree } = report.numbers;
  return {
    ok: run.state === 'executed' ? counts.parked === 0 && gapFree : !failed,
    // The run's end has told of parked clients, whether or not somebody waited for it.
    isTold: run.state === 'executed' && gapFree,
    did: sentences.join(' '),
    figures: {
      month,
      runId,
      state: run.state,
      ...counts,
      totals: amounts(report.totals),
      issued: run.issued,
      daysLate,
      ...(gapFree ? {} : NUMBERS_HAVE_GAPS),
    },
  };
}

function planSentence({ run, counts, totals }: RunReport): string {
  const parts = [
    `${counts.invoice} to invoice${totals.length > 0 ? ` (${amounts(totals)})` : ''}`,
    `${counts.nothingToBill} with nothing to bill`,
    `${counts.alreadyInvoiced} already invoiced`,
    `${counts.parked} parked`,
    ...(counts.billedElsewhere > 0
      ? [`${counts.billedElsewhere} left to the add-on before us`]
      : []),
  ];
  const soFar = run.state === 'planning' || run.state === 'planning_failed' ? ' so far' : '';
  return `Plan for ${run.month}${soFar}: ${parts.join(', ')}.`;
}

function outcome({ run, counts, numbers }: RunReport): string[] {
  if (run.state !== 'executed') return [`The run is ${run.state}; it goes on by itself.`];
  const parked =
    counts.parked > 0
      ? [`Parked clients are tried again tomorrow; npx postmeter parked list says why.`]
      : [];
  const documents = run.issued === 1 ? '1 invoice' : `${run.issued} invoices`;
  return [`Issued ${documents}.`, numbersSentence(numbers.series, numbers), ...parked];
}

/** Days since the 1st that the month should have been invoiced on. Without clients nothing was missed. */
function daysAfterFirst({ clock, settings }: AutomationPorts, report: RunReport): number {
  if (countPlanned(report.counts) === 0) return 0;
  return Number(dateAt(clock.nowMs(), settings.timeZone).slice(-2)) - 1;
}

function lateSentence(month: BillingMonth, daysLate: number): string[] {
  if (daysLate === 0) return [];
  const days = daysLate === 1 ? '1 day' : `${daysLate} days`;
  return [`This is a catch-up, ${days} late: it was due on ${monthAfter(month)}-01.`];
}

function amounts(totals: readonly CurrencyTotal[]): string {
  return totals
    .map(({ invoices, ...money }) => `${invoices} over ${decimalText(money)} ${money.currency}`)
    .join(', ');
}
