/**
 * Digests, and sealing as compact JWE (RFC 7516: `dir`, A256GCM) under a key that HKDF-SHA-256 (RFC 5869) derives.
 * Each use has its own info string, so that what one key sealed opens under no other. No salt: the secrets are random.
 */
import { createHash } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { DigestStream, Secrets } from '#ports/secrets.ts';

/** A shorter one could be guessed from what it sealed. */
const APP_SECRET_MIN_CHARACTERS = 32;
/** Longer than anything that is ever sealed; keeps a stranger's text from being decoded at all. */
const SEALED_MAX_CHARACTERS = 16_384;

const SERVICE_INFO = 'postmeter seal v1';
const HOLDER_INFO = 'postmeter seal-with v1';

const ENCODER = new TextEncoder();

export function createSecrets(appSecret: string): Secrets {
  if (appSecret.length < APP_SECRET_MIN_CHARACTERS) {
    throw new Error(`the service's secret has less than ${APP_SECRET_MIN_CHARACTERS} characters`);
  }
  // The key and not its promise: a promise of one request must not be awaited in another.
  let known: CryptoKey | undefined;
  async function serviceKey(): Promise<CryptoKey> {
    known ??= await deriveKey(appSecret, SERVICE_INFO);
    return known;
  }
  return {
    digest,
    digests: (texts) => Promise.all(texts.map(digest)),
    digestStream,
    sealWith: async (secret, text) => encrypt(text, await deriveKey(secret, HOLDER_INFO)),
    openWith: async (secret, sealed) => decrypt(sealed, await deriveKey(secret, HOLDER_INFO)),
    seal: async (text) => encrypt(text, await serviceKey()),
    open: async (sealed) => decrypt(sealed, await serviceKey()),
  };
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', ENCODER.encode(text));
  return Buffer.from(bytes).toString('hex');
}

/** By node:crypto, because Web Crypto has no digest in parts. */
function digestStream(): DigestStream {
  const hash = createHash('sha256');
  return {
    update: (part) => void hash.update(part),
    hex: () => hash.digest('hex'),
  };
}

async function deriveKey(secret: string, info: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', ENCODER.encode(secret), 'HKDF', false, [
    'deriveKey',
  ]);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: ENCODER.encode(info) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function encrypt(text: string, key: CryptoKey): Promise<string> {
  return new CompactEncrypt(ENCODER.encode(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(key);
}

/** The algorithms are fixed here: a text that names others is foreign. */
async function decrypt(sealed: string, key: CryptoKey): Promise<string | undefined> {
  if (sealed.length > SEALED_MAX_CHARACTERS) return undefined;
  try {
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return new TextDecoder().decode(plaintext);
  } catch {
    return undefined;
  }
}
