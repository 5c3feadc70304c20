import { describe, expect, it } from 'vitest';
import { createPasswordHashers } from '#adapters/platform/password-hashers.ts';
import { createPasswordLine } from '#adapters/platform/password-line.ts';
import { err, ok } from '#core/result.ts';
import type { Passwords } from '#ports/passwords.ts';

const BUSY = { disposition: 'unavailable', code: 'hashing_busy', detail: '' } as const;

/** Work that is done when the test says so. */
function gatedScrypt() {
  const begun: string[] = [];
  const waiting: { resolve(key: string): void; reject(error: Error): void }[] = [];
  const hash = (password: string) => {
    begun.push(password);
    return new Promise<string>((resolve, reject) => waiting.push({ resolve, reject }));
  };
  return {
    scrypt: { hash, verify: async () => true },
    begun,
    async finish(error?: Error) {
      await expect.poll(() => waiting.length).toBeGreaterThan(0);
      const work = waiting.shift();
      if (error) work?.reject(error);
      else work?.resolve('key');
    },
  };
}

describe('createPasswordLine', () => {
  it('hashes one after the other, and refuses whoever finds every place taken', async () => {
    const { scrypt, begun, finish } = gatedScrypt();
    const line = createPasswordLine(scrypt, 2);
    const first = line.hash('first');
    const second = line.hash('second');
    expect(await line.hash('third')).toMatchObject({
      ok: false,
      error: { disposition: 'unavailable', code: 'hashing_busy' },
    });
    expect(await line.verify('fourth', undefined)).toMatchObject({ ok: false });
    await expect.poll(() => begun).toEqual(['first']);
    await finish();
    expect(await first).toEqual(ok('key'));
    await finish();
    expect(await second).toEqual(ok('key'));
    expect(begun).toEqual(['first', 'second']);
    expect(await line.verify('fifth', undefined)).toEqual(ok(true));
  });

  it('goes on, with the place free again, after work that failed', async () => {
    const { scrypt, finish } = gatedScrypt();
    const line = createPasswordLine(scrypt, 1);
    const failing = line.hash('first');
    await finish(new Error('no memory'));
    await expect(failing).rejects.toThrow('no memory');
    const next = line.hash('second');
    await finish();
    expect(await next).toEqual(ok('key'));
  });

  it('lets others have a turn between two passwords', async () => {
    const turns: string[] = [];
    const hash = async (password: string) => {
      turns.push(password);
      setTimeout(() => turns.push(`somebody after the ${password}`), 0);
      return password;
    };
    const line = createPasswordLine({ hash, verify: async () => true }, 2);
    await Promise.all([line.hash('first'), line.hash('second')]);
    expect(turns).toEqual(['first', 'somebody after the first', 'second']);
  });
});

/** Objects by name, as a namespace has them. */
function namespaceOf(objects: Readonly<Record<string, Passwords>>): DurableObjectNamespace {
  const namespace = { idFromName: (name: string) => name, get: (id: string) => objects[id] };
  return namespace as unknown as DurableObjectNamespace; // the part that is used
}

function hasher(answer: () => ReturnType<Passwords['verify']>) {
  const asked: string[] = [];
  const verify = (password: string) => {
    asked.push(password);
    return answer();
  };
  return { asked, object: { hash: async () => ok('key'), verify } satisfies Passwords };
}

const silent = () => {
  const lines: unknown[] = [];
  const log = (...line: unknown[]) => void lines.push(line);
  return { lines, log: { info: log, warn: log, error: log } };
};

describe('createPasswordHashers', () => {
  const PLAIN = { objects: 2, timeoutMs: 5_000 };

  it.each([
    ['is full', async () => err(BUSY)],
    ['fails', () => Promise.reject(new Error('reset'))],
  ])('asks another object where one %s', async (_, answer) => {
    const bad = hasher(answer);
    const good = hasher(async () => ok(true));
    const namespace = namespaceOf({ 'hasher-0': bad.object, 'hasher-1': good.object });
    const passwords = createPasswordHashers(namespace, PLAIN, silent().log);
    for (let n = 0; n < 30; n++) expect(await passwords.verify('Abcdef123', 'h')).toEqual(ok(true));
    expect(bad.asked.length).toBeGreaterThan(0);
    expect(good.asked).toHaveLength(30);
  });

  it('takes no for an answer: a wrong password is not tried elsewhere', async () => {
    const objects = [hasher(async () => ok(false)), hasher(async () => ok(false))];
    const namespace = namespaceOf({
      'hasher-0': objects[0]?.object as Passwords,
      'hasher-1': objects[1]?.object as Passwords,
    });
    const passwords = createPasswordHashers(namespace, PLAIN, silent().log);
    expect(await passwords.verify('Abcdef123', 'h')).toEqual(ok(false));
    expect(objects.flatMap(({ asked }) => asked)).toHaveLength(1);
  });

  it('says that it is busy where both are', async () => {
    const { object } = hasher(async () => err(BUSY));
    const namespace = namespaceOf({ 'hasher-0': object, 'hasher-1': object });
    const passwords = createPasswordHashers(namespace, PLAIN, silent().log);
    expect(await passwords.verify('Abcdef123', 'h')).toEqual(err(BUSY));
  });

  it('is a failure that may be tried again where no object answers, and tells the log no password', async () => {
    const { object } = hasher(() => Promise.reject(new Error('reset')));
    const { log, lines } = silent();
    const namespace = namespaceOf({ 'hasher-0': object });
    const passwords = createPasswordHashers(namespace, { ...PLAIN, objects: 1 }, log);
    expect(await passwords.verify('Abcdef123', 'h')).toMatchObject({
      ok: false,
      error: { disposition: 'unavailable', code: 'hashing_lost' },
    });
    expect(JSON.stringify(lines)).toContain('password_hasher_failed');
    expect(JSON.stringify(lines)).not.toContain('Abcdef123');
  });

  it('does not wait for an object that hangs', async () => {
    const { object } = hasher(() => new Promise(() => {}));
    const namespace = namespaceOf({ 'hasher-0': object, 'hasher-1': object });
    const passwords = createPasswordHashers(namespace, { ...PLAIN, timeoutMs: 20 }, silent().log);
    expect(await passwords.verify('Abcdef123', 'h')).toMatchObject({
      ok: false,
      error: { disposition: 'unavailable', code: 'hashing_lost' },
    });
  });
});
