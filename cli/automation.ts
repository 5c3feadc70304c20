// `npm run automation`: starts the daily automation by hand and says what each step did.
import { Command } from 'commander';
import { type AutomationJson, describeAutomation } from './admin/describe-automation.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from './admin/options.ts';
import { EXIT, runCommand } from './output/run-command.ts';

interface AutomationOptions extends AdminOptions {
  readonly verbose: boolean;
  readonly json: boolean;
}

await runCommand(async () => {
  const options = withAdminOptions(new Command('automation'))
    .description('Runs what is due, as the Cron Trigger does each day, and reports each step.')
    .option('-v, --verbose', 'print the figures of each step, too', false)
    .option('--json', 'print JSON, for programs', false)
    .exitOverride()
    .parse()
    .opts<AutomationOptions>();
  const admin = await adminClientOf(options);
  const { body } = await admin.act<AutomationJson>('/admin/automation', 'automation');
  console.log(options.json ? JSON.stringify(body) : describeAutomation(body, options.verbose));
  return body.ok ? EXIT.ok : EXIT.failed;
});
