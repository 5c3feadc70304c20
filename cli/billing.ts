// `npm run billing -- status | probe | again INVOICE | unlink CLIENT | paid INVOICE | void INVOICE`: deliveries into the billing system.
import { Command } from 'commander';
import { type BillingJson, describeBilling } from './admin/describe-billing.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from './admin/options.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  const program = new Command('billing')
    .description('Deliveries into the billing system, and what was paid there.')
    .exitOverride();
  withAdminOptions(program.command('status').exitOverride())
    .description(
      'How many are delivered and paid, whether deliveries are stopped, what has a problem.',
    )
    .action(status);
  withAdminOptions(program.command('probe').exitOverride())
    .description('Asks the billing system whether all is in order; ends a stop if it lets us in.')
    .action(probe);
  withAdminOptions(program.command('again').exitOverride())
    .description(
      'Delivers one document from the beginning. What is there already is found, not doubled.',
    )
    .argument('<invoice>', "the invoice's id, such as inv_…")
    .action((invoiceId: string, options: AdminOptions) =>
      mend(options, 'deliver_again', { invoiceId }, `${invoiceId} is on its way.`),
    );
  withAdminOptions(program.command('unlink').exitOverride())
    .description('Forgets who a client is over there; the next delivery looks for the address.')
    .argument('<client>', "the client's id, such as cli_…")
    .action((clientId: string, options: AdminOptions) =>
      mend(options, 'unlink_client', { clientId }, `${clientId} is not linked any more.`),
    );
  withAdminOptions(program.command('paid').exitOverride())
    .description('Without a billing system of your own: records that an invoice is paid.')
    .argument('<invoice>', "the invoice's id, such as inv_…")
    .option('--undo', 'it is not paid after all', false)
    .action(paid);
  withAdminOptions(program.command('void').exitOverride())
    .description('Makes a delivered, unpaid document void in the billing system.')
    .argument('<invoice>', "the invoice's id, such as inv_…")
    .option('--why <text>', 'stands in the audit, and over there where there is a place for it', '')
    .action((invoiceId: string, { why, ...options }: AdminOptions & { readonly why: string }) =>
      mend(options, 'void_document', { invoiceId, why }, `${invoiceId} is void over there.`),
    );
  await program.parseAsync();
  return EXIT.ok;
});

async function status(options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  console.log(describeBilling((await admin.read<BillingJson>('/admin/billing')).body));
}

interface ProbeJson {
  readonly version: string;
  readonly problems: readonly string[];
  readonly resumed: boolean;
}

async function probe(options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { body } = await admin.act<ProbeJson>('/admin/billing/probe', 'probe_billing');
  console.log(`It lets us in${body.version ? `, version ${body.version}` : ''}.`);
  for (const problem of body.problems) console.log(`  ! ${problem}`);
  if (body.resumed) console.log('Deliveries go on.');
}

async function mend(
  options: AdminOptions,
  action: string,
  fields: Readonly<Record<string, string>>,
  done: string,
): Promise<void> {
  const admin = await adminClientOf(options);
  await admin.act('/admin/billing/deliveries', action, fields);
  console.log(done);
}

async function paid(
  invoiceId: string,
  { undo, ...options }: AdminOptions & { readonly undo: boolean },
): Promise<void> {
  const state = undo ? 'open' : 'paid';
  await mend(options, 'record_payment', { invoiceId, state }, `${invoiceId} is ${state}.`);
}
