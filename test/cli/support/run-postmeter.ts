// The command in this process: as fast as a function, and what it prints is caught.
import { vi } from 'vitest';
import { exitCodeOf } from '../../../cli/output/run-command.ts';
import { postmeterProgram } from '../../../cli/program.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** One after the other, because the streams are the process's own. */
export async function runPostmeter(...args: readonly string[]): Promise<Outcome> {
  let [out, error] = ['', ''];
  const toOut = (text: string) => {
    out += text;
    return true;
  };
  const toError = (text: string) => {
    error += text;
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(toOut as typeof process.stdout.write), // the text alone is of interest
    vi.spyOn(process.stderr, 'write').mockImplementation(toError as typeof process.stderr.write),
    vi.spyOn(console, 'log').mockImplementation((text) => void toOut(`${text}\n`)),
    vi.spyOn(console, 'error').mockImplementation((text) => void toError(`${text}\n`)),
  ];
  try {
    return { code: await exitCodeOf(postmeterProgram(), args), out, error };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
