import { type Command, CommanderError } from 'commander';
import { CommandEnd, CommandFault } from './command-fault.ts';
import { EXIT } from './exit.ts';
import { plain } from './plain.ts';

export { EXIT };

/** Runs a script to its exit code. What a person can act on is a sentence; anything else keeps its stack. */
export async function runCommand(run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    process.exitCode = explain(error, false);
  }
}

/** Runs one command of the program. With `--json` a failure is one line of JSON on stderr, too. */
export async function runProgram(program: Command, args: readonly string[]): Promise<void> {
  process.exitCode = await exitCodeOf(program, args);
}

export async function exitCodeOf(program: Command, args: readonly string[]): Promise<number> {
  try {
    await program.parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    return explain(error, args.includes('--json'));
  }
}

function explain(error: unknown, json: boolean): number {
  // Commander has said what is wrong by then.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof CommandEnd) return error.exitCode;
  if (!(error instanceof CommandFault)) {
    console.error(error);
    return EXIT.failed;
  }
  const { message, hint, code, exitCode } = error;
  if (json) console.error(JSON.stringify({ error: { code, message, hint: hint ?? null } }));
  else console.error(plain(hint ? `${message}\n${hint}` : message));
  return exitCode;
}
