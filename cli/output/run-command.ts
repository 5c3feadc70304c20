import type { CommanderError } from 'commander';
import { CommandFault } from './command-fault.ts';

/** Exit codes of every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** Runs a command to its exit code. What a person can act on is a sentence; anything else keeps its stack. */
export async function runCommand(run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    process.exitCode = explain(error);
  }
}

function explain(error: unknown): number {
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof CommandFault) {
    console.error(error.message);
    if (error.hint) console.error(error.hint);
    return EXIT.failed;
  }
  console.error(error);
  return EXIT.failed;
}

/** Commander has said what is wrong by then. */
function isCommanderError(error: unknown): error is CommanderError {
  return error instanceof Error && error.name === 'CommanderError';
}
