import type { ShippedPackage } from './shipped.ts';

/** docs/licences.md. */
export function licencesDocument(packages: readonly ShippedPackage[]): string {
  const counts = new Map<string, number>();
  for (const { licence } of packages) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const sums = [...counts]
    .sort(([one], [other]) => one.localeCompare(other, 'en'))
    .map(([licence, count]) => `${licence} ${count}`);
  const rows = packages.map(
    ({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`,
  );
  return [
    '# Licences',
    '',
    'Every package that the Worker ships, direct and indirect, from `package-lock.json`. Made by `npm run licences`; `npm test` fails where',
    'it is not in step, or where a licence is not one of those in `cli/licences/shipped.ts`. The fonts of PDFs are Noto Sans (SIL Open Font License 1.1).',
    '',
    `${packages.length} packages: ${sums.join(', ')}.`,
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
