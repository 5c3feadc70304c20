import { Command, InvalidArgumentError } from 'commander';
import type { AdminClient } from '../admin/client.ts';
import { executeApproved } from '../admin/execute-approved.ts';
import { monthArgument } from '../admin/month-argument.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { listRuns, readRun } from '../admin/run-list.ts';
import { invoicesOf, type RunJson } from '../admin/runs.ts';
import { showPlan } from '../admin/show-plan.ts';
import { CommandFault } from '../output/command-fault.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

interface ExecuteOptions extends AdminOptions {
  readonly manifest: string;
  readonly yes: boolean;
}

/** `postmeter execute`: makes the documents of one plan, by its manifest, and of no other. */
export function executeCommand(): Command {
  const command = withAdminOptions(new Command('execute'))
    .description('Executes exactly the plan that has this manifest: shows it, asks, makes it.')
    .argument('<month>', 'the month, as YYYY-MM', monthArgument)
    .requiredOption('--manifest <hash>', 'of the plan, as `plan` shows it', manifestArgument)
    .option('-y, --yes', 'execute without asking', false)
    .action(execute);
  return withExamples(
    command,
    'npx postmeter execute 2022-10 --manifest 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  );
}

async function execute(month: string, options: ExecuteOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const plan = await planOf(admin, month, options.manifest);
  await showPlan(admin, plan, options);
  if (plan.state === 'executed') {
    const value = { plan, executed: plan, invoices: await invoicesOf(admin, month) };
    print(options, value, 'This plan was executed before; nothing is made twice.');
    return;
  }
  await executeApproved(admin, plan, options);
}

async function planOf(admin: AdminClient, month: string, manifest: string): Promise<RunJson> {
  const { runs } = await listRuns(admin, month);
  const found = runs.find((run) => run.manifest === manifest);
  if (found) return readRun(admin, found.runId);
  throw new CommandFault(
    `No plan of ${month} has this manifest (manifest_unknown).`,
    `Plan it anew: npx postmeter plan ${month}`,
    { code: 'manifest_unknown' },
  );
}

function manifestArgument(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError('A manifest is 64 hexadecimal digits; `postmeter plan` shows it.');
}
