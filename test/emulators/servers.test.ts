import { describe, expect, it } from 'vitest';
import { makeServer, makeUser, startEmulators } from './support/emulator-server.ts';

const ORDER = { name: 'web-1', plan: 1, location: 1, os: 1 };

describe('POST /servers', () => {
  it('makes a server with everything a server resource has', async () => {
    const emulators = await startEmulators(() => Date.UTC(2026, 0, 5));
    const { id, email, token, projectId } = await makeUser(emulators);
    const wish = { ...ORDER, backup_settings: { enabled: true }, additional_ip_count: 1 };
    const reply = await emulators.api('POST', '/servers', wish, { token });
    expect(reply.status).toBe(201);
    expect(reply.json.data).toMatchObject({
      uuid: expect.any(String),
      name: 'web-1',
      description: '',
      status: 'started',
      real_status: 'started',
      is_suspended: false,
      is_processing: false,
      user: { id, email },
      project: { id: projectId },
      plan: { id: 1, tokens_per_hour: 7, tokens_per_month: 5000 },
      location: { id: 1 },
      specifications: { vcpu: 1 },
      backup_settings: { enabled: true },
      has_incremental_backups: false,
      next_scheduled_backup_at: null,
      usage: { network: { incoming: { value: 0 } } },
      fqdns: [],
      created_at: '2026-01-05T00:00:00.000000Z',
    });
    expect(reply.json.data.ip_addresses.ipv4).toMatchObject([
      { is_primary: true },
      { is_primary: false },
    ]);
    const { limit_usage } = (await emulators.api('GET', `/users/${id}`)).json.data;
    expect(limit_usage).toMatchObject({ servers: 1, running_servers: 1, additional_ips: 1 });
  });

  it.each([
    ['name', { name: '' }],
    ['plan', { plan: 99 }],
    ['location', { location: 99 }],
    ['os', { os: 99 }],
    ['os', { os: undefined }],
    ['user', { user: 999 }],
    ['project', { project: 999 }],
    ['backup_settings.enabled', { plan: 4, backup_settings: { enabled: true } }],
  ])('answers 422 with errors.%s for %j', async (field, deviation) => {
    const { api } = await startEmulators();
    const reply = await api('POST', '/servers', { ...ORDER, ...deviation });
    expect([reply.status, Object.keys(reply.json.errors)]).toEqual([422, [field]]);
  });

  it("refuses an order in someone else's name, and a plan that is not offered", async () => {
    const emulators = await startEmulators();
    const [ann, bob] = [await makeUser(emulators), await makeUser(emulators)];
    const options = { token: ann.token };
    const foreign = { ...ORDER, user: bob.id };
    expect((await emulators.api('POST', '/servers', foreign, options)).status).toBe(403);
    const hidden = { ...ORDER, plan: 5 };
    expect((await emulators.api('POST', '/servers', hidden, options)).status).toBe(422);
  });

  it('stops at the limit of the limit group', async () => {
    const emulators = await startEmulators();
    const { token } = await makeUser(emulators, { limit_group_id: 2 });
    const reply = await emulators.api('POST', '/servers', ORDER, { token });
    expect([reply.status, reply.json.message]).toEqual([403, 'The limit of servers is reached.']);
  });
});

describe('POST /projects/{id}/servers', () => {
  it('makes a server for the owner of the project', async () => {
    const emulators = await startEmulators();
    const { id, projectId } = await makeUser(emulators);
    const order = { name: 'web-1', plan_id: 2, location_id: 1, os_image_version_id: 1 };
    const reply = await emulators.api('POST', `/projects/${projectId}/servers`, order);
    expect([reply.status, reply.json.data.user.id, reply.json.data.plan.id]).toEqual([201, id, 2]);
    const listed = await emulators.api('GET', `/projects/${projectId}/servers`);
    expect(listed.json.data).toHaveLength(1);
  });

  it('names its own fields in errors', async () => {
    const { api } = await startEmulators();
    const order = { name: 'web-1', plan_id: 99, location_id: 99, os_image_version_id: 99 };
    const reply = await api('POST', '/projects/1/servers', order);
    expect(Object.keys(reply.json.errors)).toEqual([
      'plan_id',
      'location_id',
      'os_image_version_id',
    ]);
  });
});

describe('GET /servers', () => {
  it('filters by user and status', async () => {
    const emulators = await startEmulators();
    const [ann, bob] = [await makeUser(emulators), await makeUser(emulators)];
    const server = await makeServer(emulators, ann.id);
    await makeServer(emulators, bob.id);
    await emulators.api('POST', `/servers/${server}/stop`);
    const ids = async (query: string) =>
      (await emulators.api('GET', `/servers${query}`)).json.data.map((s: { id: number }) => s.id);
    expect(await ids(`?filter[user_id]=${ann.id}`)).toEqual([server]);
    expect(await ids('?filter[status]=stopped')).toEqual([server]);
    expect(await ids('?filter[virtualization_type]=vz')).toEqual([]);
  });

  it("shows a client only the client's own", async () => {
    const emulators = await startEmulators();
    const [ann, bob] = [await makeUser(emulators), await makeUser(emulators)];
    const server = await makeServer(emulators, ann.id);
    const query = `/servers?filter[user_id]=${ann.id}`;
    const listed = await emulators.api('GET', query, undefined, { token: bob.token });
    expect(listed.json.data).toEqual([]);
    const one = await emulators.api('GET', `/servers/${server}`, undefined, { token: bob.token });
    expect(one.status).toBe(404);
  });
});

describe('PATCH /servers/{id}', () => {
  it('changes name and backup settings', async () => {
    const emulators = await startEmulators();
    const server = await makeServer(emulators, (await makeUser(emulators)).id);
    const change = { name: 'db-1', backup_settings: { enabled: true } };
    const reply = await emulators.api('PATCH', `/servers/${server}`, change);
    expect(reply.json.data).toMatchObject(change);
  });

  it('refuses an empty name', async () => {
    const emulators = await startEmulators();
    const server = await makeServer(emulators, (await makeUser(emulators)).id);
    const reply = await emulators.api('PATCH', `/servers/${server}`, { name: '' });
    expect([reply.status, Object.keys(reply.json.errors)]).toEqual([422, ['name']]);
  });
});

describe('DELETE /servers/{id}', () => {
  it('answers a task, and the server is gone', async () => {
    const emulators = await startEmulators();
    const server = await makeServer(emulators, (await makeUser(emulators)).id);
    const reply = await emulators.api('DELETE', `/servers/${server}`);
    expect([reply.status, reply.json.data]).toMatchObject([
      200,
      { action: 'vm-delete', status: 'done', compute_resource_vm_id: server },
    ]);
    expect((await emulators.api('GET', `/servers/${server}`)).status).toBe(404);
    expect((await emulators.api('DELETE', `/servers/${server}`)).status).toBe(404);
  });
});

describe('POST /servers/{id}/start, stop, restart, suspend, resume', () => {
  it('changes the status and answers a task', async () => {
    const emulators = await startEmulators();
    const server = await makeServer(emulators, (await makeUser(emulators)).id);
    const answerTo = async (action: string) => {
      const reply = await emulators.api('POST', `/servers/${server}/${action}`);
      const { data } = (await emulators.api('GET', `/servers/${server}`)).json;
      return [reply.status, reply.json.data?.action, data.status, data.is_suspended];
    };
    expect(await answerTo('stop')).toEqual([200, 'vm-stop', 'stopped', false]);
    expect(await answerTo('start')).toEqual([200, 'vm-start', 'started', false]);
    expect(await answerTo('restart')).toEqual([200, 'vm-restart', 'started', false]);
    expect(await answerTo('suspend')).toEqual([200, 'vm-suspend', 'stopped', true]);
    expect(await answerTo('start')).toEqual([409, undefined, 'stopped', true]);
    expect(await answerTo('resume')).toEqual([200, 'vm-resume', 'stopped', false]);
  });

  it('lets a client start and stop, not suspend and resume', async () => {
    const emulators = await startEmulators();
    const { id, token } = await makeUser(emulators);
    const server = await makeServer(emulators, id);
    const status = async (action: string) =>
      (await emulators.api('POST', `/servers/${server}/${action}`, undefined, { token })).status;
    expect(await status('stop')).toBe(200);
    expect(await status('suspend')).toBe(403);
    expect(await status('resume')).toBe(403);
  });
});

describe('POST /servers/{id}/resize', () => {
  it('changes the plan and answers a task', async () => {
    const emulators = await startEmulators();
    const server = await makeServer(emulators, (await makeUser(emulators)).id);
    const reply = await emulators.api('POST', `/servers/${server}/resize`, { plan_id: 3 });
    expect([reply.status, reply.json.data.action]).toEqual([200, 'vm-resize']);
    expect((await emulators.api('GET', `/servers/${server}`)).json.data.plan.id).toBe(3);
  });

  it.each([{}, { plan_id: 99 }, { plan_id: 1 }])('refuses %j', async (body) => {
    const emulators = await startEmulators();
    const server = await makeServer(emulators, (await makeUser(emulators)).id);
    const reply = await emulators.api('POST', `/servers/${server}/resize`, body);
    expect([reply.status, Object.keys(reply.json.errors)]).toEqual([422, ['plan_id']]);
  });
});

describe('/tasks', () => {
  it('runs for as long as told, by the clock, while the server is processing', async () => {
    let nowMs = Date.UTC(2026, 0, 5);
    const emulators = await startEmulators(() => nowMs);
    await emulators.call('POST', '/solusvm/control', { options: { taskDurationMs: 10_000 } });
    const server = await makeServer(emulators, (await makeUser(emulators)).id);
    const { id } = (await emulators.api('POST', `/servers/${server}/stop`)).json.data;
    nowMs += 5000;
    const task = async () => (await emulators.api('GET', `/tasks/${id}`)).json.data;
    const shown = async () => (await emulators.api('GET', `/servers/${server}`)).json.data;
    expect(await task()).toMatchObject({ status: 'running', progress: 50, duration: 5 });
    expect(await shown()).toMatchObject({ status: 'processing', is_processing: true });
    nowMs += 5000;
    expect(await task()).toMatchObject({ status: 'done', progress: 100, duration: 10 });
    expect(await shown()).toMatchObject({ status: 'stopped', is_processing: false });
  });

  it('filters by action, status and server', async () => {
    const emulators = await startEmulators();
    const { id } = await makeUser(emulators);
    const [first, second] = [await makeServer(emulators, id), await makeServer(emulators, id)];
    await emulators.api('POST', `/servers/${second}/stop`);
    const total = async (query: string) =>
      (await emulators.api('GET', `/tasks${query}`)).json.meta.total;
    expect(await total('')).toBe(3);
    expect(await total('?filter[action]=vm-stop')).toBe(1);
    expect(await total('?filter[status]=running')).toBe(0);
    expect(await total(`?filter[compute_resource_vm_id]=${first}`)).toBe(1);
  });
});

describe('/backups', () => {
  it('are made, listed, shown, restored and deleted', async () => {
    const emulators = await startEmulators();
    const { api } = emulators;
    const server = await makeServer(emulators, (await makeUser(emulators)).id);
    const made = await api('POST', `/servers/${server}/backups`);
    expect([made.status, made.json.data]).toMatchObject([
      201,
      { type: 'full', creation_method: 'manual', status: 'created' },
    ]);
    const { id } = made.json.data;
    expect((await api('GET', `/servers/${server}/backups`)).json.meta.total).toBe(1);
    expect((await api('GET', `/backups/${id}`)).json.data.id).toBe(id);
    const restored = await api('POST', `/backups/${id}/restore`);
    expect([restored.status, restored.json.data.action]).toEqual([200, 'backup-restore']);
    expect((await api('DELETE', `/backups/${id}`)).status).toBe(204);
    expect((await api('GET', `/backups/${id}`)).status).toBe(404);
  });

  it('are refused where the plan offers none', async () => {
    const emulators = await startEmulators();
    const { id } = await makeUser(emulators);
    const server = await makeServer(emulators, id, { plan: 4 });
    expect((await emulators.api('POST', `/servers/${server}/backups`)).status).toBe(422);
  });
});

describe('/projects', () => {
  it('are one for each user, with the user as owner and only member', async () => {
    const emulators = await startEmulators();
    const { id, token, projectId } = await makeUser(emulators);
    const own = (await emulators.api('GET', '/projects', undefined, { token })).json;
    expect([own.meta.total, own.data[0]]).toMatchObject([
      1,
      { id: projectId, is_owner: true, owner: { id }, members: 1 },
    ]);
    const members = await emulators.api('GET', `/projects/${projectId}/members`);
    expect(members.json.data[0].id).toBe(id);
    expect((await emulators.api('GET', '/projects')).json.meta.total).toBe(2);
    expect((await emulators.api('GET', '/projects/1', undefined, { token })).status).toBe(404);
  });
});

describe('/activity_logs', () => {
  it('tells newest first who made and deleted what', async () => {
    let nowMs = Date.UTC(2026, 0, 5);
    const emulators = await startEmulators(() => nowMs);
    const { id, email, token } = await makeUser(emulators);
    const made = await emulators.api('POST', '/servers', ORDER, { token });
    nowMs += 1000;
    await emulators.api('DELETE', `/servers/${made.json.data.id}`, undefined, { token });
    const logs = (await emulators.api('GET', `/activity_logs?filter[user_id]=${id}`)).json;
    expect(logs.data.map((entry: { event: string }) => entry.event)).toEqual([
      'compute_resource_vm_delete_requested',
      'compute_resource_vm_created',
      'compute_resource_vm_create_requested',
      'user_created',
    ]);
    expect(logs.data[0]).toMatchObject({
      user_email: email,
      created_at: '2026-01-05T00:00:01.000000Z',
      data: { id: made.json.data.id, name: 'web-1' },
    });
    const created = await emulators.api('GET', '/activity_logs?filter[event]=user_created');
    expect(created.json.meta.total).toBe(1);
  });
});
