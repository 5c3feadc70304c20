import { Argument, Command, Option } from 'commander';
import { CLIENT_MOVES } from '#core/enrolment/client-state.ts';
import { countArgument } from '../admin/count-argument.ts';
import {
  type ClientJson,
  describeClients,
  describeHistory,
  type HistoryJson,
} from '../admin/describe-clients.ts';
import { noteArgument } from '../admin/note-argument.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { readFirst } from '../admin/read-pages.ts';
import { CommandFault } from '../output/command-fault.ts';
import { confirm } from '../output/confirm.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

const ID = 'cli_01k2m3n4p5q6r7s8t9v0w1x2y3';

/** `postmeter clients`: who they are, what happened to one, and what an operator can mend. */
export function clientsCommand(): Command {
  const clients = new Command('clients').description(
    'Who they are, what happened to one of them, and what can be mended.',
  );
  listing(clients);
  withAdminOptions(withExamples(clients.command('show'), `npx postmeter clients show ${ID}`))
    .description('One client with documents, letters, parks and everything that happened.')
    .addArgument(clientArgument())
    .action(show);
  withAdminOptions(withExamples(clients.command('retry'), `npx postmeter clients retry ${ID}`))
    .description('Tries now to get a waiting client an account in the panel.')
    .addArgument(clientArgument())
    .action((id: string, options: AdminOptions) => provision('retry_provisioning', id, options));
  withAdminOptions(withExamples(clients.command('reopen'), `npx postmeter clients reopen ${ID}`))
    .description(
      'For somebody who left and signed up again: gives the new account the panel user of the closed one.',
    )
    .addArgument(clientArgument())
    .option('-y, --yes', 'do it without asking', false)
    .action(reopen);
  withAdminOptions(
    withExamples(
      clients.command('remove-second-factor'),
      `npx postmeter clients remove-second-factor ${ID} --note "Called back on the number in the panel."`,
    ),
  )
    .description(
      'Switches codes off for a client who lost them. Ends their sessions and tells them by mail.',
    )
    .addArgument(clientArgument())
    .requiredOption(
      '--note <text>',
      'how you made sure who asked; it is kept with your name',
      noteArgument,
    )
    .option('-y, --yes', 'do it without asking', false)
    .action(removeSecondFactor);
  return clients;
}

function listing(clients: Command): void {
  const list = clients.command('list');
  withAdminOptions(
    withExamples(
      list,
      'npx postmeter clients list ada@',
      'npx postmeter clients list --state provisioning_failed --json',
    ),
  )
    .description('The newest first; all of them, or those that are searched for.')
    .argument(
      '[search]',
      'beginning of an address, name or company; or a whole number, panel user’s id or our id',
    )
    .addOption(new Option('--state <state>', 'only these').choices(Object.keys(CLIENT_MOVES)))
    .option('--limit <count>', 'how many at most', countArgument, 50)
    .action(search);
}

function clientArgument(): Argument {
  return new Argument('<client>', "the client's id, such as cli_…");
}

interface ListOptions extends AdminOptions {
  readonly state?: string;
  readonly limit: number;
}

async function search(text: string | undefined, options: ListOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const filters = { search: text, state: options.state };
  const { rows, more } = await readFirst<ClientJson>(
    admin,
    '/api/v1/clients',
    filters,
    options.limit,
  );
  print(options, { clients: rows, more }, () => describeClients(rows, more));
}

async function show(id: string, options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const path = `/api/v1/clients/${encodeURIComponent(id)}/history`;
  const { body } = await admin.read<HistoryJson>(path);
  print(options, body, () => describeHistory(body));
}

/** `came` is `enrolled`, or why there is no panel user this time either. */
async function provision(action: string, clientId: string, options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { body } = await admin.act<{ came: string }>('/admin/client-actions', action, { clientId });
  if (body.came !== 'enrolled') {
    throw new CommandFault(
      `${clientId} still has no account in the panel: ${body.came}.`,
      'What each reason means: docs/operate.md, "When something is wrong".',
      { code: body.came },
    );
  }
  print(options, { clientId, came: body.came }, `${clientId} is enrolled, and told so by mail.`);
}

type ConfirmedOptions = AdminOptions & { readonly yes: boolean };

async function reopen(clientId: string, options: ConfirmedOptions): Promise<void> {
  await confirm(
    `Give ${clientId} the panel user of the closed account with the same address?`,
    options,
  );
  await provision('hand_over_panel_user', clientId, options);
}

async function removeSecondFactor(
  clientId: string,
  options: ConfirmedOptions & { readonly note: string },
): Promise<void> {
  await confirm(`Let ${clientId} in without codes from now on, and end every session?`, options);
  const admin = await adminClientOf(options);
  const { note } = options;
  await admin.act('/admin/client-actions', 'remove_second_factor', { clientId, note });
  const done = `${clientId} signs in without codes now, and hears of it by mail.`;
  print(options, { clientId, secondFactor: false }, done);
}
