// A whole instance with the demo's clients, and an operator's, a reader's and a stranger's key in a folder.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { vi } from 'vitest';
import { makeAdminKey, publicPart } from '../../../cli/instance/admin-key.ts';
import { freePort } from '../../../cli/instance/free-port.ts';
import { seed } from '../../../cli/instance/seed.ts';
import { type Instance, startInstance } from '../../../cli/instance/start.ts';
import { type Outcome, runPostmeter } from './run-postmeter.ts';

export interface Live {
  readonly instance: Instance;
  readonly folder: string;
  /** Of the operator's key. */
  readonly kid: string;
  /** The same arguments, with files in the folder. */
  inFolder(args: readonly string[]): readonly string[];
  ask(who: 'operator' | 'reader' | 'stranger', ...args: readonly string[]): Promise<Outcome>;
  stop(): Promise<void>;
}

/** A relative path lies in the folder while it runs, and no instances are known but those that a test adds. */
export async function startLive(): Promise<Live> {
  const folder = await mkdtemp(`${tmpdir()}/postmeter-commands-`);
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  vi.stubEnv('POSTMETER_INSTANCES', `${folder}/instances.json`);
  vi.stubEnv('POSTMETER_URL', '');
  vi.stubEnv('POSTMETER_KEY', '');
  const keys = {
    operator: makeAdminKey('operator'),
    reader: makeAdminKey('reader'),
    stranger: makeAdminKey('stranger'),
  };
  for (const [name, key] of Object.entries(keys)) {
    await writeFile(`${folder}/${name}.key.json`, JSON.stringify(key));
  }
  await writeFile(`${folder}/terms.txt`, 'Be kind.');
  const published = [publicPart(keys.operator), { ...publicPart(keys.reader), role: 'reader' }];
  const port = await freePort(0);
  if (port === undefined) throw new Error('this machine has no free port');
  const settings = { ADMIN_JWKS: JSON.stringify({ keys: published }) };
  const instance = await startInstance({ port, adminKey: keys.operator, settings, braked: true });
  await seed(instance, keys.operator, Date.now());
  const inFolder = (args: readonly string[]) =>
    args.map((arg) => (/^[\w-]+\.(?:txt|json|zip|csv)$/.test(arg) ? `${folder}/${arg}` : arg));
  return {
    instance,
    folder,
    kid: keys.operator.kid,
    inFolder,
    ask: (who, ...args) =>
      runPostmeter(
        ...inFolder(args),
        ...['--url', instance.origin, '--key', `${folder}/${who}.key.json`],
      ),
    async stop() {
      await instance.stop();
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true });
    },
  };
}

/** The last line of stderr, which may have had progress before. */
export function problemIn(error: string): unknown {
  const line = error.trimEnd().split('\n').at(-1) ?? '';
  return (JSON.parse(line) as { error: unknown }).error; // what is not there fails the comparison
}
