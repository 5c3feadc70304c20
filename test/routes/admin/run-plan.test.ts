import { beforeEach, describe, expect, it } from 'vitest';
import { enrolMany, openShop } from '../../support/people.ts';
import { requestWith } from '../../support/request-with.ts';
import { newWorld, type World } from '../../support/world.ts';

const RUNS = '/admin/invoice-runs';
const UNKNOWN = 'run_00000000000000000000000000';
const SERVER = { name: 'web', plan: 1, created_at: '2026-09-01T00:00:00Z', backups: true };
let world: World;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
});

async function plan(): Promise<string> {
  const answer = await world.admin(RUNS, { action: 'plan', month: '2026-10' });
  return (await answer.json<{ runId: string }>()).runId;
}

interface ItemsJson {
  readonly items: readonly Record<string, unknown>[];
  readonly next: string | null;
}

async function codeOf(answer: Response): Promise<readonly [number, string]> {
  return [answer.status, (await answer.json<{ code: string }>()).code];
}

describe.each(['items', 'plan', 'plan.csv', 'reconciliation', 'reconciliation.csv'])(
  'GET /admin/invoice-runs/:id/%s',
  (part) => {
    const pathOf = (runId: string) => `${RUNS}/${runId}/${part}`;

    it('takes the signature as bearer token or in the link, and is kept by no cache', async () => {
      const path = pathOf(await plan());
      const jws = await world.sign({ action: 'read' });
      for (const answer of [
        await world.request(path, { headers: { authorization: `Bearer ${jws}` } }),
        await world.request(`${path}?jws=${jws}`),
        await world.request(`${path}?jws=${jws}`),
      ]) {
        expect(answer.status).toBe(200);
        expect(answer.headers.get('cache-control')).toBe('no-store');
        expect(answer.headers.get('referrer-policy')).toBe('same-origin');
        await answer.arrayBuffer();
      }
    });

    it('refuses no signature, an expired one and one for another action, in the link as well', async () => {
      const path = pathOf(await plan());
      expect(await codeOf(await world.request(path))).toEqual([401, 'signature_missing']);
      expect(await codeOf(await world.request(`${path}?jws=`))).toEqual([401, 'signature_missing']);
      const other = await world.sign({ action: 'plan', month: '2026-10' });
      expect(await codeOf(await world.request(`${path}?jws=${other}`))).toEqual([
        403,
        'action_wrong',
      ]);
      const jws = await world.sign({ action: 'read' });
      await world.passMs(301_000);
      const late = await world.request(`${path}?jws=${jws}`);
      expect(late.headers.get('cache-control')).toBe('no-store');
      expect(await codeOf(late)).toEqual([401, 'signature_expired']);
    });

    it('answers 404 for unknown and malformed ids', async () => {
      for (const id of [UNKNOWN, 'x']) {
        expect(await codeOf(await world.adminRead(pathOf(id)))).toEqual([404, 'run_unknown']);
      }
    });
  },
);

describe('a signature in a link', () => {
  it('opens nothing but the plan', async () => {
    const runId = await plan();
    const jws = await world.sign({ action: 'read' });
    for (const path of [`${RUNS}/${runId}`, RUNS, '/admin/invoices']) {
      const answer = await world.request(`${path}?month=2026-10&jws=${jws}`);
      expect(await codeOf(answer)).toEqual([401, 'signature_missing']);
    }
  });
});

describe('GET /admin/invoice-runs/:id/items', () => {
  it('gives each client its outcome, document, lines and hash, page by page', async () => {
    await enrolMany(world, 3, (n) => (n === 1 ? [] : [SERVER]));
    const path = `${RUNS}/${await plan()}/items`;
    const first = await (await world.adminRead(`${path}?limit=2`)).json<ItemsJson>();
    expect(first.next).toBe('cli_00000000000000000000000001');
    expect(first.items).toMatchObject([
      {
        clientEmail: 'client-0@example.com',
        outcome: 'invoice',
        document: 'invoice',
        currency: 'USD',
        totalMinor: 825,
        tokenPrice: '0.0015',
        parked: null,
        lines: [
          { kind: 'server', tokens: 5_000, amountMinor: 750 },
          { kind: 'backup', tokens: 500, amountMinor: 75 },
        ],
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      { outcome: 'nothing_to_bill', document: null, totalMinor: 0, tokenPrice: null, lines: [] },
    ]);
    const rest = await world.adminRead(`${path}?limit=2&after=${first.next}`);
    const second = await rest.json<ItemsJson>();
    expect(second.next).toBeNull();
    expect(second.items).toMatchObject([{ clientEmail: 'client-2@example.com' }]);
  });

  it('says of a parked client why, by which rows, and what releases it', async () => {
    await enrolMany(world, 1);
    await world.emulators.control({ path: '/usage/report', status: 500, times: 9 });
    const answer = await world.adminRead(`${RUNS}/${await plan()}/items`);
    expect((await answer.json<ItemsJson>()).items).toMatchObject([
      {
        outcome: 'parked',
        parked: {
          reason: 'usage_unavailable',
          sentence: 'Usage is not known: the panel answered with an error.',
          release: 'The next run tries again by itself.',
          rows: [],
          releasable: false,
          detail: { why: 'panel_error' },
        },
      },
    ]);
  });

  it.each(['0', '501', '-1', '1.5', 'all', ''])('refuses the limit %j', async (limit) => {
    const answer = await world.adminRead(`${RUNS}/${await plan()}/items?limit=${limit}`);
    expect(await codeOf(answer)).toEqual([400, 'limit_malformed']);
  });
});

describe('GET /admin/invoice-runs/:id/plan.csv', () => {
  it('has a row per line, and one for a client without lines', async () => {
    await enrolMany(world, 2, (n) => (n === 0 ? [{ ...SERVER, name: '=HYPERLINK("x")' }] : []));
    const runId = await plan();
    const answer = await world.adminRead(`${RUNS}/${runId}/plan.csv`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="2026-10-${runId}.csv"`,
    );
    const rows = (await answer.text()).split('\r\n');
    expect(rows).toHaveLength(1 + 2 + 1 + 1);
    expect(rows[0]).toContain('"client_id","client_email","outcome"');
    expect(rows[1]).toContain(`"server",1,"'=HYPERLINK(""x"")",744,5000,7.50,8.25,`);
    expect(rows[2]).toContain('"backup",1,');
    expect(rows[3]).toContain('"client-1@example.com","nothing_to_bill"');
    expect(rows[4]).toBe('');
  });

  it('has every client once however many pages there are, and reads no page ahead of its reader', async () => {
    await enrolMany(world, 1_001, () => []);
    const runId = await plan();
    const reads: string[] = [];
    const { runs } = world.ports.store;
    const items: typeof runs.items = (id, after, limit) => {
      reads.push(after);
      return runs.items(id, after, limit);
    };
    const ports = { ...world.ports, store: { ...world.ports.store, runs: { ...runs, items } } };
    const jws = await world.sign({ action: 'read' });
    const answer = await requestWith(ports, `${RUNS}/${runId}/plan.csv?jws=${jws}`);
    expect(reads.length).toBeLessThanOrEqual(1);
    const rows = (await answer.text()).trim().split('\r\n').slice(1);
    expect(reads).toHaveLength(3);
    expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(1_001);
    expect(rows).toHaveLength(1_001);
  });

  it('reads no more at once than fits into memory, and still has everybody', async () => {
    await enrolMany(world, 12, () => [SERVER]);
    const runId = await plan();
    // As large as a row may be; twelve of them are too much for one page.
    const padded = `json_set(content, '$.padding', hex(zeroblob(750000)))`;
    await world.sql(`UPDATE invoice_run_item SET content = ${padded}`);
    const jws = await world.sign({ action: 'read' });
    const read = async (after: string) => {
      const headers = { authorization: `Bearer ${jws}` };
      const answer = await world.request(`${RUNS}/${runId}/items?after=${after}`, { headers });
      return answer.json<{ items: { clientId: string }[]; next: string | null }>();
    };
    const { items, next } = await read('');
    expect(items).toHaveLength(6);
    expect(next).toBe(items.at(-1)?.clientId);
    const rest = await read(next ?? '');
    expect(rest.items).toHaveLength(6);
    expect(rest.next).toBeNull();
  });

  it('breaks off where reading fails, so that a part is not taken for the whole', async () => {
    await enrolMany(world, 501, () => []);
    const runId = await plan();
    const { runs } = world.ports.store;
    const items: typeof runs.items = async (id, after, limit) => {
      if (after !== '') throw new Error('D1_ERROR');
      return runs.items(id, after, limit);
    };
    const ports = { ...world.ports, store: { ...world.ports.store, runs: { ...runs, items } } };
    const jws = await world.sign({ action: 'read' });
    const answer = await requestWith(ports, `${RUNS}/${runId}/plan.csv?jws=${jws}`);
    await expect(answer.text()).rejects.toThrow('D1_ERROR');
  });
});

describe('GET /admin/invoice-runs/:id/plan', () => {
  async function page(runId: string) {
    const jws = await world.sign({ action: 'read' });
    const answer = await world.request(`${RUNS}/${runId}/plan?jws=${jws}`);
    return { answer, jws, html: await answer.text() };
  }

  it('shows a finished plan, with a link to the CSV that works, and does not refresh', async () => {
    await enrolMany(world, 2, () => [SERVER]);
    const { answer, jws, html } = await page(await plan());
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.headers.get('refresh')).toBeNull();
    expect(html).toContain('Plan for October 2026');
    expect(html).toContain('$16.50');
    expect(html).toContain('client-1@example.com');
    expect(html).toContain('<progress max="2" value="2">');
    const csv = /href="([^"]+plan\.csv[^"]*)"/.exec(html)?.[1] ?? '';
    expect(csv).toContain(jws);
    expect((await world.request(csv)).status).toBe(200);
  });

  it('refreshes itself while the run works', async () => {
    const runId = await plan();
    await world.sql("UPDATE invoice_run SET state = 'executing' WHERE id = ?", runId);
    const { answer, html } = await page(runId);
    expect(answer.headers.get('refresh')).toBe('3');
    expect(html).toContain('The plan is being executed.');
  });

  it('sets the totals beside the month before', async () => {
    await enrolMany(world, 1, () => [SERVER]);
    await world.admin(RUNS, { action: 'plan', month: '2026-09' }).then(async (answer) => {
      const { runId, manifest } = await answer.json<{ runId: `run_${string}`; manifest: string }>();
      await world.admin(RUNS, { action: 'execute', month: '2026-09', manifest });
      await world.ports.runs.settled(runId, 10_000);
    });
    await world.sql("UPDATE invoice SET total_minor = 1000 WHERE month = '2026-09'");
    const { html } = await page(await plan());
    expect(html).toContain('September 2026');
    expect(html).toContain('$10.00');
    expect(html).toContain('-$1.75');
    expect(html).toContain('Numbers INV-2026-000001 to INV-2026-000001 without a gap.');
  });
});

describe('GET /admin/invoice-runs', () => {
  interface ListJson {
    readonly runs: readonly Record<string, unknown>[];
    readonly unsettled: readonly Record<string, unknown>[];
  }

  it('lists runs newest first, of one month if asked, and the months that are not done', async () => {
    await enrolMany(world, 1);
    await world.sql('UPDATE client SET enrolled_at_ms = ?', Date.parse('2026-09-15T00:00:00Z'));
    const first = await plan();
    await world.passMs(1_000);
    const second = await plan();
    const all = await (await world.adminRead(RUNS)).json<ListJson>();
    expect(all.runs).toMatchObject([
      { runId: second, month: '2026-10', state: 'planned', requestedBy: 'admin:test-admin' },
      { runId: first, state: 'superseded' },
    ]);
    expect(all.unsettled).toEqual([
      { month: '2026-10', runId: null, parked: 0 },
      { month: '2026-09', runId: null, parked: 0 },
    ]);
    const none = await world.adminRead(`${RUNS}?month=2026-08`);
    expect((await none.json<ListJson>()).runs).toEqual([]);
  });

  it('needs a signature and a month that is one', async () => {
    expect(await codeOf(await world.request(RUNS))).toEqual([401, 'signature_missing']);
    expect(await codeOf(await world.adminRead(`${RUNS}?month=x`))).toEqual([
      400,
      'month_malformed',
    ]);
  });
});
