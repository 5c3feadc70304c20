import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { AdminClient } from '../admin/client.ts';
import { monthArgument } from '../admin/month-argument.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { exportDocuments } from '../export/documents.ts';
import { type ExportFolder, openExportFolder } from '../export/export-folder.ts';
import { exportClientData, exportInstance } from '../export/export-instance.ts';
import { zipFolder } from '../export/zip-folder.ts';
import { withExamples } from '../output/examples.ts';
import { whileStated } from '../output/interrupted.ts';
import { print } from '../output/print.ts';
import { createTally, type Tally } from '../output/tally.ts';

interface ExportOptions extends AdminOptions {
  readonly to?: string;
  readonly pdf: boolean;
}

type Counts = Readonly<Record<string, number>>;
type Work = (admin: AdminClient, folder: ExportFolder, tally: Tally) => Promise<Counts>;

const ID = 'cli_01k2m3n4p5q6r7s8t9v0w1x2y3';

/** `postmeter export`: what there is, in open formats, into a folder or an archive. */
export function exportCommand(): Command {
  const command = new Command('export').description(
    'A client, a month or everything, in open formats, into a folder or a ZIP archive.',
  );
  withTarget(
    withExamples(command.command('client'), `npx postmeter export client ${ID} --to ada.zip`),
  )
    .description('What is stored about one client, with every document.')
    .argument('<client>', "the client's id, such as cli_…")
    .action((clientId: string, options: ExportOptions) =>
      run(`client ${clientId}`, clientId, options, async (admin, folder, tally) => {
        await exportClientData(admin, folder, clientId, 'client.json');
        const onDone = (done: number) => tally.show('Documents', done);
        const { pdf } = options;
        return {
          documents: await exportDocuments(admin, folder, { client: clientId, pdf, onDone }),
        };
      }),
    );
  withTarget(
    withExamples(command.command('month'), 'npx postmeter export month 2026-10 --to 2026-10'),
  )
    .description('Every document of one month.')
    .argument('<month>', 'the month, as YYYY-MM', monthArgument)
    .action((month: string, options: ExportOptions) =>
      run(`month ${month}`, month, options, async (admin, folder, tally) => {
        const onDone = (done: number) => tally.show('Documents', done);
        return {
          documents: await exportDocuments(admin, folder, { month, pdf: options.pdf, onDone }),
        };
      }),
    );
  withTarget(
    withExamples(
      command.command('all'),
      'npx postmeter export all --to postmeter-2026-11 --no-pdf',
    ),
  )
    .description(
      'Everything but secrets: clients, documents, runs, prices, terms, settings, audit log.',
    )
    .action((options: ExportOptions) =>
      run('instance', 'postmeter', options, (admin, folder, tally) =>
        exportInstance(admin, folder, { pdf: options.pdf, onProgress: tally.show }),
      ),
    );
  return command;
}

function withTarget(command: Command): Command {
  return withAdminOptions(command)
    .option(
      '--to <place>',
      'a folder, or a file that ends in .zip; otherwise a folder of that name here',
    )
    .option('--no-pdf', 'without PDFs, which take longest');
}

/** The same call again goes on where it was broken off, and brings up to date what was finished. */
async function run(of: string, name: string, options: ExportOptions, work: Work): Promise<void> {
  const target = resolve(options.to ?? `${name}-export`);
  const isArchive = target.toLowerCase().endsWith('.zip');
  const path = isArchive ? `${target}.folder` : target;
  const admin = await adminClientOf(options);
  const folder = await openExportFolder(path, { origin: await admin.origin(), of });
  const tally = createTally();
  const counts = await whileStated(
    () => {
      const there = `What is whole is in ${path}; the same command goes on there.`;
      const left = folder.isBegun() ? there : 'Nothing is exported yet.';
      return `${left} Nothing was changed in the service.`;
    },
    async () => {
      try {
        const made = await work(admin, folder, tally);
        await folder.finish();
        if (isArchive) await zipFolder(path, target);
        return made;
      } finally {
        tally.end();
      }
    },
  );
  if (isArchive) await rm(path, { recursive: true });
  const told = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  print(
    options,
    { of, place: target, resumed: folder.resumed, ...counts },
    `Exported ${told.join(' and ')} to ${target}${folder.resumed ? ', going on with what was there' : ''}.`,
  );
}
