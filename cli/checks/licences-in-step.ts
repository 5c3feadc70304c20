import { readFile } from 'node:fs/promises';
import { licencesDocument } from '../licences/document.ts';
import { notAllowed, shippedPackages } from '../licences/shipped.ts';
import { ROOT } from '../root.ts';
import type { CheckResult } from './checks.ts';

/** Nothing is shipped under a licence that nobody looked at, and docs/licences.md has what is shipped. */
export async function licencesInStep(): Promise<CheckResult> {
  const [lockfile, written] = await Promise.all([
    readFile(`${ROOT}/package-lock.json`, 'utf8'),
    readFile(`${ROOT}/docs/licences.md`, 'utf8'),
  ]);
  const packages = shippedPackages(lockfile);
  const refused = notAllowed(packages).map(
    ({ name, version, licence }) => `${name} ${version}: ${licence || 'no licence'}\n`,
  );
  const isInStep = written === licencesDocument(packages);
  const hint = isInStep ? '' : 'docs/licences.md is not in step. Make it with: npm run licences\n';
  return { ok: refused.length === 0 && isInStep, output: `${refused.join('')}${hint}` };
}
