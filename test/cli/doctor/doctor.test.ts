// What the command adds to the service's own findings, and what it says by exit code.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeFindings } from '../../../cli/doctor/describe-findings.ts';
import { localFindings } from '../../../cli/doctor/local-checks.ts';
import type { DoctorJson, ShownFinding } from '../../../cli/doctor/report.ts';
import type { Wrangler } from '../../../cli/setup/wrangler.ts';

const NOW = '2026-11-10T12:00:00.000Z';
const KID = 'ann-1';
const TOML = `[vars]
ORIGIN = "https://billing.north.test"
BILLING_CURRENCIES = "USD, EUR"
ADMIN_JWKS = '{"keys":[{"kid":"ann-1"}]}'
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmeter-doctor-'));
  await writeFile(`${folder}/wrangler.toml`, TOML);
  await writeFile(`${folder}/ann.key.json`, '{}', { mode: 0o600 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const signedIn: Wrangler = { run: async () => ({ code: 0, stdout: '', stderr: '' }) };

function report(instance: Partial<DoctorJson['instance']> = {}): DoctorJson {
  return {
    state: 'ok',
    now: NOW,
    findings: [],
    instance: {
      origin: 'https://billing.north.test',
      timeZone: 'UTC',
      currencies: ['USD', 'EUR'],
      billingSystem: 'builtin',
      adminKeys: [{ kid: KID, role: 'operator' }],
      ...instance,
    },
  };
}

async function findings(
  given: { wrangler?: Wrangler; nowMs?: number; instance?: Partial<DoctorJson['instance']> } = {},
) {
  const { wrangler = signedIn, nowMs = Date.parse(NOW), instance } = given;
  const found = await localFindings({
    report: report(instance),
    nowMs,
    keyFile: `${folder}/ann.key.json`,
    kid: KID,
    wrangler,
    tomlFile: `${folder}/wrangler.toml`,
  });
  return found.filter(({ state }) => state !== 'ok').map(({ check, state }) => [check, state]);
}

describe('localFindings', () => {
  it('finds nothing where all is in order', async () => {
    expect(await findings()).toEqual([]);
  });

  it('finds a key that others can read', async () => {
    await chmod(`${folder}/ann.key.json`, 0o640);
    expect(await findings()).toEqual([['key_file', 'failed']]);
  });

  it('finds the clock of this machine behind', async () => {
    expect(await findings({ nowMs: Date.parse(NOW) - 400_000 })).toEqual([['clock', 'failed']]);
  });

  it('finds that nobody is signed in, and that wrangler is not there', async () => {
    const signedOut: Wrangler = {
      run: async ([command]) => ({ code: command === 'whoami' ? 1 : 0, stdout: '', stderr: '' }),
    };
    expect(await findings({ wrangler: signedOut })).toEqual([['wrangler', 'warning']]);
    const none: Wrangler = { run: () => Promise.reject(new Error('ENOENT')) };
    expect(await findings({ wrangler: none })).toEqual([['wrangler', 'warning']]);
  });

  it.each([
    ['ORIGIN', { origin: 'https://old.north.test' }],
    ['ADMIN_JWKS', { adminKeys: [{ kid: 'bob-1', role: 'operator' }] }],
    ['BILLING_CURRENCIES', { currencies: ['USD'] }],
    ['BILLING_SYSTEM', { billingSystem: 'whmcs' }],
    ['BILLING_TIME_ZONE', { timeZone: 'Europe/Berlin' }],
  ])('finds that %s was not deployed', async (name, instance) => {
    const all = await localFindings({
      report: report(instance),
      nowMs: Date.parse(NOW),
      keyFile: `${folder}/ann.key.json`,
      kid: KID,
      wrangler: signedIn,
      tomlFile: `${folder}/wrangler.toml`,
    });
    const bad = all.filter(({ state }) => state !== 'ok');
    expect(bad).toEqual([
      expect.objectContaining({
        check: 'wrangler_toml',
        state: 'warning',
        detail: `${name} in wrangler.toml is not what is deployed.`,
      }),
    ]);
  });

  it('asks a trial on this machine for no account and no deployment', async () => {
    const none: Wrangler = { run: () => Promise.reject(new Error('must not be called')) };
    const instance = { origin: 'http://localhost:8787' };
    expect(await findings({ wrangler: none, instance })).toEqual([
      ['wrangler', 'skipped'],
      ['wrangler_toml', 'skipped'],
    ]);
  });
});

describe('describeFindings', () => {
  it('is one line each by group, with what to do below, and a sum', () => {
    const shown: readonly ShownFinding[] = [
      { check: 'panel_reachable', group: 'panel', state: 'ok', detail: 'It answers.', remedy: '' },
      { check: 'terms', group: 'money', state: 'failed', detail: 'None.', remedy: 'Publish.' },
      { check: 'mail_mx', group: 'mail', state: 'warning', detail: 'No MX.', remedy: 'Add it.' },
      { check: 'clock', group: 'this machine', state: 'skipped', detail: 'No clock.', remedy: '' },
    ];
    expect(describeFindings(shown, { isTTY: false })).toBe(`Panel
  ✓ panel_reachable  It answers.

Money
  ✗ terms            None.
                     → Publish.

Mail
  ! mail_mx          No MX.
                     → Add it.

This machine
  · clock            No clock.

3 checks, 1 left out. 1 failed, 1 to look at.`);
  });
});
