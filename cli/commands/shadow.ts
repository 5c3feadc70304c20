import { Command } from 'commander';
import type { AdminClient } from '../admin/client.ts';
import { describeShadow } from '../admin/describe-moving.ts';
import { monthArgument } from '../admin/month-argument.ts';
import { type ShadowJson, stepShadow } from '../admin/moving.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { saveDownload } from '../admin/save-download.ts';
import { CommandFault } from '../output/command-fault.ts';
import { withExamples } from '../output/examples.ts';
import { createProgress } from '../output/progress.ts';

interface ShadowOptions extends AdminOptions {
  readonly resume?: string;
  readonly save?: string;
}

/** `postmeter shadow`: what we would have billed, beside what the add-on did. */
export function shadowCommand(): Command {
  const command = withAdminOptions(new Command('shadow'))
    .description(
      "Computes a past month of the clients whom the add-on bills, and compares it with the add-on's invoices, server by server. Issues and delivers nothing.",
    )
    .argument('<month>', 'the month, as YYYY-MM', monthArgument)
    .option('--resume <run>', 'go on with a comparison that was interrupted')
    .option('--save <file>', 'save the comparison as CSV')
    .action(run);
  return withExamples(command, 'npx postmeter shadow 2022-10 --save shadow.csv');
}

async function run(month: string, options: ShadowOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const first = options.resume
    ? (await admin.read<ShadowJson>(`/admin/shadow-months/${options.resume}`)).body
    : (await admin.act<ShadowJson>('/admin/shadow-months', 'shadow_month', { month })).body;
  const one = await withProgress(admin, first);
  if (one.state !== 'planned') {
    throw new CommandFault(
      `The shadow of ${one.month} is ${one.state}${one.failure ? `: ${one.failure}` : ''}.`,
    );
  }
  const path = `/admin/shadow-months/${one.runId}/report`;
  if (options.save !== undefined) await saveDownload(admin, `${path}.csv`, options.save);
  if (options.json) {
    console.log(JSON.stringify(one));
    return;
  }
  console.log(`${describeShadow(one)}\n`);
  if (options.save !== undefined) console.log(`The comparison is saved as ${options.save}.\n`);
  const [page, csv] = await Promise.all([admin.link(path), admin.link(`${path}.csv`)]);
  console.log(`For five minutes, in a browser:\n  page  ${page}\n  CSV   ${csv}`);
}

async function withProgress(admin: AdminClient, first: ShadowJson): Promise<ShadowJson> {
  const progress = createProgress('Comparing');
  try {
    return await stepShadow(admin, first, ({ progress: { compared, clients } }) =>
      progress.show(compared, clients),
    );
  } catch (error) {
    if (error instanceof CommandFault && !error.hint) {
      throw new CommandFault(
        error.message,
        `Nothing is lost. Go on with: npx postmeter shadow ${first.month} --resume ${first.runId}`,
      );
    }
    throw error;
  } finally {
    progress.end();
  }
}
