import { Command } from 'commander';
import { describeMonthsParked, describeRunParked } from '../admin/describe-parked.ts';
import { monthArgument } from '../admin/month-argument.ts';
import { noteArgument } from '../admin/note-argument.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { newestRun, unsettledMonths } from '../admin/run-list.ts';
import type { RunJson } from '../admin/runs.ts';
import { CommandFault } from '../output/command-fault.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

/** `postmeter parked`: clients who are held back while all others are billed. */
export function parkedCommand(): Command {
  const parked = new Command('parked').description(
    'Clients who are held back while all others are billed.',
  );
  withAdminOptions(withExamples(parked.command('list'), 'npx postmeter parked list 2026-10'))
    .description('Names them with the reason and what releases it.')
    .argument(
      '[month]',
      'one month, as YYYY-MM; otherwise every month that is not done',
      monthArgument,
    )
    .action(list);
  withAdminOptions(
    withExamples(
      parked.command('release'),
      'npx postmeter parked release cli_01k2m3n4p5q6r7s8t9v0w1x2y3 2026-10 outlier --note "Ten new servers; asked them."',
    ),
  )
    .description('Overrules one suspicion about a client and month. The next run bills the client.')
    .argument('<client>', "the client's id, such as cli_…")
    .argument('<month>', 'the month, as YYYY-MM', monthArgument)
    .argument('<reason>', 'the reason that is overruled, such as outlier')
    .requiredOption('--note <text>', 'why; it is kept with your name', noteArgument)
    .action(release);
  return parked;
}

async function list(month: string | undefined, options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  if (month !== undefined) {
    const run = await newestRun(admin, month);
    if (!run) {
      throw new CommandFault(
        `There is no run for ${month} yet.`,
        `Plan it: npx postmeter plan ${month}`,
        { code: 'run_unknown' },
      );
    }
    print(options, { months: [monthJson(month, run)] }, () => describeRunParked(month, run));
    return;
  }
  const months = await unsettledMonths(admin);
  const value = { months: months.map(({ month: of, run }) => monthJson(of, run)) };
  print(options, value, () => describeMonthsParked(months));
}

/** `run` is null for a month that was never invoiced. */
function monthJson(month: string, run: RunJson | undefined) {
  return {
    month,
    run: run?.runId ?? null,
    count: run?.counts.parked ?? 0,
    parked: run?.parked ?? [],
  };
}

async function release(
  clientId: string,
  month: string,
  reason: string,
  options: AdminOptions & { readonly note: string },
): Promise<void> {
  const admin = await adminClientOf(options);
  const fields = { clientId, month, reason, note: options.note };
  const { body } = await admin.act<{ readonly already: boolean }>(
    '/admin/park-releases',
    'release',
    fields,
  );
  const what = `${clientId} for ${month} from ${reason}`;
  const how = body.already
    ? `Somebody has released ${what} before, and their word stands.`
    : `Released ${what}.`;
  const done = `${how} The next run of the month bills it:`;
  print(options, body, `${done}\n  npx postmeter invoice ${month}`);
}
