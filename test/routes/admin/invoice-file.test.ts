import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import { readInvoiceFile } from '#core/invoicing/invoice-file.ts';
import { verifyInvoice } from '#core/invoicing/verify-invoice.ts';
import { signedIn } from '../../support/clients.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { runMonth } from '../../support/runs.ts';
import { newWorld, type World } from '../../support/world.ts';

let world: World;
let clients: readonly string[];
let invoiceId = '';
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
  clients = await enrolMany(world, 2);
  await runMonth(world.ports);
  const [row] = await world.sql<{ id: string }>(
    'SELECT id FROM invoice WHERE client_id = ?',
    clients[0],
  );
  invoiceId = row?.id ?? '';
});

const own = () => signedIn(world, clients[0] as ClientId);

async function verify(text: string) {
  const file = readInvoiceFile(text);
  if (!file.ok) throw new Error(`no invoice file: ${file.error.at}`);
  const [hash = ''] = await world.ports.secrets.digests([file.value.frozen.content]);
  return { file: file.value, findings: verifyInvoice(file.value, hash) };
}

describe('GET /invoices/:id.json', () => {
  it('gives the client a file in which nothing differs', async () => {
    const answer = await world.get(`/invoices/${invoiceId}.json`, await own());
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="INV-2026-000001.json"',
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { file, findings } = await verify(await answer.text());
    expect(findings).toEqual([]);
    expect(file.invoice).toMatchObject({
      number: 'INV-2026-000001',
      kind: 'invoice',
      month: '2026-10',
      timeZone: 'UTC',
      ratingRules: 1,
      currency: 'USD',
      tokenPrice: '0.0015',
    });
    expect(file.run.manifest).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    [
      "invoice_run_item SET content = json_set(content, '$.lines[0].amountMinor', 1)",
      'frozen.hash',
    ],
    ["invoice_run_item SET content = json_remove(content, '$.lines[0]')", 'frozen.hash'],
    ['invoice SET total_minor = total_minor + 1', 'invoice.totalMinor'],
    ["invoice SET token_price = '1'", 'invoice.tokenPrice'],
  ])('shows when what is stored was changed afterwards: %s', async (change, at) => {
    await world.sql(`UPDATE ${change}`);
    const answer = await world.get(`/invoices/${invoiceId}.json`, await own());
    const { findings } = await verify(await answer.text());
    expect(findings.map((finding) => finding.at)).toContain(at);
  });

  it('is nobody else’s, and there is none for what does not exist', async () => {
    const other = await signedIn(world, clients[1] as ClientId);
    expect((await world.get(`/invoices/${invoiceId}.json`, other)).status).toBe(404);
    for (const id of ['inv_00000000000000000000000000', 'x', '..']) {
      expect((await world.get(`/invoices/${id}.json`, await own())).status).toBe(404);
    }
    const stranger = await world.get(`/invoices/${invoiceId}.json`);
    expect([stranger.status, stranger.headers.get('location')]).toEqual([
      303,
      '/login?problem=session_needed',
    ]);
  });

  it('is linked from the invoice’s page', async () => {
    const page = await (await world.get(`/invoices/${invoiceId}`, await own())).text();
    expect(page).toContain(`href="/invoices/${invoiceId}.json"`);
  });
});

describe('GET /admin/invoices/:id', () => {
  it('gives an operator the same file', async () => {
    const answer = await world.adminRead(`/admin/invoices/${invoiceId}`);
    const { file, findings } = await verify(await answer.text());
    expect(findings).toEqual([]);
    expect(file.invoice.id).toBe(invoiceId);
  });

  it('needs a signature and an invoice', async () => {
    const unsigned = await world.request(`/admin/invoices/${invoiceId}`);
    expect(unsigned.status).toBe(401);
    for (const id of ['inv_00000000000000000000000000', 'x']) {
      const answer = await world.adminRead(`/admin/invoices/${id}`);
      expect(await answer.json()).toMatchObject({ status: 404, code: 'invoice_unknown' });
    }
  });
});

describe('GET /admin/invoices', () => {
  it('says what kind of document each is, and from which item it was made', async () => {
    const answer = await world.adminRead('/admin/invoices?month=2026-10');
    expect(await answer.json()).toMatchObject({
      invoices: [
        { kind: 'invoice', sequence: 0, itemHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
        { kind: 'invoice', sequence: 0 },
      ],
    });
  });
});
