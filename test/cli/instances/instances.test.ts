// The command over a list of its own: what it writes, and that no secret gets there.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeAdminKey } from '../../../cli/instance/admin-key.ts';
import { runPostmeter } from '../support/run-postmeter.ts';

let folder = '';
const key = makeAdminKey('ann');
beforeEach(async () => {
  folder = await mkdtemp(`${tmpdir()}/postmeter-instances-`);
  vi.stubEnv('POSTMETER_INSTANCES', `${folder}/deeper/instances.json`);
  await writeFile(`${folder}/ann.key.json`, JSON.stringify(key));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const instances = (...args: string[]) => runPostmeter('instances', ...args);
const add = (name: string, file = 'ann.key.json') =>
  instances('add', name, '--url', `https://${name}.example`, '--key', `${folder}/${file}`);
const stored = () => readFile(`${folder}/deeper/instances.json`, 'utf8');

describe('postmeter instances', () => {
  it('keeps names, addresses and paths, for their owner alone, and no key', async () => {
    expect((await add('production')).out).toContain('It counts where none is named.');
    expect((await add('staging')).out).not.toContain('It counts');
    expect(JSON.parse(await stored())).toEqual({
      default: 'production',
      instances: {
        production: { url: 'https://production.example', key: `${folder}/ann.key.json` },
        staging: { url: 'https://staging.example', key: `${folder}/ann.key.json` },
      },
    });
    expect(await stored()).not.toContain(key.d);
    expect((await stat(`${folder}/deeper/instances.json`)).mode & 0o777).toBe(0o600);
    expect((await instances('list')).out).toMatch(/^\*\s+production\s+https:/m);
  });

  it('lets another one count, the demo too, and forgets', async () => {
    await add('production');
    await add('staging');
    await instances('use', 'staging');
    expect(JSON.parse(await stored()).default).toBe('staging');
    await instances('remove', 'staging');
    expect(JSON.parse(await stored())).toMatchObject({
      default: null,
      instances: { production: expect.anything() },
    });
    await instances('use', 'production');
    await instances('use', 'demo');
    expect(JSON.parse(await stored()).default).toBeNull();
    expect((await instances('use', 'staging')).error).toContain('There is no instance "staging".');
  });

  it('takes no file that holds no key', async () => {
    await writeFile(`${folder}/terms.txt`, 'Be kind.');
    const { code, error } = await add('production', 'terms.txt');
    expect([code, error]).toEqual([4, expect.stringContaining('holds no admin key')]);
    await expect(stored()).rejects.toThrow('ENOENT');
  });
});
