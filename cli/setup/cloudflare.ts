// What stands in the Cloudflare account, and what has to be made there, by wrangler.
import { z } from 'zod';
import { CommandFault } from '../output/command-fault.ts';
import { EXIT } from '../output/exit.ts';
import type { Secrets } from './secrets.ts';
import { isLoggedIn, mustRun, type Wrangler } from './wrangler.ts';
import type { OwnNames } from './wrangler-toml.ts';

export interface Account {
  /** Id of the database; undefined before it is made. */
  readonly databaseId: string | undefined;
  readonly hasQueue: boolean;
  /** Names of the secrets that the deployed Worker has; none before the first deployment. */
  readonly secrets: readonly string[];
}

const databases = z.array(z.object({ uuid: z.string(), name: z.string() }));
const secretNames = z.array(z.object({ name: z.string() }));

export async function readAccount(
  wrangler: Wrangler,
  { database, queue: queueName }: OwnNames,
): Promise<Account> {
  if (!(await isLoggedIn(wrangler))) {
    throw new CommandFault(
      'Nobody is signed in to Cloudflare on this machine.',
      'Sign in and run it again: npx wrangler login',
      { code: 'not_logged_in', exitCode: EXIT.forbidden },
    );
  }
  const [databaseId, queue, secrets] = await Promise.all([
    findDatabase(wrangler, database),
    wrangler.run(['queues', 'info', queueName]),
    wrangler.run(['secret', 'list', '--format', 'json']),
  ]);
  const names = secretNames.safeParse(jsonOf(secrets.stdout));
  return {
    databaseId,
    hasQueue: queue.code === 0,
    secrets: secrets.code === 0 && names.success ? names.data.map(({ name }) => name) : [],
  };
}

async function findDatabase(wrangler: Wrangler, database: string): Promise<string | undefined> {
  const listed = databases.safeParse(jsonOf(await mustRun(wrangler, ['d1', 'list', '--json'])));
  if (!listed.success) throw new CommandFault('wrangler d1 list answered something unexpected.');
  return listed.data.find(({ name }) => name === database)?.uuid;
}

/** Answers its id. */
export async function createDatabase(wrangler: Wrangler, database: string): Promise<string> {
  await mustRun(wrangler, ['d1', 'create', database]);
  const id = await findDatabase(wrangler, database);
  if (id) return id;
  throw new CommandFault('The database was made and is not in the list.', 'Run it again.');
}

export async function createQueue(wrangler: Wrangler, queue: string): Promise<void> {
  await mustRun(wrangler, ['queues', 'create', queue]);
}

export async function applyMigrations(wrangler: Wrangler, database: string): Promise<void> {
  await mustRun(wrangler, ['d1', 'migrations', 'apply', database, '--remote']);
}

export async function deploy(wrangler: Wrangler): Promise<void> {
  await mustRun(wrangler, ['deploy']);
}

/** By stdin, all at once. */
export async function putSecrets(wrangler: Wrangler, secrets: Secrets): Promise<void> {
  await mustRun(wrangler, ['secret', 'bulk'], JSON.stringify(secrets));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
