import { Command } from 'commander';
import type { AdminClient } from '../admin/client.ts';
import {
  clientsToImport,
  describeImport,
  describeItems,
  importedClients,
} from '../admin/describe-moving.ts';
import { type ImportItemJson, type ImportJson, itemsOf, stepImport } from '../admin/moving.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { CommandFault } from '../output/command-fault.ts';
import { confirm } from '../output/confirm.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';
import { createProgress } from '../output/progress.ts';

interface ImportOptions extends AdminOptions {
  readonly invite: boolean;
  readonly resume?: string;
  readonly all: boolean;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

const ITEMS_SHOWN = 40;

/** `postmeter import`: who of the add-on's clients would come over and who not; asks; makes exactly those. */
export function importCommand(): Command {
  const command = withAdminOptions(new Command('import'))
    .description(
      'Imports the clients of the SolusVM add-on: a dry run first, which is shown and asked for. Nobody gets a mail.',
    )
    .option(
      '--invite',
      'mail those who were imported and never mailed a link to set a password',
      false,
    )
    .option('--resume <import>', 'go on with an import that was interrupted')
    .option('--all', 'show every panel user', false)
    .option('--dry-run', 'only show who would be imported', false)
    .option('-y, --yes', 'execute without asking', false)
    .action(run);
  return withExamples(
    command,
    'npx postmeter import --dry-run',
    'npx postmeter import',
    'npx postmeter import --invite',
  );
}

async function run(options: ImportOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const say = (text: string) => {
    if (!options.json) console.log(text);
  };
  const first = options.resume
    ? (await admin.read<ImportJson>(`/admin/imports/${encodeURIComponent(options.resume)}`)).body
    : (await admin.act<ImportJson>('/admin/imports', 'plan_import')).body;
  let one = await withSteps(admin, first);
  if (one.state === 'superseded') throw new CommandFault('A newer dry run took its place.');
  say(`${describeImport(one)}\n`);
  const items = await firstItems(admin, one.importId, options.all);
  say(`${describeItems(items)}\n`);
  const toImport = clientsToImport(one);
  if (one.state === 'planned' && toImport > 0 && !options.dryRun) {
    await confirm(`Import ${toImport} clients, exactly this manifest?`, options);
    const { importId, manifest } = one;
    const approved = await admin.act<ImportJson>('/admin/imports', 'execute_import', {
      importId,
      manifest,
    });
    one = await withSteps(admin, approved.body);
    say(
      `${importedClients(one)} clients are imported. The add-on bills them until they are cut over.`,
    );
  }
  const invited = options.invite && !options.dryRun ? await invite(admin, one, options) : 0;
  if (invited > 0) say(`${invited} letters are on their way.`);
  if (options.json) print(options, { import: one, items, invited }, '');
}

async function withSteps(admin: AdminClient, first: ImportJson): Promise<ImportJson> {
  const progress = createProgress(first.state === 'executing' ? 'Importing' : 'Looking');
  try {
    return await stepImport(admin, first, ({ pages, counts, state }) => {
      const all = counts.reduce((sum, { count }) => sum + count, 0);
      const open = counts.find(({ outcome }) => outcome === null || outcome === '')?.count ?? 0;
      if (state === 'listing') progress.show(pages.read, pages.of);
      else progress.show(all - open, all);
    });
  } catch (error) {
    if (error instanceof CommandFault && !error.hint) {
      throw new CommandFault(
        error.message,
        `Nothing is lost. Go on with: npx postmeter import --resume ${first.importId}`,
      );
    }
    throw error;
  } finally {
    progress.end();
  }
}

/** Those of whom something is to be told; everybody with `all`. */
async function firstItems(admin: AdminClient, importId: string, all: boolean) {
  const items: ImportItemJson[] = [];
  for await (const item of itemsOf(admin, importId)) {
    if (!all && items.length >= ITEMS_SHOWN) break;
    if (all || item.outcome !== 'already_here') items.push(item);
  }
  return items;
}

async function invite(
  admin: AdminClient,
  { importId }: ImportJson,
  options: ImportOptions,
): Promise<number> {
  const { body } = await admin.read<ImportJson>(`/admin/imports/${importId}`);
  if (body.toInvite === 0) return 0;
  await confirm(`Mail ${body.toInvite} clients a link to set a password?`, options);
  let invited = 0;
  for (;;) {
    const step = await admin.act<{ invited: number; left: number }>(
      '/admin/imports',
      'invite_imported',
    );
    invited += step.body.invited;
    if (step.body.left === 0 || step.body.invited === 0) return invited;
  }
}
