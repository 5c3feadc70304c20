// `npm run reference`: writes docs/command.md from the command itself.
import { readFile, writeFile } from 'node:fs/promises';
import { EXIT, runCommand } from './output/run-command.ts';
import { postmeterProgram } from './program.ts';
import { commandReference } from './reference/command-reference.ts';
import { ROOT } from './root.ts';

await runCommand(async () => {
  const introduction = await readFile(`${ROOT}/cli/reference/introduction.md`, 'utf8');
  await writeFile(`${ROOT}/docs/command.md`, commandReference(postmeterProgram(), introduction));
  console.log('Wrote docs/command.md.');
  return EXIT.ok;
});
