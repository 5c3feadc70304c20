import { describe, expect, it } from 'vitest';
import { createScrypt } from '#adapters/platform/scrypt.ts';

const scrypt = createScrypt();

/** Well formed, and nobody's. */
const STORED = `scrypt$16384$8$1$${'A'.repeat(22)}$cCO9yzr9c0hGHAbNgf046_2o-7qQT44-qbVD9lRdofI`;

describe('createScrypt', () => {
  it('verifies what it hashed, and nothing else', async () => {
    const hash = await scrypt.hash('Abcdef123');
    expect(hash).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/);
    expect(await scrypt.verify('Abcdef123', hash)).toBe(true);
    expect(await scrypt.verify('Abcdef124', hash)).toBe(false);
    expect(await scrypt.verify('', hash)).toBe(false);
  });

  it('salts', async () => {
    const [a, b] = await Promise.all([scrypt.hash('same'), scrypt.hash('same')]);
    expect(a).not.toBe(b);
  });

  it('takes the same letters in another composition for the same', async () => {
    const hash = await scrypt.hash('Jos\u00e9-12345');
    expect(await scrypt.verify('Jose\u0301-12345', hash)).toBe(true);
  });

  it('reads parameters from the stored text', async () => {
    const stored = await derived('pleaseletmein', 1024, 8, 1);
    expect(await scrypt.verify('pleaseletmein', stored)).toBe(true);
    expect(await scrypt.verify('pleaseletmeout', stored)).toBe(false);
  });

  it('is false without a hash, even for the empty password', async () => {
    expect(await scrypt.verify('', undefined)).toBe(false);
    expect(await scrypt.verify('Abcdef123', undefined)).toBe(false);
  });

  it.each([
    '',
    'plain',
    'scrypt$16384$8$5$AAAAAAAAAAAAAAAAAAAAAA$',
    STORED.replace('$16384$', '$16383$'),
    STORED.replace('$16384$', '$131072$'),
    STORED.replace('$16384$', '$0$'),
    STORED.replace('$8$', '$99$'),
    STORED.replace('$1$', '$0$'),
    STORED.replace('$16384$8$', '$65536$16$'),
    STORED.replace('scrypt', 'argon2'),
  ])('is false for a stored text that it would not write (%#)', async (stored) => {
    expect(await scrypt.verify('pleaseletmein', stored)).toBe(false);
  });
});

async function derived(password: string, cost: number, blockSize: number, parallelization: number) {
  const { scryptSync } = await import('node:crypto');
  const salt = Buffer.from('0123456789abcdef');
  const key = scryptSync(password, salt, 32, { cost, blockSize, parallelization });
  const parts = [salt, key].map((bytes) => bytes.toString('base64url'));
  return ['scrypt', cost, blockSize, parallelization, ...parts].join('$');
}
