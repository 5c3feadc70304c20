// What only the operator's machine can see: its tools, its clock, its key, and whether wrangler.toml is what is deployed.
import { readFile, stat } from 'node:fs/promises';
import { failed, fine, listed, skipped, type Verdict, warning } from '#core/doctor/finding.ts';
import { judgeClock } from '#core/doctor/judge-clock.ts';
import { isLocal } from '#core/doctor/judge-settings.ts';
import { ROOT } from '../root.ts';
import { isLoggedIn, type Wrangler } from '../setup/wrangler.ts';
import { variablesIn } from '../setup/wrangler-toml.ts';
import type { DoctorJson, LocalFinding } from './report.ts';

export interface LocalFacts {
  readonly report: DoctorJson;
  /** Of this machine, when the report came in. */
  readonly nowMs: number;
  readonly keyFile: string;
  readonly kid: string;
  readonly wrangler: Wrangler;
  readonly tomlFile?: string;
}

/** A person's own files are nobody else's: no bit for group or others. */
const OTHERS = 0o077;

export async function localFindings(facts: LocalFacts): Promise<readonly LocalFinding[]> {
  const checks: readonly (readonly [string, () => Promise<Verdict>])[] = [
    ['node', async () => fine(`Node ${process.versions.node}.`)],
    ['clock', async () => clock(facts)],
    ['key_file', () => keyFile(facts)],
    ['wrangler', () => wranglerThere(facts)],
    ['wrangler_toml', () => tomlDeployed(facts)],
  ];
  return Promise.all(
    checks.map(async ([check, run]) => ({
      check,
      group: 'this machine' as const,
      ...(await run()),
    })),
  );
}

function clock({ report, nowMs }: LocalFacts): Verdict {
  return judgeClock('This machine', nowMs - Date.parse(report.now));
}

async function keyFile({ keyFile: path, kid, report }: LocalFacts): Promise<Verdict> {
  const role = report.instance.adminKeys.find((key) => key.kid === kid)?.role;
  if (process.platform !== 'win32') {
    const { mode } = await stat(path);
    if ((mode & OTHERS) !== 0) {
      return failed(`Others on this machine can read ${path}.`, `chmod 600 ${path}`);
    }
  }
  return fine(`${path} is yours alone; its key is ${kid}${role ? `, ${role}` : ''}.`);
}

async function wranglerThere({ wrangler, report }: LocalFacts): Promise<Verdict> {
  if (isLocal(report.instance.origin)) return skipped('A trial on this machine needs no account.');
  const version = await wrangler.run(['--version']).catch(() => undefined);
  if (version?.code !== 0) return warning('wrangler does not run here.', 'npm ci');
  if (await isLoggedIn(wrangler)) return fine('wrangler is there and signed in to Cloudflare.');
  return warning('Nobody is signed in to Cloudflare on this machine.', 'npx wrangler login');
}

/** Compared are the settings that the service tells of itself. */
async function tomlDeployed({ report, tomlFile }: LocalFacts): Promise<Verdict> {
  const { origin, timeZone, currencies, billingSystem, adminKeys } = report.instance;
  if (isLocal(origin)) return skipped('A trial on this machine does not use wrangler.toml.');
  const vars = variablesIn(await readFile(tomlFile ?? `${ROOT}/wrangler.toml`, 'utf8'));
  const deployed: Readonly<Record<string, string>> = {
    ORIGIN: origin,
    BILLING_TIME_ZONE: timeZone,
    BILLING_CURRENCIES: currencies.join(','),
    BILLING_SYSTEM: billingSystem,
    ADMIN_JWKS: kidsIn(adminKeys),
  };
  const usual: Readonly<Record<string, string>> = {
    BILLING_TIME_ZONE: 'UTC',
    BILLING_CURRENCIES: 'USD',
    BILLING_SYSTEM: 'builtin',
  };
  const differing = Object.keys(deployed).filter((name) => {
    const value = vars[name] ?? usual[name] ?? '';
    const here = name === 'ADMIN_JWKS' ? kidsIn(keysIn(value)) : value.replaceAll(' ', '');
    return here !== deployed[name];
  });
  if (differing.length === 0) return fine('wrangler.toml is what is deployed.');
  return warning(
    `${listed(differing)} in wrangler.toml ${differing.length === 1 ? 'is' : 'are'} not what is deployed.`,
    'Deploy it, or put what is deployed into the file: npm run deploy',
  );
}

function kidsIn(keys: readonly { readonly kid: string }[]): string {
  return keys
    .map(({ kid }) => kid)
    .sort()
    .join(' ');
}

function keysIn(jwks: string): readonly { readonly kid: string }[] {
  try {
    return (JSON.parse(jwks) as { keys: { kid: string }[] }).keys;
  } catch {
    return [];
  }
}
