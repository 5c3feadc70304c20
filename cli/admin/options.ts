import type { Command } from 'commander';
import { DEMO_PORT, demoFilesAt } from '../instance/demo-files.ts';
import { type Instances, instanceNamed, readInstances } from '../instances/instances-file.ts';
import { CommandFault } from '../output/command-fault.ts';
import { EXIT } from '../output/exit.ts';
import { ROOT } from '../root.ts';
import { type AdminClient, createAdminClient } from './client.ts';
import { readKeyFile } from './key-file.ts';

/** What `withAdminOptions` reads from the command line. */
export interface AdminOptions {
  readonly url?: string;
  readonly key?: string;
  readonly instance?: string;
  readonly json: boolean;
}

/** Long names of what `withAdminOptions` adds. */
export const ADMIN_OPTIONS: readonly string[] = ['--url', '--key', '--instance', '--json'];

const DEMO_URL = `http://localhost:${DEMO_PORT}`;

/** The options of every command that signs: which service, with which key, and for whom the answer is. */
export function withAdminOptions(command: Command): Command {
  return command
    .option('--url <url>', `the service (or POSTMETER_URL; otherwise ${DEMO_URL})`)
    .option('--key <file>', 'private admin key, a JWK (or POSTMETER_KEY; otherwise the demo’s)')
    .option('--instance <name>', 'a service with its key, by its name in `postmeter instances`')
    .option('--json', 'print JSON, for programs', false);
}

export async function adminClientOf(options: AdminOptions): Promise<AdminClient> {
  const { url, key } = await targetOf(options);
  return createAdminClient(url, await readKeyFile(key));
}

/**
 * The address from the first that has it: the option, the named instance, the environment, the default instance, the
 * demo. The key likewise, but one that nobody named in this call must have been made for the address: that of an
 * instance is taken for its own origin alone, a demo's for this machine.
 */
export async function targetOf(
  { url, key, instance }: Partial<AdminOptions>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ readonly url: string; readonly key: string }> {
  const known = await readInstances();
  const named = instance === undefined ? undefined : instanceNamed(known, instance);
  const usual = known.default === null || named ? undefined : instanceNamed(known, known.default);
  const at = url ?? named?.url ?? (env.POSTMETER_URL || usual?.url) ?? DEMO_URL;
  if (!isAddress(at)) {
    throw new CommandFault(
      `${at} is no address of a service.`,
      'An address begins with https:// or http://, such as https://billing.example.net.',
      { code: 'address_malformed', exitCode: EXIT.usage },
    );
  }
  const given = key ?? named?.key ?? environmentKey(at, env) ?? storedKey(at, known);
  return { url: at, key: given ?? demoKeyOf(at) };
}

/** Of a service, as --url and the list of instances take it. */
export function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Beside an address in the environment it is the key of that address. */
function environmentKey(at: string, env: NodeJS.ProcessEnv): string | undefined {
  const { POSTMETER_URL: url, POSTMETER_KEY: key } = env;
  if (!key) return undefined;
  return url && !isSameOrigin(url, at) ? undefined : key;
}

/** Of the instances at this very origin that which counts where none is named, or the only one. */
function storedKey(at: string, { default: usual, instances }: Instances): string | undefined {
  const there = Object.entries(instances).filter(([, { url }]) => isSameOrigin(url, at));
  const names = there.map(([name]) => name);
  const found = there.find(([name]) => name === usual) ?? there[0];
  if (!found || there.length === 1 || found[0] === usual) return found?.[1].key;
  throw new CommandFault(
    `Several instances are at ${at}: ${names.join(', ')}.`,
    'Say which one with --instance, or name the file of the key with --key.',
    { code: 'key_ambiguous', exitCode: EXIT.usage },
  );
}

function isSameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && new URL(one).origin === new URL(other).origin;
}

function demoKeyOf(url: string): string {
  const files = demoFilesAt(url);
  if (files) return `${ROOT}/${files.key}`;
  throw new CommandFault(
    `Nothing says which key ${url} knows: no instance has this address.`,
    'Name the file of the key with --key or POSTMETER_KEY, or keep both: npx postmeter instances add NAME --url URL --key FILE',
    { code: 'key_missing', exitCode: EXIT.forbidden },
  );
}
