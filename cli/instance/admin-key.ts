import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An Ed25519 key as JWK (RFC 8037). */
export interface PublicAdminKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
}

export interface AdminKey extends PublicAdminKey {
  readonly d: string;
}

/** A fresh key whose `kid` begins with `name`. */
export function makeAdminKey(name: string): AdminKey {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  if (x === undefined || d === undefined) throw new Error('an Ed25519 key without x or d');
  return { kty: 'OKP', crv: 'Ed25519', kid: `${name}-${randomBytes(4).toString('hex')}`, x, d };
}

/** What may stand in a setting. */
export function publicPart({ kty, crv, kid, x }: AdminKey): PublicAdminKey {
  return { kty, crv, kid, x };
}

/** Readable by its owner alone; an older key at the place is replaced. */
export async function writeAdminKey(path: string, key: AdminKey): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true }); // the mode counts only where the file is made anew
  await writeFile(path, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600 });
}
