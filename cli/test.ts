// `npm test`: every check, then every test. What follows `--` goes to vitest (files, --project).
import { Command } from 'commander';
import { CHECKS } from './checks/checks.ts';
import { countsLine, runChecks } from './checks/run-checks.ts';
import { runVitest } from './checks/run-vitest.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  const { args } = new Command('test')
    .description('Runs format, lint, types, migrations and all tests.')
    .argument('[filters...]', 'files or options for vitest')
    .allowUnknownOption()
    .exitOverride()
    .parse();
  const checks = await runChecks(CHECKS);
  const tests = await runVitest(args);
  console.log('Browser tests: not part of this; npm run test:browser runs them.');
  const counts = { passed: checks.passed + tests.passed, failed: checks.failed + tests.failed };
  console.log(countsLine(counts));
  return counts.failed === 0 ? EXIT.ok : EXIT.failed;
});
