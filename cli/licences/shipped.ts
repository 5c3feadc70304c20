import { z } from 'zod';

/** A package that is bundled into the Worker, or could be. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression; empty where the package names none that we know. */
  readonly licence: string;
}

/** What may be shipped without asking anybody: permissive, and none asks for more than its notice. */
const ALLOWED: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'CC0-1.0',
]);

/** Packages whose metadata says nothing: read in their own files, at this version. */
const READ_BY_HAND: Readonly<Record<string, string>> = {
  'png-js@2.0.0': 'MIT',
};

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

/** Production packages of a package-lock.json, direct and indirect, by name. Throws for a file that is no lockfile. */
export function shippedPackages(lockfileText: string): readonly ShippedPackage[] {
  const { packages } = lockfile.parse(JSON.parse(lockfileText));
  const shipped = new Map<string, ShippedPackage>();
  for (const [path, entry] of Object.entries(packages)) {
    const { version = '', license, dev, devOptional } = entry;
    if (path === '' || dev || devOptional) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const id = `${name}@${version}`;
    shipped.set(id, { name, version, licence: license ?? READ_BY_HAND[id] ?? '' });
  }
  return [...shipped.values()].sort(
    (one, other) =>
      one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version, 'en'),
  );
}

/** Those that nobody may ship without having looked. */
export function notAllowed(packages: readonly ShippedPackage[]): readonly ShippedPackage[] {
  return packages.filter(({ licence }) => !ALLOWED.has(licence));
}
