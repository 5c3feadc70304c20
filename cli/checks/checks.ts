import { licencesInStep } from './licences-in-step.ts';
import { migrationsInStep } from './migrations-in-step.ts';
import { spawnTool } from './spawn-tool.ts';

export interface CheckResult {
  readonly ok: boolean;
  /** Shown where it is not ok. */
  readonly output: string;
}

export interface Check {
  readonly name: string;
  run(): Promise<CheckResult>;
}

/** Everything that is checked without running a test. */
export const CHECKS: readonly Check[] = [
  tool('format and lint', '@biomejs/biome/bin/biome', 'ci', '--colors=off', '.'),
  tool('types of src', 'typescript/bin/tsc', '-p', '.'),
  tool('types of test', 'typescript/bin/tsc', '-p', 'test'),
  tool('types of cli and bench', 'typescript/bin/tsc', '-p', 'cli'),
  { name: 'migrations in step with the schema', run: migrationsInStep },
  { name: 'licences of what is shipped', run: licencesInStep },
];

function tool(name: string, entry: string, ...args: readonly string[]): Check {
  return {
    name,
    run: async () => {
      const { code, output } = await spawnTool(entry, args);
      return { ok: code === 0, output };
    },
  };
}
