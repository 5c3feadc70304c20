import { Command } from 'commander';
import type { AdminClient } from '../admin/client.ts';
import { describeStatus, type StatusJson, troubles } from '../admin/describe-status.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { CommandFault } from '../output/command-fault.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';
import { VERSION } from '../version.ts';

/** Pieces of costs that are waited for; a large instance goes on at the next look. */
const PIECES_AT_MOST = 5;

/** `postmeter status`: one screen, and an exit code for scripts. */
export function statusCommand(): Command {
  const command = withAdminOptions(new Command('status'))
    .description('How the service does, on one screen. Exits 1 if something needs a person.')
    .action(status);
  return withExamples(
    command,
    'npx postmeter status',
    'npx postmeter status --instance production --json | jq .concerns',
  );
}

async function status(options: AdminOptions): Promise<void> {
  const found = await readStatus(await adminClientOf(options));
  print(options, found, () => describeStatus(found, VERSION));
  const count = troubles(found).length;
  if (count > 0) {
    const what = count === 1 ? '1 thing needs' : `${count} things need`;
    throw new CommandFault(`${what} a person.`, undefined, { code: 'needs_attention' });
  }
}

async function readStatus(admin: AdminClient): Promise<StatusJson> {
  let { body } = await admin.read<StatusJson>('/admin/status');
  for (let pieces = 1; body.month.next !== null && pieces < PIECES_AT_MOST; pieces++) {
    ({ body } = await admin.read<StatusJson>(`/admin/status?after=${body.month.next}`));
  }
  return body;
}
