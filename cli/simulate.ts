// `npm run simulate -- --seeds 200 [--from N]`: plays many seeds of the simulation, and says which fail.
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { wholeNumber } from './checks/whole-number.ts';
import { EXIT, runCommand } from './output/run-command.ts';
import { type Played, playSeeds, type SeedRange } from './simulate/play-seeds.ts';

/** Seeds that one vitest plays: enough to be worth its start, few enough for a line now and then. */
const SEEDS_PER_RANGE = 25;

await runCommand(async () => {
  const { seeds, from, atOnce } = new Command('simulate')
    .description('Plays whole months with everything going wrong, one world for each seed.')
    .option('--seeds <count>', 'how many seeds to play', wholeNumber, 200)
    .option('--from <seed>', 'the first of them', wholeNumber, 1)
    .option('--at-once <count>', 'how many to play at once', wholeNumber, availableParallelism())
    .exitOverride()
    .parse()
    .opts<{ seeds: number; from: number; atOnce: number }>();
  const startedAtMs = performance.now();
  const ranges = rangesOf(from, seeds);
  let passed = 0;
  let failed = 0;
  const tell = ({ from: first, seeds: count }: SeedRange, played: Played) => {
    passed += played.passed;
    failed += played.failures.length;
    for (const failure of played.failures) console.log(`\n${failure}\n`);
    const done = passed + failed;
    console.log(
      `seeds ${first} to ${first + count - 1}: ${played.failures.length} failed (${done} of ${seeds})`,
    );
  };
  const work = async () => {
    for (let range = ranges.shift(); range; range = ranges.shift()) {
      tell(range, await playSeeds(range));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, work));
  const seconds = (performance.now() - startedAtMs) / 1000;
  console.log(
    `${Math.round(seconds)} s, ${Math.round((60 * (passed + failed)) / seconds)} seeds a minute`,
  );
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? EXIT.ok : EXIT.failed;
});

function rangesOf(from: number, seeds: number): SeedRange[] {
  const count = Math.ceil(seeds / SEEDS_PER_RANGE);
  return Array.from({ length: count }, (_, n) => {
    const first = n * SEEDS_PER_RANGE;
    return { from: from + first, seeds: Math.min(SEEDS_PER_RANGE, seeds - first) };
  });
}
