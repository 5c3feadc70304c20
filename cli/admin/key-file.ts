import { readFile, writeFile } from 'node:fs/promises';
import type { AdminKey } from '../instance/admin-key.ts';
import { CommandFault } from '../output/command-fault.ts';
import { EXIT } from '../output/exit.ts';

const NO_KEY = { code: 'key_missing', exitCode: EXIT.forbidden } as const;

/** The private key of an admin, from a file with a JWK. */
export async function readKeyFile(path: string): Promise<AdminKey> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new CommandFault(
      `There is no key file at ${path}.`,
      'A demo writes its key when it starts: npm run demo. Another key is named with --key or POSTMETER_KEY.',
      NO_KEY,
    );
  }
  const key = parseKey(text);
  if (key) return key;
  throw new CommandFault(
    `${path} holds no admin key.`,
    'It must be a private Ed25519 key as JWK: kty "OKP", crv "Ed25519", x, d and a kid.',
    NO_KEY,
  );
}

/** Readable by its owner alone; a file that is there stays as it is, because a private key cannot be made again. */
export async function createKeyFile(path: string, key: AdminKey): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // what writeFile throws
    if (code === 'EEXIST') {
      throw new CommandFault(
        `${path} exists and is not overwritten.`,
        'Choose another name, or move the file away.',
      );
    }
    throw new CommandFault(`${path} cannot be written${code ? ` (${code})` : ''}.`);
  }
}

function parseKey(text: string): AdminKey | undefined {
  try {
    const key = JSON.parse(text) as Partial<AdminKey> | null; // each field is checked below
    const isKey = key?.kty === 'OKP' && key.crv === 'Ed25519' && key.x && key.d && key.kid;
    return isKey ? (key as AdminKey) : undefined;
  } catch {
    return undefined;
  }
}
