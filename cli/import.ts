// `npm run import`; docs/moving-over.md tells when.
import { importCommand } from './commands/import.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  await importCommand().parseAsync();
  return EXIT.ok;
});
