import { Command, InvalidArgumentError } from 'commander';
import { type BillingJson, describeBilling } from '../admin/describe-billing.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

/** `postmeter billing`: deliveries into the billing system, and what was paid there. */
export function billingCommand(): Command {
  const billing = new Command('billing').description(
    'Deliveries into the billing system, and what was paid there.',
  );
  withAdminOptions(withExamples(billing.command('status'), 'npx postmeter billing status --json'))
    .description(
      'How many are delivered and paid, whether deliveries are stopped, what has a problem.',
    )
    .action(status);
  withAdminOptions(withExamples(billing.command('probe'), 'npx postmeter billing probe'))
    .description('Asks the billing system whether all is in order; ends a stop if it lets us in.')
    .action(probe);
  withAdminOptions(
    withExamples(
      billing.command('again'),
      'npx postmeter billing again inv_01k2m3n4p5q6r7s8t9v0w1x2y3',
    ),
  )
    .description(
      'Delivers one document from the beginning. What is there already is found, not doubled.',
    )
    .argument('<invoice>', "the invoice's id, such as inv_…", invoiceArgument)
    .action((invoiceId: string, options: AdminOptions) =>
      mend(options, 'deliver_again', { invoiceId }, `${invoiceId} is on its way.`),
    );
  withAdminOptions(
    withExamples(
      billing.command('unlink'),
      'npx postmeter billing unlink cli_01k2m3n4p5q6r7s8t9v0w1x2y3',
    ),
  )
    .description('Forgets who a client is over there; the next delivery looks for the address.')
    .argument('<client>', "the client's id, such as cli_…")
    .action((clientId: string, options: AdminOptions) =>
      mend(options, 'unlink_client', { clientId }, `${clientId} is not linked any more.`),
    );
  withAdminOptions(
    withExamples(
      billing.command('paid'),
      'npx postmeter billing paid inv_01k2m3n4p5q6r7s8t9v0w1x2y3',
      'npx postmeter billing paid inv_01k2m3n4p5q6r7s8t9v0w1x2y3 --undo',
    ),
  )
    .description('Without a billing system of your own: records that an invoice is paid.')
    .argument('<invoice>', "the invoice's id, such as inv_…", invoiceArgument)
    .option('--undo', 'it is not paid after all', false)
    .action(paid);
  withAdminOptions(
    withExamples(
      billing.command('void'),
      "npx postmeter billing void inv_01k2m3n4p5q6r7s8t9v0w1x2y3 --why 'billed twice by hand'",
    ),
  )
    .description('Makes a delivered, unpaid document void in the billing system.')
    .argument('<invoice>', "the invoice's id, such as inv_…", invoiceArgument)
    .option('--why <text>', 'stands in the audit, and over there where there is a place for it', '')
    .action((invoiceId: string, { why, ...options }: AdminOptions & { readonly why: string }) =>
      mend(options, 'void_document', { invoiceId, why }, `${invoiceId} is void over there.`),
    );
  return billing;
}

async function status(options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { body } = await admin.read<BillingJson>('/admin/billing');
  print(options, body, () => describeBilling(body));
}

interface ProbeJson {
  readonly version: string;
  readonly problems: readonly string[];
  readonly resumed: boolean;
}

async function probe(options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { body } = await admin.act<ProbeJson>('/admin/billing/probe', 'probe_billing');
  print(options, body, () => describeProbe(body));
}

function describeProbe({ version, problems, resumed }: ProbeJson): string {
  return [
    `It lets us in${version ? `, version ${version}` : ''}.`,
    ...problems.map((problem) => `  ! ${problem}`),
    ...(resumed ? ['Deliveries go on.'] : []),
  ].join('\n');
}

async function mend(
  options: AdminOptions,
  action: string,
  fields: Readonly<Record<string, string>>,
  done: string,
): Promise<void> {
  const admin = await adminClientOf(options);
  await admin.act('/admin/billing/deliveries', action, fields);
  print(options, { ok: true, ...fields }, done);
}

async function paid(
  invoiceId: string,
  { undo, ...options }: AdminOptions & { readonly undo: boolean },
): Promise<void> {
  const state = undo ? 'open' : 'paid';
  await mend(options, 'record_payment', { invoiceId, state }, `${invoiceId} is ${state}.`);
}

/** Its number is what stands on it, and so what people try. */
function invoiceArgument(text: string): string {
  if (/^inv_\w+$/.test(text)) return text;
  throw new InvalidArgumentError(
    'An id begins with inv_; npx postmeter clients show CLIENT has it beside the number.',
  );
}
