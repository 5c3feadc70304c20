// `npm run key -- NAME`: an Ed25519 key pair for signing requests. The private part stays in the file.
import { Command, InvalidArgumentError } from 'commander';
import { createKeyFile } from './admin/key-file.ts';
import { makeAdminKey, publicPart } from './instance/admin-key.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  const command = new Command('key')
    .description('Makes a key pair for signed requests and prints what goes into ADMIN_JWKS.')
    .argument('<name>', 'yours; the key id begins with it', nameArgument)
    .exitOverride()
    .parse();
  const [name = ''] = command.processedArgs as [string];
  const file = `${name}.key.json`;
  const key = makeAdminKey(name);
  await createKeyFile(file, key);
  console.error(`Wrote ${file}: the private key. Only you can read it; keep it that way.`);
  console.error(
    'ADMIN_JWKS is the next line; where it holds other keys, add this one to its list.',
  );
  console.log(JSON.stringify({ keys: [publicPart(key)] }));
  return EXIT.ok;
});

function nameArgument(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(text)) return text;
  throw new InvalidArgumentError('A name has letters, digits, points, dashes and underscores.');
}
