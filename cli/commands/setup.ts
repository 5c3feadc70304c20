import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { CommandEnd, CommandFault } from '../output/command-fault.ts';
import { withExamples } from '../output/examples.ts';
import { EXIT } from '../output/exit.ts';
import { ROOT } from '../root.ts';
import { readAnswers } from '../setup/answers.ts';
import { askAnswers } from '../setup/ask.ts';
import { askSecret } from '../setup/prompts.ts';
import { runSetup, type SetupInput } from '../setup/run-setup.ts';
import { createWrangler } from '../setup/wrangler.ts';
import { variablesIn } from '../setup/wrangler-toml.ts';
import { examine } from './doctor.ts';

interface SetupOptions {
  readonly answers?: string;
  readonly yes: boolean;
  readonly print: boolean;
  readonly config?: string;
}

/** `postmeter setup`: from an empty Cloudflare account to a service that clients can sign up at. */
export function setupCommand(): Command {
  const command = new Command('setup')
    .description(
      'Sets the service up at Cloudflare, or brings it in line. Shows all it does, and asks.',
    )
    .option(
      '--answers <file>',
      'asks nothing but takes the answers from a JSON file (docs/operate.md)',
    )
    .option('--print', 'only says what to run, and prints wrangler.toml as it should be', false)
    .option('-y, --yes', 'does it without asking whether to', false)
    .option('--config <file>', 'another wrangler.toml, of another deployment: a brand, a trial')
    .action(setup);
  return withExamples(
    command,
    'npx postmeter setup',
    'npx postmeter setup --print > wrangler.new.toml',
    'PANEL_TOKEN=… npx postmeter setup --answers answers.json --yes',
  );
}

async function setup({ answers: file, yes, print, config }: SetupOptions): Promise<void> {
  const own = config === undefined ? undefined : resolve(config);
  const { answers, env, ask } = await inputs(file, own ?? `${ROOT}/wrangler.toml`);
  const wrangler = createWrangler(own);
  const input = { answers, env, ask, yes, print, wrangler, ...(own && { tomlFile: own }) };
  const operator = await runSetup(input);
  if (!operator) return;
  const { ORIGIN: url = '' } = answers.vars;
  console.error(
    `\nSet up. The commands find it with:\n  export POSTMETER_URL=${url} POSTMETER_KEY=${operator.file}\n`,
  );
  const exitCode = await examine({
    url,
    key: operator.file,
    json: false,
    ...(own && { config: own }),
  });
  if (exitCode !== EXIT.ok) throw new CommandEnd(exitCode);
}

async function inputs(
  file: string | undefined,
  tomlFile: string,
): Promise<Pick<SetupInput, 'answers' | 'env' | 'ask'>> {
  if (file !== undefined) {
    return { answers: await readAnswers(file), env: process.env, ask: undefined };
  }
  if (!process.stdin.isTTY) {
    throw new CommandFault('Nobody to ask here.', 'Give the answers in a file: --answers FILE', {
      code: 'unconfirmed',
      exitCode: EXIT.unconfirmed,
    });
  }
  const { answers, secrets } = await askAnswers(variablesIn(await readFile(tomlFile, 'utf8')));
  return { answers, env: { ...process.env, ...secrets }, ask: askSecret };
}
