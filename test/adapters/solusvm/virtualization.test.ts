import { describe, expect, it } from 'vitest';
import { createPanelClient } from '#adapters/solusvm/panel-client.ts';
import { createVirtualization } from '#adapters/solusvm/virtualization.ts';
import { newEmulators, type TestEmulators } from '../../support/emulators.ts';

const NEW_USER = { email: 'ann@example.com', password: 'Abcdef123', billingUserId: 1042 };

function panelOf(
  emulators: TestEmulators,
  settings: Partial<Parameters<typeof createVirtualization>[1]> = {},
  token = emulators.panelToken,
  timeoutMs = 5_000,
) {
  const client = createPanelClient({
    apiUrl: emulators.panelApiUrl,
    token,
    timeoutMs,
    maxBodyBytes: 1_000_000,
    fetch: globalThis.fetch,
  });
  return createVirtualization(client, {
    roleId: 2,
    limitGroupId: 1,
    adminRoleId: 1,
    signOnUrlTemplate: `${emulators.panelUrl}/auth/one-time?token={token}`,
    ...settings,
  });
}

describe('createVirtualization: findUsers', () => {
  it('reads all pages, links as numbers, and who is an administrator', async () => {
    const emulators = newEmulators();
    await emulators.panelOptions({ defaultPerPage: 2 });
    await emulators.seed(
      { email: 'ann@panel.example', password: 'Abcdef123', billing_user_id: 7 },
      { email: 'joann@panel.example', password: 'Abcdef123' },
      { email: 'bob@elsewhere.example', password: 'Abcdef123' },
    );
    expect(await panelOf(emulators).findUsers('PANEL.example')).toEqual({
      ok: true,
      value: [
        { id: 1, email: 'admin@panel.example', billingUserId: null, isAdmin: true },
        { id: 2, email: 'ann@panel.example', billingUserId: 7, isAdmin: false },
        { id: 3, email: 'joann@panel.example', billingUserId: null, isAdmin: false },
      ],
    });
    expect((await emulators.requests()).map(({ path }) => path)).toEqual([
      '/users?filter%5Bsearch%5D=PANEL.example&page=1',
      '/users?filter%5Bsearch%5D=PANEL.example&page=2',
    ]);
  });

  it('finds an address with a plus sign', async () => {
    const emulators = newEmulators();
    await emulators.seed({ email: 'ann+vps@example.com', password: 'Abcdef123' });
    const found = await panelOf(emulators).findUsers('ann+vps@example.com');
    expect(found).toMatchObject({ ok: true, value: [{ email: 'ann+vps@example.com' }] });
  });

  it.each([
    ['numeric text', '"0042"', 42],
    ['empty text', '""', null],
    ['text that is no number', '"whmcs-7"', -1],
    ['a fraction', '1.5', -1],
  ])('reads a link that is %s', async (_name, link, billingUserId) => {
    const emulators = newEmulators();
    await emulators.control({ path: '/users', body: listOf(`"billing_user_id":${link}`) });
    const found = await panelOf(emulators).findUsers('x');
    expect(found).toMatchObject({ ok: true, value: [{ id: 5, billingUserId }] });
  });

  it('knows an administrator by name where the role has another id', async () => {
    const emulators = newEmulators();
    const found = await panelOf(emulators, { adminRoleId: 99 }).findUsers('admin');
    expect(found).toMatchObject({ ok: true, value: [{ isAdmin: true }] });
  });

  it.each(['id', 'email', 'roles'])('refuses a user without %s', async (field) => {
    const emulators = newEmulators();
    await emulators.control({ path: '/users', omit: field });
    expect(await panelOf(emulators).findUsers('admin')).toMatchObject({
      ok: false,
      error: { code: 'panel_answer_malformed', disposition: 'unavailable' },
    });
  });

  it.each([
    ['without meta', '{"data":[]}'],
    ['that repeats its first page', listOf('"x":1', { current_page: 1, last_page: 3 })],
    ['that misses rows', listOf('"x":1', { current_page: 1, last_page: 1, total: 2 })],
  ])('refuses a list %s', async (_name, body) => {
    const emulators = newEmulators();
    await emulators.control({ path: '/users', body, times: 9 });
    expect(await panelOf(emulators).findUsers('x')).toMatchObject({
      ok: false,
      error: { code: 'panel_answer_malformed' },
    });
  });

  it('tells a wrong token from a wrong address', async () => {
    const emulators = newEmulators();
    expect(await panelOf(emulators, {}, 'wrong').findUsers('x')).toMatchObject({
      ok: false,
      error: { code: 'panel_refused_token' },
    });
    await emulators.control({ path: '/users', status: 404 });
    expect(await panelOf(emulators).findUsers('x')).toMatchObject({
      ok: false,
      error: { code: 'panel_wrong_address', disposition: 'unavailable' },
    });
  });
});

describe('createVirtualization: createUser', () => {
  it('makes an active user with role, limit group and link, in one call', async () => {
    const emulators = newEmulators();
    const made = await panelOf(emulators).createUser(NEW_USER);
    expect(made).toEqual({ ok: true, value: { panelUserId: 2 } });
    expect(await emulators.panelGet('/users/2')).toMatchObject({
      data: {
        email: 'ann@example.com',
        status: 'active',
        roles: [{ id: 2 }],
        limit_group: { id: 1 },
        billing_user_id: 1042,
      },
    });
    const [request] = await emulators.requests();
    expect(request?.body).toEqual({
      email: 'ann@example.com',
      password: '[redacted]',
      status: 'active',
      roles: [2],
      billing_user_id: 1042,
      limit_group_id: 1,
    });
  });

  it('leaves the limit group to the panel where none is set', async () => {
    const emulators = newEmulators();
    await panelOf(emulators, { limitGroupId: null }).createUser(NEW_USER);
    const [request] = await emulators.requests();
    expect(request?.body).not.toHaveProperty('limit_group_id');
  });

  it('says that the address is taken', async () => {
    const emulators = newEmulators();
    await emulators.seed({ email: 'ANN@example.com', password: 'Abcdef123' });
    expect(await panelOf(emulators).createUser(NEW_USER)).toMatchObject({
      ok: false,
      error: { code: 'panel_email_refused', disposition: 'rejected' },
    });
  });

  it('says that the password is refused', async () => {
    const made = await panelOf(newEmulators()).createUser({ ...NEW_USER, password: 'short' });
    expect(made).toMatchObject({
      ok: false,
      error: { code: 'panel_password_refused', disposition: 'rejected' },
    });
    expect(made.ok || made.error.detail).not.toContain('short');
  });

  it('says what else is refused', async () => {
    const made = await panelOf(newEmulators(), { roleId: 77 }).createUser(NEW_USER);
    expect(made).toMatchObject({
      ok: false,
      error: { code: 'panel_rejected', disposition: 'rejected' },
    });
    expect(made.ok || made.error.detail).toContain('roles.0');
  });

  it.each([
    ['the reply is lost', { loseReply: true }, 'panel_unreachable', 2],
    ['the reply is cut', { truncate: 20 }, 'panel_answer_malformed', 2],
    ['the reply has no id', { omit: 'id' }, 'panel_answer_malformed', 2],
    ['the panel fails', { status: 503 }, 'panel_error', 1],
    ['the panel is too slow', { delayMs: 900 }, 'panel_slow', 1],
  ] as const)('does not know the outcome and does not repeat when %s', async (...args) => {
    const [, effect, code, users] = args;
    const emulators = newEmulators();
    await emulators.control({ path: '/users', method: 'POST', ...effect });
    const limitMs = 'delayMs' in effect ? 500 : undefined;
    const panel = panelOf(emulators, {}, emulators.panelToken, limitMs);
    expect(await panel.createUser(NEW_USER)).toMatchObject({
      ok: false,
      error: { code, disposition: 'unknown' },
    });
    expect(await emulators.panelGet('/users')).toMatchObject({ meta: { total: users } });
    const posts = (await emulators.requests()).filter(({ method }) => method === 'POST');
    expect(posts).toHaveLength(1);
  });

  it('blames the address for a 404', async () => {
    const emulators = newEmulators();
    await emulators.control({ path: '/users', status: 404 });
    expect(await panelOf(emulators).createUser(NEW_USER)).toMatchObject({
      ok: false,
      error: { code: 'panel_wrong_address', disposition: 'rejected' },
    });
  });
});

describe('createVirtualization: linkUser', () => {
  it('writes the link and nothing else', async () => {
    const emulators = newEmulators();
    await emulators.seed({ email: 'ann@example.com', password: 'Abcdef123' });
    expect(await panelOf(emulators).linkUser(2, 1042)).toEqual({ ok: true, value: null });
    expect(await emulators.panelGet('/users/2')).toMatchObject({ data: { billing_user_id: 1042 } });
    const [request] = await emulators.requests();
    expect(request).toMatchObject({ method: 'PUT', body: { billing_user_id: 1042 } });
  });

  it('says that the panel user is gone', async () => {
    expect(await panelOf(newEmulators()).linkUser(99, 1042)).toMatchObject({
      ok: false,
      error: { code: 'panel_user_missing', disposition: 'rejected' },
    });
  });
});

describe('createVirtualization: signOnUrl', () => {
  it('signs the panel user on once', async () => {
    const emulators = newEmulators();
    await emulators.seed({ email: 'ann@example.com', password: 'Abcdef123' });
    const url = await panelOf(emulators).signOnUrl(2);
    if (!url.ok) throw new Error(url.error.detail);
    const [request] = await emulators.requests();
    expect(request).toMatchObject({ path: '/users/2/tokens', body: { is_one_time: true } });
    const first = await fetch(url.value, { redirect: 'manual' });
    expect([first.status, first.headers.has('set-cookie')]).toEqual([302, true]);
    expect((await fetch(url.value, { redirect: 'manual' })).status).toBe(410);
  });

  it('reads a token at the top level and encodes it', async () => {
    const emulators = newEmulators();
    await emulators.control({ path: '/users/*/tokens', body: '{"access_token":"a+b/$&="}' });
    const panel = panelOf(emulators, { signOnUrlTemplate: 'https://p.example/in#{token}' });
    expect(await panel.signOnUrl(2)).toEqual({
      ok: true,
      value: 'https://p.example/in#a%2Bb%2F%24%26%3D',
    });
  });

  it.each(['', '\\ud800', 'a\\nb'])('refuses an answer without a token: "%s"', async (token) => {
    const emulators = newEmulators();
    const body = `{"data":{"access_token":"${token}"}}`;
    await emulators.control({ path: '/users/*/tokens', body });
    expect(await panelOf(emulators).signOnUrl(2)).toMatchObject({
      ok: false,
      error: { code: 'panel_answer_malformed', disposition: 'unknown' },
    });
  });

  it('says that the panel user is gone', async () => {
    expect(await panelOf(newEmulators()).signOnUrl(99)).toMatchObject({
      ok: false,
      error: { code: 'panel_user_missing' },
    });
  });
});

/** A list of one user, as JSON text. */
function listOf(field: string, meta: object = { current_page: 1, last_page: 1, total: 1 }): string {
  const user = `{"id":5,"email":"x@example.com","roles":[],${field}}`;
  return `{"data":[${user}],"meta":${JSON.stringify(meta)}}`;
}
