import { beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '#core/ids.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { type Jar, ledTo, refusal } from '../../support/jar.ts';
import { catchLogs } from '../../support/logs.ts';
import { enterArea } from '../../support/operators.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

const ID = '0'.repeat(26);
const WHOLE = (name: string) => ({ name, plan: 1, created_at: '2026-08-01T00:00:00Z' });

let world: World;
let jar: Jar;
beforeEach(async () => {
  catchLogs();
  world = await newWorld({ settings: { OUTLIER_FACTOR: '2', OUTLIER_FLOOR_TOKENS: '1' } });
  await openShop(world);
  jar = await enterArea(world);
});

/** Plans in the browser, and waits for the plan. */
async function plan(month = '2026-10', fields: Record<string, string> = {}): Promise<RunId> {
  const [, location] = ledTo(await jar.post('/admin/runs', { month, ...fields }));
  const id = location?.split('/').at(-1) as RunId;
  await world.ports.runs.settled(id, 20_000);
  return id;
}

async function manifestOf(id: RunId): Promise<string> {
  return (await world.ports.store.runs.byId(id))?.manifest ?? '';
}

async function execute(id: RunId) {
  const answer = await jar.post(`/admin/runs/${id}/execute`, { manifest: await manifestOf(id) });
  await world.ports.runs.settled(id, 20_000);
  return ledTo(answer);
}

const invoiceCount = async () => (await world.sql('SELECT 1 FROM invoice')).length;

describe('a month in the browser', () => {
  it('is planned, read, approved and executed: exactly that plan, by name', async () => {
    await enrolMany(
      world,
      3,
      () => [WHOLE('a')],
      (n) => (n === 0 ? 'EUR' : 'USD'),
    );
    expect(await jar.read('/admin/runs')).toContain('Never invoiced');
    const id = await plan();
    expect(await invoiceCount()).toBe(0);
    const page = await jar.read(`/admin/runs/${id}`);
    expect(page).toContain('Waits for approval');
    expect(page).toContain(`/admin/runs/${id}/execute`);
    const asked = await jar.read(`/admin/runs/${id}/execute`);
    for (const text of [
      'Invoice October 2026?',
      '3 documents',
      'Difference',
      await manifestOf(id),
    ]) {
      expect(asked).toContain(text);
    }
    expect(await execute(id)).toEqual([303, `/admin/runs/${id}`]);
    expect(await invoiceCount()).toBe(3);
    expect(await auditRows('run_approved')).toMatchObject([
      { actor: 'admin:test-admin', subjectId: id },
    ]);
    expect(await execute(id)).toEqual([303, `/admin/runs/${id}`]);
    expect(await invoiceCount()).toBe(3);
    expect(ledTo(await jar.get(`/admin/runs/${id}/execute`))[0]).toBe(303);
    const csv = await jar.get(`/admin/runs/${id}/plan.csv`);
    expect([csv.headers.get('content-type'), (await csv.text()).split('\n').length > 3]).toEqual([
      'text/csv; charset=utf-8; header=present',
      true,
    ]);
  });

  it('refreshes itself while it works, and not after', async () => {
    await enrolMany(world, 1);
    const id = await plan();
    expect((await jar.get(`/admin/runs/${id}`)).headers.get('refresh')).toBeNull();
    await world.sql("UPDATE invoice_run SET state = 'superseded' WHERE id = ?", id);
    await world.sql(
      "INSERT INTO invoice_run SELECT ?, month, trigger, 'executing', 0, cursor, header, manifest, 0, 0, '', '', requested_by, created_at_ms, 1, 1, 0, 1 FROM invoice_run",
      `run_${ID}`,
    );
    const answer = await jar.get(`/admin/runs/run_${ID}`);
    expect(answer.headers.get('refresh')).toBe('3');
    expect(await answer.text()).not.toContain('Plan again');
  });

  it('lists its clients behind the one that was seen last', async () => {
    const [first = ''] = await enrolMany(world, 3);
    const page = `/admin/runs/${await plan()}`;
    expect((await jar.read(page)).match(/data-label="Lines"/g)).toHaveLength(3);
    const rest = await jar.read(`${page}?after=${first}`);
    expect(rest.match(/data-label="Lines"/g)).toHaveLength(2);
    expect((await jar.read(`${page}?after=x`)).match(/data-label="Lines"/g)).toHaveLength(3);
  });
});

describe('executing from the browser', () => {
  it('takes no other manifest than that of the page, and nothing beside it', async () => {
    await enrolMany(world, 2);
    const first = await plan();
    const old = await manifestOf(first);
    await world.sql("UPDATE token_price SET price = '0.002'");
    const second = await plan();
    const before = await wholeDatabase();
    const at = (id: string, fields: Record<string, string>) =>
      jar.post(`/admin/runs/${id}/execute`, fields);
    const manifest = await manifestOf(second);
    for (const [answer, expected] of [
      [await at(second, { manifest: old }), [409, 'manifest_unknown']],
      [await at(first, { manifest: old }), [409, 'plan_superseded']],
      [await at(first, { manifest }), [409, 'manifest_unknown']],
      [await at(second, {}), [400, 'form_malformed']],
      [await at(second, { manifest: 'x' }), [400, 'form_malformed']],
      [await at(second, { manifest: manifest.toUpperCase() }), [400, 'form_malformed']],
      [await at(second, { manifest, force: 'yes' }), [400, 'form_malformed']],
      [await at(`run_${ID}`, { manifest }), [404, 'run_unknown']],
      [await at(`cli_${ID}`, { manifest }), [404, 'run_unknown']],
    ] as const) {
      expect(await refusal(answer)).toEqual(expected);
    }
    expect(await refusal(await jar.get(`/admin/runs/${first}/execute`))).toEqual([
      409,
      'plan_superseded',
    ]);
    expect(await wholeDatabase()).toEqual(before);
  });

  it('wants a proof of the last five minutes, and a plan of the last day', async () => {
    await enrolMany(world, 1);
    const id = await plan();
    const page = `/admin/runs/${id}/execute`;
    await world.passMs(5 * 60_000);
    const confirm = [303, `/admin/confirm?next=${encodeURIComponent(page)}`];
    expect(ledTo(await jar.get(page))).toEqual(confirm);
    expect(ledTo(await jar.post(page, { manifest: await manifestOf(id) }))).toEqual(confirm);
    expect(await invoiceCount()).toBe(0);
    await world.passMs(24 * 3_600_000);
    jar = await enterArea(world);
    expect(await refusal(await jar.post(page, { manifest: await manifestOf(id) }))).toEqual([
      409,
      'plan_expired',
    ]);
    expect(await invoiceCount()).toBe(0);
  });
});

describe('planning from the browser', () => {
  it('refuses months that are not over, and forms that no page of ours sends', async () => {
    for (const [fields, status, code] of [
      [{ month: '2026-11' }, 422, 'month_not_closed'],
      [{ month: '2027-01' }, 422, 'month_not_closed'],
      [{ month: '2026-13' }, 400, 'month_malformed'],
      [{ month: '' }, 400, 'month_malformed'],
      [{}, 400, 'form_malformed'],
      [{ month: '2026-10', corrections: 'no' }, 400, 'form_malformed'],
      [{ month: '2026-10', trigger: 'schedule' }, 400, 'form_malformed'],
    ] as const) {
      const answer = await jar.post('/admin/runs', fields);
      expect([fields, ...(await refusal(answer))]).toEqual([fields, status, code]);
    }
    expect((await wholeDatabase()).invoice_run).toEqual([]);
  });

  it('knows no run by another id', async () => {
    for (const id of [`run_${ID}`, `cli_${ID}`, 'x']) {
      for (const page of ['', '/plan.csv', '/reconciliation', '/reconciliation.csv', '/execute']) {
        const answer = await jar.get(`/admin/runs/${id}${page}`);
        expect([id, page, ...(await refusal(answer))]).toEqual([id, page, 404, 'run_unknown']);
      }
    }
  });
});

describe('a client who is held back', () => {
  /** September with one server each; in October client 1 has five. */
  async function held() {
    const ids = await enrolMany(world, 2, (n) =>
      n === 1
        ? [
            WHOLE('a'),
            ...['b', 'c', 'd', 'e'].map((name) => ({
              ...WHOLE(name),
              created_at: '2026-10-01T00:00:00Z',
            })),
          ]
        : [WHOLE('a')],
    );
    await execute(await plan('2026-09'));
    await execute(await plan());
    return ids[1] ?? '';
  }

  it('is listed with why, released with a note, and billed by the next plan', async () => {
    const client = await held();
    const page = `/admin/parked/2026-10/${client}/outlier`;
    expect(await jar.read('/admin/parked')).toContain(page);
    expect(await jar.read('/admin/parked?month=2026-09')).toContain('Nobody.');
    expect(await jar.read(page)).toContain('far more than');
    const before = await wholeDatabase();
    expect(await refusal(await jar.post(page, { note: 'x' }))).toEqual([422, 'note_malformed']);
    expect(await refusal(await jar.post(page))).toEqual([422, 'note_malformed']);
    expect(await wholeDatabase()).toEqual(before);
    expect(ledTo(await jar.post(page, { note: 'Four new servers; asked.' }))).toEqual([
      303,
      '/admin/parked?month=2026-10&did=released',
    ]);
    expect(await auditRows('park_released')).toMatchObject([
      { actor: 'admin:test-admin', subjectId: client },
    ]);
    const released = await jar.read('/admin/parked');
    expect(released).toMatch(/next run bills the client.*Released by <bdi>admin:test-admin</s);
    expect(released).not.toContain(page);
    const answer = await world.adminRead('/api/v1/parks');
    expect(await answer.json()).toMatchObject({
      data: [
        {
          clientId: client,
          released: true,
          releasedBy: 'admin:test-admin',
          releasedAt: new Date(world.clock.nowMs()).toISOString(),
        },
      ],
    });
    expect(await invoiceCount()).toBe(3);
    await execute(await plan());
    expect(await invoiceCount()).toBe(4);
  });

  it('is released by nobody for what it is not held back for', async () => {
    const client = await held();
    const before = await wholeDatabase();
    for (const [path, expected] of [
      [`2026-10/${client}/hours_beyond_month`, [409, 'not_parked']],
      [`2026-09/${client}/outlier`, [409, 'not_parked']],
      [`2026-10/cli_${'0'.repeat(26)}/outlier`, [409, 'not_parked']],
      [`2026-13/${client}/outlier`, [409, 'not_parked']],
      ['2026-10/nobody/outlier', [409, 'not_parked']],
    ] as const) {
      const page = `/admin/parked/${path}`;
      expect(await refusal(await jar.get(page))).toEqual(expected);
      expect(await refusal(await jar.post(page, { note: 'long enough' }))).toEqual(expected);
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it('stays held back for a fact, whatever is noted', async () => {
    const [client = ''] = await enrolMany(
      world,
      1,
      () => [WHOLE('a')],
      () => 'EUR',
    );
    await world.sql("DELETE FROM token_price WHERE currency = 'EUR'");
    await execute(await plan());
    const page = `/admin/parked/2026-10/${client}/price_missing`;
    expect(await jar.read('/admin/parked')).toContain('A fact');
    expect(await refusal(await jar.get(page))).toEqual([422, 'not_releasable']);
    expect(await refusal(await jar.post(page, { note: 'long enough' }))).toEqual([
      422,
      'not_releasable',
    ]);
    expect((await wholeDatabase()).park_release).toEqual([]);
  });

  it('is not released without fresh proof', async () => {
    const client = await held();
    await world.passMs(5 * 60_000);
    const page = `/admin/parked/2026-10/${client}/outlier`;
    const confirm = [303, `/admin/confirm?next=${encodeURIComponent(page)}`];
    expect(ledTo(await jar.get(page))).toEqual(confirm);
    expect(ledTo(await jar.post(page, { note: 'long enough' }))).toEqual(confirm);
    expect((await wholeDatabase()).park_release).toEqual([]);
  });
});
