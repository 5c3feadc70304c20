// What set-up would do, from what is there and what was answered: the difference, and nothing but the difference.
import { isLocal } from '#core/doctor/judge-settings.ts';
import { type AdminKey, publicPart } from '../instance/admin-key.ts';
import type { Answers } from './answers.ts';
import type { Account } from './cloudflare.ts';
import type { Secrets } from './secrets.ts';
import {
  databaseIdIn,
  type OwnNames,
  ownNamesIn,
  type Variables,
  variablesIn,
  withCustomDomain,
  withEmailBinding,
  withRateLimits,
  withVariables,
} from './wrangler-toml.ts';

export interface SetupPlan {
  readonly names: OwnNames;
  readonly makeDatabase: boolean;
  readonly makeQueue: boolean;
  /** wrangler.toml as it will be but for the id of a database that is not made yet. */
  readonly toml: string;
  readonly tomlChanges: readonly TomlChange[];
  readonly secrets: Secrets;
}

export interface TomlChange {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

export interface PlanInput {
  readonly answers: Answers;
  readonly account: Account;
  readonly secrets: Secrets;
  readonly key: AdminKey;
  readonly toml: string;
}

export function planSetup({ answers, account, secrets, key, toml }: PlanInput): SetupPlan {
  const now = variablesIn(toml);
  const wanted: Variables = {
    ...answers.vars,
    BILLING_CURRENCIES: Object.keys(answers.prices).join(','),
    ADMIN_JWKS: withKey(now.ADMIN_JWKS, key),
  };
  const differing = Object.entries(wanted).filter(([name, value]) => now[name] !== value);
  const changes = differing.map(([what, to]) => ({ what, from: now[what] ?? '', to }));
  const withVars = withVariables(toml, Object.fromEntries(differing));
  const next = withPlace(withVars, answers.vars);
  if (next !== withVars)
    changes.push({ what: 'its address and bindings', from: '', to: 'as above' });
  const idNow = databaseIdIn(toml);
  if (account.databaseId !== undefined && account.databaseId !== idNow) {
    changes.push({ what: 'database_id', from: idNow, to: account.databaseId });
  }
  return {
    names: ownNamesIn(toml),
    makeDatabase: account.databaseId === undefined,
    makeQueue: !account.hasQueue,
    toml: next,
    tomlChanges: changes,
    secrets,
  };
}

/** A trial on this machine has no address at Cloudflare, and one at workers.dev has it already. */
function withPlace(toml: string, { ORIGIN: origin = '', MAIL_TRANSPORT: transport }: Variables) {
  const { hostname } = new URL(origin);
  const hasAddress = isLocal(origin) || hostname.endsWith('.workers.dev');
  const placed = hasAddress ? toml : withCustomDomain(toml, hostname);
  const braked = withRateLimits(placed);
  return transport === 'cloudflare' ? withEmailBinding(braked) : braked;
}

/** The keys that are there, and ours; other operators keep theirs. */
function withKey(jwks: string | undefined, key: AdminKey): string {
  const { keys } = JSON.parse(jwks || '{"keys":[]}') as { keys: { kid?: string }[] };
  if (keys.some(({ kid }) => kid === key.kid)) return jwks ?? '';
  return JSON.stringify({ keys: [...keys, publicPart(key)] });
}

/** As a list of what will be run and changed; of secrets the names alone. */
export function describePlan(plan: SetupPlan): string {
  const { database, queue } = plan.names;
  const secrets = Object.keys(plan.secrets);
  const lines = [
    ...(plan.makeDatabase ? [`npx wrangler d1 create ${database}`] : []),
    ...(plan.makeQueue ? [`npx wrangler queues create ${queue}`] : []),
    ...plan.tomlChanges.map(({ what, from, to }) =>
      from === ''
        ? `wrangler.toml: ${what} = ${to}`
        : `wrangler.toml: ${what} = ${to}   (was ${from})`,
    ),
    `npx wrangler d1 migrations apply ${database} --remote`,
    'npx wrangler deploy',
    ...(secrets.length > 0 ? [`npx wrangler secret bulk   (by stdin: ${secrets.join(', ')})`] : []),
  ];
  return lines.map((line) => `  ${line}`).join('\n');
}
