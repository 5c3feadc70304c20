import { Command } from 'commander';
import type { AdminClient } from '../admin/client.ts';
import { describeRun, describeRuns } from '../admin/describe-runs.ts';
import { monthArgument } from '../admin/month-argument.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { listRuns, readRun } from '../admin/run-list.ts';
import { watchShown } from '../admin/run-steps.ts';
import { CommandFault } from '../output/command-fault.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

/** `postmeter runs`: attempts to invoice a month, and how they went. */
export function runsCommand(): Command {
  const runs = new Command('runs').description('Attempts to invoice a month, and how they went.');
  withAdminOptions(withExamples(runs.command('list'), 'npx postmeter runs list 2026-10'))
    .description('The newest 50, of one month if it is given.')
    .argument('[month]', 'the month, as YYYY-MM', monthArgument)
    .action(list);
  withAdminOptions(
    withExamples(runs.command('show'), 'npx postmeter runs show run_01k2m3n4p5q6r7s8t9v0w1x2y3'),
  )
    .description('One run with its plan, its progress and who is parked.')
    .argument('<run>', "the run's id, such as run_…")
    .action(show);
  withAdminOptions(
    withExamples(
      runs.command('watch'),
      'npx postmeter runs watch                      # the one that is working',
    ),
  )
    .description('Follows a run until it stops working. Fails if the run failed.')
    .argument('[run]', "the run's id; otherwise the one that is working")
    .action(watch);
  return runs;
}

async function list(month: string | undefined, options: AdminOptions): Promise<void> {
  const { runs } = await listRuns(await adminClientOf(options), month);
  print(options, { runs }, () => describeRuns(runs));
}

async function show(runId: string, options: AdminOptions): Promise<void> {
  const run = await readRun(await adminClientOf(options), runId);
  print(options, run, () => describeRun(run));
}

async function watch(given: string | undefined, options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const run = await watchShown(admin, given ?? (await workingRun(admin)));
  print(options, run, () => describeRun(run));
  if (run.state.endsWith('_failed')) {
    throw new CommandFault(
      `The run ${run.runId} is ${run.state}.`,
      'Nothing is lost: the next automation, or the next plan of the month, goes on where it stopped.',
      { code: run.state },
    );
  }
}

async function workingRun(admin: AdminClient): Promise<string> {
  const { runs } = await listRuns(admin);
  const working = runs.find(({ state }) => state === 'planning' || state === 'executing');
  if (working) return working.runId;
  throw new CommandFault('No run is working now.', 'See them: npx postmeter runs list', {
    code: 'run_unknown',
  });
}
