import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { createEntry } from '../../src/entry.ts';
import { makeClient, signedIn } from '../support/clients.ts';
import { catchLogs } from '../support/logs.ts';
import { enrolMany, openShop } from '../support/people.ts';
import { watchDatabase } from '../support/watched-database.ts';
import { newWorld, ORIGIN, type World } from '../support/world.ts';

let world: World;
let cookie: string;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
  await openShop(world);
  await enrolOne();
});

async function enrolOne(servers?: Parameters<typeof enrolMany>[2]) {
  const [id = ''] = await enrolMany(world, 1, servers);
  cookie = await signedIn(world, id as ClientId);
}

async function textOf(path: string): Promise<string> {
  const answer = await world.get(path, cookie);
  expect(answer.status).toBe(200);
  const html = await answer.text();
  const [section = ''] =
    /<section class="card" aria-labelledby="usage-title">[\s\S]*?<\/section>/.exec(html) ?? [];
  return section.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

const panelReads = async () =>
  (await world.emulators.requests()).filter(({ path }) => /^\/(usage|servers)/.test(path)).length;

describe.each(['/dashboard', '/usage'])('the running month on GET %s', (path) => {
  it('has what each server cost, where that leads, and when its cap ends it', async () => {
    const text = await textOf(path);
    // 228 h at 7 tokens are 1,596 tokens, backups 160; at 0.0015 USD 2.39 and 0.24.
    // By the month's end 5,000 tokens (the cap) and 500: 7.50 and 0.75. 5,000 are reached in the 715th hour.
    expect(text).toContain('November 2026 so far');
    expect(text).toContain('web no. 1');
    expect(text).toContain(
      'Reaches its cap on 30 November 2026, and costs nothing more after that.',
    );
    expect(text).toContain('228 $2.63 $8.25 Total $2.63 $8.25');
    expect(text).toContain('As of 10 November 2026 at 12:00 (UTC)');
  });

  it.each([
    ['does not answer', { status: 503 }],
    ['sends what is no report', { body: '{"data":[{"server_id":1}],"meta":{}}' }],
    ['refuses the token', { status: 401 }],
  ])('says that it is not known where the panel %s, and shows no figure', async (_how, fault) => {
    await world.emulators.control({ path: '/usage/report', times: 10, ...fault });
    const text = await textOf(path);
    expect(text).toContain('We cannot read your usage at the moment');
    expect(text).not.toMatch(/\d\.\d\d/);
  });

  it('shows what was used and no forecast where the servers cannot be read', async () => {
    await world.emulators.control({ path: '/servers', status: 503, times: 10 });
    expect(await textOf(path)).toContain('Total $2.63 not known');
  });

  it('says so when a client has used nothing', async () => {
    world = await newWorld();
    await openShop(world);
    await enrolOne(() => []);
    const text = await textOf(path);
    expect(text).toContain('Nothing used this month');
    expect(text).not.toContain('0.00');
  });

  it('says that it is not known while the currency has no price', async () => {
    await world.sql('DELETE FROM token_price');
    expect(await textOf(path)).toContain('We cannot read your usage at the moment');
  });
});

describe('GET /dashboard', () => {
  it('does not wait for a slow panel, and has its answer the next time', async () => {
    await world.emulators.control({ path: '/servers', delayMs: 2_500 });
    const late = await textOf('/dashboard');
    expect(late).toContain('The panel is slow at the moment');
    expect(late).not.toMatch(/\d\.\d\d/);
    const reads = await panelReads();
    expect(await textOf('/dashboard')).toContain('Total $2.63 $8.25');
    expect(await panelReads()).toBe(reads);
  });

  it('asks the panel once a minute at most', async () => {
    await textOf('/dashboard');
    await world.passMs(59_999);
    await textOf('/dashboard');
    expect(await panelReads()).toBe(2);
    await world.passMs(1);
    await textOf('/dashboard');
    expect(await panelReads()).toBe(4);
  });

  it('takes three queries', async () => {
    const watched = watchDatabase();
    const rawEnv = { ...world.rawEnv, DB: watched.binding };
    const context = createExecutionContext();
    const request = new Request(`${ORIGIN}/dashboard`, { headers: { cookie } });
    const answer = await createEntry(world.clock).fetch(request, rawEnv, context);
    await waitOnExecutionContext(context);
    expect(answer.status).toBe(200);
    expect(watched.queries).toBe(3);
  });

  it('foretells the invoice to the cent in the last hour of the month', async () => {
    await world.setNow('2026-11-30T23:59:59.999Z');
    expect(await textOf('/dashboard')).toContain('Total $8.25 $8.25');
    await world.setNow('2026-12-01T02:00:00Z');
    await dailyAutomation(world.ports, 'cron');
    const invoices = await world.sql<{ total: number }>(
      "SELECT total_minor AS total FROM invoice WHERE month = '2026-11'",
    );
    expect(invoices).toEqual([{ total: 825 }]);
  });

  it('shows a client without a panel user no usage', async () => {
    const id = await makeClient(world, { state: 'not_enrolled' });
    cookie = await signedIn(world, id);
    expect(await textOf('/dashboard')).toBe('');
    const answer = await world.get('/usage', cookie);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dashboard']);
  });
});

describe('GET /usage', () => {
  it('waits for a slow panel', async () => {
    await world.emulators.control({ path: '/servers', delayMs: 1_500 });
    expect(await textOf('/usage')).toContain('Total $2.63 $8.25');
  });

  it('is shown to nobody who is not signed in', async () => {
    const answer = await world.get('/usage');
    expect(answer.headers.get('location')).toBe('/login?problem=session_needed');
  });

  it('shows each client their own servers alone', async () => {
    world = await newWorld();
    await openShop(world);
    const [, other = ''] = await enrolMany(world, 2, (n) => [
      { name: `server-of-${n}`, plan: 1, created_at: '2026-10-05T00:00:00Z' },
    ]);
    cookie = await signedIn(world, other as ClientId);
    const text = await textOf('/usage');
    expect(text).toContain('server-of-1');
    expect(text).not.toContain('server-of-0');
  });
});
