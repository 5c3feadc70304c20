import { Command } from 'commander';
import { groupsOf } from '#core/groups-of.ts';
import type { AdminClient } from '../admin/client.ts';
import { describeCutOver, describeMoved } from '../admin/describe-moving.ts';
import { monthArgument } from '../admin/month-argument.ts';
import {
  type CutOverJson,
  type MovedClientJson,
  movedClients,
  shadowClients,
} from '../admin/moving.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { CommandFault } from '../output/command-fault.ts';
import { confirm } from '../output/confirm.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

interface CutOverOptions extends AdminOptions {
  readonly from?: string;
  readonly allEqual?: string;
  readonly back: boolean;
  readonly yes: boolean;
}

/** Clients in one signed request. */
const CLIENTS_A_CALL = 200;

/** `postmeter cut-over`: lists who came over, or says from which month on we bill them, or gives them back. */
export function cutOverCommand(): Command {
  const command = withAdminOptions(new Command('cut-over'))
    .description(
      'Without clients: lists who was imported and who bills them. With clients and --from: we bill them from that month on. With --back: the add-on does again.',
    )
    .argument('[clients...]', 'ids of clients, such as cli_…')
    .option(
      '--from <month>',
      'the first month that is ours: the running one or the next',
      monthArgument,
    )
    .option('--all-equal <run>', 'everybody who was equal in this shadow month (run_…)')
    .option('--back', 'the add-on bills them again; refused once we have billed', false)
    .option('-y, --yes', 'do it without asking', false)
    .action(run);
  return withExamples(
    command,
    'npx postmeter cut-over',
    'npx postmeter cut-over --from 2026-12 --all-equal run_…',
    'npx postmeter cut-over cli_… --back',
  );
}

async function run(given: readonly string[], options: CutOverOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { from, allEqual, back } = options;
  const clientIds = allEqual ? await equalIn(admin, allEqual) : given;
  if (clientIds.length === 0) return allEqual ? nobodyEqual(options) : list(admin, options);
  if (back === (from !== undefined)) {
    throw new CommandFault('Say either --from YYYY-MM or --back.');
  }
  const question = back
    ? `Give ${clientIds.length} clients back to the add-on?`
    : `Bill ${clientIds.length} clients here from ${from} on? The add-on must not bill them for it.`;
  await confirm(question, options);
  const answers: { clientId: string; outcome: string }[] = [];
  for (const some of groupsOf(clientIds, CLIENTS_A_CALL)) {
    const { body } = await admin.act<CutOverJson>(
      '/admin/cut-overs',
      back ? 'cut_back' : 'cut_over',
      { clientIds: some, ...(!back && { from, ...(allEqual && { equalIn: allEqual }) }) },
    );
    answers.push(...body.clients);
  }
  print(options, { clients: answers }, () => describeCutOver({ clients: answers }));
}

async function equalIn(admin: AdminClient, runId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { clientId } of shadowClients(admin, runId, 'equal')) ids.push(clientId);
  return ids;
}

function nobodyEqual(options: CutOverOptions): void {
  print(options, { clients: [] }, 'Nobody was equal in that shadow month.');
}

async function list(admin: AdminClient, options: CutOverOptions): Promise<void> {
  const clients: MovedClientJson[] = [];
  for await (const client of movedClients(admin)) clients.push(client);
  print(options, { clients }, () =>
    clients.length > 0 ? describeMoved(clients) : 'Nobody was imported yet.',
  );
}
