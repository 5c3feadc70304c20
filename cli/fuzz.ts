// `npm run fuzz -- [--runs N] [--seed S] [--only NAME]`: every parser of outside data, against inputs that are made up and
// valid ones with something wrong (docs/fuzzing.md).
import { randomInt } from 'node:crypto';
import { Command } from 'commander';
import { countsLine } from './checks/run-checks.ts';
import { runVitest } from './checks/run-vitest.ts';
import { wholeNumber } from './checks/whole-number.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  const { runs, seed, only } = new Command('fuzz')
    .description('Gives every parser of outside data inputs that are made up or broken.')
    .option('--runs <count>', 'inputs for each parser', wholeNumber, 10_000)
    .option('--seed <seed>', 'what the inputs are made from', wholeNumber, randomInt(1, 2 ** 31))
    .option('--only <name>', 'only the parsers whose name has this in it')
    .exitOverride()
    .parse()
    .opts<{ runs: number; seed: number; only?: string }>();
  console.log(`${runs} inputs for each parser; again with: npm run fuzz -- --seed ${seed}`);
  process.env.FUZZ_RUNS = String(runs);
  process.env.FUZZ_SEED = String(seed);
  const counts = await runVitest(['test/fuzz', ...(only ? ['-t', literally(only)] : [])]);
  console.log(countsLine(counts));
  return counts.failed === 0 ? EXIT.ok : EXIT.failed;
});

/** vitest takes a regular expression. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
