import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyFile, readKeyFile } from '../../../cli/admin/key-file.ts';
import { makeAdminKey, writeAdminKey } from '../../../cli/instance/admin-key.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(`${tmpdir()}/postmeter-key-`);
});
afterEach(() => rm(folder, { recursive: true }));

describe('readKeyFile', () => {
  it('reads what writeAdminKey wrote, for its owner alone', async () => {
    const key = makeAdminKey('test');
    const path = `${folder}/deeper/key.json`;
    await writeAdminKey(path, key);
    expect(await readKeyFile(path)).toEqual(key);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('says so where there is no file', async () => {
    await expect(readKeyFile(`${folder}/none.json`)).rejects.toThrow('There is no key file at');
  });

  it.each([
    ['no JSON', 'not json'],
    ['null', 'null'],
    ['a public key', '{"kty":"OKP","crv":"Ed25519","x":"AA","kid":"a"}'],
    ['a key without a kid', '{"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"}'],
  ])('says so where the file holds %s', async (_, text) => {
    await writeFile(`${folder}/key.json`, text);
    await expect(readKeyFile(`${folder}/key.json`)).rejects.toThrow('holds no admin key');
  });
});

describe('createKeyFile', () => {
  it('writes for the owner alone, and never over a key that is there', async () => {
    const path = `${folder}/ann.key.json`;
    const key = makeAdminKey('ann');
    await createKeyFile(path, key);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expect(createKeyFile(path, makeAdminKey('ann'))).rejects.toThrow(
      `${path} exists and is not overwritten.`,
    );
    expect(await readKeyFile(path)).toEqual(key);
  });

  it('says so where it cannot write', async () => {
    await expect(createKeyFile(`${folder}/none/key.json`, makeAdminKey('a'))).rejects.toThrow(
      'cannot be written (ENOENT)',
    );
  });
});
