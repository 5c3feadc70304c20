import type { Command } from 'commander';
import { instanceNamed, readInstances } from '../instances/instances-file.ts';
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

const DEMO_URL = 'http://localhost:8787';

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

/** Each from the first that has it: the option, the named instance, the environment, the default instance, the demo. */
export async function targetOf(
  { url, key, instance }: Partial<AdminOptions>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ readonly url: string; readonly key: string }> {
  const known = await readInstances();
  const named = instance === undefined ? undefined : instanceNamed(known, instance);
  const usual = known.default === null || named ? undefined : instanceNamed(known, known.default);
  return {
    url: url ?? named?.url ?? (env.POSTMETER_URL || usual?.url) ?? DEMO_URL,
    key: key ?? named?.key ?? (env.POSTMETER_KEY || usual?.key) ?? `${ROOT}/demo/admin-key.json`,
  };
}
