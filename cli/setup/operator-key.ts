import { access } from 'node:fs/promises';
import { createKeyFile, readKeyFile } from '../admin/key-file.ts';
import { type AdminKey, makeAdminKey } from '../instance/admin-key.ts';

export interface OperatorKey {
  readonly file: string;
  readonly key: AdminKey;
  readonly isNew: boolean;
}

/** The key in NAME.key.json of the current folder; a new pair where there is none. Only its public part ever leaves. */
export async function operatorKey(name: string): Promise<OperatorKey> {
  const file = `${name}.key.json`;
  if (await exists(file)) return { file, key: await readKeyFile(file), isNew: false };
  const key = makeAdminKey(name);
  await createKeyFile(file, key);
  return { file, key, isNew: true };
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
