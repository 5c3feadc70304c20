// `npm run terms -- publish terms_of_service 2026-11 --file terms.txt`: a new version of a text.
import { readFile } from 'node:fs/promises';
import { Argument, Command } from 'commander';
import { TERMS_KINDS } from '#core/enrolment/terms.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from './admin/options.ts';
import { CommandFault } from './output/command-fault.ts';
import { EXIT, runCommand } from './output/run-command.ts';

interface PublishOptions extends AdminOptions {
  readonly file?: string;
  readonly at?: string;
}

await runCommand(async () => {
  const program = new Command('terms').description('Terms that clients accept.').exitOverride();
  withAdminOptions(program.command('publish').exitOverride())
    .description('Publishes a version of a text. It is current from now on and never changes.')
    .addArgument(new Argument('<kind>', 'which text').choices(TERMS_KINDS))
    .argument('<version>', 'such as 2026-11')
    .option('--file <file>', 'the text itself, plain')
    .option('--at <address>', 'or the address where it stands')
    .action(publish);
  await program.parseAsync();
  return EXIT.ok;
});

async function publish(kind: string, version: string, options: PublishOptions): Promise<void> {
  const { file, at: url = '' } = options;
  if ((file === undefined) === (url === '')) {
    throw new CommandFault('Give either --file with the text or --at with its address.');
  }
  const text = file === undefined ? '' : await readText(file);
  const admin = await adminClientOf(options);
  await admin.act('/admin/terms-versions', 'publish_terms', { kind, version, text, url });
  console.log(
    `Version ${version} of ${kind} is published and is what new clients accept from now on.`,
  );
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new CommandFault(`The file ${file} cannot be read.`);
  }
}
