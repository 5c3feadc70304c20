import { describe, expect, it } from 'vitest';
import { licencesDocument } from '../../../cli/licences/document.ts';
import { notAllowed, shippedPackages } from '../../../cli/licences/shipped.ts';

const lockfile = (packages: Record<string, object>) => JSON.stringify({ packages });

describe('shippedPackages', () => {
  it('has what production installs, nested ones too, and nothing of development', () => {
    const packages = shippedPackages(
      lockfile({
        '': { version: '1.0.0', license: 'UNLICENSED' },
        'node_modules/zod': { version: '4.0.0', license: 'MIT' },
        'node_modules/a/node_modules/@b/c': { version: '1.0.0', license: 'ISC' },
        'node_modules/vitest': { version: '4.0.0', license: 'MIT', dev: true },
        'node_modules/both': { version: '4.0.0', license: 'MIT', devOptional: true },
      }),
    );
    expect(packages).toEqual([
      { name: '@b/c', version: '1.0.0', licence: 'ISC' },
      { name: 'zod', version: '4.0.0', licence: 'MIT' },
    ]);
  });

  it('names a package once, however often it is installed, and each of its versions', () => {
    const packages = shippedPackages(
      lockfile({
        'node_modules/a': { version: '1.0.0', license: 'MIT' },
        'node_modules/b/node_modules/a': { version: '1.0.0', license: 'MIT' },
        'node_modules/c/node_modules/a': { version: '2.0.0', license: 'MIT' },
      }),
    );
    expect(packages.map(({ version }) => version)).toEqual(['1.0.0', '2.0.0']);
  });

  it.each(['GPL-3.0-only', 'MIT OR GPL-2.0', ''])('refuses %o', (license) => {
    const packages = shippedPackages(
      lockfile({ 'node_modules/a': { version: '1.0.0', ...(license && { license }) } }),
    );
    expect(notAllowed(packages)).toHaveLength(1);
    expect(licencesDocument(packages)).toContain(`| a | 1.0.0 | ${license} |`);
  });
});
