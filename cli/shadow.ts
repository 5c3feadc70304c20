// `npm run shadow`; docs/moving-over.md tells when.
import { shadowCommand } from './commands/shadow.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  await shadowCommand().parseAsync();
  return EXIT.ok;
});
