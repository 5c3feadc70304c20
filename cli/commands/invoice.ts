import { Command } from 'commander';
import { executeApproved } from '../admin/execute-approved.ts';
import { monthArgument } from '../admin/month-argument.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { planShown } from '../admin/run-steps.ts';
import { showPlan } from '../admin/show-plan.ts';
import { withExamples } from '../output/examples.ts';

interface InvoiceOptions extends AdminOptions {
  readonly yes: boolean;
  readonly corrections: boolean;
  readonly save?: string;
}

/** `postmeter invoice`: plans a closed month, shows the plan, asks, executes exactly that plan. */
export function invoiceCommand(): Command {
  const command = withAdminOptions(new Command('invoice'))
    .description('Invoices a closed month: plans it, shows the plan, asks, and executes that plan.')
    .argument('<month>', 'the month, as YYYY-MM', monthArgument)
    .option('--corrections', 'also correct invoices of the month whose usage changed', false)
    .option('--save <file>', 'save the plan as CSV')
    .option('-y, --yes', 'execute without asking', false)
    .action(invoice);
  return withExamples(
    command,
    'npx postmeter invoice 2022-10',
    'npx postmeter invoice 2022-10 --corrections --save plan.csv',
  );
}

async function invoice(month: string, options: InvoiceOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const plan = await planShown(admin, month, options.corrections);
  await showPlan(admin, plan, options);
  await executeApproved(admin, plan, options);
}
