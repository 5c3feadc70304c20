import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { clientOf, makeClient } from '../../support/clients.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { EMAIL, entered, logIn, SLOW, subjectsTo } from '../../support/enter.ts';
import { type Jar, ledTo, newJar } from '../../support/jar.ts';
import { catchLogs } from '../../support/logs.ts';
import { openShop, PASSWORD } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
  await openShop(world);
});

interface Server {
  readonly created_at: string;
  readonly deleted_at?: string;
}

/** An enrolled client of this summer with servers, and a browser that is signed in. */
async function enrolled(...servers: readonly Server[]): Promise<{ id: ClientId; jar: Jar }> {
  const [user] = await world.emulators.seed({
    email: EMAIL,
    password: PASSWORD,
    servers: servers.map((server, n) => ({ name: `web-${n}`, plan: 1, ...server })),
  });
  const id = await makeClient(world, {
    email: EMAIL,
    state: 'enrolled',
    panelUserId: user?.id ?? 0,
  });
  await world.sql(
    'UPDATE client SET enrolled_at_ms = ? WHERE id = ?',
    Date.parse('2026-07-01'),
    id,
  );
  return { id, jar: await entered(world) };
}

async function close(jar: Jar): Promise<Response> {
  const answer = await jar.post('/account/close', { understood: 'yes' });
  await world.drain();
  return answer;
}

async function automationAt(iso: string) {
  await world.setNow(iso);
  const report = await dailyAutomation(world.ports, 'cron');
  await world.drain();
  return report.steps.find(({ step }) => step === 'closings');
}

const stateOf = async (id: ClientId) => (await clientOf(world, id)).state;
const invoices = () => world.sql<{ month: string }>('SELECT month FROM invoice ORDER BY month');

describe('closing an account', SLOW, () => {
  it('says what happens to servers, what is erased, and what tax law keeps', async () => {
    const { jar } = await enrolled();
    const html = await jar.read('/account/close');
    expect(html).toContain('Servers that still run go on costing until you delete them.');
    expect(html).toContain('for 10 years');
    expect(html).toContain('What is erased');
  });

  it('wants to be understood', async () => {
    const { id, jar } = await enrolled();
    expect((await jar.post('/account/close')).status).toBe(422);
    expect((await clientOf(world, id)).closingRequestedAtMs).toBeNull();
  });

  it('waits for the month’s invoice, which comes exactly once, and erases the person then', async () => {
    const { id, jar } = await enrolled({
      created_at: '2026-11-02T00:00:00Z',
      deleted_at: '2026-11-09T00:00:00Z',
    });
    expect(ledTo(await close(jar))).toEqual([303, '/account/close']);
    for (const path of ['/dashboard', '/account', '/account/close']) {
      const html = await jar.read(path);
      expect(html, path).toContain('Your account will be closed');
      expect(html, path).toContain('You asked for it on 10 November 2026.');
      expect(html, path).toContain('otherwise on 1 December 2026, after the last invoice');
      expect(html, path).toContain('go on costing');
      expect(html, path).toContain('Keep my account');
    }
    expect((await jar.post('/sign-on')).status).toBe(303);

    const waiting = await automationAt('2026-11-11T01:15:00Z');
    expect(waiting?.figures).toMatchObject({ waiting: 1, closed: 0, usage_this_month: 1 });
    const done = await automationAt('2026-12-01T01:15:00Z');
    expect(done?.figures).toMatchObject({ waiting: 1, closed: 1 });
    expect(await stateOf(id)).toBe('closed');
    expect(await invoices()).toEqual([{ month: '2026-11' }]);
    await automationAt('2026-12-02T01:15:00Z');
    await automationAt('2027-01-01T01:15:00Z');
    expect(await invoices()).toEqual([{ month: '2026-11' }]);

    const subjects = await subjectsTo(world);
    expect(subjects.filter((subject) => subject.includes('for November 2026'))).toHaveLength(1);
    expect(subjects).toContain('Your account with Test Hosting is closed');
    expect(subjects).toContain('Your account with Test Hosting will be closed');
  });

  it('waits as long as servers run, month after month', async () => {
    const { id, jar } = await enrolled({ created_at: '2026-11-02T00:00:00Z' });
    await close(jar);
    for (const day of ['2026-12-01', '2026-12-15', '2027-01-01']) {
      const step = await automationAt(`${day}T01:15:00Z`);
      expect(step?.figures).toMatchObject({ closed: 0, usage_this_month: 1 });
    }
    expect(await stateOf(id)).toBe('enrolled');
    expect(await invoices()).toEqual([{ month: '2026-11' }, { month: '2026-12' }]);
  });

  it('is done the same day when nothing ran and everything is billed', async () => {
    const { id, jar } = await enrolled();
    await dailyAutomation(world.ports, 'cron');
    await close(jar);
    const step = await automationAt('2026-11-11T01:15:00Z');
    expect(step?.figures).toMatchObject({ closed: 1 });
    expect(await stateOf(id)).toBe('closed');
  });

  it('waits for a month that is held back', async () => {
    const { id, jar } = await enrolled();
    await world.emulators.control({ path: '/usage/report', status: 500, times: 1_000 });
    await close(jar);
    const step = await automationAt('2026-11-11T01:15:00Z');
    expect(step?.figures).toMatchObject({ closed: 0, month_not_billed: 1 });
    await world.emulators.control();
    expect(await stateOf(id)).toBe('enrolled');
  });

  it('locks the panel account before the last look, and waits when it cannot', async () => {
    const { id, jar } = await enrolled();
    await dailyAutomation(world.ports, 'cron');
    await close(jar);
    const { panelUserId } = await clientOf(world, id);
    const path = `/users/${panelUserId}`;
    await world.emulators.control({ path, method: 'PUT', status: 500, times: 1 });
    expect((await automationAt('2026-11-11T01:15:00Z'))?.figures).toMatchObject({
      closed: 0,
      panel_unavailable: 1,
    });
    expect((await automationAt('2026-11-12T01:15:00Z'))?.figures).toMatchObject({ closed: 1 });
    expect(await world.emulators.panelGet(path)).toMatchObject({ data: { status: 'locked' } });
  });

  it('happens at once for somebody who has no panel account', async () => {
    const id = await makeClient(world, { email: EMAIL, state: 'not_enrolled' });
    const jar = await entered(world);
    expect(ledTo(await close(jar))).toEqual([303, '/account/closed']);
    expect(await jar.read('/account/closed')).toContain('Your account is closed');
    expect(await stateOf(id)).toBe('closed');
    expect((await jar.get('/dashboard')).status).toBe(303);
    expect((await logIn(newJar(world))).status).toBe(401);
  });

  it('is not done under somebody who makes a panel account for the client right now', async () => {
    const id = await makeClient(world, { email: EMAIL });
    const { clients } = world.ports.store;
    const nowMs = world.clock.nowMs();
    await clients.claimProvisioning(id, nowMs, nowMs + 120_000);
    await close(await entered(world));
    expect(await stateOf(id)).toBe('provisioning');
    expect((await automationAt('2026-11-11T01:15:00Z'))?.figures).toMatchObject({ closed: 1 });
    expect(await clients.claimProvisioning(id, world.clock.nowMs(), 9e15)).toBeUndefined();
  });

  it('can be taken back until then', async () => {
    const { id, jar } = await enrolled({ created_at: '2026-11-02T00:00:00Z' });
    await close(jar);
    expect(ledTo(await jar.post('/account/close/cancel'))).toEqual([
      303,
      '/account?done=closing_cancelled',
    ]);
    expect(await jar.read('/dashboard')).not.toContain('will be closed');
    expect((await automationAt('2026-12-01T01:15:00Z'))?.figures).toMatchObject({ waiting: 0 });
    expect(await stateOf(id)).toBe('enrolled');
    expect(await subjectsTo(world)).toContain('Your account with Test Hosting stays open');
  });

  it('is asked for once, however often the form is sent', async () => {
    const { jar } = await enrolled();
    await Promise.all([close(jar), close(jar)]);
    expect(await auditRows('closing_requested')).toHaveLength(1);
    const subjects = await subjectsTo(world);
    expect(subjects.filter((subject) => subject.includes('will be closed'))).toHaveLength(1);
  });
});

describe('what is left of a closed account', SLOW, () => {
  async function closedAfterInvoice(): Promise<ClientId> {
    const { id, jar } = await enrolled({
      created_at: '2026-11-02T00:00:00Z',
      deleted_at: '2026-11-09T00:00:00Z',
    });
    await world.sql('INSERT INTO budget (client_id, amount_minor, set_at_ms) VALUES (?, 1, 0)', id);
    await world.sql("INSERT INTO budget_told VALUES (?, '2026-11', 1, 0)", id);
    await world.sql("INSERT INTO usage_day VALUES (?, '2026-11-09', 1, 0)", id);
    await close(jar);
    await automationAt('2026-12-01T01:15:00Z');
    expect(await stateOf(id)).toBe('closed');
    return id;
  }

  it('is no name, address or way in but in what tax law keeps', async () => {
    const id = await closedAfterInvoice();
    const { invoice, invoice_run_item: items, outbox, ...rest } = await wholeDatabase();
    expect(JSON.stringify(rest)).not.toMatch(/Ada|ada@example|scrypt|Firefox|203\.0\.113/);
    expect(JSON.stringify(invoice)).toContain('Ada Lovelace');
    expect(items).not.toEqual([]);
    expect(JSON.stringify(outbox)).not.toMatch(/Ada|ada@example/);
    const ways = ['session', 'passkey', 'second_factor', 'recovery_code', 'email_change'];
    for (const table of [...ways, 'budget', 'budget_told', 'usage_day']) {
      expect(rest[table], table).toEqual([]);
    }
    const accepted = await world.ports.store.account.acceptedTerms(id);
    expect(accepted.map(({ ip, userAgent }) => ip + userAgent)).toEqual(['', '']);
  });

  it('leaves the address free for somebody new', async () => {
    await closedAfterInvoice();
    await makeClient(world, { email: EMAIL, state: 'not_enrolled' });
    expect((await logIn(newJar(world))).status).toBe(303);
  });

  it('loses the buyers’ names when tax law no longer wants them, and only then', async () => {
    await closedAfterInvoice();
    await automationAt('2036-12-31T01:15:00Z');
    expect(JSON.stringify((await wholeDatabase()).invoice)).toContain('Ada Lovelace');
    await automationAt('2037-01-01T01:15:00Z');
    expect(JSON.stringify(await wholeDatabase())).not.toContain('Ada Lovelace');
    expect(await invoices()).toHaveLength(1);
  });
});

describe('the data of a client', SLOW, () => {
  it('come as one file, with JSON and tables in it, and without secrets', async () => {
    const { id, jar } = await enrolled({
      created_at: '2026-10-02T00:00:00Z',
      deleted_at: '2026-10-09T00:00:00Z',
    });
    await dailyAutomation(world.ports, 'cron');
    const linked = "INSERT INTO client_identity VALUES ('https://whmcs.example', 'user-7', ?, 0)";
    await world.sql(linked, id);
    const answer = await jar.get('/account/data.zip');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="my-data-2026-11-10.zip"',
    );
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(Object.keys(files).sort()).toEqual([
      'data.json',
      'events.csv',
      'invoice-lines.csv',
      'invoices.csv',
      'terms-accepted.csv',
    ]);
    const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
    const data = JSON.parse(text('data.json')) as {
      account: { id: string; email: string };
      documents: { number: string; lines: unknown[] }[];
      identities: unknown[];
    };
    expect(data.identities).toEqual([
      { issuer: 'https://whmcs.example', subject: 'user-7', linkedAt: '1970-01-01T00:00:00.000Z' },
    ]);
    expect(data.account).toMatchObject({ id, email: EMAIL });
    expect(data.documents).toMatchObject([{ number: 'INV-2026-000001' }]);
    expect(data.documents[0]?.lines).toHaveLength(1);
    expect(text('invoice-lines.csv').split('\r\n')[1]).toContain('"web-0"');
    expect(text('data.json')).not.toMatch(/scrypt|passwordHash/);
  });

  it('are nobody else’s', async () => {
    await enrolled();
    await makeClient(world, { email: 'mallory@example.com', state: 'not_enrolled' });
    const mallory = newJar(world);
    await logIn(mallory, 'mallory@example.com');
    const files = unzipSync(
      new Uint8Array(await (await mallory.get('/account/data.zip')).arrayBuffer()),
    );
    for (const bytes of Object.values(files)) expect(strFromU8(bytes)).not.toContain(EMAIL);
  });
});
