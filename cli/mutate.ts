// `npm run mutate`: breaks a copy of the project in one place at a time, and asks of the tests that they see it.
import { Command, InvalidArgumentError } from 'commander';
import { MUTATIONS } from './mutate/mutations.ts';
import { makeCopy, misfits, SUITES, type Verdict } from './mutate/try-mutation.ts';
import { CommandFault } from './output/command-fault.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  const { only, suites, atOnce } = new Command('mutate')
    .description('Checks that the tests fail where a promise is broken on purpose.')
    .option('--only <words...>', 'mutations whose name has one of these')
    .option('--suites <paths...>', 'tests that must see them', [...SUITES])
    .option('--at-once <count>', 'copies to work with', count, 1)
    .exitOverride()
    .parse()
    .opts<{ only?: string[]; suites: string[]; atOnce: number }>();
  const chosen = MUTATIONS.filter(
    ({ name }) => !only || only.some((words) => name.includes(words)),
  );
  const wrong = await misfits(MUTATIONS);
  if (wrong.length > 0) throw new CommandFault(wrong.join('\n'), 'Mend cli/mutate/mutations.ts.');

  const copies = await Promise.all(Array.from({ length: atOnce }, () => makeCopy(suites)));
  try {
    const [first] = copies;
    const sound = await first?.look();
    if (!sound || sound.killed) throw new CommandFault(`Unbroken, the tests fail: ${sound?.by}`);
    console.log(`unbroken: fine (${seconds(sound)})`);
    const queue = [...chosen];
    let passed = 0;
    await Promise.all(
      copies.map(async (copy) => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const verdict = await copy.look(next);
          const expected = verdict.killed === (next.equivalent === undefined);
          if (expected) passed++;
          console.log(`${expected ? '✓' : '✗'} ${next.name}: ${tell(verdict, next.equivalent)}`);
        }
      }),
    );
    console.log(`${passed} passed, ${chosen.length - passed} failed`);
    return passed === chosen.length ? EXIT.ok : EXIT.failed;
  } finally {
    await Promise.all(copies.map((copy) => copy.remove()));
  }
});

function tell(verdict: Verdict, equivalent: string | undefined): string {
  const { killed, by } = verdict;
  if (killed) {
    return `${equivalent === undefined ? 'killed' : 'killed, although it was called equivalent,'} by ${by} (${seconds(verdict)})`;
  }
  return equivalent === undefined
    ? `SURVIVED (${seconds(verdict)})`
    : `survives, as it should. ${equivalent} (${seconds(verdict)})`;
}

function seconds({ tookMs }: Verdict): string {
  return `${Math.round(tookMs / 1000)} s`;
}

function count(given: string): number {
  const number = Number(given);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('a whole number from 1 on');
  return number;
}
