import type { BillingMonth } from '#core/month.ts';
import type { UnsettledMonth } from '#ports/run-reads.ts';
import type { AutomationPorts, StepReport } from '#usecases/automation/daily-automation.ts';
import { unsettledMonths } from '#usecases/invoicing/unsettled-months.ts';

/** Months with parked clients that a report names; the figure has them all. */
const MONTHS_NAMED = 6;

/**
 * Months before `lastMonth` that the automation does not touch any more and that are not done. Only a person can decide
 * to invoice them now.
 */
export async function olderMonths(
  ports: AutomationPorts,
  lastMonth: BillingMonth,
): Promise<{ readonly sentences: readonly string[]; readonly figures: StepReport['figures'] }> {
  const older = (await unsettledMonths(ports)).filter(({ month }) => month < lastMonth);
  if (older.length === 0) return { sentences: [], figures: {} };
  const never = older.filter(({ runId }) => runId === '');
  const parked = older.filter(({ runId }) => runId !== '');
  ports.log.warn('older_months_unsettled', { months: older.length, neverInvoiced: never.length });
  const rest = parked.length - MONTHS_NAMED;
  return {
    sentences: [
      ...parked.slice(0, MONTHS_NAMED).map(parkedSentence),
      ...(rest > 0 ? [`So it is in ${rest} earlier months.`] : []),
      ...neverSentence(never),
    ],
    figures: { olderMonths: older.map(({ month }) => month).join(' ') },
  };
}

function parkedSentence({ month, parked }: UnsettledMonth): string {
  const clients = parked === 1 ? '1 client is' : `${parked} clients are`;
  return `${clients} still parked in ${month}; try again with: ${commandFor(month)}.`;
}

/** Newest first, as they come. */
function neverSentence(months: readonly UnsettledMonth[]): string[] {
  const [newest, oldest] = [months[0], months.at(-1)];
  if (!newest || !oldest) return [];
  if (newest === oldest) {
    return [`${newest.month} was never invoiced; do it with: ${commandFor(newest.month)}.`];
  }
  const range = `${months.length} months from ${oldest.month} to ${newest.month}`;
  return [`${range} were never invoiced; begin with: ${commandFor(oldest.month)}.`];
}

function commandFor(month: BillingMonth): string {
  return `npx postmeter invoice ${month}`;
}
