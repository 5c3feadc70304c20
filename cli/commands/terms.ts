import { readFile } from 'node:fs/promises';
import { Argument, Command } from 'commander';
import { TERMS_KINDS } from '#core/enrolment/terms.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { CommandFault } from '../output/command-fault.ts';
import { withExamples } from '../output/examples.ts';
import { EXIT } from '../output/exit.ts';
import { print } from '../output/print.ts';

interface PublishOptions extends AdminOptions {
  readonly file?: string;
  readonly at?: string;
}

/** `postmeter terms`: versions of the texts that clients accept. */
export function termsCommand(): Command {
  const terms = new Command('terms').description('Versions of the texts that clients accept.');
  withAdminOptions(
    withExamples(
      terms.command('publish'),
      'npx postmeter terms publish terms_of_service 2026-11 --file terms.txt',
      'npx postmeter terms publish post_pay_terms 2026-11 --at https://example.net/post-pay',
    ),
  )
    .description('Publishes a version of a text. It is current from now on and never changes.')
    .addArgument(new Argument('<kind>', 'which text').choices(TERMS_KINDS))
    .argument('<version>', 'such as 2026-11')
    .option('--file <file>', 'the text itself, plain')
    .option('--at <address>', 'or the address where it stands')
    .action(publish);
  return terms;
}

async function publish(kind: string, version: string, options: PublishOptions): Promise<void> {
  const { file, at: url = '' } = options;
  if ((file === undefined) === (url === '')) {
    throw new CommandFault(
      'Give either --file with the text or --at with its address.',
      undefined,
      { code: 'usage', exitCode: EXIT.usage },
    );
  }
  const text = file === undefined ? '' : await readText(file);
  const admin = await adminClientOf(options);
  const fields = { kind, version, text, url };
  const { body } = await admin.act('/admin/terms-versions', 'publish_terms', fields);
  const done = `Version ${version} of ${kind} is published and is what new clients accept from now on.`;
  print(options, body, done);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new CommandFault(`The file ${file} cannot be read.`);
  }
}
