import { Command, InvalidArgumentError } from 'commander';
import { createKeyFile } from '../admin/key-file.ts';
import { makeAdminKey, publicPart } from '../instance/admin-key.ts';
import { withExamples } from '../output/examples.ts';

/** `postmeter key`: an Ed25519 key pair for signing requests. The private part stays in the file. */
export function keyCommand(): Command {
  const command = new Command('key')
    .description('Makes a key pair for signed requests and prints what goes into ADMIN_JWKS.')
    .argument('<name>', 'yours; the key id begins with it', nameArgument)
    .option('--reader', 'a key that reads and changes nothing', false)
    .option('--json', 'print JSON; what goes into ADMIN_JWKS is JSON anyway', false)
    .action(makeKey);
  return withExamples(
    command,
    'npx postmeter key ann                 # writes ann.key.json',
    'npx postmeter key auditor --reader',
  );
}

async function makeKey(name: string, { reader }: { readonly reader: boolean }): Promise<void> {
  const file = `${name}.key.json`;
  const key = makeAdminKey(name);
  await createKeyFile(file, key);
  console.error(`Wrote ${file}: the private key. Only you can read it; keep it that way.`);
  console.error(
    'ADMIN_JWKS is the next line; where it holds other keys, add this one to its list.',
  );
  const published = { ...publicPart(key), ...(reader && { role: 'reader' }) };
  console.log(JSON.stringify({ keys: [published] }));
}

function nameArgument(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(text)) return text;
  throw new InvalidArgumentError('A name has letters, digits, points, dashes and underscores.');
}
