// Every command with the arguments of its own first example, so that a command without one is noticed, and no example lies.
import type { Command } from 'commander';
import { examplesOf } from '../../../cli/output/examples.ts';
import { postmeterProgram } from '../../../cli/program.ts';
import { leavesOf, pathOf } from '../../../cli/reference/command-reference.ts';

export interface Example {
  /** Such as `runs list`. */
  readonly name: string;
  readonly args: readonly string[];
  /** Whether it asks a service. */
  readonly asks: boolean;
  /** Whether it has `--json`. */
  readonly json: boolean;
}

export const EXAMPLES: readonly Example[] = leavesOf(postmeterProgram()).map((command) => {
  const has = (long: string) => command.options.some((option) => option.long === long);
  return {
    name: pathOf(command).replace(/^postmeter /, ''),
    // Nobody can be asked here, and PDFs take their time.
    args: [
      ...argumentsOf(command),
      ...(has('--yes') ? ['--yes'] : []),
      ...(has('--no-pdf') ? ['--no-pdf'] : []),
    ],
    asks: has('--instance'),
    json: has('--json'),
  };
});

/** As a shell takes the line apart: up to a pipe or a remark, and without quotes. */
function argumentsOf(command: Command): readonly string[] {
  const [line = ''] = examplesOf(command);
  const typed = line.replace(/^npx postmeter /, '').split(/\s[|#](?:\s|$)/)[0] ?? '';
  return (typed.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) =>
    word.replace(/^["']|["']$/g, ''),
  );
}
