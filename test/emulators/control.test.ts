import { describe, expect, it } from 'vitest';
import { makeServer, makeUser, startEmulators } from './support/emulator-server.ts';

const USER = { email: 'ann@example.com', password: 'Abcdef123' };

describe('POST /solusvm/control', () => {
  it('answers a status for the next calls only, without doing the work', async () => {
    const { api, call } = await startEmulators();
    await call('POST', '/solusvm/control', {
      path: '/users',
      method: 'POST',
      status: 503,
      times: 2,
    });
    for (const status of [503, 503, 201]) {
      expect((await api('POST', '/users', USER)).status).toBe(status);
    }
  });

  it('does the work and loses the reply', async () => {
    const { api, call } = await startEmulators();
    await call('POST', '/solusvm/control', { path: '/users', method: 'POST', loseReply: true });
    await expect(api('POST', '/users', USER)).rejects.toThrow();
    const found = await api('GET', `/users?filter[search]=${USER.email}`);
    expect(found.json.meta.total).toBe(1);
  });

  it('loses the reply also where there would be no body', async () => {
    const emulators = await startEmulators();
    const { id } = await makeUser(emulators);
    const rule = { path: '/users', method: 'DELETE', loseReply: true };
    await emulators.call('POST', '/solusvm/control', rule);
    await expect(emulators.api('DELETE', `/users/${id}`)).rejects.toThrow();
    expect((await emulators.api('GET', `/users/${id}`)).status).toBe(404);
  });

  it('cuts the body after some bytes and keeps the status', async () => {
    const { api, call } = await startEmulators();
    await call('POST', '/solusvm/control', { path: '/users', truncate: 10 });
    const reply = await api('POST', '/users', USER);
    expect([reply.status, reply.text, reply.json]).toEqual([201, '{"data":{"', null]);
  });

  it('drops a field from one thing and from each row', async () => {
    const emulators = await startEmulators();
    const { id } = await makeUser(emulators);
    await makeServer(emulators, id);
    await emulators.call('POST', '/solusvm/control', [
      { path: '/users', omit: 'billing_user_id' },
      { path: '/servers', omit: 'plan.tokens_per_hour' },
    ]);
    const user = await emulators.api('GET', `/users/${id}`);
    expect(user.json.data).not.toHaveProperty('billing_user_id');
    const servers = await emulators.api('GET', '/servers');
    expect(servers.json.data[0].plan).not.toHaveProperty('tokens_per_hour');
    expect(servers.json.data[0].plan).toHaveProperty('tokens_per_month');
  });

  it('answers a body of choice', async () => {
    const { api, call } = await startEmulators();
    const rule = { path: '/auth', body: '<h1>proxy</h1>', contentType: 'text/html', status: 502 };
    await call('POST', '/solusvm/control', rule);
    const reply = await api('GET', '/auth');
    expect([reply.status, reply.text, reply.headers.get('content-type')]).toEqual([
      502,
      '<h1>proxy</h1>',
      'text/html',
    ]);
  });

  it('relabels the real answer when only a content type is given', async () => {
    const { api, call } = await startEmulators();
    await call('POST', '/solusvm/control', { path: '/account', contentType: 'text/plain' });
    const reply = await api('GET', '/account');
    expect([reply.headers.get('content-type'), reply.json.data.id]).toEqual(['text/plain', 1]);
  });

  it('waits before it answers', async () => {
    const { api, call } = await startEmulators();
    await call('POST', '/solusvm/control', { path: '/account', delayMs: 150 });
    const before = performance.now();
    expect((await api('GET', '/account')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(140);
  });

  it('matches by whole path segments, by glob, by method and by query', async () => {
    const { api, call } = await startEmulators();
    const isHit = async (rule: object, method: string, path: string) => {
      await call('POST', '/solusvm/control', { ...rule, status: 418 });
      const { status } = await api(method, path);
      await call('DELETE', '/solusvm/control');
      return status === 418;
    };
    expect(await isHit({ path: '/user' }, 'GET', '/users')).toBe(false);
    expect(await isHit({ path: '/users' }, 'GET', '/users/1')).toBe(true);
    expect(await isHit({ path: '/users/*/tokens' }, 'POST', '/users/1/tokens')).toBe(true);
    expect(await isHit({ path: '/users/*/tokens' }, 'GET', '/users/1')).toBe(false);
    expect(await isHit({ path: '*' }, 'GET', '/settings')).toBe(true);
    expect(await isHit({ path: '/users', method: 'POST' }, 'GET', '/users')).toBe(false);
    const second = { path: '/users', query: { page: '2' } };
    expect(await isHit(second, 'GET', '/users?page=1')).toBe(false);
    expect(await isHit(second, 'GET', '/users?page=2')).toBe(true);
  });

  it.each([
    ['code', { path: '/users', code: 500 }],
    ['path', { status: 500 }],
    ['status', { path: '/users', status: 99 }],
    ['times', { path: '/users', status: 500, times: 0 }],
    ['at least one effect', { path: '/users' }],
    ['loseReply', { path: '/users', status: 500, loseReply: true }],
    [
      '1.path',
      [
        { path: '/users', status: 500 },
        { path: 5, status: 500 },
      ],
    ],
    ['seeds', { seed: { seeds: [] } }],
    ['reset', { reset: 'yes' }],
    ['also', { reset: true, also: 1 }],
    ['pageSize', { options: { pageSize: 1 } }],
  ])('names %s when it refuses %j', async (named, body) => {
    const { call } = await startEmulators();
    const reply = await call('POST', '/solusvm/control', body);
    expect(reply.status).toBe(400);
    expect(reply.json.message).toContain(named);
    expect((await call('GET', '/solusvm/control')).json.pending).toEqual([]);
  });

  it('resets the panel to its initial state', async () => {
    const emulators = await startEmulators();
    const { id, token } = await makeUser(emulators);
    await emulators.call('POST', '/solusvm/control', { path: '/users', status: 500 });
    await emulators.call('POST', '/solusvm/control', { options: { defaultPerPage: 2 } });
    await emulators.call('POST', '/solusvm/control', { reset: true });
    expect((await emulators.call('GET', '/solusvm/requests')).json).toEqual([]);
    expect((await emulators.api('GET', `/users/${id}`)).status).toBe(404);
    expect((await emulators.api('GET', '/auth', undefined, { token })).status).toBe(401);
    expect((await emulators.call('GET', '/solusvm/control')).json).toMatchObject({
      pending: [],
      options: { defaultPerPage: 15 },
    });
  });
});

describe('GET /solusvm/control', () => {
  it('shows what is pending and documents itself', async () => {
    const { call } = await startEmulators();
    await call('POST', '/solusvm/control', { path: '/users', status: 503, times: 4 });
    const { pending, help } = (await call('GET', '/solusvm/control')).json;
    expect(pending).toEqual([{ path: '/users', status: 503, times: 4 }]);
    expect(help).toHaveProperty('seed.example.seed.users');
    for (const example of help.failures.examples) {
      expect((await call('POST', '/solusvm/control', example)).status).toBe(200);
    }
    for (const part of ['options', 'seed', 'reset']) {
      expect((await call('POST', '/solusvm/control', help[part].example)).status).toBe(200);
    }
  });
});

describe('POST /solusvm/control with a seed', () => {
  const SERVER = { name: 'web-1', plan: 'Start 1', created_at: '2025-01-10T08:30:00Z' };

  it('loads users with history, and answers their ids', async () => {
    const { api, call } = await startEmulators();
    const users = [{ ...USER, billing_user_id: 7, roles: [2], servers: [SERVER] }];
    const seeded = (await call('POST', '/solusvm/control', { seed: { users } })).json;
    const [user] = seeded.users;
    expect(user).toMatchObject({ email: USER.email, created: true });
    const shown = (await api('GET', `/users/${user.id}`)).json.data;
    expect([shown.billing_user_id, shown.created_at]).toEqual([7, '2025-01-10T08:30:00.000000Z']);
    const server = await api('GET', `/servers/${user.servers[0].id}`);
    expect(server.json.data.created_at).toBe('2025-01-10T08:30:00.000000Z');
  });

  it('repeats without a second user or server, and adds what is new', async () => {
    const { api, call } = await startEmulators();
    const deleted = { ...SERVER, name: 'old', deleted_at: '2025-01-11T00:00:00Z' };
    const seed = (servers: object[], email = USER.email) =>
      call('POST', '/solusvm/control', { seed: { users: [{ ...USER, email, servers }] } });
    const first = (await seed([SERVER, deleted])).json.users[0];
    const second = (await seed([SERVER, deleted, { ...SERVER, name: 'new' }], 'ANN@example.com'))
      .json.users[0];
    expect(second).toMatchObject({ id: first.id, created: false });
    expect(second.servers.slice(0, 2)).toEqual(first.servers);
    expect((await api('GET', `/servers?filter[user_id]=${first.id}`)).json.meta.total).toBe(2);
  });

  it.each([
    ['plan', { plan: 'No such' }],
    ['created_at', { created_at: 'yesterday' }],
    ['deleted_at', { deleted_at: '2025-01-09T00:00:00Z' }],
    ['backup', { backup: true }],
  ])('refuses as a whole, naming %s', async (named, deviation) => {
    const { api, call } = await startEmulators();
    const users = [
      { ...USER, servers: [SERVER] },
      { ...USER, email: 'bob@example.com', servers: [{ ...SERVER, ...deviation }] },
    ];
    const reply = await call('POST', '/solusvm/control', { seed: { users } });
    expect([reply.status, reply.json.message]).toEqual([400, expect.stringContaining(named)]);
    expect((await api('GET', '/users')).json.meta.total).toBe(1);
  });
});

describe('/solusvm/requests', () => {
  it('shows calls with secrets replaced, and the failure that was applied', async () => {
    const { api, call } = await startEmulators();
    await call('POST', '/solusvm/control', { path: '/users', method: 'POST', loseReply: true });
    await expect(api('POST', '/users', USER)).rejects.toThrow();
    await api('GET', '/users?filter[search]=ann');
    const entries = (await call('GET', '/solusvm/requests')).json;
    expect(entries).toMatchObject([
      {
        method: 'POST',
        path: '/users',
        body: { email: USER.email, password: '[redacted]' },
        failure: ['loseReply'],
      },
      { method: 'GET', path: '/users?filter[search]=ann', status: 200, body: null, failure: [] },
    ]);
    expect((await call('DELETE', '/solusvm/requests')).status).toBe(204);
    expect((await call('GET', '/solusvm/requests')).json).toEqual([]);
  });

  it('keeps the last 500', async () => {
    const { api, call } = await startEmulators();
    for (let n = 1; n <= 510; n += 1) await api('GET', `/auth?n=${n}`);
    const entries = (await call('GET', '/solusvm/requests')).json;
    expect([entries.length, entries[0].path]).toEqual([500, '/auth?n=11']);
  });
});
