import { createInterface } from 'node:readline/promises';
import { CommandFault } from './command-fault.ts';
import { EXIT } from './exit.ts';

export interface ConfirmOptions {
  readonly yes: boolean;
  readonly json: boolean;
}

/**
 * Asks at the terminal whether to go on, and ends the command where the answer is no. Programs cannot be asked, and
 * without a terminal nobody can: then only `--yes` goes on.
 */
export async function confirm(question: string, { yes, json }: ConfirmOptions): Promise<void> {
  if (yes) return;
  if (json || !process.stdin.isTTY) {
    throw unconfirmed(
      'Nobody to ask here. Nothing was changed.',
      'Run it again with --yes to do it.',
    );
  }
  if (!(await isYes(question))) throw unconfirmed('Nothing was changed.');
}

async function isYes(question: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise<boolean>((resolve) => {
      // Ctrl-C and the end of input are a no.
      prompt.once('close', () => resolve(false));
      prompt.question(`${question} [y/N] `).then(
        (answer) => resolve(/^y(es)?$/i.test(answer.trim())),
        () => resolve(false),
      );
    });
  } finally {
    prompt.close();
  }
}

function unconfirmed(sentence: string, hint?: string): CommandFault {
  return new CommandFault(sentence, hint, { code: 'unconfirmed', exitCode: EXIT.unconfirmed });
}
