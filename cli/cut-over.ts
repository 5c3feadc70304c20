// `npm run cut-over`; docs/moving-over.md tells when.
import { cutOverCommand } from './commands/cut-over.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  await cutOverCommand().parseAsync();
  return EXIT.ok;
});
