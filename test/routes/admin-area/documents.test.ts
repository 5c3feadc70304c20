import { beforeEach, describe, expect, it } from 'vitest';
import { countBindings } from '../../../bench/count-bindings.ts';
import { countInvocation } from '../../../bench/invocation.ts';
import { createEntry } from '../../../src/entry.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { type Jar, ledTo, refusal } from '../../support/jar.ts';
import { catchLogs } from '../../support/logs.ts';
import { enterArea } from '../../support/operators.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { requestWith } from '../../support/request-with.ts';
import { runMonth } from '../../support/runs.ts';
import { newWorld, ORIGIN, type World } from '../../support/world.ts';

const ID = '0'.repeat(26);

let world: World;
let jar: Jar;
beforeEach(() => {
  catchLogs();
});

/** Two documents of October, delivered; and a browser in the area. */
async function invoiced() {
  world = await newWorld();
  await openShop(world);
  const clients = await enrolMany(world, 2);
  const run = await runMonth(world.ports);
  await world.drain();
  jar = await enterArea(world);
  const rows = await world.sql<{ id: string }>('SELECT id FROM invoice ORDER BY number');
  return { run, client: clients[0] ?? '', first: rows[0]?.id ?? '', second: rows[1]?.id ?? '' };
}

const cookiesOf = ({ cookies }: Jar) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

const payments = () =>
  world.sql<{ payment: string }>('SELECT payment FROM delivery ORDER BY invoice_id');

describe('/admin/prices/set', () => {
  it('shows what last month would have cost, also at a price mistyped beyond any amount', async () => {
    await invoiced();
    const effect = (price: string) =>
      jar.read(`/admin/prices/set?currency=USD&firstMonth=2026-12&price=${price}`);
    expect(await effect('0.01')).toContain('Difference');
    const beyond = await effect('999999999999');
    expect(beyond).toContain('more than any amount can be');
    expect(beyond).not.toContain('Difference');
  });
});

describe('/admin/documents', () => {
  it('lists those of a month, and leads to one by its number', async () => {
    const { first, second } = await invoiced();
    const all = await jar.read('/admin/documents');
    expect(all).toContain('INV-2026-000001');
    expect(all).toContain('INV-2026-000002');
    expect(await jar.read('/admin/documents?month=2026-10')).toContain('INV-2026-000002');
    expect(await jar.read('/admin/documents?month=2026-09')).not.toContain('INV-2026');
    expect(await jar.read('/admin/documents?month=soon&before=x')).toContain('INV-2026-000002');
    const behind = await jar.read(
      `/admin/documents?month=2026-10&before=${second}.INV-2026-000002`,
    );
    expect(behind).toContain('INV-2026-000001');
    expect(behind).not.toContain('INV-2026-000002');
    for (const q of ['INV-2026-000001', '1', ' 000001 ']) {
      const answer = await jar.get(`/admin/documents?q=${encodeURIComponent(q)}`);
      expect([q, ...ledTo(answer)]).toEqual([q, 303, `/admin/documents/${first}`]);
    }
    for (const q of ['3', 'INV-2025-000001', '0', "' OR 1", 'INV-2026-1e1']) {
      const answer = await jar.get(`/admin/documents?q=${encodeURIComponent(q)}`);
      expect([q, answer.status]).toEqual([q, 200]);
      expect(await answer.text()).toContain('No document has the number');
    }
  });

  it('shows one with its lines, and gives its files', async () => {
    const { first, run } = await invoiced();
    const page = await jar.read(`/admin/documents/${first}`);
    for (const text of ['Invoice INV-2026-000001', 'Delivered', 'web', `/admin/runs/${run}`]) {
      expect(page).toContain(text);
    }
    const pdf = await jar.get(`/admin/documents/${first}.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(new TextDecoder().decode((await pdf.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
    const file = await jar.get(`/admin/documents/${first}.json`);
    expect(await file.json()).toMatchObject({ invoice: { number: 'INV-2026-000001' } });
    for (const id of [`inv_${ID}`, `cli_${ID}`, 'x']) {
      for (const path of ['', '.pdf', '.json', '/payment']) {
        const answer = await jar.get(`/admin/documents/${id}${path}`);
        expect([id, path, ...(await refusal(answer))]).toEqual([id, path, 404, 'invoice_unknown']);
      }
    }
  });
});

describe('recording a payment', () => {
  it('is asked for once more, with fresh proof, and can be taken back', async () => {
    const { first } = await invoiced();
    const page = `/admin/documents/${first}/payment`;
    expect(await jar.read(page)).toContain('Is INV-2026-000001 paid?');
    expect(ledTo(await jar.post(page, { state: 'paid' }))).toEqual([
      303,
      `/admin/documents/${first}?did=payment`,
    ]);
    expect((await payments())[0]).toEqual({ payment: 'paid' });
    expect(await auditRows('payment_recorded')).toMatchObject([
      { actor: 'admin:test-admin', subjectId: first },
    ]);
    expect(await jar.read(page)).toContain('not paid after all');
    await jar.post(page, { state: 'open' });
    expect((await payments())[0]).toEqual({ payment: 'open' });
    await world.passMs(5 * 60_000);
    const confirm = [303, `/admin/confirm?next=${encodeURIComponent(page)}`];
    expect(ledTo(await jar.get(page))).toEqual(confirm);
    expect(ledTo(await jar.post(page, { state: 'paid' }))).toEqual(confirm);
    expect((await payments())[0]).toEqual({ payment: 'open' });
  });

  it('refuses what no page of ours sends', async () => {
    const { first } = await invoiced();
    const before = await wholeDatabase();
    for (const [id, fields, status, code] of [
      [first, {}, 400, 'form_malformed'],
      [first, { state: 'refunded' }, 400, 'form_malformed'],
      [first, { state: 'paid', amount: '1' }, 400, 'form_malformed'],
      [`inv_${ID}`, { state: 'paid' }, 404, 'invoice_unknown'],
      ['x', { state: 'paid' }, 404, 'invoice_unknown'],
    ] as const) {
      const answer = await jar.post(`/admin/documents/${id}/payment`, fields);
      expect(await refusal(answer)).toEqual([status, code]);
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it('is not for where payments are read', async () => {
    const { first } = await invoiced();
    const { billing } = world.ports;
    const ports = {
      ...world.ports,
      billing: { ...billing, capabilities: { ...billing.capabilities, external: true } },
    };
    const headers = { cookie: cookiesOf(jar) };
    const path = `/admin/documents/${first}/payment`;
    const refused = [409, 'payments_are_read'];
    expect(await refusal(await requestWith(ports, path, { headers }))).toEqual(refused);
    const body = new URLSearchParams({ state: 'paid' });
    const posted = await requestWith(ports, path, { method: 'POST', headers, body });
    expect(await refusal(posted)).toEqual(refused);
    expect((await payments())[0]).toEqual({ payment: '' });
  });
});

describe('/admin/deliveries', () => {
  it('says that nothing is delivered, and goes on once a probe succeeds', async () => {
    const { first } = await invoiced();
    await world.sql("INSERT INTO billing_stop VALUES ('builtin', 'billing_refused_key', 'No.', 0)");
    await world.sql(
      "UPDATE delivery SET phase = 'created', problem = 'billing_document_differs', problem_detail = 'Line 3.' WHERE invoice_id = ?",
      first,
    );
    const page = await jar.read('/admin/deliveries');
    for (const text of [
      'billing_refused_key',
      'billing_document_differs',
      'Line 3.',
      'INV-2026-000001',
    ]) {
      expect(page).toContain(text);
    }
    const probed = await jar.post('/admin/deliveries/probe');
    expect([probed.status, (await probed.text()).includes('The stop is lifted')]).toEqual([
      200,
      true,
    ]);
    expect(await auditRows('billing_resumed')).toMatchObject([{ actor: 'admin:test-admin' }]);
    expect(ledTo(await jar.get('/admin/deliveries/probe'))).toEqual([303, '/admin/deliveries']);
  });

  it('delivers again what is not there, once nothing is in doubt', async () => {
    const { first, second } = await invoiced();
    const again = (id: string) => jar.post(`/admin/documents/${id}/deliver`);
    expect(await refusal(await again(first))).toEqual([409, 'already_delivered']);
    await world.sql(
      "UPDATE delivery SET phase = 'created', in_doubt_since_ms = 7 WHERE invoice_id = ?",
      second,
    );
    expect(await refusal(await again(second))).toEqual([409, 'delivery_in_doubt']);
    await world.sql('UPDATE delivery SET in_doubt_since_ms = 0 WHERE invoice_id = ?', second);
    expect(ledTo(await again(second))).toEqual([303, `/admin/documents/${second}?did=delivery`]);
    expect(await auditRows('delivery_restarted')).toMatchObject([{ subjectId: second }]);
    expect(await refusal(await again(`inv_${ID}`))).toEqual([404, 'invoice_unknown']);
    expect(await refusal(await again('x'))).toEqual([404, 'invoice_unknown']);
  });
});

describe('a page of the area', () => {
  it('asks the database for little', async () => {
    const { run, client, first } = await invoiced();
    const cookie = cookiesOf(jar);
    const context = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} };
    const queries = async (path: string) => {
      const { counts } = await countInvocation(() =>
        createEntry(world.clock).fetch(
          new Request(`${ORIGIN}${path}`, { headers: { cookie } }),
          countBindings(world.rawEnv),
          context as unknown as ExecutionContext,
        ),
      );
      return counts.d1Queries;
    };
    const most: Readonly<Record<string, number>> = {
      '/admin/clients?q=client': 2,
      [`/admin/clients/${client}`]: 3,
      '/admin/runs': 3,
      // Counts, totals, both months, numbers, parks, whose turn it is, and the clients: each one query.
      [`/admin/runs/${run}`]: 10,
      '/admin/documents?month=2026-10': 2,
      '/admin/documents?q=1': 2,
      [`/admin/documents/${first}`]: 6,
      '/admin/parked': 2,
      '/admin/deliveries': 5,
    };
    const found: Record<string, number> = {};
    for (const path of Object.keys(most)) found[path] = await queries(path);
    expect(found).toEqual(most);
  });
});
