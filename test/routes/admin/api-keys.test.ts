import { beforeEach, describe, expect, it } from 'vitest';
import { call, makeKey } from '../../support/api.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { draftOn, enterArea } from '../../support/operators.ts';
import { newWorld, READER, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});

const PATH = '/admin/api-keys';
const wanted = { action: 'create_api_key', name: 'books', scopes: ['read:runs', 'read:invoices'] };

async function create(fields: object = {}): Promise<{ keyId: string; key: string }> {
  const answer = await world.admin(PATH, { ...wanted, ...fields });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return answer.json();
}

async function refusal(claims: Readonly<Record<string, unknown>>): Promise<unknown> {
  const answer = await world.admin(PATH, claims);
  return [answer.status, (await answer.json<{ code: string }>()).code];
}

const status = async (key: string) => (await call(world, key, '/api/v1/runs')).status;

describe('POST /admin/api-keys, create', () => {
  it('answers a key that works at once, of which nothing but a digest is stored', async () => {
    const { keyId, key } = await create();
    expect(await status(key)).toBe(200);
    const secret = key.split('_').slice(2).join('_');
    expect(JSON.stringify(await wholeDatabase())).not.toContain(secret);
    expect(await auditRows('api_key_created')).toEqual([
      {
        actor: 'admin:test-admin',
        action: 'api_key_created',
        subjectId: keyId,
        detail: JSON.stringify({
          name: 'books',
          scopes: 'read:runs read:invoices',
          expires: 'never',
        }),
      },
    ]);
  });

  it('keeps each scope once, and its end to the second', async () => {
    const scopes = ['read:runs', 'read:runs'];
    const { key } = await create({ scopes, expiresAt: '2026-11-10T12:01:00Z' });
    const { keys } = await (await world.adminRead(PATH)).json<{ keys: unknown[] }>();
    expect(keys).toMatchObject([
      { scopes: ['read:runs'], expiresAt: '2026-11-10T12:01:00.000Z', lastUsedAt: null },
    ]);
    expect(JSON.stringify(keys)).not.toContain('hash');
    await world.passMs(59_999);
    expect(await status(key)).toBe(200);
    await world.passMs(1);
    expect(await status(key)).toBe(401);
  });

  it.each([
    ['no name', { name: ' ' }, [400, 'claims_malformed']],
    ['no scope', { scopes: [] }, [400, 'claims_malformed']],
    ['an unknown scope', { scopes: ['write:everything'] }, [400, 'claims_malformed']],
    ['an end that is no time', { expiresAt: 'soon' }, [400, 'claims_malformed']],
    ['an end that is past', { expiresAt: '2026-11-10T12:00:00Z' }, [422, 'expiry_past']],
  ])('refuses %s', async (_what, fields, expected) => {
    expect(await refusal({ ...wanted, ...fields })).toEqual(expected);
    expect(await world.sql('SELECT 1 FROM api_key')).toEqual([]);
  });
});

describe('POST /admin/api-keys, revoke', () => {
  it('ends a key at once, as often as it is said', async () => {
    const { keyId, key } = await create();
    for (let times = 0; times < 2; times++) {
      const answer = await world.admin(PATH, { action: 'revoke_api_key', keyId });
      expect(answer.status).toBe(200);
      expect(await status(key)).toBe(401);
    }
    expect(await auditRows('api_key_revoked')).toHaveLength(1);
  });

  it.each(['x', `key_${'0'.repeat(26)}`, 5])('knows no key %j', async (keyId) => {
    const expected = keyId === 5 ? [400, 'claims_malformed'] : [404, 'api_key_unknown'];
    expect(await refusal({ action: 'revoke_api_key', keyId })).toEqual(expected);
  });
});

describe('/admin/keys', () => {
  it('shows a new key once, and never again', async () => {
    const jar = await enterArea(world);
    const made = await jar.post('/admin/keys/new', [
      ['draft', await draftOn(jar, '/admin/keys/new')],
      ['name', 'books <b>'],
      ['scope', 'read:runs'],
      ['scope', 'made:up'],
      ['days', '30'],
    ]);
    const html = await made.text();
    expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const key = /pmk_\w+-?[\w-]+/.exec(html)?.[0] ?? '';
    expect(await status(key)).toBe(200);
    const list = await jar.read('/admin/keys');
    expect(list).toContain('books &lt;b&gt;');
    expect(list).toContain('read:runs');
    expect(list).not.toContain('pmk_');
    await world.passMs(30 * 24 * 3_600_000);
    expect(await status(key)).toBe(401);
  });

  it('makes one key of a form that is sent twice, and shows the same', async () => {
    const jar = await enterArea(world);
    const draft = await draftOn(jar, '/admin/keys/new');
    const form = { name: 'books', scope: 'read:runs', draft };
    const answers = await Promise.all([1, 2].map(() => jar.post('/admin/keys/new', form)));
    const keys = await Promise.all(
      answers.map(async (answer) => /pmk_\w+-?[\w-]+/.exec(await answer.text())?.[0]),
    );
    expect(new Set(keys).size).toBe(1);
    expect(await status(keys[0] ?? '')).toBe(200);
    expect(await auditRows('api_key_created')).toHaveLength(1);
  });

  it('makes no key of a draft that is old, made up or another page’s', async () => {
    const jar = await enterArea(world);
    const old = await draftOn(jar, '/admin/keys/new');
    await world.passMs(60 * 60_000);
    const now = await enterArea(world);
    const strange = [old, 'x', await draftOn(now, '/admin/webhooks/new')];
    for (const draft of strange) {
      const form = { name: 'books', scope: 'read:runs', draft };
      const answer = await now.post('/admin/keys/new', form);
      expect([answer.status, await answer.text()]).toEqual([
        422,
        expect.stringContaining('form_too_old'),
      ]);
    }
    expect(await world.sql('SELECT 1 FROM api_key')).toEqual([]);
  });

  it.each([
    [{ scope: 'read:runs' }, 'name_missing'],
    [{ name: 'books' }, 'scopes_missing'],
    [{ name: 'books', scope: 'all' }, 'scopes_missing'],
  ])('refuses %j with what was typed', async (fields, code) => {
    const jar = await enterArea(world);
    const answer = await jar.post('/admin/keys/new', fields);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(code)]);
    expect(await world.sql('SELECT 1 FROM api_key')).toEqual([]);
  });

  it('revokes after asking, and knows no other key', async () => {
    const { id, text } = await makeKey(world);
    const jar = await enterArea(world);
    expect(await jar.read(`/admin/keys/${id}/revoke`)).toContain('Revoke the key');
    expect(await status(text)).toBe(200);
    const answer = await jar.post(`/admin/keys/${id}/revoke`, {});
    expect(answer.headers.get('location')).toBe(`/admin/keys?revoked=${id}`);
    expect(await status(text)).toBe(401);
    expect(await jar.read(`/admin/keys?revoked=${id}`)).toContain('is refused from now on');
    for (const other of ['x', `key_${'0'.repeat(26)}`]) {
      expect((await jar.get(`/admin/keys/${other}/revoke`)).status).toBe(404);
      expect((await jar.post(`/admin/keys/${other}/revoke`, {})).status).toBe(404);
    }
  });

  it('makes no key for a browser that was left open, nor for a reader', async () => {
    const fields = { name: 'books', scope: 'read:runs' };
    const reader = await enterArea(world, READER);
    expect((await reader.post('/admin/keys/new', fields)).status).toBe(403);
    expect(await reader.read('/admin/keys')).not.toContain('/admin/keys/new');
    const jar = await enterArea(world);
    await world.passMs(6 * 60_000);
    expect((await jar.post('/admin/keys/new', fields)).headers.get('location')).toBe(
      '/admin/confirm?next=%2Fadmin%2Fkeys%2Fnew',
    );
    expect(await world.sql('SELECT 1 FROM api_key')).toEqual([]);
  });
});
