import { beforeEach, describe, expect, it } from 'vitest';
import { clientOf, makeClient, makeEnrolled } from '../../support/clients.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { type Jar, ledTo, refusal } from '../../support/jar.ts';
import { catchLogs } from '../../support/logs.ts';
import { enterArea } from '../../support/operators.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { runMonth } from '../../support/runs.ts';
import { newWorld, READER, type World } from '../../support/world.ts';

const ID = '0'.repeat(26);

let world: World;
let jar: Jar;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
  await openShop(world);
  jar = await enterArea(world);
});

describe('/admin/clients', () => {
  it('finds, filters, and goes on page by page', async () => {
    await enrolMany(world, 52, () => []);
    const first = await jar.read('/admin/clients?q=client-&state=enrolled');
    expect(first.match(/data-label="Number"/g)).toHaveLength(50);
    const next = /href="([^"]*before=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(next).toContain('q=client-');
    const second = await jar.read(next);
    expect(second.match(/data-label="Number"/g)).toHaveLength(2);
    expect(second).toContain('client-0@example.com');
    expect(await jar.read('/admin/clients?q=client-51@')).toContain('client-51@example.com');
    expect(await jar.read('/admin/clients?q=nobody')).toContain('Nobody.');
  });

  it('takes what it cannot read for no filter', async () => {
    await makeEnrolled(world);
    for (const query of [
      'state=rich',
      'state=enrolled&state=closed',
      'before=run_1',
      `before=inv_${ID}`,
      'q[]=x',
      `q=${'x'.repeat(500)}`,
    ]) {
      const answer = await jar.get(`/admin/clients?${query}`);
      expect([query, answer.status]).toEqual([query, 200]);
      expect(await answer.text()).toContain('ada@example.com');
    }
  });
});

describe('/admin/clients/:id', () => {
  it('has everything on one page, and no secret', async () => {
    const [id = ''] = await enrolMany(world, 2);
    await runMonth(world.ports);
    await world.drain();
    await world.sql('UPDATE client SET password_hash = ? WHERE id = ?', 'scrypt-hash', id);
    const html = await jar.read(`/admin/clients/${id}`);
    for (const text of [
      'client-0@example.com',
      'INV-2026-000001',
      'November 2026 so far',
      'web',
      'invoice issued',
      'terms of service 1',
      'Delivered',
    ]) {
      expect(html).toContain(text);
    }
    expect(html).not.toMatch(/scrypt-hash|client-1@|INV-2026-000002/);
  });

  it('knows nobody by ids of other things, made-up ones, and no ids', async () => {
    const before = await wholeDatabase();
    for (const id of ['nobody', `cli_${ID}`, `run_${ID}`, `inv_${ID}`, '%00', 'cli_%27']) {
      for (const page of ['', '/second-factor', '/panel-user', '/unlink']) {
        const answer = await jar.get(`/admin/clients/${id}${page}`);
        expect([id, page, ...(await refusal(answer))]).toEqual([id, page, 404, 'client_unknown']);
      }
      for (const page of ['/provision', '/second-factor', '/panel-user', '/unlink']) {
        const answer = await jar.post(`/admin/clients/${id}${page}`, { note: 'long enough' });
        expect([id, page, ...(await refusal(answer))]).toEqual([id, page, 404, 'client_unknown']);
      }
    }
    expect(await wholeDatabase()).toEqual(before);
  });

  it('offers nothing to do to a reader', async () => {
    const id = await makeClient(world, {
      state: 'provisioning_failed',
      failure: 'panel_user_of_another_client',
    });
    const reader = await enterArea(world, READER);
    expect(await jar.read(`/admin/clients/${id}`)).toContain('Hand the panel user over');
    const html = await reader.read(`/admin/clients/${id}`);
    expect(html).toContain('ada@example.com');
    expect(html).not.toMatch(/action="\/admin\/(?!sign-out)|panel-user"/);
  });
});

describe('what an operator does for a client', () => {
  it('tries the set-up again', async () => {
    const id = await makeClient(world);
    expect(ledTo(await jar.post(`/admin/clients/${id}/provision`))).toEqual([
      303,
      `/admin/clients/${id}?did=enrolled`,
    ]);
    expect(await clientOf(world, id)).toMatchObject({ state: 'enrolled' });
    expect(await refusal(await jar.post(`/admin/clients/${id}/provision`))).toEqual([
      409,
      'not_waiting',
    ]);
  });

  it('switches lost codes off, with a reason', async () => {
    const id = await makeEnrolled(world);
    await world.sql('INSERT INTO second_factor VALUES (?, ?, 0, 0)', id, 'sealed');
    const page = `/admin/clients/${id}/second-factor`;
    expect(await jar.read(page)).toContain('Switch codes off?');
    const before = await wholeDatabase();
    for (const note of ['', '  x ', 'y'.repeat(1_001)]) {
      expect(await refusal(await jar.post(page, { note }))).toEqual([422, 'note_malformed']);
    }
    const repeated = await jar.post(page, [
      ['note', 'long enough'],
      ['note', 'long enough'],
    ]);
    expect(await refusal(repeated)).toEqual([422, 'note_malformed']);
    expect(await wholeDatabase()).toEqual(before);
    expect(ledTo(await jar.post(page, { note: 'Called back.' }))[0]).toBe(303);
    expect(await auditRows('second_factor_removed')).toMatchObject([{ actor: 'admin:test-admin' }]);
    expect(await refusal(await jar.post(page, { note: 'Called back.' }))).toEqual([
      409,
      'no_second_factor',
    ]);
  });

  it('unlinks from the billing system', async () => {
    const id = await makeEnrolled(world);
    await world.sql("INSERT INTO billing_link VALUES (?, 'builtin', '41', 0)", id);
    expect(ledTo(await jar.post(`/admin/clients/${id}/unlink`))[0]).toBe(303);
    expect((await wholeDatabase()).billing_link).toEqual([]);
    expect(await auditRows('client_unlinked')).toHaveLength(1);
  });

  it('is asked for fresh proof first, and does nothing without it', async () => {
    const id = await makeEnrolled(world);
    await world.sql("INSERT INTO billing_link VALUES (?, 'builtin', '41', 0)", id);
    await world.sql('INSERT INTO second_factor VALUES (?, ?, 0, 0)', id, 'sealed');
    await world.passMs(5 * 60_000);
    await jar.get('/admin/clients');
    const before = await wholeDatabase();
    for (const action of ['second-factor', 'panel-user', 'unlink']) {
      const page = `/admin/clients/${id}/${action}`;
      const confirm = [303, `/admin/confirm?next=${encodeURIComponent(page)}`];
      expect(ledTo(await jar.get(page))).toEqual(confirm);
      expect(ledTo(await jar.post(page, { note: 'long enough' }))).toEqual(confirm);
    }
    expect(await wholeDatabase()).toEqual(before);
  });
});
