import type { Command } from 'commander';
import { ROOT } from '../root.ts';
import { type AdminClient, createAdminClient } from './client.ts';
import { readKeyFile } from './key-file.ts';

export interface AdminOptions {
  readonly url: string;
  readonly key: string;
}

/** The two options of every command that signs: which service, and with which key. */
export function withAdminOptions(command: Command, env = process.env): Command {
  return command
    .option(
      '--url <url>',
      'the service (or POSTMETER_URL)',
      env.POSTMETER_URL ?? 'http://localhost:8787',
    )
    .option(
      '--key <file>',
      'private admin key, a JWK (or POSTMETER_KEY)',
      env.POSTMETER_KEY ?? `${ROOT}/demo/admin-key.json`,
    );
}

export async function adminClientOf({ url, key }: AdminOptions): Promise<AdminClient> {
  return createAdminClient(url, await readKeyFile(key));
}
