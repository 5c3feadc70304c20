import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SETTING_GROUPS } from '#views/admin/setting-texts.ts';
import { type Env, settingTexts } from '../../../src/env.ts';

const named = SETTING_GROUPS.flatMap(({ settings }) => settings.map(({ name }) => name));
const docs = readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8');

describe('SETTING_GROUPS', () => {
  it('explains every setting that the environment knows, once', () => {
    expect([...named].sort()).toEqual([...settingTexts({} as Env).keys()].sort()); // only its names are asked for
  });

  it('explains nothing that docs/settings.md leaves out', () => {
    const rows = docs.split('\n').filter((line) => line.startsWith('| `'));
    const documented = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name),
    );
    expect(named.filter((name) => !documented.includes(name))).toEqual([]);
  });

  it('has a sentence for each', () => {
    const texts = SETTING_GROUPS.flatMap(({ settings }) => settings);
    expect(texts.filter(({ meaning }) => meaning.length < 5)).toEqual([]);
  });
});
