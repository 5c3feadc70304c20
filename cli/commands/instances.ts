import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { readKeyFile } from '../admin/key-file.ts';
import { isAddress } from '../admin/options.ts';
import {
  instanceNamed,
  instancesPath,
  readInstances,
  writeInstances,
} from '../instances/instances-file.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';
import { table } from '../output/table.ts';

interface JsonOption {
  readonly json: boolean;
}

/** `postmeter instances`: names for the services that somebody looks after, with the place of each key. */
export function instancesCommand(): Command {
  const instances = new Command('instances').description(
    'Names for services and the key files that go with them, for --instance.',
  );
  withJson(withExamples(instances.command('list'), 'npx postmeter instances list'))
    .description('Lists them.')
    .action(list);
  withJson(
    withExamples(
      instances.command('add'),
      'npx postmeter instances add production --url https://billing.example.net --key ann.key.json',
    ),
  )
    .description('Adds one, or changes it. The first one counts from then on where none is named.')
    .argument('<name>', 'such as production', nameArgument)
    .requiredOption('--url <url>', 'the address of the service', urlArgument)
    .requiredOption('--key <file>', 'the private key; only the path of the file is kept')
    .action(add);
  withJson(
    withExamples(
      instances.command('use'),
      'npx postmeter instances use production',
      'npx postmeter status --instance staging',
    ),
  )
    .description('Makes one count where none is named; `demo` stands for the one on this machine.')
    .argument('<name>', 'its name')
    .action(use);
  withJson(withExamples(instances.command('remove'), 'npx postmeter instances remove staging'))
    .description('Forgets one. Its key file stays.')
    .argument('<name>', 'its name')
    .action(remove);
  return instances;
}

function withJson(command: Command): Command {
  return command.option('--json', 'print JSON, for programs', false);
}

async function list(options: JsonOption): Promise<void> {
  const known = await readInstances();
  const entries = Object.entries(known.instances);
  print(options, known, () =>
    entries.length === 0
      ? `None yet; they would be in ${instancesPath()}.`
      : table(
          [{ title: '' }, { title: 'name' }, { title: 'service' }, { title: 'key' }],
          entries.map(([name, { url, key }]) => [
            name === known.default ? '*' : '',
            name,
            url,
            key,
          ]),
        ),
  );
}

async function add(
  name: string,
  { url, key, ...options }: JsonOption & { readonly url: string; readonly key: string },
): Promise<void> {
  const path = resolve(key);
  await readKeyFile(path);
  const known = await readInstances();
  const changed = {
    default: known.default ?? name,
    instances: { ...known.instances, [name]: { url, key: path } },
  };
  await writeInstances(changed);
  const usual = changed.default === name ? ' It counts where none is named.' : '';
  print(options, changed, `${name} is ${url} with the key in ${path}.${usual}`);
}

async function use(name: string, options: JsonOption): Promise<void> {
  const known = await readInstances();
  if (name !== DEMO) instanceNamed(known, name);
  const changed = { ...known, default: name === DEMO ? null : name };
  await writeInstances(changed);
  print(options, changed, `${name} counts where none is named.`);
}

async function remove(name: string, options: JsonOption): Promise<void> {
  const known = await readInstances();
  instanceNamed(known, name);
  const { [name]: _, ...instances } = known.instances;
  const changed = { default: known.default === name ? null : known.default, instances };
  await writeInstances(changed);
  print(options, changed, `${name} is forgotten. Its key file stays where it is.`);
}

/** The instance that needs no name: what `npm run demo` starts. */
const DEMO = 'demo';

function nameArgument(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(text) && text !== DEMO) return text;
  throw new InvalidArgumentError('A name has small letters, digits and dashes; "demo" is taken.');
}

function urlArgument(text: string): string {
  if (isAddress(text)) return text;
  throw new InvalidArgumentError('An address begins with https:// or http://.');
}
