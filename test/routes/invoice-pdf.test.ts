import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import { err } from '#core/result.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { signedIn } from '../support/clients.ts';
import { catchLogs } from '../support/logs.ts';
import { enrolMany, openShop } from '../support/people.ts';
import { requestWith } from '../support/request-with.ts';
import { runMonth } from '../support/runs.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
let mine: ClientId;
let path = '';
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
  const clients = await enrolMany(world, 2);
  await runMonth(world.ports);
  mine = clients[0] as ClientId; // two were made
  const [row] = await world.sql<{ id: string }>('SELECT id FROM invoice WHERE client_id = ?', mine);
  path = `/invoices/${row?.id}.pdf`;
});

describe('GET /invoices/:id.pdf', () => {
  it('gives the client a PDF under the invoice’s number, which no cache keeps', async () => {
    const answer = await world.get(path, await signedIn(world, mine));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="INV-2026-000001.pdf"',
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const text = new TextDecoder('latin1').decode(await answer.arrayBuffer());
    expect(text).toMatch(/^%PDF-/);
    expect(text).toContain('(Invoice INV-2026-000001)');
  });

  it('gives it in the reader’s language', async () => {
    const cookie = await signedIn(world, mine);
    const answer = await world.request(path, { headers: { cookie, 'accept-language': 'hi' } });
    const text = new TextDecoder('latin1').decode(await answer.arrayBuffer());
    expect(text).toContain('/Lang (hi)');
  });

  it('is accompanied by how to pay, on the page and in the mail', async () => {
    while ((await drainOutbox(world.ports)).more);
    const page = await (
      await world.get(path.replace('.pdf', ''), await signedIn(world, mine))
    ).text();
    expect(page).toContain('Account TEST-1234\nReference: INV-2026-000001');
    const [mail] = await world.emulators.messages('client-0@example.com');
    expect(mail?.text).toContain('How to pay:\nAccount TEST-1234\nReference: INV-2026-000001');
  });

  it('gives it to nobody else', async () => {
    const [, other] = await world.sql<{ id: ClientId }>('SELECT id FROM client ORDER BY id');
    const stranger = await signedIn(world, other?.id as ClientId);
    expect((await world.get(path, stranger)).status).toBe(404);
    expect((await world.get('/invoices/x.pdf', stranger)).status).toBe(404);
    expect((await world.get(path)).status).toBe(303);
  });

  it('says so where the fonts were not deployed, to the client and to the operator', async () => {
    const logs = catchLogs();
    const typesetter = { typeset: async () => err('fonts_missing' as const) };
    const ports = { ...world.ports, typesetter };
    const headers = { cookie: await signedIn(world, mine) };
    const answer = await requestWith(ports, path, { headers });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('Print this page instead');
    expect(JSON.stringify(logs)).toContain('fonts_missing');
  });
});
