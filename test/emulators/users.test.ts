import { describe, expect, it } from 'vitest';
import { makeServer, makeUser, startEmulators } from './support/emulator-server.ts';

const VALID = { email: 'ann@example.com', password: 'Abcdef123' };

describe('POST /users', () => {
  it('makes a client with everything a user resource has', async () => {
    const { api } = await startEmulators(() => Date.UTC(2026, 0, 5));
    const reply = await api('POST', '/users', {
      ...VALID,
      status: 'active',
      roles: [2],
      limit_group_id: 1,
      language_id: 1,
      billing_user_id: 1042,
      billing_token: 'opaque',
    });
    expect(reply.status).toBe(201);
    expect(reply.json.data).toMatchObject({
      email: VALID.email,
      email_verified_at: '2026-01-05T00:00:00.000000Z',
      has_verified_email: true,
      created_at: '2026-01-05T00:00:00.000000Z',
      status: 'active',
      roles: [{ id: 2, name: 'CLIENT' }],
      billing_user_id: 1042,
      billing_token: 'opaque',
      limit_group: { id: 1, name: 'Standard', vms: { limit: 10, is_enabled: true } },
      limit_usage: { servers: 0, running_servers: 0, additional_ips: 0 },
      language: { id: 1 },
      allowed_ips: [],
      is_two_factor_auth_enabled: false,
      two_factor_auth_recovery_code_count: 0,
    });
    expect(reply.text).not.toContain(VALID.password);
  });

  it('gives the default role, no limits and no billing user when nothing is said', async () => {
    const { api } = await startEmulators();
    const { data } = (await api('POST', '/users', VALID)).json;
    expect([data.roles[0].name, data.limit_group, data.billing_user_id, data.status]).toEqual([
      'CLIENT',
      null,
      null,
      'active',
    ]);
  });

  it.each([
    [42, 42],
    ['42', 42],
    [null, null],
  ])('takes billing_user_id %j', async (sent, shown) => {
    const { api } = await startEmulators();
    const reply = await api('POST', '/users', { ...VALID, billing_user_id: sent });
    expect(reply.json.data.billing_user_id).toBe(shown);
  });

  it.each([
    ['email', { email: 'no address' }],
    ['email', { email: undefined }],
    ['password', { password: undefined }],
    ['password', { password: 'Short1' }],
    ['password', { password: 'nouppercase1' }],
    ['password', { password: 'NoDigitHere' }],
    ['status', { status: 'Active' }],
    ['roles.0', { roles: [{ id: 2, name: 'CLIENT' }] }],
    ['roles.1', { roles: [2, 77] }],
    ['limit_group_id', { limit_group_id: 77 }],
    ['billing_user_id', { billing_user_id: 'abc' }],
  ])('answers 422 with errors.%s for %j', async (field, deviation) => {
    const { api } = await startEmulators();
    const reply = await api('POST', '/users', { ...VALID, ...deviation });
    expect(reply.status).toBe(422);
    expect(reply.json.message).toBe('The given data was invalid.');
    expect(Object.keys(reply.json.errors)).toEqual([field]);
    expect(reply.json.errors[field][0]).toEqual(expect.any(String));
  });

  it('refuses an address that is taken, whatever its case', async () => {
    const { api } = await startEmulators();
    await api('POST', '/users', VALID);
    const again = await api('POST', '/users', { ...VALID, email: 'ANN@Example.com' });
    expect([again.status, again.json.errors]).toEqual([
      422,
      { email: ['The email has already been taken.'] },
    ]);
  });
});

describe('GET /users', () => {
  it('searches for a substring, so that a partial match can come first', async () => {
    const { api } = await startEmulators();
    await api('POST', '/users', { ...VALID, email: 'joann@example.com' });
    await api('POST', '/users', VALID);
    const { data } = (await api('GET', '/users?filter[search]=ANN@example.com')).json;
    expect(data.map((user: { email: string }) => user.email)).toEqual([
      'joann@example.com',
      'ann@example.com',
    ]);
  });

  it('filters by status', async () => {
    const { api } = await startEmulators();
    await api('POST', '/users', { ...VALID, status: 'locked' });
    const { data } = (await api('GET', '/users?filter[status]=locked')).json;
    expect(data).toHaveLength(1);
  });
});

describe.each(['PUT', 'PATCH'])('%s /users/{id}', (method) => {
  it('changes what is named and nothing else', async () => {
    const emulators = await startEmulators();
    const user = await makeUser(emulators, { billing_token: 'kept' });
    const change = { billing_user_id: '7', email: 'New@example.com', roles: [1, 2] };
    const reply = await emulators.api(method, `/users/${user.id}`, change);
    expect(reply.status).toBe(200);
    expect(reply.json.data).toMatchObject({
      billing_user_id: 7,
      email: 'New@example.com',
      billing_token: 'kept',
    });
    expect(reply.json.data.roles.map((role: { id: number }) => role.id)).toEqual([1, 2]);
    expect((await emulators.api('GET', `/users/${user.id}`)).json.data).toEqual(reply.json.data);
  });

  it("refuses another user's address, but not the own one", async () => {
    const emulators = await startEmulators();
    const [ann, bob] = [await makeUser(emulators), await makeUser(emulators)];
    const taken = await emulators.api(method, `/users/${ann.id}`, { email: bob.email });
    expect([taken.status, Object.keys(taken.json.errors)]).toEqual([422, ['email']]);
    const own = await emulators.api(method, `/users/${ann.id}`, { email: ann.email });
    expect(own.status).toBe(200);
  });

  it('refuses role objects, as they are read', async () => {
    const emulators = await startEmulators();
    const user = await makeUser(emulators);
    const { roles } = (await emulators.api('GET', `/users/${user.id}`)).json.data;
    const reply = await emulators.api(method, `/users/${user.id}`, { roles });
    expect([reply.status, Object.keys(reply.json.errors)]).toEqual([422, ['roles.0']]);
  });

  it('stops the servers of a suspended user and keeps them from starting', async () => {
    const emulators = await startEmulators();
    const { api } = emulators;
    const user = await makeUser(emulators);
    const server = await makeServer(emulators, user.id);
    await api(method, `/users/${user.id}`, { status: 'suspended' });
    expect((await api('GET', `/servers/${server}`)).json.data.status).toBe('stopped');
    expect((await api('POST', `/servers/${server}/start`)).status).toBe(409);
    await api(method, `/users/${user.id}`, { status: 'active' });
    expect((await api('GET', `/servers/${server}`)).json.data.status).toBe('stopped');
    expect((await api('POST', `/servers/${server}/start`)).status).toBe(200);
  });

  it('keeps a locked user from making servers, and the running ones running', async () => {
    const emulators = await startEmulators();
    const { api } = emulators;
    const user = await makeUser(emulators);
    const server = await makeServer(emulators, user.id);
    await api(method, `/users/${user.id}`, { status: 'locked' });
    const order = { name: 'web-2', plan: 1, location: 1, os: 1 };
    const refused = await api('POST', '/servers', order, { token: user.token });
    expect([refused.status, refused.json.message]).toEqual([403, 'The account is locked.']);
    expect((await api('GET', `/servers/${server}`)).json.data.status).toBe('started');
  });
});

describe('DELETE /users/{id}', () => {
  it('deletes a user without servers, whose tokens then stop working', async () => {
    const emulators = await startEmulators();
    const { id, token } = await makeUser(emulators);
    expect((await emulators.api('DELETE', `/users/${id}`)).status).toBe(204);
    expect((await emulators.api('GET', `/users/${id}`)).status).toBe(404);
    expect((await emulators.api('GET', '/account', undefined, { token })).status).toBe(401);
  });

  it('refuses while the user has servers, and for oneself', async () => {
    const emulators = await startEmulators();
    const { id } = await makeUser(emulators);
    await makeServer(emulators, id);
    expect((await emulators.api('DELETE', `/users/${id}`)).status).toBe(409);
    expect((await emulators.api('DELETE', '/users/1')).status).toBe(409);
  });
});

describe('POST /users/{id}/tokens', () => {
  it('mints a lasting token for that user', async () => {
    const emulators = await startEmulators();
    const { id } = await makeUser(emulators);
    const reply = await emulators.api('POST', `/users/${id}/tokens`, {});
    expect([reply.status, reply.json.data.token_type]).toEqual([201, 'Bearer']);
    const token = reply.json.data.access_token;
    for (let use = 0; use < 2; use += 1) {
      const account = await emulators.api('GET', '/account', undefined, { token });
      expect(account.json.data.id).toBe(id);
    }
  });

  it('mints a one-time token that works for one API call', async () => {
    const emulators = await startEmulators();
    const { id } = await makeUser(emulators);
    const minted = await emulators.api('POST', `/users/${id}/tokens`, { is_one_time: true });
    const token = minted.json.data.access_token;
    expect((await emulators.api('GET', '/account', undefined, { token })).status).toBe(200);
    expect((await emulators.api('GET', '/account', undefined, { token })).status).toBe(401);
  });

  it('refuses a flag that is none', async () => {
    const emulators = await startEmulators();
    const reply = await emulators.api('POST', '/users/1/tokens', { is_one_time: 'yes' });
    expect([reply.status, Object.keys(reply.json.errors)]).toEqual([422, ['is_one_time']]);
  });
});

describe('GET /roles, /permissions, /limit_groups', () => {
  it('lists the built-in roles with their users', async () => {
    const emulators = await startEmulators();
    await makeUser(emulators);
    expect((await emulators.api('GET', '/roles')).json.data).toEqual([
      { id: 1, name: 'ADMIN', is_default: false, users_count: 1 },
      { id: 2, name: 'CLIENT', is_default: true, users_count: 1 },
    ]);
    expect((await emulators.api('GET', '/roles/2')).json.data.name).toBe('CLIENT');
  });

  it('lists permissions and limit groups', async () => {
    const { api } = await startEmulators();
    expect((await api('GET', '/permissions')).json.data[0]).toHaveProperty('name');
    expect((await api('GET', '/limit_groups/2')).json.data).toMatchObject({
      name: 'No new servers',
      vms: { limit: 0, is_enabled: true },
      users_count: 0,
    });
  });
});
