import { Command, InvalidArgumentError } from 'commander';
import { ALL_SCOPES, isScope, type Scope } from '#core/api/scope.ts';
import { type ApiKeyJson, describeApiKeys } from '../admin/describe-api-keys.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

const CALL = '/admin/api-keys';

/** `postmeter keys`: who may call the API, and for what. */
export function keysCommand(): Command {
  const keys = new Command('keys').description('Keys of the API, for programs of your own.');
  withAdminOptions(withExamples(keys.command('list'), 'npx postmeter keys list'))
    .description('Every key with what it may do and when it was last used.')
    .action(list);
  withAdminOptions(
    withExamples(
      keys.command('create'),
      'npx postmeter keys create bookkeeping --scopes read:invoices,read:clients --until 2027-12-31',
    ),
  )
    .description('Makes a key and shows it, this once.')
    .argument('<name>', 'what it is for')
    .requiredOption('--scopes <scopes>', `separated by commas: ${ALL_SCOPES.join(', ')}`, scopesOf)
    .option(
      '--until <date>',
      'last day (UTC) it is good for, as YYYY-MM-DD; else until revoked',
      dayOf,
    )
    .action(create);
  withAdminOptions(
    withExamples(
      keys.command('revoke'),
      'npx postmeter keys revoke key_01k2m3n4p5q6r7s8t9v0w1x2y3',
    ),
  )
    .description('Ends a key at once and for good.')
    .argument('<key>', "the key's id, such as key_…")
    .action(revoke);
  return keys;
}

function scopesOf(text: string): readonly Scope[] {
  return text.split(',').map((part) => {
    const scope = part.trim();
    if (isScope(scope)) return scope;
    throw new InvalidArgumentError(`There is no scope ${scope}.`);
  });
}

/** The instant at which the day is over. */
function dayOf(text: string): string {
  const startMs = Date.parse(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(startMs);
  if (!isDay) throw new InvalidArgumentError('A day is written YYYY-MM-DD.');
  return new Date(startMs + 24 * 3_600_000).toISOString();
}

async function list(options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { body } = await admin.read<{ keys: readonly ApiKeyJson[] }>(CALL);
  print(options, body, () => describeApiKeys(body.keys));
}

interface CreateOptions extends AdminOptions {
  readonly scopes: readonly Scope[];
  readonly until?: string;
}

async function create(name: string, options: CreateOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { scopes, until: expiresAt } = options;
  const fields = { name, scopes, ...(expiresAt && { expiresAt }) };
  const { body } = await admin.act<{ keyId: string; key: string }>(CALL, 'create_api_key', fields);
  print(
    options,
    body,
    `${body.key}\n\nThis is shown once. End it with: npx postmeter keys revoke ${body.keyId}`,
  );
}

async function revoke(keyId: string, options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { body } = await admin.act(CALL, 'revoke_api_key', { keyId });
  print(options, body, `${keyId} is refused from now on.`);
}
