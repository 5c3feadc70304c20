import { numbersSentence } from '#core/invoicing/number-series.ts';
import { confirm } from '../output/confirm.ts';
import { print } from '../output/print.ts';
import type { AdminClient } from './client.ts';
import { amountsText, describeInvoices } from './describe-plan.ts';
import { executeShown } from './run-steps.ts';
import { documentsOf, invoicesOf, type RunJson } from './runs.ts';

export interface ApproveOptions {
  readonly yes: boolean;
  readonly json: boolean;
}

/** Asks with the plan's totals, executes exactly this plan, and shows what it made. */
export async function executeApproved(
  admin: AdminClient,
  plan: RunJson,
  options: ApproveOptions,
): Promise<void> {
  const { month, totals } = plan;
  const documents = documentsOf(plan);
  if (documents === 0) {
    const value = { plan, executed: null, invoices: [] };
    print(options, value, `There is nothing to invoice for ${month}.`);
    return;
  }
  const what = `${documents} ${documents === 1 ? 'document' : 'documents'}`;
  await confirm(`Make ${what} for ${month}, ${amountsText(totals)}?`, options);
  const executed = await executeShown(admin, plan);
  const invoices = await invoicesOf(admin, month);
  print(
    options,
    { plan, executed, invoices },
    () => `${describeInvoices(invoices)}\n\n${summary(executed)}`,
  );
}

function summary({ month, corrections, progress, numbers }: RunJson): string {
  const { issued, conflicts } = progress;
  const before = conflicts > 0 ? `; ${conflicts} had been made in the meantime` : '';
  const what = `${corrections ? 'document' : 'invoice'}${issued === 1 ? '' : 's'}`;
  const made = `Made ${issued} ${what} for ${month}${before}. The mails are on their way.`;
  return `${made}\n${numbersSentence(numbers.series, numbers)}`;
}
