// What every route of the API must do, driven from the routes' own declarations: one without an entry here fails.
import { beforeAll, describe, expect, it } from 'vitest';
import { ALL_SCOPES, type Scope } from '#core/api/scope.ts';
import { revokeApiKey } from '#usecases/api/revoke-api-key.ts';
import { call, makeKey, type TestKey } from '../../support/api.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { newWorld, type World } from '../../support/world.ts';
import { type MadeMonth, makeMonth } from './support/month.ts';
import {
  declared,
  membersOf,
  OPERATIONS,
  type Operation,
  operation,
} from './support/operations.ts';

interface Entry {
  /** What stands for `{id}`. */
  readonly id?: keyof MadeMonth;
  readonly body?: (made: MadeMonth) => Readonly<Record<string, unknown>>;
  /** Of a valid request. */
  readonly status: number;
  /** Not JSON. */
  readonly media?: string;
}

const price = () => ({ currency: 'USD', firstMonth: '2027-01', price: '0.02' });

const ENTRIES: Readonly<Record<string, Entry>> = {
  listClients: { status: 200 },
  readClient: { id: 'clientId', status: 200 },
  readClientHistory: { id: 'parkedId', status: 200 },
  readClientUsage: { id: 'clientId', status: 200 },
  listRuns: { status: 200 },
  readRun: { id: 'runId', status: 200 },
  listRunItems: { id: 'runId', status: 200 },
  planRun: { body: () => ({ month: '2026-09' }), status: 200 },
  executeRun: { id: 'planId', body: ({ manifest }) => ({ manifest }), status: 202 },
  listParks: { status: 200 },
  releasePark: {
    body: ({ parkedId: clientId }) => {
      return { clientId, month: '2026-10', reason: 'outlier', note: 'Looked at it.' };
    },
    status: 201,
  },
  listInvoices: { status: 200 },
  readInvoice: { id: 'invoiceId', status: 200 },
  readInvoiceFile: { id: 'invoiceId', status: 200 },
  readInvoicePdf: { id: 'invoiceId', status: 200, media: 'application/pdf' },
  deliverInvoice: { id: 'invoiceId', status: 200 },
  readDeliveries: { status: 200 },
  listFailedLetters: { status: 200 },
  resendLetter: { id: 'letterId', status: 200 },
  probeBilling: { status: 200 },
  listTokenPrices: { status: 200 },
  setTokenPrice: { body: price, status: 201 },
  previewTokenPrice: { body: price, status: 200 },
  listTermsVersions: { status: 200 },
  publishTerms: {
    body: () => ({ kind: 'terms_of_service', version: '2027-01', text: 'Be kind.' }),
    status: 201,
  },
  readSettings: { status: 200 },
  listAudit: { status: 200 },
  listAutomationRuns: { status: 200 },
  startAutomation: { status: 200 },
  listWebhooks: { status: 200 },
  createWebhook: {
    body: () => ({ url: 'https://hooks.example.net/three', events: ['invoice.issued'] }),
    status: 201,
  },
  readWebhook: { id: 'webhookId', status: 200 },
  changeWebhook: { id: 'webhookId', body: () => ({ description: 'For the books' }), status: 200 },
  removeWebhook: { id: 'otherWebhookId', status: 200 },
  createWebhookSecret: { id: 'webhookId', status: 200 },
  listWebhookDeliveries: { id: 'webhookId', status: 200 },
  testWebhook: { id: 'webhookId', status: 202 },
  resendWebhookDelivery: { id: 'webhookId', status: 202 },
  resendFailedWebhookDeliveries: {
    id: 'webhookId',
    body: () => ({ since: '2026-11-01T00:00:00Z' }),
    status: 202,
  },
};

const IDS = OPERATIONS.map(({ id }) => id);
const isRead = ({ scope }: Operation) => scope.startsWith('read:');
const withBody = OPERATIONS.filter(({ body }) => body).map(({ id }) => id);
const withPath = OPERATIONS.filter(({ path }) => path.includes('{id}')).map(({ id }) => id);

let world: World;
let made: MadeMonth;
let key: TestKey;
beforeAll(async () => {
  // Whatever the tests ask for together stays below the limit.
  world = await newWorld({ settings: { API_CALLS_PER_MINUTE: '100000' } });
  made = await makeMonth(world);
  key = await makeKey(world);
});

/** A valid request, changed in one thing. */
interface Change {
  readonly credential?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function addressOf(id: string, given?: string): string {
  const entry = ENTRIES[id];
  const own = entry?.id ? made[entry.id] : '';
  return operation(id)
    .path.replace('{id}', given ?? own)
    .replace('{messageId}', made.messageId);
}

function send(id: string, change: Change = {}): Promise<Response> {
  const { method } = operation(id);
  const entry = ENTRIES[id];
  const { credential = key.text, headers = {} } = change;
  const body = 'body' in change ? change.body : entry?.body?.(made);
  const path = change.path ?? addressOf(id);
  return call(world, credential, path, { method, body, headers });
}

async function refused(id: string, change: Change): Promise<readonly [number, string]> {
  const { status, code } = await declared<{ status: number; code: string }>(
    id,
    await send(id, change),
  );
  return [status, code];
}

/** The database but for what counting a call and refusing it leave. */
async function withoutTraces(): Promise<unknown> {
  const { api_key: _, audit_event: __, ...rest } = await wholeDatabase();
  return rest;
}

it('there is an entry for each route', () => {
  expect(Object.keys(ENTRIES).sort()).toEqual([...IDS].sort());
});

describe('whoever may not', () => {
  it.each(IDS)('call %s changes nothing, and leaves a trace where it would have', async (id) => {
    const { scope } = operation(id);
    const others = ALL_SCOPES.filter((other) => other !== scope);
    const lacking = await makeKey(world, others);
    const expired = await makeKey(world, [scope as Scope], world.clock.nowMs() + 1);
    const revoked = await makeKey(world, [scope as Scope]);
    await revokeApiKey(world.ports, revoked.id, 'admin:test');
    await world.passMs(1);
    const before = await withoutTraces();
    const events = (await auditRows()).length;
    const strange = [
      ['', 'key_missing'],
      ['pmk_', 'key_unknown'],
      [`${key.text.slice(0, -1)}${key.text.endsWith('A') ? 'B' : 'A'}`, 'key_unknown'],
      [`${revoked.text.slice(0, 30)}${key.text.slice(30)}`, 'key_unknown'],
      ['made-up', 'signature_malformed'],
    ] as const;
    for (const [credential, code] of strange) {
      const answer = await send(id, { credential });
      expect(answer.headers.get('ratelimit'), credential).toBeNull();
      expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([401, code]);
    }
    expect((await auditRows()).length).toBe(events);
    expect(await refused(id, { credential: expired.text })).toEqual([401, 'key_expired']);
    expect(await refused(id, { credential: revoked.text })).toEqual([401, 'key_revoked']);
    expect(await refused(id, { credential: lacking.text })).toEqual([403, 'scope_missing']);
    expect(await withoutTraces()).toEqual(before);
    const traces = (await auditRows()).slice(events);
    const actors = isRead(operation(id)) ? [] : [expired, revoked, lacking];
    expect(traces.map(({ actor, action }) => [actor, action])).toEqual(
      actors.map((one) => [`api:${one.id}`, 'refused']),
    );
  });

  it.each(IDS)('change anything may still read: %s by a signature to read', async (id) => {
    const credential = await world.sign({ action: 'read' });
    if (isRead(operation(id))) {
      // Nobody is at the address of an id that is not there; the others have one answer.
      const { status } = await send(id, { credential, path: addressOf(id, 'x') });
      expect(status).toBe(withPath.includes(id) ? 404 : ENTRIES[id]?.status);
    } else {
      expect(await refused(id, { credential })).toEqual([403, 'key_needed']);
    }
  });

  it('sign in as a client cannot call it either', async () => {
    const answer = await world.get('/api/v1/settings', 'postmeter_session=x');
    expect(answer.status).toBe(401);
  });
});

describe('a request that is not as it has to be', () => {
  it.each(IDS)('%s refuses a parameter that it does not know', async (id) => {
    const answer = await declared<{ code: string; fields: unknown }>(
      id,
      await send(id, { path: `${addressOf(id)}?surplus=1` }),
    );
    expect(answer).toMatchObject({
      code: 'request_invalid',
      fields: [{ in: 'query', name: 'surplus' }],
    });
  });

  it.each(withPath)('%s knows nobody by an id that is not there', async (id) => {
    const prefix = made[ENTRIES[id]?.id ?? 'runId'].slice(0, 4);
    for (const given of ['x', '%00', `${prefix}${'z'.repeat(26)}`, `zzz_${'0'.repeat(26)}`]) {
      const [status, code] = await refused(id, { path: addressOf(id, given) });
      expect([status, code.endsWith('_unknown')], given).toEqual([404, true]);
    }
  });

  it.each(withBody)('%s refuses a body that is no JSON, or too large', async (id) => {
    const before = await withoutTraces();
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];
    for (const type of types) {
      expect(await refused(id, { headers: { 'content-type': type } })).toEqual([
        415,
        'content_type_wrong',
      ]);
    }
    for (const body of ['{', '', '{"a":1}}']) {
      expect(await refused(id, { body })).toEqual([400, 'body_malformed']);
    }
    expect(await refused(id, { body: ' '.repeat(300_000) })).toEqual([413, 'body_too_large']);
    expect(await withoutTraces()).toEqual(before);
  });

  it.each(withBody)('%s names each member that is missing, wrong or too many', async (id) => {
    const { body } = operation(id);
    const valid = ENTRIES[id]?.body?.(made) ?? {};
    const { required, all } = membersOf(body ?? expect.fail('a body'));
    const names = async (given: unknown) => {
      const answer = await declared<{ code: string; fields: { in: string; name: string }[] }>(
        id,
        await send(id, { body: given }),
      );
      expect(answer.code).toBe('request_invalid');
      expect(answer.fields.every((field) => field.in === 'body')).toBe(true);
      return answer.fields.map(({ name }) => name);
    };
    const before = await withoutTraces();
    for (const member of required) {
      expect(await names({ ...valid, [member]: undefined })).toContain(member);
    }
    for (const member of all) {
      for (const wrong of [5, { a: 1 }]) {
        const [name = ''] = await names({ ...valid, [member]: wrong });
        expect(name.split('.')[0]).toBe(member);
      }
    }
    expect(await names({ ...valid, surplus: 1, __proto__x: 2 })).toEqual(['surplus', '__proto__x']);
    for (const whole of ['[]', '"x"', '5', 'null']) expect(await names(whole)).toEqual(['']);
    expect(await withoutTraces()).toEqual(before);
  });

  const lists = OPERATIONS.filter(({ responses }) => JSON.stringify(responses).includes('cursor'));
  it.each(lists.map(({ id }) => id))('%s refuses a page that there cannot be', async (id) => {
    const path = addressOf(id);
    const queries = ['limit=0', 'limit=201', 'limit=x', 'limit=1.5', 'limit=', 'limit=1&limit=2'];
    const cursors = ['cursor=', 'cursor=x', 'cursor=cnVuc3w', `cursor=${'a'.repeat(500)}`];
    for (const query of [...queries, ...cursors]) {
      expect(await refused(id, { path: `${path}?${query}` }), query).toEqual([
        422,
        'request_invalid',
      ]);
    }
  });
});

describe('a valid request', () => {
  it.each(IDS)('%s is answered as it is declared', async (id) => {
    const entry = ENTRIES[id];
    const answer = await send(id);
    expect(answer.status).toBe(entry?.status);
    expect(answer.headers.get('ratelimit')).toMatch(/^"key";r=\d+;t=\d+$/);
    if (entry?.media) expect(answer.headers.get('content-type')).toBe(entry.media);
    else await declared(id, answer);
  });
});

describe('an address of the API that there is not', () => {
  it('is a problem document, whoever asks', async () => {
    for (const path of ['/api', '/api/', '/api/v1', '/api/v2/runs', '/api/v1/runs/a/b/c']) {
      const answer = await world.get(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ code: 'not_found', status: 404 });
    }
  });

  it('says by which methods it can be asked', async () => {
    for (const [method, path, allow] of [
      ['DELETE', '/api/v1/runs', 'GET, POST'],
      ['PUT', `/api/v1/runs/${made.runId}`, 'GET'],
      ['GET', `/api/v1/runs/${made.runId}/execution`, 'POST'],
    ] as const) {
      const answer = await call(world, key.text, path, { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
      expect(await answer.json()).toMatchObject({ code: 'method_wrong' });
    }
  });
});
