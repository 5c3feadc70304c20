import { randomBytes, scrypt } from 'node:crypto';

/** N, r and p of the service's own hashes, so that seeded clients log in like any other. */
const PARAMETERS = { cost: 16_384, blockSize: 8, parallelization: 5 } as const;
const MAX_MEMORY_BYTES = 64 * 1024 * 1024;

/** `scrypt$N$r$p$salt$key`, the form in which the service keeps passwords. */
export function hashPassword(password: string): Promise<string> {
  const { cost, blockSize, parallelization } = PARAMETERS;
  const salt = randomBytes(16);
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { ...PARAMETERS, maxmem: MAX_MEMORY_BYTES }, (error, key) => {
      if (error) return reject(error);
      const encoded = [salt, key].map((bytes) => bytes.toString('base64url'));
      resolve(['scrypt', cost, blockSize, parallelization, ...encoded].join('$'));
    });
  });
}
