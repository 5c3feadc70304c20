import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { targetOf } from '../../../cli/admin/options.ts';
import { ROOT } from '../../../cli/root.ts';

let path = '';
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(`${tmpdir()}/postmeter-instances-`);
  path = `${folder}/instances.json`;
  vi.stubEnv('POSTMETER_INSTANCES', path);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const PRODUCTION = { url: 'https://billing.example.net', key: '/keys/ann.key.json' };
const STAGING = { url: 'https://staging.example.net', key: '/keys/staging.key.json' };
const ENVIRONMENT = { POSTMETER_URL: 'https://env.example.net', POSTMETER_KEY: '/keys/env.json' };

const store = (value: unknown) => writeFile(path, JSON.stringify(value));
const both = (usual: string | null) =>
  store({ default: usual, instances: { production: PRODUCTION, staging: STAGING } });

describe('targetOf', () => {
  it('is the demo on this machine where nobody says anything', async () => {
    expect(await targetOf({}, {})).toEqual({
      url: 'http://localhost:8787',
      key: `${ROOT}/demo/8787/admin-key.json`,
    });
  });

  it('has the key of the demo that listens on the port', async () => {
    const keyAt = async (url: string) => (await targetOf({ url }, {})).key;
    expect(await keyAt('http://localhost:9001/')).toBe(`${ROOT}/demo/9001/admin-key.json`);
    expect(await keyAt('http://127.0.0.1:9002')).toBe(`${ROOT}/demo/9002/admin-key.json`);
  });

  it.each(['https://billing.example.net', 'http://localhost.example.net:8787'])(
    'shows no demo’s key to %s',
    async (url) => {
      await expect(targetOf({ url }, {})).rejects.toMatchObject({
        code: 'key_missing',
        exitCode: 4,
      });
    },
  );

  it.each(['billing.example.net', 'ftp://x', 'localhost:8787'])(
    'knows no address %s',
    async (url) => {
      const refused = expect.objectContaining({ code: 'address_malformed', exitCode: 2 });
      await expect(targetOf({ url, key: 'k' }, {})).rejects.toEqual(refused);
      await expect(targetOf({ key: 'k' }, { POSTMETER_URL: url })).rejects.toEqual(refused);
    },
  );

  it('is the instance that counts where none is named', async () => {
    await both('production');
    expect(await targetOf({}, {})).toEqual(PRODUCTION);
    await both(null);
    expect((await targetOf({}, {})).url).toBe('http://localhost:8787');
  });

  it('hears the environment before it, and the name before both', async () => {
    await both('production');
    const { POSTMETER_URL: url, POSTMETER_KEY: key } = ENVIRONMENT;
    expect(await targetOf({}, ENVIRONMENT)).toEqual({ url, key });
    expect(await targetOf({ instance: 'staging' }, ENVIRONMENT)).toEqual(STAGING);
  });

  it('hears an option before all', async () => {
    await both('production');
    const target = await targetOf({ instance: 'staging', url: 'http://x', key: 'k' }, ENVIRONMENT);
    expect(target).toEqual({ url: 'http://x', key: 'k' });
  });

  it('has the key of the instance at the address, whichever counts otherwise', async () => {
    await both('production');
    const url = `${STAGING.url}/`;
    expect(await targetOf({ url }, {})).toEqual({ url, key: STAGING.key });
    expect(await targetOf({}, { POSTMETER_URL: url })).toEqual({ url, key: STAGING.key });
    expect((await targetOf({ url: PRODUCTION.url }, {})).key).toBe(PRODUCTION.key);
  });

  it.each([
    'https://billing.example.org',
    'http://billing.example.net',
    'https://billing.example.net:8443',
  ])('shows no instance’s key to %s', async (url) => {
    await both('production');
    const missing = expect.objectContaining({ code: 'key_missing', exitCode: 4 });
    await expect(targetOf({ url }, {})).rejects.toEqual(missing);
    await expect(targetOf({}, { POSTMETER_URL: url })).rejects.toEqual(missing);
    await expect(targetOf({ url }, ENVIRONMENT)).rejects.toEqual(missing);
    const { POSTMETER_KEY: key } = ENVIRONMENT;
    expect(await targetOf({ url }, { POSTMETER_KEY: key })).toEqual({ url, key });
    expect(await targetOf({ url, instance: 'staging' }, {})).toEqual({ url, key: STAGING.key });
  });

  it('asks which of several instances at one address, unless one of them counts', async () => {
    const reader = { ...PRODUCTION, key: '/keys/reader.key.json' };
    const instances = { production: PRODUCTION, reader };
    await store({ default: null, instances });
    await expect(targetOf({ url: PRODUCTION.url }, {})).rejects.toMatchObject({
      code: 'key_ambiguous',
      exitCode: 2,
    });
    await store({ default: 'reader', instances });
    expect(await targetOf({ url: PRODUCTION.url }, {})).toEqual(reader);
  });

  it('has the key of the demo beside an instance elsewhere that counts', async () => {
    await both('production');
    expect((await targetOf({ url: 'http://localhost:9001' }, {})).key).toBe(
      `${ROOT}/demo/9001/admin-key.json`,
    );
  });

  it.each([
    ['a name that nobody gave', { instance: 'prod' }, 'There is no instance "prod".'],
    ['a name that every object has', { instance: 'toString' }, 'There is no instance "toString".'],
  ])('knows no %s', async (_what, options, sentence) => {
    await both(null);
    await expect(targetOf(options, {})).rejects.toThrow(sentence);
  });

  it.each([
    ['no JSON', 'production'],
    ['an address that is none', '{"default":null,"instances":{"a":{"url":"x","key":"k"}}}'],
    [
      'a secret where a path belongs',
      '{"default":null,"instances":{"a":{"url":"http://x","key":"k","d":"s"}}}',
    ],
  ])('says which file is wrong: %s', async (_what, text) => {
    await writeFile(path, text);
    await expect(targetOf({}, {})).rejects.toThrow(`${path} is no list of instances`);
  });
});
