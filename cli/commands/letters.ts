import { Command, InvalidArgumentError, Option } from 'commander';
import { countArgument } from '../admin/count-argument.ts';
import { describeLetters, type FailedLetterJson } from '../admin/describe-letters.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { readFirst } from '../admin/read-pages.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

const ID = 'out_01k2m3n4p5q6r7s8t9v0w1x2y3';

/** `postmeter letters`: what did not go out, and what can be done about it. */
export function lettersCommand(): Command {
  const letters = new Command('letters').description(
    'Letters that did not go out, and what can be done about them.',
  );
  withAdminOptions(
    withExamples(
      letters.command('list'),
      'npx postmeter letters list',
      'npx postmeter letters list --state unknown --json',
    ),
  )
    .description('Those that were given up, or of which nobody knows; the newest first.')
    .addOption(new Option('--state <state>', 'only these').choices(['failed', 'unknown']))
    .option('--limit <count>', 'how many at most', countArgument, 50)
    .action(list);
  withAdminOptions(withExamples(letters.command('again'), `npx postmeter letters again ${ID}`))
    .description('Sends one again that was given up: the same letter, to the same address.')
    .argument('<letter>', "the letter's id, such as out_…", letterArgument)
    .action((letterId: string, options: AdminOptions) =>
      mend(options, 'send_letter_again', letterId, `${letterId} is due again.`),
    );
  withAdminOptions(withExamples(letters.command('dismiss'), `npx postmeter letters dismiss ${ID}`))
    .description('Nothing more is to be done about it: it is erased, and counted no longer.')
    .argument('<letter>', "the letter's id, such as out_…", letterArgument)
    .action((letterId: string, options: AdminOptions) =>
      mend(options, 'dismiss_letter', letterId, `${letterId} is dismissed.`),
    );
  return letters;
}

interface ListOptions extends AdminOptions {
  readonly state?: string;
  readonly limit: number;
}

async function list(options: ListOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { state, limit } = options;
  const path = '/api/v1/letters';
  const { rows, more } = await readFirst<FailedLetterJson>(admin, path, { state }, limit);
  print(options, { letters: rows, more }, () => describeLetters(rows, more));
}

async function mend(
  options: AdminOptions,
  action: string,
  letterId: string,
  done: string,
): Promise<void> {
  const admin = await adminClientOf(options);
  await admin.act('/admin/letter-actions', action, { letterId });
  print(options, { ok: true, letterId }, done);
}

function letterArgument(text: string): string {
  if (/^out_\w+$/.test(text)) return text;
  throw new InvalidArgumentError('An id begins with out_; npx postmeter letters list has it.');
}
