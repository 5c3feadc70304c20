import { Command } from 'commander';
import { type AutomationJson, describeAutomation } from '../admin/describe-automation.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { CommandFault } from '../output/command-fault.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

interface AutomationOptions extends AdminOptions {
  readonly verbose: boolean;
}

/** `postmeter automation`: starts the daily automation by hand and says what each step did. */
export function automationCommand(): Command {
  const command = withAdminOptions(new Command('automation'))
    .description('Runs what is due, as the Cron Trigger does each day, and reports each step.')
    .option('-v, --verbose', 'print the figures of each step, too', false)
    .action(automation);
  return withExamples(command, 'npx postmeter automation --verbose');
}

async function automation(options: AutomationOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { body } = await admin.act<AutomationJson>('/admin/automation', 'automation');
  print(options, body, () => describeAutomation(body, options.verbose));
  const failed = body.steps.filter(({ ok }) => !ok).length;
  if (!body.ok) {
    throw new CommandFault(`${failed} of ${body.steps.length} steps need a look.`, undefined, {
      code: 'steps_failed',
    });
  }
}
