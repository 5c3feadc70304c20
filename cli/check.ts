// `npm run check`: everything that needs no test to run.
import { CHECKS } from './checks/checks.ts';
import { countsLine, runChecks } from './checks/run-checks.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  const counts = await runChecks(CHECKS);
  console.log(countsLine(counts));
  return counts.failed === 0 ? EXIT.ok : EXIT.failed;
});
