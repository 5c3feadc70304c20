import { Command } from 'commander';
import { monthArgument } from '../admin/month-argument.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { planShown } from '../admin/run-steps.ts';
import { documentsOf } from '../admin/runs.ts';
import { showPlan } from '../admin/show-plan.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

interface PlanOptions extends AdminOptions {
  readonly corrections: boolean;
  readonly save?: string;
}

/** `postmeter plan`: what invoicing a month would do. Makes no invoice. */
export function planCommand(): Command {
  const command = withAdminOptions(new Command('plan'))
    .description('Plans a closed month and shows the plan. Makes no invoice.')
    .argument('<month>', 'the month, as YYYY-MM', monthArgument)
    .option('--corrections', 'also correct invoices of the month whose usage changed', false)
    .option('--save <file>', 'save the plan as CSV')
    .action(plan);
  return withExamples(
    command,
    'npx postmeter plan 2022-10 --save plan.csv',
    'npx postmeter plan 2022-10 --json | jq -r .manifest',
  );
}

async function plan(month: string, options: PlanOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const planned = await planShown(admin, month, options.corrections);
  await showPlan(admin, planned, options);
  print(options, planned, () =>
    documentsOf(planned) === 0
      ? `There is nothing to invoice for ${month}.`
      : `Execute exactly this plan within a day:\n  npx postmeter execute ${month} --manifest ${planned.manifest}`,
  );
}
