// Endpoints by signed request, by API key and in the admin area: what each may do, and what it is refused.
import { beforeEach, describe, expect, it } from 'vitest';
import { sendWebhooks } from '#usecases/webhooks/send-webhooks.ts';
import { call, makeKey } from '../support/api.ts';
import { auditRows } from '../support/database.ts';
import { catchLogs } from '../support/logs.ts';
import { draftOn, enterArea } from '../support/operators.ts';
import { inDevelopment, listen } from '../support/webhooks.ts';
import { newWorld, READER, type World } from '../support/world.ts';

const URL_OF_HOOK = 'https://hooks.example.com/in';
const MISSING = 'whk_00000000000000000000000000';
const CALL = '/admin/webhook-endpoints';

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld({ ports: inDevelopment });
});

async function create(): Promise<{ id: string; secret: string }> {
  const claims = { action: 'create_webhook', url: URL_OF_HOOK, events: ['run.finished'] };
  const answer = await world.admin(CALL, claims);
  expect(answer.status).toBe(200);
  return answer.json();
}

const codeOf = async (answer: Response) => {
  const { code } = (await answer.json()) as { code?: string };
  return [answer.status, code];
};

describe(`POST ${CALL}`, () => {
  it('adds, changes, tests, rotates and removes, each in the audit by who did it', async () => {
    const { id: webhookId, secret } = await create();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    for (const claims of [
      { action: 'change_webhook', description: 'books', enabled: false },
      { action: 'change_webhook', enabled: true },
      { action: 'test_webhook' },
      { action: 'rotate_webhook_secret' },
      { action: 'resend_failed_webhooks', since: '2026-11-01T00:00:00Z' },
      { action: 'remove_webhook' },
    ]) {
      const answer = await world.admin(CALL, { webhookId, ...claims });
      expect([claims.action, answer.status]).toEqual([claims.action, 200]);
    }
    const audits = await world.sql<{ actor: string; action: string }>(
      "SELECT actor, action FROM audit_event WHERE subject_id = ? AND actor <> 'x' ORDER BY id",
      webhookId,
    );
    expect(new Set(audits.map(({ actor }) => actor))).toEqual(new Set(['admin:test-admin']));
    expect(audits.map(({ action }) => action)).toEqual([
      'webhook_created',
      'webhook_changed',
      'webhook_changed',
      'webhook_tested',
      'webhook_secret_rotated',
      'failed_webhooks_resent',
      'webhook_removed',
    ]);
  });

  it.each([
    [
      { action: 'create_webhook', url: 'http://x.example.com', events: ['run.finished'] },
      422,
      'webhook_url_insecure',
    ],
    [
      { action: 'create_webhook', url: 'https://10.0.0.1', events: ['run.finished'] },
      422,
      'webhook_url_not_public',
    ],
    [
      { action: 'create_webhook', url: 'x', events: ['run.finished'] },
      422,
      'webhook_url_malformed',
    ],
    [{ action: 'create_webhook', url: URL_OF_HOOK, events: [] }, 422, 'webhook_events_missing'],
    [{ action: 'create_webhook', url: URL_OF_HOOK, events: ['x'] }, 422, 'webhook_events_unknown'],
    [{ action: 'create_webhook', url: 7, events: ['run.finished'] }, 400, 'claims_malformed'],
    [{ action: 'create_webhook', events: ['run.finished'] }, 400, 'claims_malformed'],
    [
      { action: 'create_webhook', url: URL_OF_HOOK, events: 'run.finished' },
      400,
      'claims_malformed',
    ],
    [
      {
        action: 'create_webhook',
        url: URL_OF_HOOK,
        events: ['run.finished'],
        description: 'x'.repeat(101),
      },
      400,
      'claims_malformed',
    ],
    [{ action: 'change_webhook', webhookId: MISSING, enabled: 'yes' }, 400, 'claims_malformed'],
    [{ action: 'change_webhook', webhookId: MISSING }, 404, 'webhook_unknown'],
    [
      { action: 'remove_webhook', webhookId: 'cli_00000000000000000000000000' },
      400,
      'claims_malformed',
    ],
    [{ action: 'rotate_webhook_secret', webhookId: MISSING }, 404, 'webhook_unknown'],
    [{ action: 'test_webhook', webhookId: MISSING }, 404, 'webhook_unknown'],
    [{ action: 'resend_webhook', webhookId: MISSING, messageId: 'x' }, 400, 'claims_malformed'],
    [
      { action: 'resend_failed_webhooks', webhookId: MISSING, since: 'yesterday' },
      400,
      'claims_malformed',
    ],
    [{ action: 'plan', month: '2026-10' }, 403, 'action_wrong'],
  ])('refuses %j', async (claims, status, code) => {
    expect(await codeOf(await world.admin(CALL, claims))).toEqual([status, code]);
    expect(await world.sql('SELECT 1 FROM webhook_endpoint')).toEqual([]);
  });

  it('refuses a reader, and notes it', async () => {
    const jws = await world.sign(
      { action: 'create_webhook', url: URL_OF_HOOK, events: ['run.finished'] },
      READER,
    );
    const answer = await world.request(CALL, {
      method: 'POST',
      body: jws,
      headers: { 'content-type': 'application/jose' },
    });
    expect(await codeOf(answer)).toEqual([403, 'role_forbidden']);
    expect(await world.sql('SELECT 1 FROM webhook_endpoint')).toEqual([]);
  });
});

describe('/api/v1/webhooks', () => {
  it('is the whole life of an endpoint, and shows no secret but the one that was just made', async () => {
    const { text: key, id: keyId } = await makeKey(world, ['read:webhooks', 'write:webhooks']);
    const body = { url: URL_OF_HOOK, events: ['invoice.issued', 'run.finished'] };
    const headers = { 'idempotency-key': 'one' };
    const made = await call(world, key, '/api/v1/webhooks', { method: 'POST', body, headers });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    const again = await call(world, key, '/api/v1/webhooks', { method: 'POST', body, headers });
    expect(((await again.json()) as { id: string }).id).toBe(id);
    const path = `/api/v1/webhooks/${id}`;
    const secret = await call(world, key, `${path}/secret`, { method: 'POST' });
    expect(await secret.json()).toMatchObject({ secret: expect.stringMatching(/^whsec_/) });
    const change = { method: 'PATCH', body: { description: 'books', events: ['run.failed'] } };
    expect(await (await call(world, key, path, change)).json()).toMatchObject({
      description: 'books',
      events: ['run.failed'],
      enabled: true,
      createdBy: `api:${keyId}`,
    });
    expect((await call(world, key, `${path}/test`, { method: 'POST' })).status).toBe(202);
    const log = await (await call(world, key, `${path}/deliveries?state=pending&limit=1`)).json();
    expect(log).toMatchObject({
      data: [{ type: 'webhook.test', state: 'pending', payload: { data: { endpointId: id } } }],
      next: null,
    });
    const everything = JSON.stringify([
      await (await call(world, key, '/api/v1/webhooks')).json(),
      await (await call(world, key, path)).json(),
      await world.sql('SELECT * FROM idempotent_request'),
      await world.sql('SELECT * FROM webhook_endpoint'),
    ]);
    expect(everything).not.toContain('whsec_');
    expect((await call(world, key, path, { method: 'DELETE' })).status).toBe(200);
    expect(await codeOf(await call(world, key, path))).toEqual([404, 'webhook_unknown']);
  });

  it('pages its log by cursor, and takes no cursor of another list', async () => {
    const { text: key } = await makeKey(world, ['read:webhooks', 'write:webhooks']);
    const { id } = await create();
    const path = `/api/v1/webhooks/${id}`;
    for (let n = 0; n < 3; n++) await call(world, key, `${path}/test`, { method: 'POST' });
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page = await call(world, key, `${path}/deliveries?limit=2${cursor}`);
      const body = (await page.json()) as { data: { id: string }[]; next: string | null };
      seen.push(...body.data.map((row) => row.id));
      next = body.next;
    }
    expect(seen).toHaveLength(3);
    expect(new Set(seen).size).toBe(3);
    const foreign = await call(world, key, `${path}/deliveries?cursor=eHg`);
    expect(await codeOf(foreign)).toEqual([422, 'request_invalid']);
  });

  it('asks for the scope, and keeps to the ids of the endpoint', async () => {
    const { text: reads } = await makeKey(world, ['read:webhooks']);
    const { text: other } = await makeKey(world, ['read:runs']);
    const { id } = await create();
    const path = `/api/v1/webhooks/${id}`;
    expect(await codeOf(await call(world, other, path))).toEqual([403, 'scope_missing']);
    expect(await codeOf(await call(world, '', path))).toEqual([401, 'key_missing']);
    for (const [method, at, body] of [
      ['PATCH', path, { enabled: false }],
      ['DELETE', path, undefined],
      ['POST', `${path}/secret`, undefined],
      ['POST', `${path}/test`, undefined],
      ['POST', `${path}/resend-failed`, { since: '2026-11-01T00:00:00Z' }],
    ] as const) {
      const answer = await call(world, reads, at, { method, body });
      expect(await codeOf(answer)).toEqual([403, 'scope_missing']);
    }
    expect((await world.adminRead(path)).status).toBe(200);
    const { text: key } = await makeKey(world);
    const message = `msg${MISSING.slice(3)}`;
    for (const [at, code] of [
      [`/api/v1/webhooks/${MISSING}/test`, 'webhook_unknown'],
      ['/api/v1/webhooks/inv_x/secret', 'webhook_unknown'],
      [`${path}/deliveries/${message}/resend`, 'webhook_delivery_unknown'],
      [`${path}/deliveries/x/resend`, 'webhook_delivery_unknown'],
    ] as const) {
      const answer = await call(world, key, at, { method: 'POST' });
      expect(await codeOf(answer)).toEqual([404, code]);
    }
    for (const body of [{}, { url: 5 }, { url: URL_OF_HOOK, events: ['run.finished'], extra: 1 }]) {
      const answer = await call(world, key, '/api/v1/webhooks', { method: 'POST', body });
      expect(await codeOf(answer)).toEqual([422, 'request_invalid']);
    }
  });

  it('lets a key with the scope read the metrics, and no other', async () => {
    const { text: metrics } = await makeKey(world, ['read:metrics']);
    const { text: other } = await makeKey(world, ['read:webhooks']);
    expect((await call(world, metrics, '/metrics')).status).toBe(200);
    expect(await codeOf(await call(world, other, '/metrics'))).toEqual([403, 'scope_missing']);
  });
});

describe('/admin/webhooks', () => {
  it('shows endpoints and their log to a reader, and lets them change nothing', async () => {
    const { id } = await create();
    const jar = await enterArea(world, READER);
    expect(await jar.read('/admin/webhooks')).toContain(URL_OF_HOOK);
    const page = await jar.read(`/admin/webhooks/${id}`);
    expect(page).toContain('hooks.example.com');
    expect(page).not.toContain('<form method="post" action="/admin/webhooks');
    for (const path of ['/new', `/${id}`, `/${id}/test`, `/${id}/disable`, `/${id}/secret`]) {
      const answer = await jar.post(`/admin/webhooks${path}`, {});
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });

  it('adds an endpoint and shows its secret on that one page', async () => {
    const jar = await enterArea(world);
    const draft = await draftOn(jar, '/admin/webhooks/new');
    const refused = await jar.post('/admin/webhooks/new', {
      draft,
      url: 'https://10.0.0.1',
      event: 'run.finished',
    });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('webhook_url_not_public');
    const added = await jar.post('/admin/webhooks/new', {
      draft,
      url: URL_OF_HOOK,
      description: '<b>books</b>',
      event: 'run.finished',
    });
    const html = await added.text();
    expect(html).toMatch(/whsec_[\w+/]{43}=/);
    const id = /whk_[0-9a-z]{26}/.exec(html)?.[0] ?? '';
    const page = await jar.read(`/admin/webhooks/${id}`);
    expect(page).not.toContain('whsec_');
    expect(page).not.toContain('<b>books');
    const removed = await jar.post(`/admin/webhooks/${id}/remove`, {});
    expect(removed.headers.get('location')).toBe('/admin/webhooks?removed=yes');
    expect((await jar.get(`/admin/webhooks/${id}`)).status).toBe(404);
  });

  it('sends a test event and sends again what failed, and says so', async () => {
    const receiver = await listen(world);
    const jar = await enterArea(world);
    const path = `/admin/webhooks/${receiver.endpointId}`;
    const tested = await jar.post(`${path}/test`, {});
    expect(tested.headers.get('location')).toBe(`${path}?done=tested`);
    await sendWebhooks(world.ports);
    const [row] = await world.sql<{ id: string }>('SELECT id FROM webhook_delivery');
    const page = await jar.read(`${path}?state=delivered&done=tested`);
    expect(page).toContain(row?.id);
    expect(page).toContain('A test event is on its way');
    expect((await jar.post(`${path}/resend`, { message: row?.id ?? '' })).status).toBe(303);
    const twice = await jar.post(`${path}/resend`, { message: row?.id ?? '' });
    expect(twice.headers.get('location')).toBe(`${path}?done=resent`);
    expect(await auditRows('webhook_resent')).toHaveLength(1);
    expect((await jar.post(`${path}/resend`, { message: 'x' })).status).toBe(404);
    expect((await jar.post(`${path}/resend-failed`, { since: 'x' })).status).toBe(422);
    expect((await jar.post(`${path}/resend-failed`, { since: '2026-11-01' })).status).toBe(303);
    expect((await jar.post(path, { event: 'nothing' })).status).toBe(422);
    expect((await jar.post('/admin/webhooks/x/test', {})).status).toBe(404);
  });

  it('puts a new secret in force once, however often its form is sent', async () => {
    const { id } = await create();
    const secretOf = async () => {
      const [row] = await world.sql<{ sealed_secret: string }>(
        'SELECT sealed_secret, sealed_old_secret FROM webhook_endpoint',
      );
      return row;
    };
    const first = await secretOf();
    const jar = await enterArea(world);
    const path = `/admin/webhooks/${id}/secret`;
    const form = { draft: await draftOn(jar, path) };
    const overtaken = { draft: await draftOn(jar, path) };
    const answers = await Promise.all([1, 2].map(() => jar.post(path, form)));
    const shown = await Promise.all(
      answers.map(async (answer) => /whsec_[\w+/]{43}=/.exec(await answer.text())?.[0]),
    );
    expect([...new Set(shown)]).toEqual([expect.stringContaining('whsec_')]);
    expect(await secretOf()).toMatchObject({ sealed_old_secret: first?.sealed_secret });
    expect(await auditRows('webhook_secret_rotated')).toHaveLength(1);
    const late = await jar.post(path, overtaken);
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringContaining('webhook_secret_changed'),
    ]);
    const made = await jar.post(path, { draft: 'x' });
    expect(await made.text()).toContain('form_too_old');
  });

  it('asks for fresh proof before a way out is opened', async () => {
    const { id } = await create();
    const jar = await enterArea(world);
    await world.passMs(6 * 60_000);
    for (const path of ['/new', `/${id}/secret`, `/${id}/remove`]) {
      for (const answer of [
        await jar.get(`/admin/webhooks${path}`),
        await jar.post(`/admin/webhooks${path}`, { url: URL_OF_HOOK, event: 'run.finished' }),
      ]) {
        expect(answer.headers.get('location')).toMatch(/^\/admin\/confirm\?next=/);
      }
    }
    expect(await world.sql('SELECT 1 FROM webhook_endpoint')).toHaveLength(1);
  });
});
