// `npm run invoice -- YYYY-MM [--corrections]`: plans a closed month, shows the plan, asks, executes exactly that plan.
import { Command } from 'commander';
import { numbersSentence } from '#core/invoicing/number-series.ts';
import type { AdminClient } from './admin/client.ts';
import { describeInvoices, describePlan } from './admin/describe-plan.ts';
import { monthArgument } from './admin/month-argument.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from './admin/options.ts';
import { documentsOf, executePlan, invoicesOf, planMonth, type RunJson } from './admin/runs.ts';
import { saveDownload } from './admin/save-download.ts';
import { isApproved } from './output/is-approved.ts';
import { createProgress } from './output/progress.ts';
import { EXIT, runCommand } from './output/run-command.ts';

interface InvoiceOptions extends AdminOptions {
  readonly yes: boolean;
  readonly corrections: boolean;
  readonly save?: string;
  readonly json: boolean;
}

await runCommand(async () => {
  const command = withAdminOptions(new Command('invoice'))
    .description('Invoices a closed month: plans it, shows the plan, asks, and executes that plan.')
    .argument('<month>', 'the month, as YYYY-MM', monthArgument)
    .option('--corrections', 'also correct invoices of the month whose usage changed', false)
    .option('--save <file>', 'save the plan as CSV')
    .option('-y, --yes', 'execute without asking', false)
    .option('--json', 'print JSON, for programs', false)
    .exitOverride()
    .parse();
  const options = command.opts<InvoiceOptions>();
  const [month = ''] = command.processedArgs as [string];
  return invoice(await adminClientOf(options), month, options);
});

async function invoice(
  admin: AdminClient,
  month: string,
  { yes, json, corrections, save }: InvoiceOptions,
): Promise<number> {
  const say = (text: string) => {
    if (!json) console.log(text);
  };
  const plan = await withProgress('Planning', (show) =>
    planMonth(admin, month, (run) => show(run.progress.planned, run.progress.clients), corrections),
  );
  const path = `/admin/invoice-runs/${plan.runId}/plan`;
  say(`${describePlan(plan)}\n`);
  if (save !== undefined) {
    await saveDownload(admin, `${path}.csv`, save);
    say(`The plan is saved as ${save}.\n`);
  }
  if (!json) say(await linksTo(admin, path));
  const documents = documentsOf(plan);
  if (documents === 0) {
    say(`There is nothing to invoice for ${month}.`);
    if (json) console.log(JSON.stringify({ plan, executed: null, invoices: [] }));
    return EXIT.ok;
  }
  if (!(await isPlanApproved(yes, json))) {
    say('Not executed. Nothing was changed.');
    if (json) console.log(JSON.stringify({ plan, executed: null, invoices: [] }));
    return EXIT.ok;
  }
  const executed = await withProgress('Invoicing', (show) =>
    executePlan(admin, plan, ({ progress }) =>
      show(progress.issued + progress.conflicts, documents),
    ),
  );
  const invoices = await invoicesOf(admin, month);
  if (json) console.log(JSON.stringify({ plan, executed, invoices }));
  else console.log(`${describeInvoices(invoices)}\n\n${summary(executed)}`);
  return EXIT.ok;
}

/** For a browser, which cannot sign: each link carries a signature that reads for five minutes. */
async function linksTo(admin: AdminClient, path: string): Promise<string> {
  const [page, csv] = await Promise.all([admin.link(path), admin.link(`${path}.csv`)]);
  return `For five minutes, in a browser:\n  page  ${page}\n  CSV   ${csv}\n`;
}

function summary({ month, corrections, progress, numbers }: RunJson): string {
  const { issued, conflicts } = progress;
  const before = conflicts > 0 ? `; ${conflicts} had been made in the meantime` : '';
  const what = corrections ? 'documents' : 'invoices';
  const made = `Made ${issued} ${what} for ${month}${before}. The mails are on their way.`;
  return `${made}\n${numbersSentence(numbers.series, numbers)}`;
}

/** Programs cannot be asked, and without a terminal nobody can: the plan is shown and that is all. */
async function isPlanApproved(yes: boolean, json: boolean): Promise<boolean> {
  if (yes) return true;
  if (!json) return isApproved('Execute this plan?');
  console.error('Nobody to ask here. Run it again with --yes to execute this plan.');
  return false;
}

async function withProgress<T>(
  label: string,
  work: (show: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const progress = createProgress(label);
  try {
    return await work((done, total) => progress.show(done, total));
  } finally {
    progress.end();
  }
}
