import { beforeEach, describe, expect, it } from 'vitest';
import { monthSoFar } from '#usecases/operators/month-so-far.ts';
import { makeClient } from '../../support/clients.ts';
import { wholeDatabase } from '../../support/database.ts';
import { enterArea } from '../../support/operators.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

/** Text as a person reads it. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

let world: World;
beforeEach(async () => {
  world = await newWorld({ now: '2026-11-10T12:00:00Z' });
  await openShop(world);
});

describe('GET /admin', () => {
  it('shows what the month has cost to the end of yesterday, and reads it once', async () => {
    await enrolMany(world, 2);
    const jar = await enterArea(world);
    const text = textOf(await jar.read('/admin'));
    expect(text).toMatch(
      /November 2026 so far \$\d+\.\d\d to the end of 9 November 2026; 2 of 2 clients/,
    );
    const asked = async () =>
      (await world.emulators.requests()).filter(({ path }) => path.startsWith('/usage')).length;
    const before = await asked();
    await jar.get('/admin');
    expect(await asked()).toBe(before);
  });

  it('leaves out whose usage is not known, and says so', async () => {
    await enrolMany(world, 2);
    await world.emulators.control({ path: '/usage/report', times: 20, status: 503 });
    const jar = await enterArea(world);
    expect(textOf(await jar.read('/admin'))).toContain('– 0 of 2 clients');
  });

  it('waits for the first day of a month', async () => {
    await enrolMany(world, 1);
    await world.setNow('2026-12-01T10:00:00Z');
    const jar = await enterArea(world);
    expect(textOf(await jar.read('/admin'))).toContain('known when its first day is over');
  });

  it('names what somebody has to look at, with the page that mends it', async () => {
    await makeClient(world, { state: 'provisioning_failed', failure: 'panel_rejected' });
    await world.sql(
      "INSERT INTO outbox (id, kind, subject_id, payload, priority, state, due_at_ms, created_at_ms) VALUES ('out_x', 'send_letter', 'x', '', 0, 'failed', 0, 0)",
    );
    await world.sql(
      "INSERT INTO billing_stop (system, code, detail, since_ms) VALUES ('builtin', 'refused', 'no', 0)",
    );
    const html = await (await enterArea(world)).read('/admin');
    expect(html).toContain('href="/admin/clients?state=provisioning_failed"');
    const text = textOf(html);
    expect(text).toContain('1 Clients whose set-up failed');
    expect(text).toContain('1 Tasks that failed for good');
    expect(text).toContain('Deliveries to builtin are stopped');
  });

  it('says that nothing waits where nothing does', async () => {
    const html = await (await enterArea(world)).read('/admin');
    expect(textOf(html)).toContain('Nothing waits for you.');
  });

  it('shows what the last automation did', async () => {
    await world.admin('/admin/automation', { action: 'automation' });
    const text = textOf(await (await enterArea(world)).read('/admin'));
    expect(text).toContain('by admin:test-admin');
    expect(text).toContain('provisioning Nobody waits for a panel account.');
  });
});

describe('monthSoFar', () => {
  it('goes on behind the client where the time was up, and reads everybody in the end', async () => {
    await enrolMany(world, 8);
    let nowMs = Date.parse('2026-11-10T12:00:00Z');
    // Each look at the clock takes a second: three seconds are over after a few clients.
    const clock = { nowMs: () => (nowMs += 1_000) };
    const ports = { ...world.ports, clock };
    const first = await monthSoFar(ports, '');
    expect(first.goOnBehind).toBeDefined();
    let after: string | undefined = first.goOnBehind;
    for (let n = 0; n < 20 && after !== undefined; n++) {
      after = (await monthSoFar(ports, after)).goOnBehind;
    }
    const last = await monthSoFar(world.ports, '');
    expect(last.costs.map(({ clients }) => clients)).toEqual([8]);
    expect((await wholeDatabase()).usage_day).toHaveLength(8);
  });
});
