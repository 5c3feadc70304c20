import type { ClosingWait } from '#core/account/closing.ts';
import { errorText } from '#core/error-text.ts';
import { monthRange, parseMonth, yearAt } from '#core/month.ts';
import type { Closing } from '#ports/account-reads.ts';
import type { AutomationPorts, StepOutcome } from '#usecases/automation/daily-automation.ts';
import { closeAccount } from '#usecases/leaving/close-account.ts';

/** Clients in one go: a few reads of the panel each. Who waits longest comes first; the rest comes tomorrow. */
const CLIENTS_AT_MOST = 50;

/** Closes the accounts of clients who want to leave and owe nothing more, and erases buyers that tax law no longer wants. */
export async function finishClosings(ports: AutomationPorts): Promise<StepOutcome> {
  const waiting = await ports.store.account.closings(CLIENTS_AT_MOST);
  const outcomes: Record<string, number> = {};
  for (const closing of waiting) {
    const outcome = await attempt(ports, closing);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  await ports.store.commit([{ type: 'buyers_erased', beforeMs: retainedFromMs(ports) }]);
  const { closed = 0, crashed = 0, ...waits } = outcomes;
  const reasons = Object.entries(waits).map(([why, count]) => `${count} × ${why}`);
  return {
    ok: crashed === 0,
    did:
      waiting.length === 0
        ? 'Nobody waits for their account to be closed.'
        : `${closed} of ${waiting.length} accounts were closed.${
            reasons.length > 0 ? ` Still open: ${reasons.join(', ')}.` : ''
          }`,
    figures: { waiting: waiting.length, closed, ...waits, ...(crashed > 0 && { crashed }) },
  };
}

/** One client's defect must not take the others along. */
async function attempt(
  ports: AutomationPorts,
  closing: Closing,
): Promise<'closed' | ClosingWait | 'crashed'> {
  try {
    return await closeAccount(ports, closing);
  } catch (error) {
    ports.log.error('closing_crashed', {
      clientId: closing.client.id,
      error: errorText(error),
    });
    return 'crashed';
  }
}

/** Tax law counts from the end of the year of issue. */
function retainedFromMs({ clock, settings }: AutomationPorts): number {
  const { timeZone, invoiceRetentionYears } = settings;
  const january = parseMonth(`${yearAt(clock.nowMs(), timeZone) - invoiceRetentionYears}-01`);
  if (!january.ok) throw new Error('no such year of invoices to retain');
  return monthRange(january.value, timeZone).startMs;
}
