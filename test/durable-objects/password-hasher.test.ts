import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createScrypt } from '#adapters/platform/scrypt.ts';
import { ok } from '#core/result.ts';
import type { Passwords } from '#ports/passwords.ts';
import { PasswordHasher } from '../../src/durable-objects/password-hasher.ts';

const PASSWORD = 'Abcdef123';
/** Of the least that scrypt can be asked for. */
const QUICKLY_HASHED = `scrypt$2$1$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

function newHasher() {
  const stub = env.PASSWORD_HASHER.get(env.PASSWORD_HASHER.idFromName(crypto.randomUUID()));
  return { stub, hasher: stub as unknown as Passwords };
}

describe('PasswordHasher', () => {
  it('hashes and verifies as the service always did', async () => {
    const { hasher } = newHasher();
    const stored = await createScrypt().hash(PASSWORD);
    expect(await hasher.verify(PASSWORD, stored)).toEqual(ok(true));
    expect(await hasher.verify('Abcdef124', stored)).toEqual(ok(false));
    expect(await hasher.verify(PASSWORD, undefined)).toEqual(ok(false));
    const hashed = await hasher.hash(PASSWORD);
    expect(hashed).toMatchObject({
      ok: true,
      value: expect.stringMatching(/^scrypt\$16384\$8\$5/),
    });
  });

  it('refuses at once when many wait, and stores nothing of any of them', async () => {
    const { stub, hasher } = newHasher();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => hasher.verify(PASSWORD, QUICKLY_HASHED)),
    );
    const busy = answers.filter((one) => !one.ok && one.error.code === 'hashing_busy').length;
    const done = answers.filter((one) => one.ok).length;
    expect(busy).toBeGreaterThan(0);
    expect(done).toBeGreaterThanOrEqual(16);
    expect(busy + done).toBe(100);
    const kept = await runInDurableObject(stub, async (_object, { storage }) => ({
      keys: (await storage.list()).size,
      tables: storage.sql
        .exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
        .toArray(),
    }));
    expect(kept).toEqual({ keys: 0, tables: [] });
  });

  it('has no handler for requests: only calls through the binding reach it', () => {
    expect(Object.getOwnPropertyNames(PasswordHasher.prototype).sort()).toEqual([
      'constructor',
      'hash',
      'verify',
    ]);
  });
});
