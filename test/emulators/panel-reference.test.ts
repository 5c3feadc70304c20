/** Facts of the panel's API that our own adapter asks nothing of; other clients written from the reference do. */
import { describe, expect, it } from 'vitest';
import { makeServer, makeUser, PANEL_TOKEN, startEmulators } from './support/emulator-server.ts';

describe('what a list is asked', () => {
  it('counts plain digits as a number, and of two values the last', async () => {
    const { api } = await startEmulators();
    const current = async (query: string) =>
      (await api('GET', `/plans?${query}`)).json.meta.current_page;
    expect(await current('page=2')).toBe(2);
    for (const page of ['1e2', '0x10', '0', '-1', '1.5', '99999999999999999999', '', 'two']) {
      expect([page, await current(`page=${page}`)]).toEqual([page, 1]);
    }
    expect(await current('page=3&page=2')).toBe(2);
  });

  it('narrows it by every filter that the reference names', async () => {
    const emulators = await startEmulators();
    const { id, token } = await makeUser(emulators);
    await makeServer(emulators, id);
    await emulators.api('POST', '/projects', { name: 'Web shop' }, { token });
    const params = { disk: 77, ram: 1024, vcpu: 2 };
    const plan = { name: 'New', storage_type: 'lvm', image_format: 'raw', params };
    await emulators.api('POST', '/plans', plan);
    for (const [path, total] of [
      ['/plans?filter[storage_type]=lvm', 1],
      ['/plans?filter[image_format]=raw', 1],
      ['/plans?filter[disk]=77', 1],
      ['/plans?filter[disk]=77&filter[storage_type]=fb', 0],
      ['/plans?filter[disk]=7', 0],
      ['/servers?filter[compute_resource_id]=1', 1],
      ['/servers?filter[compute_resource_id]=2', 0],
      ['/tasks?filter[compute_resource_id]=1', 1],
      ['/tasks?filter[compute_resource_id]=2', 0],
      ['/projects?filter[search]=shop', 1],
      ['/users?filter[status]=locked&filter[status]=active', 2],
    ] as const) {
      expect([path, (await emulators.api('GET', path)).json.meta.total]).toEqual([path, total]);
    }
  });
});

describe('a body whose label does not say JSON', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded'])('is not read: %s', async (label) => {
    const { api, url } = await startEmulators();
    const create = (contentType: string) =>
      fetch(`${url}/solusvm/api/v1/users`, {
        method: 'POST',
        headers: { authorization: `Bearer ${PANEL_TOKEN}`, 'content-type': contentType },
        body: JSON.stringify({ email: 'ann@example.com', password: 'Abcdef123' }),
      });
    const refused = await create(label);
    const { errors } = (await refused.json()) as { errors: object };
    expect([refused.status, Object.keys(errors)]).toEqual([422, ['email', 'password']]);
    expect((await api('GET', '/users')).json.meta.total).toBe(1);
    expect((await create('application/vnd.api+json; charset=utf-8')).status).toBe(201);
  });
});

describe('/plans', () => {
  it('have limits, a way to reset them and seven parts of a size', async () => {
    const { api } = await startEmulators();
    const traffic = { is_enabled: true, limit: 5 };
    const changed = await api('PATCH', '/plans/1', {
      limits: { network_total_traffic: { ...traffic, unit: 'TB' }, disk_iops: traffic },
      reset_limit_policy: 'first_day_of_month',
      network_traffic_limit_type: 'total',
      params: { disk: 10, ram: 1024, vcpu: 2 },
    });
    expect([changed.status, changed.json.data]).toMatchObject([
      200,
      {
        limits: {
          network_total_traffic: { is_enabled: true, limit: 5, unit: 'TB' },
          disk_iops: { is_enabled: true, limit: 5, unit: 'iops' },
          network_incoming_traffic: { is_enabled: false, limit: 0, unit: 'KB' },
          network_outgoing_traffic: { is_enabled: false },
          network_reduce_bandwidth: { is_enabled: false, unit: 'Kbps' },
        },
        reset_limit_policy: 'first_day_of_month',
        network_traffic_limit_type: 'total',
        params: { disk: 10, swap: 0, vcpu_units: 1000, vcpu_limit: 100, io_priority: 4 },
      },
    ]);
  });

  it.each([
    ['reset_limit_policy', { reset_limit_policy: 'yearly' }],
    ['network_traffic_limit_type', { network_traffic_limit_type: 'none' }],
    ['limits.disk_iops.limit', { limits: { disk_iops: { is_enabled: true, limit: -1 } } }],
    ['params.disk', { params: { disk: 0, ram: 1, vcpu: 1 } }],
  ])('answer 422 with errors.%s for %j', async (field, body) => {
    const { api } = await startEmulators();
    const reply = await api('PATCH', '/plans/1', body);
    expect([reply.status, Object.keys(reply.json.errors)]).toEqual([422, [field]]);
  });
});

describe('/projects', () => {
  it('are made, changed, filled and deleted', async () => {
    const emulators = await startEmulators();
    const { id: userId, token, projectId } = await makeUser(emulators);
    const api: typeof emulators.api = (method, path, body) =>
      emulators.api(method, path, body, { token });
    const made = await api('POST', '/projects', { name: 'Shop', description: 'of Ann' });
    expect([made.status, made.json.data]).toMatchObject([
      201,
      { name: 'Shop', description: 'of Ann', is_owner: true, is_default: false, servers: 0 },
    ]);
    const path = `/projects/${made.json.data.id}`;
    expect((await api('PUT', path, { name: 'Store' })).json.data).toMatchObject({
      name: 'Store',
      description: 'of Ann',
      token_pricing: { unit_cost: 0.001, currency_code: 'USD', taxes: [] },
    });
    const order = { name: 'web-1', plan_id: 1, location_id: 1, os_image_version_id: 1 };
    const server = (await api('POST', `${path}/servers`, order)).json.data;
    expect(server).toMatchObject({ project: { name: 'Store' }, user: { id: userId } });
    expect((await api('GET', `${path}/servers`)).json.meta.total).toBe(1);
    expect((await api('GET', `/projects/${projectId}/servers`)).json.meta.total).toBe(0);
    expect((await api('DELETE', path)).status).toBe(409);
    await api('DELETE', `/servers/${server.id}`);
    expect((await api('DELETE', path)).status).toBe(204);
    expect((await api('DELETE', path)).status).toBe(404);
    expect((await api('DELETE', `/projects/${projectId}`)).status).toBe(409);
    expect((await api('POST', '/projects', {})).json.errors).toHaveProperty('name');
  });

  it.each(['locked', 'suspended'])('are not made by a user who is %s', async (status) => {
    const emulators = await startEmulators();
    const { id, token } = await makeUser(emulators);
    await emulators.api('PATCH', `/users/${id}`, { status });
    const reply = await emulators.api('POST', '/projects', { name: 'Shop' }, { token });
    expect([reply.status, reply.json]).toEqual([403, { message: `The account is ${status}.` }]);
  });

  it('go with their owner', async () => {
    const emulators = await startEmulators();
    const { id, token } = await makeUser(emulators);
    await emulators.api('POST', '/projects', { name: 'Shop' }, { token });
    await emulators.api('DELETE', `/users/${id}`);
    const left = (await emulators.api('GET', '/projects')).json.data;
    expect(left.map((project: { owner: { id: number } }) => project.owner.id)).toEqual([1]);
  });
});

describe('/snapshots', () => {
  it('are made, reverted to and deleted, each in the background', async () => {
    const emulators = await startEmulators();
    const { api, call } = emulators;
    const owner = await makeUser(emulators);
    const stranger = await makeUser(emulators);
    const id = await makeServer(emulators, owner.id);
    await call('POST', '/solusvm/control', { options: { taskDurationMs: 60_000 } });
    expect((await api('POST', `/servers/${id}/snapshots`, {})).json.errors).toHaveProperty('name');
    const made = await api('POST', `/servers/${id}/snapshots`, { name: 'before' });
    expect([made.status, made.json.data]).toMatchObject([201, { status: 'processing', size: 1 }]);
    const path = `/snapshots/${made.json.data.id}`;
    await call('POST', '/solusvm/control', { options: { taskDurationMs: 0 } });
    await call('POST', '/clock', { now: new Date(Date.now() + 3_600_000).toISOString() });
    expect((await api('GET', path)).json.data).toMatchObject({
      name: 'before',
      status: 'available',
    });
    const asStranger = await api('DELETE', path, undefined, { token: stranger.token });
    expect(asStranger.status).toBe(404);
    const reverted = await api('POST', `${path}/revert`);
    expect([reverted.status, reverted.json.data.status]).toEqual([200, 'done']);
    const deleted = await api('DELETE', path);
    expect([deleted.status, deleted.json.data.action]).toEqual([200, 'snapshot-delete']);
    expect((await api('GET', path)).status).toBe(404);
  });
});

describe('a server', () => {
  it('has disks and performance graphs', async () => {
    const emulators = await startEmulators();
    const { api } = emulators;
    const [owner, stranger] = [await makeUser(emulators), await makeUser(emulators)];
    const id = await makeServer(emulators, owner.id);
    const [disk] = (await api('GET', `/servers/${id}/disks`)).json.data;
    expect(disk).toMatchObject({ is_primary: true, size: 20 });
    const { uuid } = (await api('GET', `/servers/${id}`)).json.data;
    for (const [graph, field] of [
      ['cpu', 'load_average'],
      ['network', 'derivative'],
      ['disks', 'derivative'],
      ['memory', 'memory'],
    ]) {
      const path = `/usage/${graph}/${uuid}`;
      const { items } = (await api('GET', path, undefined, { token: owner.token })).json.data;
      expect(items[0]).toHaveProperty(field ?? '');
      expect((await api('GET', path, undefined, { token: stranger.token })).status).toBe(404);
    }
  });

  it('takes a certain address once', async () => {
    const emulators = await startEmulators();
    const { api } = emulators;
    const id = await makeServer(emulators, (await makeUser(emulators)).id);
    const wish = { ip: '203.0.113.7', type: 'IPv4' };
    const added = await api('POST', `/servers/${id}/ips`, wish);
    expect([added.status, added.json.data]).toMatchObject([201, [{ ip: wish.ip }]]);
    const again = await api('POST', `/servers/${id}/ips`, wish);
    expect([again.status, Object.keys(again.json.errors)]).toEqual([422, ['ip']]);
    expect((await api('POST', `/servers/${id}/ips`, { ip: 'nowhere' })).status).toBe(422);
  });

  it('says in the log which backups went, one by one and with it', async () => {
    const emulators = await startEmulators();
    const { api } = emulators;
    const id = await makeServer(emulators, (await makeUser(emulators)).id);
    for (let n = 1; n <= 3; n += 1) await api('POST', `/servers/${id}/backups`);
    await api('DELETE', '/backups/2');
    await api('DELETE', `/servers/${id}`);
    const { data } = (await api('GET', '/activity_logs?filter[event]=backups_deleted')).json;
    expect(data.map((entry: { data: unknown }) => entry.data)).toMatchObject([
      { id, backup_ids: [1, 3] },
      { id, backup_ids: [2] },
    ]);
  });
});

describe('an account', () => {
  it('mints a named token for itself, without the usual envelope', async () => {
    const emulators = await startEmulators();
    const { id, token } = await makeUser(emulators);
    const made = await emulators.api('POST', '/account/tokens', { name: 'ci' }, { token });
    expect([made.status, made.json]).toMatchObject([
      201,
      { token_type: 'Bearer', token: { name: 'ci' } },
    ]);
    const own = { token: made.json.access_token };
    expect((await emulators.api('GET', '/account', undefined, own)).json.data.id).toBe(id);
  });

  it('has the language that was chosen, of those that there are', async () => {
    const emulators = await startEmulators();
    const { id, token } = await makeUser(emulators, { language_id: 2 });
    const { language } = (await emulators.api('GET', `/users/${id}`)).json.data;
    expect(language).toMatchObject({ id: 2, locale: 'de_DE' });
    const changed = await emulators.api('PATCH', '/account', { language_id: 3 }, { token });
    expect(changed.json.data.language.locale).toBe('fr_FR');
    for (const path of ['/account', `/users/${id}`]) {
      const reply = await emulators.api('PATCH', path, { language_id: 99 });
      expect([reply.status, Object.keys(reply.json.errors)]).toEqual([422, ['language_id']]);
    }
  });

  it('is signed in until the login says it ends', async () => {
    const { api, call } = await startEmulators();
    const login = { email: 'admin@panel.example', password: 'Emulator1' };
    const { access_token: token, expires_at } = (
      await api('POST', '/auth/login', login, { token: null })
    ).json.data.credentials;
    const status = async (nowMs: number) => {
      await call('POST', '/clock', { now: new Date(nowMs).toISOString() });
      return (await api('GET', '/auth', undefined, { token })).status;
    };
    const endsAtMs = Date.parse(expires_at);
    expect([await status(endsAtMs - 60_000), await status(endsAtMs)]).toEqual([204, 401]);
  });

  it('has an address of at most 255 characters', async () => {
    const { api } = await startEmulators();
    const email = `${'a'.repeat(60)}@${'b.'.repeat(100)}example.com`;
    const reply = await api('POST', '/users', { email, password: 'Abcdef123' });
    expect([reply.status, Object.keys(reply.json.errors)]).toEqual([422, ['email']]);
  });
});
