/**
 * Client passwords under scrypt (RFC 7914), stored as `scrypt$N$r$p$salt$key` with base64url. It blocks the isolate for
 * some 0.14 s, in the callback form too: workerd has no threads for it. So it is done where nobody else waits.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export interface Scrypt {
  /** Text that carries its own parameters and salt. */
  hash(password: string): Promise<string>;
  /** False for a wrong password and for no hash at all, in the same time. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}

export interface ScryptParameters {
  /** N: memory and time, a power of two. */
  readonly cost: number;
  /** r, in blocks of 128 bytes. */
  readonly blockSize: number;
  /** p. */
  readonly parallelization: number;
}

interface StoredHash extends ScryptParameters {
  readonly salt: Uint8Array;
  readonly key: Uint8Array;
}

/** OWASP's Password Storage Cheat Sheet gives N=2^14, r=8, p=5 for 16 MiB; a Worker has 128 MB in all. */
const CURRENT: ScryptParameters = { cost: 16_384, blockSize: 8, parallelization: 5 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** Bounds for parameters that are read back: a stored text must not be able to exhaust the Worker. */
const COST_MAX = 65_536;
const BLOCK_SIZE_MAX = 16;
const PARALLELIZATION_MAX = 16;
const MEMORY_MAX_BYTES = 64 * 1024 * 1024;

const PATTERN = /^scrypt\$(\d{1,6})\$(\d{1,2})\$(\d{1,2})\$([\w-]{22,86})\$([\w-]{43,86})$/;

/** `made` are those of new hashes; a stored one is verified under its own. */
export function createScrypt(made: ScryptParameters = CURRENT): Scrypt {
  /** Nobody's: what an unknown address is compared with. */
  const nobody: StoredHash = {
    ...made,
    salt: new Uint8Array(SALT_BYTES),
    key: new Uint8Array(KEY_BYTES),
  };
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const key = await derive(password, salt, KEY_BYTES, made);
      const { cost, blockSize, parallelization } = made;
      const encoded = [salt, key].map((bytes) => bytes.toString('base64url'));
      return ['scrypt', cost, blockSize, parallelization, ...encoded].join('$');
    },
    async verify(password, hash) {
      const stored = hash === undefined ? undefined : parse(hash);
      const { key, salt, ...parameters } = stored ?? nobody;
      const given = await derive(password, salt, key.length, parameters);
      return timingSafeEqual(given, key) && stored !== undefined;
    },
  };
}

/** NFKC first: the same password typed on two systems may differ in how its accents are composed. */
function derive(
  password: string,
  salt: Uint8Array,
  keyBytes: number,
  parameters: ScryptParameters,
): Promise<Buffer> {
  const options = { ...parameters, maxmem: 2 * MEMORY_MAX_BYTES };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function parse(hash: string): StoredHash | undefined {
  const match = PATTERN.exec(hash);
  if (!match) return undefined;
  const [cost = 0, blockSize = 0, parallelization = 0] = match.slice(1, 4).map(Number);
  const isPowerOfTwo = cost > 1 && (cost & (cost - 1)) === 0;
  if (!isPowerOfTwo || cost > COST_MAX) return undefined;
  if (blockSize < 1 || blockSize > BLOCK_SIZE_MAX) return undefined;
  if (parallelization < 1 || parallelization > PARALLELIZATION_MAX) return undefined;
  if (128 * cost * blockSize > MEMORY_MAX_BYTES) return undefined;
  const [salt = '', key = ''] = match.slice(4);
  return {
    cost,
    blockSize,
    parallelization,
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}
