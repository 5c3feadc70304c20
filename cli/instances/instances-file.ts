// Names for the services that an operator looks after: which address, and where the private key lies. No secret is in
// the file, only the path of one.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { parseOutsideJson } from '#core/parse-outside-json.ts';
import { CommandFault } from '../output/command-fault.ts';

const instance = z.strictObject({ url: z.url({ protocol: /^https?$/ }), key: z.string().min(1) });
const file = z.strictObject({
  /** The one that counts where none is named; null for the demo of this machine. */
  default: z.string().nullable(),
  instances: z.record(z.string(), instance),
});

export type NamedInstance = z.infer<typeof instance>;
export type Instances = z.infer<typeof file>;

const NONE: Instances = { default: null, instances: {} };

/** In the place where programs of this person keep their settings (XDG). */
export function instancesPath(env: NodeJS.ProcessEnv = process.env): string {
  const config = env.XDG_CONFIG_HOME || join(homedir(), '.config');
  return env.POSTMETER_INSTANCES || join(config, 'postmeter', 'instances.json');
}

export async function readInstances(path = instancesPath()): Promise<Instances> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return NONE;
  }
  const parsed = file.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new CommandFault(
    `${path} is no list of instances: ${z.prettifyError(parsed.error).split('\n')[0]}`,
    'Mend it, or move it away and add the instances again.',
    { code: 'instances_malformed' },
  );
}

/** Written beside and put in place, so that a crash leaves the old list or the new one. */
export async function writeInstances(instances: Instances, path = instancesPath()): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${process.pid}`;
  await writeFile(beside, `${JSON.stringify(instances, null, 2)}\n`, { mode: 0o600 });
  await rename(beside, path);
}

/** The instance of this name; a name that nobody gave is told with those that exist. */
export function instanceNamed({ instances }: Instances, name: string): NamedInstance {
  const found = Object.hasOwn(instances, name) ? instances[name] : undefined;
  if (found) return found;
  const names = Object.keys(instances);
  throw new CommandFault(
    `There is no instance "${name}".`,
    names.length > 0
      ? `There are: ${names.join(', ')}.`
      : 'Add one: npx postmeter instances add NAME --url URL --key FILE',
    { code: 'instance_unknown' },
  );
}

function jsonOf(text: string): unknown {
  try {
    return parseOutsideJson(text);
  } catch {
    return undefined;
  }
}
