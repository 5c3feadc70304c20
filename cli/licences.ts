// `npm run licences`: writes docs/licences.md out of the lockfile.
import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { licencesDocument } from './licences/document.ts';
import { notAllowed, shippedPackages } from './licences/shipped.ts';
import { EXIT, runCommand } from './output/run-command.ts';
import { ROOT } from './root.ts';

await runCommand(async () => {
  new Command('licences')
    .description('Writes docs/licences.md: every package that is shipped, and its licence.')
    .exitOverride()
    .parse();
  const packages = shippedPackages(await readFile(`${ROOT}/package-lock.json`, 'utf8'));
  await writeFile(`${ROOT}/docs/licences.md`, licencesDocument(packages));
  const refused = notAllowed(packages);
  for (const { name, version, licence } of refused) {
    console.error(`${name} ${version}: ${licence || 'no licence'} is not one that we ship.`);
  }
  console.log(`docs/licences.md has ${packages.length} packages.`);
  return refused.length === 0 ? EXIT.ok : EXIT.failed;
});
