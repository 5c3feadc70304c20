import type { Command } from 'commander';
import { DEMO_PORT, demoFilesAt } from '../instance/demo-files.ts';
import { instanceNamed, readInstances } from '../instances/instances-file.ts';
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
 * Each from the first that has it: the option, the named instance, the environment, the default instance, the demo. A
 * demo's key is taken for an address of this machine alone.
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
  const given = key ?? named?.key ?? (env.POSTMETER_KEY || usual?.key);
  return { url: at, key: given ?? demoKeyOf(at) };
}

/** Of a service, as --url and the list of instances take it. */
export function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function demoKeyOf(url: string): string {
  const files = demoFilesAt(url);
  if (files) return `${ROOT}/${files.key}`;
  throw new CommandFault(
    `Nothing says which key ${url} knows.`,
    'Name its file with --key or POSTMETER_KEY, or both at once with --instance.',
    { code: 'key_missing', exitCode: EXIT.forbidden },
  );
}
