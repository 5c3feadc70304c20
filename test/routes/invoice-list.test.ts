// The list of a client's documents: filters, pages, files; and the time zone that documents keep.
import { beforeEach, describe, expect, it } from 'vitest';
import { becomeClient, openShop } from '../support/people.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
let session: string;
beforeEach(async () => {
  world = await newWorld({ settings: { BILLING_TIME_ZONE: 'UTC' } });
  await openShop(world);
  session = await becomeClient(world, 'ada@example.com');
});

interface Made {
  readonly month: string;
  readonly sequence?: number;
  readonly kind?: string;
  readonly issued: string;
  readonly due: string;
}

/** Documents straight into the store, made by a run of Kolkata's time. */
async function documents(...made: readonly Made[]): Promise<void> {
  const [client] = await world.sql<{ id: string }>('SELECT id FROM client');
  for (const [i, { month, sequence = 0, kind = 'invoice', issued, due }] of made.entries()) {
    const id = `inv_${String(i).padStart(26, '0')}`;
    const run = `run_${String(i).padStart(26, '0')}`;
    await world.sql(
      `INSERT INTO invoice_run (id, month, "trigger", state, header, requested_by, created_at_ms, touched_at_ms)
       VALUES (?, ?, 'schedule', 'executed', '{"timeZone":"Asia/Kolkata"}', 'x', 0, 0)`,
      run,
      month,
    );
    await world.sql(
      `INSERT INTO invoice (id, client_id, month, kind, sequence, run_id, series, number_in_series, number, currency, total_minor,
         tokens, token_price, client_snapshot, seller_snapshot, item_hash, issued_at_ms, due_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'USD', 123, 1, '0.0015', '{"name":"Ada","company":"","email":"a"}', '{"name":"N","address":"","email":"b"}', ?, ?, ?)`,
      id,
      client?.id,
      month,
      kind,
      sequence,
      run,
      `INV-${issued.slice(0, 4)}`,
      i + 1,
      `INV-${issued.slice(0, 4)}-${i}`,
      'h',
      Date.parse(issued),
      Date.parse(due),
    );
  }
}

const numbersAt = async (path: string) => {
  const html = await (await world.get(path, session)).text();
  return [...html.matchAll(/<th scope="row"><a href="[^"]*">([^<]*)</g)].map((match) => match[1]);
};

describe('GET /invoices', () => {
  it('is friendly without any, and asks strangers to log in', async () => {
    expect(await (await world.get('/invoices', session)).text()).toContain('No invoices yet');
    const stranger = await world.get('/invoices');
    expect(stranger.headers.get('location')).toBe('/login?problem=session_needed');
  });

  it('filters by the year of issue and by state', async () => {
    await documents(
      { month: '2025-11', issued: '2025-12-01T02:00:00Z', due: '2025-12-15T02:00:00Z' },
      { month: '2026-09', issued: '2026-10-01T02:00:00Z', due: '2026-10-15T02:00:00Z' },
      {
        month: '2026-09',
        sequence: 1,
        kind: 'credit_note',
        issued: '2026-10-02T02:00:00Z',
        due: '2026-10-16T02:00:00Z',
      },
      { month: '2026-10', issued: '2026-11-01T02:00:00Z', due: '2026-11-15T02:00:00Z' },
    );
    expect(await numbersAt('/invoices')).toEqual([
      'INV-2026-3',
      'INV-2026-2',
      'INV-2026-1',
      'INV-2025-0',
    ]);
    expect(await numbersAt('/invoices?year=2025')).toEqual(['INV-2025-0']);
    expect(await numbersAt('/invoices?state=due')).toEqual(['INV-2026-3']);
    expect(await numbersAt('/invoices?state=past_due')).toEqual(['INV-2026-1', 'INV-2025-0']);
    expect(await numbersAt('/invoices?state=credit&year=2026')).toEqual(['INV-2026-2']);
    expect(await numbersAt('/invoices?year=2024')).toEqual([]);
    expect(await numbersAt("/invoices?year=20'&state=x&before=y")).toHaveLength(4);
  });

  it('shows fifty at once and leads to the older ones', async () => {
    const months = Array.from({ length: 52 }, (_, i) => {
      const at = new Date(Date.UTC(2020, i, 1)).toISOString();
      return { month: at.slice(0, 7), issued: at, due: at };
    });
    await documents(...months);
    const html = await (await world.get('/invoices', session)).text();
    const older = /href="([^"]*before=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const first = await numbersAt('/invoices');
    const second = await numbersAt(older);
    expect(first).toHaveLength(50);
    expect([...first, ...second]).toEqual(
      months.map(({ issued }, i) => `INV-${issued.slice(0, 4)}-${i}`).reverse(),
    );
  });

  it('dates documents in the time zone that they were made in', async () => {
    await documents({
      month: '2026-10',
      issued: '2026-10-31T20:00:00Z',
      due: '2026-11-14T20:00:00Z',
    });
    const [{ id } = { id: '' }] = await world.sql<{ id: string }>('SELECT id FROM invoice');
    for (const path of ['/invoices', `/invoices/${id}`]) {
      const html = await (await world.get(path, session)).text();
      expect(html).toContain('1 November 2026');
      expect(html).toContain('15 November 2026');
    }
    expect(await (await world.get(`/invoices/${id}`, session)).text()).toContain('Asia/Kolkata');
    const csv = await world.get(`/invoices/${id}.csv`, session);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="INV-2026-0.csv"');
  });

  it('gives nobody the files of another client', async () => {
    await documents({
      month: '2026-10',
      issued: '2026-11-01T02:00:00Z',
      due: '2026-11-15T02:00:00Z',
    });
    const other = await becomeClient(world, 'eve@example.com');
    const [{ id } = { id: '' }] = await world.sql<{ id: string }>('SELECT id FROM invoice');
    expect((await world.get(`/invoices/${id}.csv`, session)).status).toBe(200);
    expect((await world.get(`/invoices/${id}.csv`, other)).status).toBe(404);
    expect((await world.get('/invoices/inv_nobody.csv', session)).status).toBe(404);
    expect(await (await world.get('/invoices', other)).text()).toContain('No invoices yet');
  });
});
