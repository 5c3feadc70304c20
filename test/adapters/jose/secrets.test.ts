import { CompactEncrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { createSecrets } from '#adapters/jose/secrets.ts';

const APP_SECRET = 'a-secret-of-the-tests-0123456789-abcdef';
const secrets = createSecrets(APP_SECRET);

/** FIPS 180-4's example. */
const SHA256_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('createSecrets', () => {
  it('digests by SHA-256, one text, several in order, or in parts', async () => {
    expect(await secrets.digest('abc')).toBe(SHA256_ABC);
    expect(await secrets.digests(['x', 'abc'])).toEqual([await secrets.digest('x'), SHA256_ABC]);
    expect(await secrets.digests([])).toEqual([]);
    const stream = secrets.digestStream();
    stream.update('a');
    stream.update(new TextEncoder().encode('bc'));
    expect(stream.hex()).toBe(SHA256_ABC);
    expect(secrets.digestStream().hex()).toBe(await secrets.digest(''));
  });

  it('digests text as UTF-8, in parts or whole', async () => {
    const stream = secrets.digestStream();
    stream.update('Grüße ');
    stream.update('🚀');
    expect(stream.hex()).toBe(await secrets.digest('Grüße 🚀'));
  });

  it('opens what it sealed, with another text each time', async () => {
    const sealed = await secrets.seal('Grüße');
    expect(await secrets.open(sealed)).toBe('Grüße');
    expect(await secrets.seal('Grüße')).not.toBe(sealed);
    expect(await createSecrets(APP_SECRET).open(sealed)).toBe('Grüße');
  });

  it('opens under the secret that sealed and under no other', async () => {
    const sealed = await secrets.sealWith('one-secret', 'text');
    expect(await secrets.openWith('one-secret', sealed)).toBe('text');
    expect(await secrets.openWith('another', sealed)).toBeUndefined();
  });

  it('keeps the service key apart from keys of holders, even for the same secret', async () => {
    expect(await secrets.openWith(APP_SECRET, await secrets.seal('text'))).toBeUndefined();
    expect(await secrets.open(await secrets.sealWith(APP_SECRET, 'text'))).toBeUndefined();
  });

  it('does not open under another service secret', async () => {
    const other = createSecrets(APP_SECRET.toUpperCase());
    expect(await other.open(await secrets.seal('text'))).toBeUndefined();
  });

  it('does not open what was changed in any part', async () => {
    const sealed = await secrets.seal('text');
    const parts = sealed.split('.');
    for (const index of [0, 2, 3, 4]) {
      const first = parts[index]?.[0] === 'A' ? 'B' : 'A';
      const changed = parts.map((part, at) => (at === index ? first + part.slice(1) : part));
      expect(await secrets.open(changed.join('.'))).toBeUndefined();
    }
  });

  it.each(['', 'text', 'a.b.c', '....', 'a..b.c.d', 'x'.repeat(100_000)])(
    'does not open foreign text (%#)',
    async (sealed) => {
      expect(await secrets.open(sealed)).toBeUndefined();
      expect(await secrets.openWith('secret', sealed)).toBeUndefined();
    },
  );

  it('does not open a JWE by another algorithm', async () => {
    const foreign = await new CompactEncrypt(new TextEncoder().encode('text'))
      .setProtectedHeader({ alg: 'A256KW', enc: 'A256GCM' })
      .encrypt(crypto.getRandomValues(new Uint8Array(32)));
    expect(await secrets.open(foreign)).toBeUndefined();
  });

  it('refuses a short secret without repeating it', () => {
    expect(() => createSecrets('short')).toThrow(/less than 32/);
    expect(() => createSecrets('short')).not.toThrow(/short/);
  });
});
