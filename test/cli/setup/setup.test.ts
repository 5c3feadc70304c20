// Set-up as a person runs it, from an empty account: a recorded wrangler instead of Cloudflare's, and a local instance where
// the deployment would be, with the emulated panel behind it.
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeAdminKey } from '../../../cli/instance/admin-key.ts';
import { freePort } from '../../../cli/instance/free-port.ts';
import { PANEL_TOKEN, PRICE_TOKEN, placesOf } from '../../../cli/instance/places.ts';
import { type Instance, startInstance } from '../../../cli/instance/start.ts';
import { ROOT } from '../../../cli/root.ts';
import { databaseIdIn, variablesIn } from '../../../cli/setup/wrangler-toml.ts';
import { type Outcome, runPostmeter } from '../support/run-postmeter.ts';
import { fakeWrangler } from './support/fake-wrangler.ts';

const TIMEOUT_MS = 120_000;
const SECRETS = { PANEL_TOKEN, PANEL_PRICE_TOKEN: PRICE_TOKEN };

let folder: string;
let toml: string;
let instance: Instance;
let wrangler: Awaited<ReturnType<typeof fakeWrangler>>;
let answers: ReturnType<typeof answersFor>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmeter-setup-'));
  toml = `${folder}/wrangler.toml`;
  await copyFile(`${ROOT}/wrangler.toml`, toml);
  wrangler = await fakeWrangler(`${folder}/cloudflare`);
  vi.stubEnv('POSTMETER_WRANGLER', wrangler.program);
  vi.stubEnv('POSTMETER_INSTANCES', `${folder}/instances.json`);
  process.chdir(folder); // key files and texts are the operator's
  // The pair that set-up would make: the instance stands for the deployment, which has its public part.
  const key = makeAdminKey('ann');
  await writeFile(`${folder}/ann.key.json`, JSON.stringify(key), { mode: 0o600 });
  const port = (await freePort(0)) ?? 0;
  instance = await startInstance({ port, adminKey: key, braked: true });
  answers = answersFor(instance.origin);
  await writeFile(`${folder}/terms.txt`, 'Be kind, and pay.');
  await writeFile(`${folder}/answers.json`, JSON.stringify(answers));
}, TIMEOUT_MS);

afterAll(async () => {
  process.chdir(ROOT);
  vi.unstubAllEnvs();
  await instance.stop();
  await rm(folder, { recursive: true, force: true });
});

function answersFor(origin: string) {
  const panel = placesOf(origin).panelApi.replace(/\/$/, '');
  return {
    operator: 'ann',
    vars: {
      ORIGIN: origin,
      PROVIDER_NAME: 'Northwind Hosting',
      PROVIDER_ADDRESS: '1 Harbour Street\n20457 Hamburg',
      SUPPORT_EMAIL: 'support@northwind.example',
      BILLING_TIME_ZONE: 'UTC',
      BILLING_SYSTEM: 'builtin',
      PANEL_API_URL: panel,
      PANEL_SIGN_ON_URL: `${origin}/emulators/solusvm/auth/one-time?token={token}`,
      PANEL_ROLE_ID: '2',
      MAIL_FROM: 'billing@northwind.example',
      MAIL_TRANSPORT: 'cloudflare',
    },
    prices: { USD: '0.0012', EUR: '0.0011' } as Record<string, string>,
    terms: {
      terms_of_service: { version: '1', file: 'terms.txt' },
      post_pay_terms: { version: '1', url: 'https://northwind.example/post-pay' },
    },
    pricesInPanel: true,
  };
}

/** With these secrets in the environment, and no others. */
async function postmeter(
  args: readonly string[],
  secrets: Readonly<Record<string, string>> = SECRETS,
): Promise<Outcome> {
  for (const name of Object.keys(SECRETS)) vi.stubEnv(name, secrets[name] ?? '');
  return runPostmeter(...args);
}

const setup = (secrets?: Readonly<Record<string, string>>, ...more: string[]) =>
  postmeter(['setup', '--answers', 'answers.json', '--config', toml, ...more], secrets);

/** What changes something in the account. */
async function writes(): Promise<readonly string[]> {
  const calls = (await wrangler.calls()).map(({ line }) => line);
  return calls.filter(
    (line) => !/^(?:whoami|--version|d1 list|queues info|secret list)/.test(line),
  );
}

describe('postmeter setup', { timeout: TIMEOUT_MS }, () => {
  it('refuses to guess: what is missing is named, and nothing is run', async () => {
    const { ORIGIN: _origin, ...vars } = answers.vars;
    const poor = {
      ...answers,
      vars: { ...vars, PANEL_TOKEN: 'x', BILLING_SYSTEM: '__proto__' },
      terms: {},
    };
    await writeFile(`${folder}/poor.json`, JSON.stringify(poor));
    const refused = await postmeter(['setup', '--answers', 'poor.json', '--config', toml]);
    expect(refused.code).toBe(2);
    expect(refused.error).toContain('vars.ORIGIN is missing');
    expect(refused.error).toContain('vars.PANEL_TOKEN is a secret');
    expect(refused.error).toContain('vars.BILLING_SYSTEM is none that is known');
    expect(refused.error).toContain('terms.post_pay_terms is missing');
    const noSecret = await setup({}, '--yes');
    expect([noSecret.code, noSecret.error]).toEqual([2, expect.stringMatching(/PANEL_TOKEN/)]);
    expect(await writes()).toEqual([]);
    expect(await readFile(toml, 'utf8')).toBe(await readFile(`${ROOT}/wrangler.toml`, 'utf8'));
  });

  it('changes nothing without a yes, and nothing where nobody is signed in', async () => {
    const asked = await setup();
    expect(asked.code).toBe(5);
    expect(asked.error).toContain('npx wrangler d1 create postmeter');
    expect(asked.error).toContain('(was https://billing.example.net)');
    expect(await writes()).toEqual([]);
    expect(variablesIn(await readFile(toml, 'utf8')).ORIGIN).toBe('https://billing.example.net');
  });

  it('prints what to run and the file, and needs neither account nor secrets for it', async () => {
    await wrangler.forget();
    const printed = await setup({}, '--print');
    expect(printed.code).toBe(0);
    expect(printed.error).toContain(
      'npx wrangler secret bulk   (by stdin: APP_SECRET, PANEL_TOKEN',
    );
    expect(variablesIn(printed.out)).toMatchObject({ BILLING_CURRENCIES: 'USD,EUR' });
    expect(await wrangler.calls()).toEqual([]);
  });

  it('is about the deployment of its file alone: another brand has names of its own', async () => {
    const brand = `${folder}/wrangler.brand-b.toml`;
    const own = (await readFile(toml, 'utf8'))
      .replace('database_name = "postmeter"', 'database_name = "brand-b"')
      .replaceAll('queue = "postmeter-tasks"', 'queue = "brand-b-tasks"');
    await writeFile(brand, own);
    const args = ['setup', '--answers', 'answers.json', '--config', brand];
    // Its Worker would take the place of the other one.
    expect((await postmeter([...args, '--print'])).error).toContain('share their worker:');
    const apart = own.replace('name = "postmeter"', 'name = "brand-b"');
    await writeFile(brand, apart);
    const printed = await postmeter([...args, '--print']);
    expect(printed.error).toContain('npx wrangler d1 create brand-b\n');
    expect(printed.error).toContain('npx wrangler queues create brand-b-tasks\n');
    expect(printed.error).toContain('npx wrangler d1 migrations apply brand-b --remote\n');
    await wrangler.forget();
    expect((await postmeter(args)).code).toBe(5);
    const calls = await wrangler.calls();
    expect(calls.length).toBeGreaterThan(2);
    expect(calls.map(({ config }) => config)).toEqual(calls.map(() => brand));
    expect(calls.map(({ line }) => line)).toContain('queues info brand-b-tasks');
    await writeFile(brand, apart.replace('database_name', 'name'));
    expect((await postmeter([...args, '--print'])).error).toContain('does not name a Worker');
  });

  it('goes on where it was interrupted', async () => {
    await wrangler.forget();
    await wrangler.failOn('deploy');
    const broken = await setup(SECRETS, '--yes');
    expect(broken.code).toBe(1);
    expect(broken.error).toMatch(/wrangler deploy failed[\s\S]*run the same command again/);
    await wrangler.failOn('');
    expect(await writes()).toEqual([
      'd1 create postmeter',
      'queues create postmeter-tasks',
      'd1 migrations apply postmeter --remote',
      'deploy',
    ]);
    expect(databaseIdIn(await readFile(toml, 'utf8'))).toBe('1b2c-database');
  });

  it('makes everything, hands secrets over by stdin alone, publishes, connects, and ends with the doctor', async () => {
    await wrangler.forget();
    const done = await setup(SECRETS, '--yes');
    expect(done.error).not.toMatch(/failed:/);
    expect(done.code).toBe(0);
    expect(done.out).toContain('✓ terms ');
    expect(done.out).toContain('✓ token_prices');
    expect(done.out).toContain('✓ panel_prices');
    expect(await writes()).toEqual([
      'd1 migrations apply postmeter --remote',
      'deploy',
      'secret bulk',
    ]);
    const calls = await wrangler.calls();
    const bulk = calls.find(({ line }) => line === 'secret bulk');
    const sent = JSON.parse(bulk?.stdin ?? '') as Record<string, string>;
    expect(Object.keys(sent)).toEqual(['APP_SECRET', 'PANEL_TOKEN', 'PANEL_PRICE_TOKEN']);
    expect(sent.APP_SECRET?.length).toBeGreaterThan(43);
    const elsewhere = calls.map(({ line }) => line).join('\n') + done.out + done.error;
    const file = await readFile(toml, 'utf8');
    for (const secret of Object.values(sent)) {
      expect(elsewhere).not.toContain(secret);
      expect(file).not.toContain(secret);
    }
    const vars = variablesIn(file);
    expect(vars).toMatchObject({ ...answers.vars, BILLING_CURRENCIES: 'USD,EUR' });
    expect(vars.ADMIN_JWKS).toContain('"kid":"ann-');
    expect(vars.ADMIN_JWKS).not.toContain('"d"');
    expect(file).toContain('# Settings; docs/settings.md has them all.');
    expect((await stat(`${folder}/ann.key.json`)).mode & 0o077).toBe(0);
  });

  it('run again, finds nothing to change, and makes no secret anew', async () => {
    await wrangler.forget();
    const before = await readFile(toml, 'utf8');
    const again = await setup({ PANEL_TOKEN: '' }, '--yes');
    expect(again.code).toBe(0);
    expect(again.error).toContain('Prices, terms and the panel are as wanted.');
    expect(await readFile(toml, 'utf8')).toBe(before);
    expect(await writes()).toEqual(['d1 migrations apply postmeter --remote', 'deploy']);
  });

  it('changes only what differs: a price from next month on, a new version of a text', async () => {
    const changed = {
      ...answers,
      prices: { ...answers.prices, EUR: '0.002' },
      terms: { ...answers.terms, terms_of_service: { version: '2', file: 'terms.txt' } },
    };
    await writeFile(`${folder}/changed.json`, JSON.stringify(changed));
    const done = await postmeter(['setup', '--answers', 'changed.json', '--config', toml, '--yes']);
    expect(done.code).toBe(0);
    const said = done.error.split('\n').filter((line) => /^ {2}(?:A token|Version)/.test(line));
    expect(said).toEqual([
      expect.stringMatching(/A token costs 0\.002 EUR from \d{4}-\d\d on \(so far 0\.0011\)\./),
      expect.stringMatching(/Version 2 of terms_of_service .* asked to accept it\./),
    ]);
  });

  it('makes the key pair where there is none, for its owner alone, and never twice', async () => {
    await writeFile(`${folder}/eve.json`, JSON.stringify({ ...answers, operator: 'eve' }));
    const print = () =>
      postmeter(['setup', '--answers', 'eve.json', '--config', toml, '--print'], {});
    const first = await print();
    expect(first.error).toContain('Made eve.key.json');
    const key = await readFile(`${folder}/eve.key.json`, 'utf8');
    expect((await stat(`${folder}/eve.key.json`)).mode & 0o077).toBe(0);
    expect(first.out + first.error).not.toContain(JSON.parse(key).d);
    const kids = JSON.parse(variablesIn(first.out).ADMIN_JWKS ?? '').keys.map(
      ({ kid }: { kid: string }) => kid.split('-')[0],
    );
    expect(kids).toEqual(['ann', 'eve']);
    expect((await print()).error).toContain('Found eve.key.json');
    expect(await readFile(`${folder}/eve.key.json`, 'utf8')).toBe(key);
  });

  it('needs somebody who is signed in to Cloudflare', async () => {
    await wrangler.forget();
    await wrangler.signOut();
    const refused = await setup(SECRETS, '--yes');
    expect([refused.code, refused.error]).toEqual([4, expect.stringMatching(/wrangler login/)]);
    expect(await writes()).toEqual([]);
  });
});
