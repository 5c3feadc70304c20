// `npm run parked -- list [MONTH]`, `npm run parked -- release CLIENT_ID MONTH REASON --note "…"`: who is held back.
import { Command } from 'commander';
import { describeParked } from './admin/describe-parked.ts';
import { monthArgument } from './admin/month-argument.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from './admin/options.ts';
import { newestRun, unsettledMonths } from './admin/parked.ts';
import { CommandFault } from './output/command-fault.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  const program = new Command('parked')
    .description('Clients who are held back while all others are billed.')
    .exitOverride();
  withAdminOptions(program.command('list').exitOverride())
    .description('Names them with the reason and what releases it.')
    .argument(
      '[month]',
      'one month, as YYYY-MM; otherwise every month that is not done',
      monthArgument,
    )
    .action(list);
  withAdminOptions(program.command('release').exitOverride())
    .description('Overrules one suspicion about a client and month. The next run bills the client.')
    .argument('<client>', "the client's id, such as cli_…")
    .argument('<month>', 'the month, as YYYY-MM', monthArgument)
    .argument('<reason>', 'the reason that is overruled, such as outlier')
    .requiredOption('--note <text>', 'why; it is kept with your name')
    .action(release);
  await program.parseAsync();
  return EXIT.ok;
});

async function list(month: string | undefined, options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  if (month !== undefined) {
    const run = await newestRun(admin, month);
    if (!run) throw new CommandFault(`There is no run for ${month} yet.`);
    const { parked, counts } = run;
    console.log(
      counts.parked === 0
        ? `Nobody is parked in ${month}.`
        : describeParked(parked, counts.parked, month, parked.length),
    );
    return;
  }
  const months = await unsettledMonths(admin);
  if (months.length === 0) console.log('Every month is done: nobody is parked.');
  for (const { month, run } of months) {
    console.log(
      run
        ? `${month}: ${describeParked(run.parked, run.counts.parked, month, run.parked.length)}\n`
        : `${month} was never invoiced. Do it with: npm run invoice -- ${month}\n`,
    );
  }
}

async function release(
  clientId: string,
  month: string,
  reason: string,
  options: AdminOptions & { readonly note: string },
): Promise<void> {
  const admin = await adminClientOf(options);
  const { note } = options;
  await admin.act('/admin/park-releases', 'release', { clientId, month, reason, note });
  console.log(
    `Released ${clientId} for ${month} from ${reason}. The next run of the month bills it:`,
  );
  console.log(`  npm run invoice -- ${month}`);
}
