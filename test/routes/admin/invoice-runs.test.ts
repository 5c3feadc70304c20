import { generateKeyPair } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { enrolMany, openShop } from '../../support/people.ts';
import { newWorld, ORIGIN, type World } from '../../support/world.ts';

const RUNS = '/admin/invoice-runs';
let world: World;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
});

interface RunJson {
  readonly runId: string;
  readonly month: string;
  readonly state: string;
  readonly manifest: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly totals: readonly unknown[];
  readonly progress: Readonly<Record<string, number>>;
  readonly parked: readonly unknown[];
}
interface Problem {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
}

async function plan(month = '2026-10'): Promise<RunJson> {
  const answer = await world.admin(RUNS, { action: 'plan', month });
  expect(answer.status).toBe(200);
  return answer.json<RunJson>();
}

function send(jws: string, type = 'application/jose'): Promise<Response> {
  return world.request(RUNS, { method: 'POST', body: jws, headers: { 'content-type': type } });
}

async function refusal(answer: Response): Promise<readonly [number, string]> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const { code, status } = await answer.json<Problem>();
  expect(status).toBe(answer.status);
  return [status, code];
}

async function settle(runId: string): Promise<RunJson> {
  await world.ports.runs.settled(runId as `run_${string}`, 10_000);
  return (await world.adminRead(`${RUNS}/${runId}`)).json<RunJson>();
}

describe('POST /admin/invoice-runs, plan', () => {
  it('answers the frozen plan with counts, totals and manifest', async () => {
    await enrolMany(world, 3, (n) =>
      n === 2 ? [] : [{ name: 'a', plan: 1, created_at: '2026-09-01T00:00:00Z' }],
    );
    const planned = await plan();
    expect(planned).toMatchObject({
      month: '2026-10',
      state: 'planned',
      counts: { invoice: 2, nothingToBill: 1, alreadyInvoiced: 0, billedElsewhere: 0, parked: 0 },
      totals: [{ currency: 'USD', amountMinor: 1500, invoices: 2 }],
    });
    expect(planned.runId).toMatch(/^run_/);
    expect(planned.manifest).toMatch(/^[0-9a-f]{64}$/);
    expect(await world.sql('SELECT 1 FROM invoice')).toEqual([]);
  });

  it('leaves an audit row with the signer', async () => {
    await plan();
    const actors = await world.sql<{ actor: string }>(
      "SELECT actor FROM audit_event WHERE action = 'run_started'",
    );
    expect(actors).toEqual([{ actor: 'admin:test-admin' }]);
  });
});

describe('POST /admin/invoice-runs, execute', () => {
  it('makes the invoices of the approved plan, which can then be read', async () => {
    await enrolMany(world, 2, () => [{ name: 'web', plan: 1, created_at: '2026-09-01T00:00:00Z' }]);
    const { runId, manifest } = await plan();
    const answer = await world.admin(RUNS, { action: 'execute', month: '2026-10', manifest });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ runId });
    expect(await settle(runId)).toMatchObject({
      state: 'executed',
      progress: { issued: 2, conflicts: 0 },
    });
    const read = await world.adminRead('/admin/invoices?month=2026-10');
    const { invoices } = await read.json<{ invoices: Record<string, unknown>[] }>();
    expect(invoices).toHaveLength(2);
    expect(invoices[0]).toMatchObject({
      number: 'INV-2026-000001',
      clientEmail: 'client-0@example.com',
      month: '2026-10',
      currency: 'USD',
      totalMinor: 750,
      lines: [{ serverId: 1, name: 'web', hours: 744, tokens: 5000, amountMinor: 750 }],
    });
  });

  it('makes one invoice per client when twenty overrides and the cron start at once', async () => {
    await enrolMany(world, 10);
    // November is what cron bills on 1 December; the overrides aim at the same month.
    await world.setNow('2026-12-01T01:15:00Z');
    const override = async () => {
      const answer = await world.admin(RUNS, { action: 'plan', month: '2026-11' });
      const { manifest } = await answer.json<RunJson>();
      return world.admin(RUNS, { action: 'execute', month: '2026-11', manifest });
    };
    const cron = () =>
      world.ports.runs.start({
        month: '2026-11' as never,
        trigger: 'schedule',
        requestedBy: 'system',
      });
    const answers = await Promise.all([...Array.from({ length: 20 }, override), cron(), cron()]);
    await world.ports.runs.settled(await cron(), 10_000);
    for (const { runId } of await Promise.all(
      answers
        .filter((answer): answer is Response => typeof answer !== 'string' && answer.ok)
        .map((answer) => answer.json<RunJson>()),
    )) {
      await settle(runId);
    }
    const rows = await world.sql<{ clients: number; invoices: number; last: number }>(
      'SELECT count(*) AS invoices, count(DISTINCT client_id) AS clients, max(number_in_series) AS last FROM invoice',
    );
    expect(rows).toEqual([{ invoices: 10, clients: 10, last: 10 }]);
  });

  it('bills nothing again for a month that is invoiced', async () => {
    await enrolMany(world, 2);
    const first = await plan();
    await world.admin(RUNS, { action: 'execute', month: '2026-10', manifest: first.manifest });
    await settle(first.runId);
    const second = await plan();
    expect(second.counts).toEqual({
      invoice: 0,
      nothingToBill: 0,
      alreadyInvoiced: 2,
      billedElsewhere: 0,
      parked: 0,
    });
    await world.admin(RUNS, { action: 'execute', month: '2026-10', manifest: second.manifest });
    expect((await settle(second.runId)).progress).toMatchObject({ issued: 0 });
    expect(await world.sql('SELECT count(*) AS n FROM invoice')).toEqual([{ n: 2 }]);
  });

  it.each([
    ['that is not stored', 'f'.repeat(64), 409, 'manifest_unknown'],
    ['that is not a hash', 'abc', 400, 'claims_malformed'],
    ['that is missing', undefined, 400, 'claims_malformed'],
  ])('refuses a manifest %s', async (_what, manifest, status, code) => {
    await enrolMany(world, 1);
    await plan();
    const answer = await world.admin(RUNS, { action: 'execute', month: '2026-10', manifest });
    expect(await refusal(answer)).toEqual([status, code]);
  });

  it('refuses the manifest of another month', async () => {
    await enrolMany(world, 1);
    const { manifest } = await plan('2026-10');
    const answer = await world.admin(RUNS, { action: 'execute', month: '2026-09', manifest });
    expect(await refusal(answer)).toEqual([409, 'manifest_unknown']);
  });
});

describe('POST /admin/invoice-runs, months', () => {
  it.each([
    ['the running month', '2026-11', 422, 'month_not_closed'],
    ['a future month', '2026-12', 422, 'month_not_closed'],
    ['next year, typed for last year', '2027-10', 422, 'month_not_closed'],
    ['month 13', '2026-13', 400, 'month_malformed'],
    ['a day', '2026-10-01', 400, 'month_malformed'],
    ['words', 'October', 400, 'month_malformed'],
    ['an empty text', '', 400, 'month_malformed'],
    ['SQL', "2026-10'; --", 400, 'month_malformed'],
    ['a number', 202610, 400, 'claims_malformed'],
    ['nothing', undefined, 400, 'claims_malformed'],
  ])('refuses %s', async (_what, month, status, code) => {
    expect(await refusal(await world.admin(RUNS, { action: 'plan', month }))).toEqual([
      status,
      code,
    ]);
    expect(await world.sql('SELECT 1 FROM invoice_run')).toEqual([]);
  });

  it('closes a month by the billing time zone', async () => {
    world = await newWorld({
      settings: { BILLING_TIME_ZONE: 'America/New_York' },
      now: '2026-11-01T03:59:59Z',
    });
    const early = await world.admin(RUNS, { action: 'plan', month: '2026-10' });
    expect(await refusal(early)).toEqual([422, 'month_not_closed']);
    await world.setNow('2026-11-01T04:00:00Z');
    expect((await world.admin(RUNS, { action: 'plan', month: '2026-10' })).status).toBe(200);
  });
});

describe('POST /admin/invoice-runs, signatures', () => {
  const claims = { action: 'plan', month: '2026-10' };
  const seconds = () => Math.floor(world.clock.nowMs() / 1000);

  it('refuses a missing signature', async () => {
    expect(await refusal(await send(''))).toEqual([401, 'signature_missing']);
  });

  it.each(['hello', 'a.b', 'a.b.c', '{"action":"plan"}', 'a.b.c.d.e'])(
    'refuses %s',
    async (body) => {
      const [status, code] = await refusal(await send(body));
      expect(status).toBe(401);
      expect(['signature_malformed', 'signature_invalid']).toContain(code);
    },
  );

  it('refuses another content type', async () => {
    const jws = await world.sign(claims);
    expect(await refusal(await send(jws, 'application/json'))).toEqual([415, 'content_type_wrong']);
  });

  it('refuses a signature by another key under our key id, and an unknown key id, alike', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const forged = await send(await world.sign(claims, { key: privateKey }));
    const unknown = await send(await world.sign(claims, { kid: 'somebody' }));
    expect(await refusal(forged)).toEqual([401, 'signature_invalid']);
    expect(await refusal(unknown)).toEqual([401, 'signature_invalid']);
  });

  it('refuses a changed payload', async () => {
    const [head, , tail] = (await world.sign(claims)).split('.');
    const payload = btoa(JSON.stringify({ ...claims, month: '2026-09' })).replaceAll('=', '');
    expect(await refusal(await send(`${head}.${payload}.${tail}`))).toEqual([
      401,
      'signature_invalid',
    ]);
  });

  it('refuses the algorithm none', async () => {
    const [, payload] = (await world.sign(claims)).split('.');
    const head = btoa('{"alg":"none","kid":"test-admin"}').replaceAll('=', '');
    const [status] = await refusal(await send(`${head}.${payload}.`));
    expect(status).toBe(401);
  });

  it('refuses a signature that has expired', async () => {
    const jws = await world.sign({ ...claims, iat: seconds() - 400, exp: seconds() });
    expect(await refusal(await send(jws))).toEqual([401, 'signature_expired']);
  });

  it('refuses one that lives longer than ten minutes', async () => {
    const jws = await world.sign({ ...claims, exp: seconds() + 601 });
    expect(await refusal(await send(jws))).toEqual([401, 'signature_too_long_lived']);
  });

  it('refuses one from the future', async () => {
    const jws = await world.sign({ ...claims, iat: seconds() + 120, exp: seconds() + 300 });
    expect(await refusal(await send(jws))).toEqual([401, 'signature_not_yet_valid']);
  });

  it('refuses one that is aimed at another service', async () => {
    const jws = await world.sign({ ...claims, aud: 'https://other.test' });
    expect(await refusal(await send(jws))).toEqual([401, 'audience_wrong']);
    expect(ORIGIN).not.toBe('https://other.test');
  });

  it('refuses one for another action', async () => {
    expect(await refusal(await send(await world.sign({ ...claims, action: 'read' })))).toEqual([
      403,
      'action_wrong',
    ]);
  });

  it('refuses one that was used before', async () => {
    const jws = await world.sign(claims);
    expect((await send(jws)).status).toBe(200);
    expect(await refusal(await send(jws))).toEqual([409, 'signature_replayed']);
  });

  it('lets one of twenty at once through that use the same signature', async () => {
    const jws = await world.sign(claims);
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(jws)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  });

  it.each(['aud', 'iat', 'exp', 'jti', 'action'])(
    'refuses one without the claim %s',
    async (claim) => {
      const answer = await send(await world.sign({ ...claims, [claim]: undefined }));
      expect(await refusal(answer)).toEqual([400, 'claims_malformed']);
    },
  );

  it('refuses a body over the limit', async () => {
    expect(await refusal(await send('a'.repeat(300_000)))).toEqual([413, 'body_too_large']);
  });
});

describe('GET /admin/invoice-runs/:id', () => {
  it('needs a signature, which may be shown again while it is good', async () => {
    const { runId } = await plan();
    const path = `${RUNS}/${runId}`;
    expect(await refusal(await world.request(path))).toEqual([401, 'signature_missing']);
    const headers = { authorization: `Bearer ${await world.sign({ action: 'read' })}` };
    expect((await world.request(path, { headers })).status).toBe(200);
    expect((await world.request(path, { headers })).status).toBe(200);
    await world.passMs(301_000);
    expect(await refusal(await world.request(path, { headers }))).toEqual([
      401,
      'signature_expired',
    ]);
  });

  it('does not take a signature that was made for planning', async () => {
    const { runId } = await plan();
    const headers = {
      authorization: `Bearer ${await world.sign({ action: 'plan', month: '2026-10' })}`,
    };
    expect(await refusal(await world.request(`${RUNS}/${runId}`, { headers }))).toEqual([
      403,
      'action_wrong',
    ]);
  });

  it('answers 404 for unknown and malformed ids', async () => {
    for (const id of ['run_00000000000000000000000000', 'x', '%00']) {
      expect(await refusal(await world.adminRead(`${RUNS}/${id}`))).toEqual([404, 'run_unknown']);
    }
  });

  it('names who is parked and why', async () => {
    await enrolMany(world, 1);
    await world.emulators.control({ path: '/usage/report', status: 404, times: 99 });
    const planned = await plan();
    expect(planned.parked).toEqual([
      expect.objectContaining({ clientEmail: 'client-0@example.com', reason: 'usage_unavailable' }),
    ]);
  });
});

describe('GET /admin/invoices', () => {
  it('needs a signature', async () => {
    const answer = await world.request('/admin/invoices?month=2026-10');
    expect(await refusal(answer)).toEqual([401, 'signature_missing']);
  });

  it('refuses a malformed month', async () => {
    expect(await refusal(await world.adminRead('/admin/invoices?month=10-2026'))).toEqual([
      400,
      'month_malformed',
    ]);
    expect(await refusal(await world.adminRead('/admin/invoices'))).toEqual([
      400,
      'month_malformed',
    ]);
  });

  it('answers an empty list for a month without invoices', async () => {
    const answer = await world.adminRead('/admin/invoices?month=2022-10');
    expect(await answer.json()).toEqual({ month: '2022-10', invoices: [], next: null });
  });
});

describe('what the panel can answer for usage', () => {
  it.each([
    ['HTML', { body: '<html>', contentType: 'text/html', status: 200 }, 'panel_wrong_address'],
    [
      'an empty body',
      { body: '', contentType: 'application/json', status: 200 },
      'report_malformed',
    ],
    ['JSON that is cut off', { truncate: 30 }, 'report_malformed'],
    [
      '401',
      { status: 401, body: '{"message":"Unauthenticated."}', contentType: 'application/json' },
      'panel_refused_token',
    ],
    ['500', { status: 500 }, 'panel_error'],
    ['rows without tokens', { omit: 'tokens' }, 'report_malformed'],
    ['a lost connection', { loseReply: true as const }, 'panel_unreachable'],
  ])('%s parks the client with a stated reason, and loses nothing', async (_what, rule, why) => {
    await enrolMany(world, 2);
    await world.emulators.control({
      path: '/usage/report',
      query: { user_id: '2' },
      times: 9,
      ...rule,
    });
    const planned = await plan();
    expect(planned.counts).toEqual({
      invoice: 1,
      nothingToBill: 0,
      alreadyInvoiced: 0,
      billedElsewhere: 0,
      parked: 1,
    });
    expect(planned.parked).toEqual([
      expect.objectContaining({
        reason: 'usage_unavailable',
        detail: { reason: 'usage_unavailable', why },
      }),
    ]);
    await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
    expect((await plan()).counts).toMatchObject({ invoice: 2, parked: 0 });
  });

  it('nothing in time parks the client as well', async () => {
    world = await newWorld({ settings: { PANEL_TIMEOUT_MS: '400' } });
    await openShop(world);
    await enrolMany(world, 1);
    await world.emulators.control({ path: '/usage/report', delayMs: 3_000, times: 9 });
    expect((await plan()).parked).toEqual([
      expect.objectContaining({ detail: { reason: 'usage_unavailable', why: 'panel_slow' } }),
    ]);
  });
});
