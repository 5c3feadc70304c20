// Moving over from the add-on, whole and over real HTTP: import, shadow month, cut-over, the run, and the way back.
import { describe, expect, it } from 'vitest';
import type { Ports } from '#ports/ports.ts';
import { advanceImport } from '#usecases/moving/advance-import.ts';
import { approveImport } from '#usecases/moving/approve-import.ts';
import { inviteImported } from '#usecases/moving/invite-imported.ts';
import { startImport } from '#usecases/moving/start-import.ts';
import {
  billOld,
  cut,
  executeImport,
  type ImportJson,
  movedIds,
  oldWorld,
  planImport,
  type ShadowJson,
  seedOld,
  shadow,
  signedCall,
  stepsToEnd,
  whmcsControl,
} from '../../support/moving.ts';
import { ALL_TERMS, cookieOf, mailedToken } from '../../support/people.ts';
import { crashingStore } from '../../support/runs.ts';
import { month, type World } from '../../support/world.ts';

const TIMEOUT_MS = 60_000;

/** Three of the add-on's: billed right, billed wrong, and not at all. */
async function three(settings: Readonly<Record<string, string>> = {}) {
  const world = await oldWorld({ settings });
  const people = await seedOld(
    world,
    { email: 'ann@old.test' },
    { email: 'ben@old.test' },
    { email: 'cay@old.test' },
  );
  const [ann, ben, cay] = people;
  if (!ann || !ben || !cay) throw new Error('three were seeded');
  await billOld(world, ann);
  await whmcsControl(world, { options: { addonFault: 'wrong-amount' } });
  await billOld(world, ben);
  await whmcsControl(world, { options: { addonFault: 'none' } });
  return { world, ann, ben, cay };
}

async function imported(settings: Readonly<Record<string, string>> = {}) {
  const one = await three(settings);
  const plan = await planImport(one.world);
  await executeImport(one.world, plan);
  return { ...one, plan, ids: await movedIds(one.world) };
}

const invoiced = (world: World) =>
  world.sql<{ clientId: string; month: string }>(
    'SELECT client_id AS clientId, month FROM invoice ORDER BY month, client_id',
  );

async function counts(world: World, month: string) {
  const answer = await signedCall<{ counts: Record<string, number>; manifest: string }>(
    world,
    '/admin/invoice-runs',
    { action: 'plan', month },
  );
  return answer;
}

describe('moving over', { timeout: TIMEOUT_MS }, () => {
  it('imports, compares, cuts over those who are equal, bills only those, and gives one back', async () => {
    const { world, ids, plan } = await imported();
    expect(plan.counts).toEqual([
      expect.objectContaining({ outcome: 'import', count: 3, imported: 0 }),
      expect.objectContaining({ outcome: 'left_alone', reason: 'administrator', count: 1 }),
    ]);
    expect(await world.sql('SELECT DISTINCT state, password_hash AS p FROM client')).toEqual([
      { state: 'enrolled', p: '' },
    ]);
    expect(await world.sql('SELECT * FROM terms_acceptance')).toEqual([]);
    expect(await world.sql('SELECT * FROM outbox')).toEqual([]);

    const compared = await shadow(world);
    expect(compared.sums.map(({ verdict, clients }) => [verdict, clients])).toEqual([
      ['differs', 1],
      ['equal', 1],
      ['only_here', 1],
    ]);
    const claims = { from: '2026-10', clientIds: ids, equalIn: compared.runId };
    expect(await cut(world, 'cut_over', claims)).toEqual([
      'changed',
      'shadow_not_equal',
      'shadow_not_equal',
    ]);

    await world.setNow('2026-11-01T02:00:00Z');
    const automation = await world.admin('/admin/automation', { action: 'automation' });
    expect(await automation.text()).toContain('2 left to the add-on before us');
    expect(await invoiced(world)).toEqual([{ clientId: ids[0], month: '2026-10' }]);
    const september = await counts(world, '2026-09');
    expect(september.counts).toMatchObject({ billedElsewhere: 3, invoice: 0 });

    expect(await cut(world, 'cut_back', { clientIds: ids })).toEqual([
      'billed_here',
      'unchanged',
      'unchanged',
    ]);
    expect(await cut(world, 'cut_over', { from: '2026-11', clientIds: ids })).toEqual([
      'cut_over_already',
      'changed',
      'changed',
    ]);
    expect(await cut(world, 'cut_back', { clientIds: ids.slice(1, 2) })).toEqual(['changed']);
    await world.setNow('2026-12-01T02:00:00Z');
    await world.admin('/admin/automation', { action: 'automation' });
    expect(await invoiced(world)).toEqual([
      { clientId: ids[0], month: '2026-10' },
      { clientId: ids[0], month: '2026-11' },
      { clientId: ids[2], month: '2026-11' },
    ]);
  });
});

describe('an import', { timeout: TIMEOUT_MS }, () => {
  it('leaves alone whom it must, each with a reason', async () => {
    const world = await oldWorld({ settings: { BILLING_CURRENCIES: 'USD' } });
    const people = await seedOld(
      world,
      { email: 'ann@old.test' },
      { email: 'two@old.test' },
      { email: 'moved@old.test', panelEmail: 'before@old.test' },
      { email: 'euro@old.test', currency: 'EUR' },
      { email: 'closed@old.test' },
      { email: 'gone@old.test' },
      { email: 'boss@old.test', roles: [1] },
    );
    const id = (n: number) => people[n]?.clientId;
    await world.emulators.seed(
      { email: 'second@old.test', password: 'Abcdef123', billing_user_id: id(1) ?? null },
      { email: 'free@old.test', password: 'Abcdef123' },
    );
    await whmcsControl(world, { act: { do: 'close-client', clientId: id(4) } });
    await whmcsControl(world, { act: { do: 'delete-client', clientId: id(5) } });
    const plan = await planImport(world);
    expect(reasons(plan)).toEqual({
      import: 1,
      address_differs: 1,
      administrator: 2,
      closed_there: 1,
      currency_not_sold: 1,
      no_such_client: 1,
      not_linked: 1,
      several_with_one_id: 2,
    });
    expect(await world.sql('SELECT * FROM client')).toEqual([]);
    const done = await executeImport(world, plan);
    expect(done.state).toBe('executed');
    expect(await world.sql('SELECT number, email, name, company, currency FROM client')).toEqual([
      {
        number: id(0),
        email: 'ann@old.test',
        name: 'Old Client',
        company: 'Ltd',
        currency: 'USD',
      },
    ]);
    expect(await world.sql('SELECT system, billing_client_id AS id FROM billing_link')).toEqual([
      { system: 'whmcs', id: String(id(0)) },
    ]);
    const items = await world.adminRead(`/admin/imports/${plan.importId}/items?limit=2`);
    expect(await items.json()).toMatchObject({ items: [{}, {}], next: expect.any(Number) });
  });

  it('is the same plan twice, executes only the newest, and never makes anybody twice', async () => {
    const { world } = await three();
    const first = await planImport(world);
    const second = await planImport(world);
    expect(second.manifest).toBe(first.manifest);
    const claims = { action: 'execute_import', manifest: first.manifest };
    const refused = await world.admin('/admin/imports', { ...claims, importId: first.importId });
    expect(await problemOf(refused)).toEqual([409, 'import_superseded']);
    const other = { action: 'execute_import', manifest: 'a'.repeat(64) };
    expect(
      await problemOf(await world.admin('/admin/imports', { ...other, importId: second.importId })),
    ).toEqual([409, 'manifest_differs']);
    await executeImport(world, second);
    await executeImport(world, second);
    expect(await tally(world)).toEqual({ clients: 3, moved: 3, links: 3, audits: 3 });
    const third = await planImport(world);
    expect(reasons(third)).toEqual({ already_here: 3, administrator: 1 });
  });

  it.each(['before', 'after'] as const)(
    'ends the same wherever it dies: %s a commit',
    async (when) => {
      const { world } = await three();
      await world.emulators.panelOptions({ defaultPerPage: 2 });
      const { manifest } = await planImport(world);
      // Two pages listed, matched, sealed, made, ended: each commit dies once.
      for (let at = 1; at <= 6; at++) {
        await forgetClients(world);
        const started = await startImport(world.ports, 'admin:test');
        if (!started.ok) throw new Error(started.error.reason);
        const id = started.value;
        const store = crashingStore(world.ports.store, at, when);
        const step = (ports: Ports) => advanceImport(ports, id, 'admin:test');
        const untilItDies = async () => {
          for (;;) {
            const one = await step({ ...world.ports, store });
            if (!one.ok) throw new Error(one.error.reason);
            if (one.value.state === 'executed') return;
            if (one.value.state === 'planned') {
              await approveImport(world.ports, id, one.value.manifest, 'admin:test');
            }
          }
        };
        await expect(untilItDies()).rejects.toThrow('crash');
        for (let steps = 0; steps < 6; steps++) {
          await step(world.ports);
          await approveImport(world.ports, id, manifest, 'admin:test');
        }
        const done = await world.ports.store.moving.import(id);
        expect(done).toMatchObject({ state: 'executed', manifest });
        expect(await tally(world)).toEqual({ clients: 3, moved: 3, links: 3, audits: 3 });
      }
    },
  );

  it('is stepped and mailed by several at once without anybody twice or lost', async () => {
    const { world } = await three();
    const plan = await planImport(world);
    const { importId, manifest } = plan;
    await approveImport(world.ports, importId as `imp_${string}`, manifest, 'admin:test');
    const steps = [1, 2, 3].map(() =>
      advanceImport(world.ports, importId as `imp_${string}`, 'admin:test'),
    );
    const answers = await Promise.all(steps);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const done = await stepsToEnd(world, { ...plan, state: 'executing' });
    expect(done.counts.find(({ outcome }) => outcome === 'import')).toMatchObject({
      count: 3,
      imported: 3,
    });
    expect(await tally(world)).toEqual({ clients: 3, moved: 3, links: 3, audits: 3 });
    await Promise.all([1, 2, 3].map(() => inviteImported(world.ports, 'admin:test')));
    await world.drain();
    expect(await world.emulators.messages()).toHaveLength(3);
  });

  it('takes no half list for the whole: a page that fails, and a user who comes in between', async () => {
    const { world } = await three();
    await world.emulators.panelOptions({ defaultPerPage: 2 });
    await world.emulators.control({ path: '/users', query: { page: '2' }, status: 500, times: 2 });
    const failed = await world.admin('/admin/imports', { action: 'plan_import' });
    expect(await problemOf(failed)).toEqual([502, 'panel_error']);
    const [one] = await world.sql<{ id: string }>('SELECT id FROM client_import');
    const importId = one?.id;
    // The first page is kept; meanwhile somebody who stood on it is gone, and somebody slips from page 2 to page 1.
    await world.sql(
      "UPDATE client_import_item SET panel_user_id = 999 WHERE email = 'ann@old.test'",
    );
    const claims = { action: 'continue_import', importId };
    await world.emulators.seed({ email: 'late@old.test', password: 'Abcdef123' });
    await world.sql('DELETE FROM client_import_item WHERE panel_user_id = 999');
    expect(await problemOf(await world.admin('/admin/imports', claims))).toEqual([
      409,
      'panel_list_changed',
    ]);
    const again = await signedCall<ImportJson>(world, '/admin/imports', claims);
    expect(reasons(await stepsToEnd(world, again))).toEqual({
      import: 3,
      administrator: 1,
      not_linked: 1,
    });
  });

  it('goes on after an answer of the billing system is lost, and asks a refusing one no more', async () => {
    const { world } = await three();
    const rule = {
      path: '/GetClientsDetails',
      status: 502,
      body: '<html>',
      contentType: 'text/html',
    };
    await whmcsControl(world, [rule]);
    const first = await signedCall<ImportJson>(world, '/admin/imports', { action: 'plan_import' });
    const claims = { action: 'continue_import', importId: first.importId };
    expect((await problemOf(await world.admin('/admin/imports', claims)))[0]).toBe(502);
    expect(reasons(await stepsToEnd(world, first))).toMatchObject({ import: 3 });

    const body = '{"result":"error","message":"Authentication Failed"}';
    await whmcsControl(world, [{ path: '*', status: 403, body, times: 50 }]);
    const next = await signedCall<ImportJson>(world, '/admin/imports', { action: 'plan_import' });
    const goOn = { action: 'continue_import', importId: next.importId };
    expect(await problemOf(await world.admin('/admin/imports', goOn))).toEqual([
      502,
      'billing_refused_key',
    ]);
    expect(await problemOf(await world.admin('/admin/imports', goOn))).toEqual([
      409,
      'billing_is_stopped',
    ]);
  });

  it('makes nobody of a client who was deleted there, or taken here, since the dry run', async () => {
    const { world, ann, ben } = await three();
    const plan = await planImport(world);
    await whmcsControl(world, { act: { do: 'delete-client', clientId: ann.clientId } });
    // Somebody with Ben's number has signed up here meanwhile.
    await world.sql(
      `INSERT INTO client (id, number, email, name, currency, password_hash, state, created_at_ms)
       VALUES ('cli_x', ${ben.clientId}, 'x@new.test', 'X', 'USD', '-', 'not_enrolled', 0)`,
    );
    const done = await executeImport(world, plan);
    expect(reasons(done)).toEqual({
      import: 1,
      administrator: 1,
      changed_since_plan: 1,
      no_such_client: 1,
    });
    expect(await tally(world)).toEqual({ clients: 2, moved: 1, links: 1, audits: 1 });
  });

  it('mails nobody unless asked, and then once; terms are the client’s own to accept', async () => {
    const { world, ids } = await imported({ CUT_OVER_NEEDS_TERMS: 'yes' });
    await world.drain();
    expect(await world.emulators.messages()).toEqual([]);
    const call = () =>
      signedCall<{ invited: number; left: number }>(world, '/admin/imports', {
        action: 'invite_imported',
      });
    expect(await call()).toEqual({ invited: 3, left: 0 });
    expect(await call()).toEqual({ invited: 0, left: 0 });
    await world.drain();
    expect(await world.emulators.messages('ann@old.test')).toHaveLength(1);

    const claims = { from: '2026-10', clientIds: ids.slice(0, 1) };
    expect(await cut(world, 'cut_over', claims)).toEqual(['terms_not_accepted']);
    // Nobody signs in with an empty password, and the mailed link is good for days.
    const guess = await world.post('/login', { email: 'ann@old.test', password: '' });
    expect(guess.status).not.toBe(303);
    await world.passMs(6 * 24 * 3_600_000);
    const token = await mailedToken(world, 'ann@old.test');
    const password = 'Correct-horse-22';
    expect((await world.post('/reset', { token, password })).status).toBe(303);
    const login = await world.post('/login', { email: 'ann@old.test', password });
    const cookie = cookieOf(login, 'postmeter_session');
    const dashboard = await world.get('/dashboard', cookie);
    expect(dashboard.headers.get('location')).toBe('/account/accept');
    await world.post('/account/accept', ALL_TERMS, cookie);
    const promise = 'It lists what your servers used';
    expect(await (await world.get('/dashboard', cookie)).text()).not.toContain(promise);
    expect(await cut(world, 'cut_over', claims)).toEqual(['changed']);
    expect(await (await world.get('/dashboard', cookie)).text()).toContain(promise);
  });
});

describe('a shadow month', { timeout: TIMEOUT_MS }, () => {
  it('is executed by nobody: not by its manifest, not past the use case, not past the object', async () => {
    const { world } = await imported();
    const { runId } = await shadow(world);
    const run = await world.ports.store.runs.byId(runId as `run_${string}`);
    if (!run) throw new Error('no run');
    const execute = { action: 'execute', month: '2026-09', manifest: run.manifest };
    expect(await problemOf(await world.admin('/admin/invoice-runs', execute))).toEqual([
      409,
      'plan_is_shadow',
    ]);
    const { store } = world.ports;
    const started = { type: 'run_execution_started', runId: run.id, atMs: 1 } as const;
    expect(await store.commit([started])).toMatchObject({ ok: false });
    await world.sql("UPDATE invoice_run SET state = 'planning' WHERE trigger = 'shadow'");
    const planned = {
      type: 'run_planned',
      runId: run.id,
      month: run.month,
      fence: run.fence,
    } as const;
    expect(
      await store.commit([{ ...planned, manifest: 'm', next: 'executing', atMs: 1 }]),
    ).toMatchObject({ ok: false });
    // As if somebody had written to the table by hand.
    await world.sql("UPDATE invoice_run SET state = 'executing' WHERE trigger = 'shadow'");
    const issue = { issuedAtMs: 1, dueAtMs: 1, series: 'X', numberPrefix: 'X' };
    const through = 'cli_z';
    expect(
      await store.commit([
        {
          type: 'run_invoices_issued',
          runId: run.id,
          fence: run.fence,
          cursor: '',
          through,
          issue,
        },
      ]),
    ).toMatchObject({ ok: false });
    await world.sql("UPDATE invoice_run SET state = 'planned' WHERE trigger = 'shadow'");
    expect(await world.sql('SELECT * FROM invoice')).toEqual([]);
    expect(await world.sql('SELECT * FROM outbox')).toEqual([]);
  });

  it('and a plan of the same month do not take each other’s place', async () => {
    const { world } = await imported();
    const { runId } = await shadow(world);
    await counts(world, '2026-09');
    await shadow(world);
    const states = await world.sql<{ trigger: string; state: string; id: string }>(
      'SELECT id, trigger, state FROM invoice_run ORDER BY id',
    );
    expect(states.map(({ trigger, state }) => `${trigger} ${state}`).sort()).toEqual([
      'override planned',
      'shadow planned',
      'shadow superseded',
    ]);
    expect(states.find(({ state }) => state === 'superseded')?.id).toBe(runId);
  });

  it('goes on where an answer was lost, tells what it could not read, and is shown as page and CSV', async () => {
    const { world, ids } = await imported();
    await whmcsControl(world, [{ path: '/GetInvoices', truncate: 20, times: 2 }]);
    const first = await signedCall<ShadowJson>(world, '/admin/shadow-months', {
      action: 'shadow_month',
      month: '2026-09',
    });
    const step = { action: 'compare_shadow', runId: first.runId };
    expect((await problemOf(await world.admin('/admin/shadow-months', step)))[0]).toBe(502);
    expect((await world.sql('SELECT * FROM shadow_comparison')).length).toBe(0);
    const done = await shadow(world);
    expect(done.progress).toEqual({ clients: 3, compared: 3 });
    const again = await world.admin('/admin/shadow-months', { ...step, runId: done.runId });
    expect(await again.json()).toMatchObject({ progress: { clients: 3, compared: 3 } });

    const jws = await world.sign({ action: 'read' });
    const report = `/admin/shadow-months/${done.runId}/report`;
    const page = await (await world.request(`${report}?jws=${jws}`)).text();
    expect(page).toContain('ben@old.test');
    expect(page).not.toContain('ann@old.test');
    const csv = await (await world.request(`${report}.csv?jws=${jws}`)).text();
    expect(csv.split('\r\n').filter((row) => row.includes(`"${ids[1]}"`))).toHaveLength(2);
    expect(csv).toMatch(/"ben@old\.test","differs".*,-1\.00,"amount"/);
    const equal = await world.adminRead(`/admin/shadow-months/${done.runId}/clients?verdict=equal`);
    expect(await equal.json()).toMatchObject({ clients: [{ clientId: ids[0] }], next: null });
  });

  it('knows the add-on’s invoices from others, and by what the settings say of their lines', async () => {
    const world = await oldWorld({
      settings: {
        OLD_ADDON_LINE: '^VPS (?<name>\\S+): (?<hours>[\\d,]+)h / (?<tokens>[\\d,]+)T$',
        OLD_ADDON_LINE_TYPE: 'Addon',
        OLD_ADDON_LAST_DAY: '2',
      },
    });
    const [ann] = await seedOld(world, { email: 'ann@old.test' });
    if (!ann) throw new Error('one was seeded');
    const addonLine = 'VPS {name}: {hours}h / {tokens}T';
    await whmcsControl(world, { options: { addonLine, addonLineType: 'Addon', addonDay: 2 } });
    await billOld(world, ann);
    // Too late for the add-on, cancelled, and a domain of the same day.
    await whmcsControl(world, { options: { addonDay: 3 } });
    await billOld(world, ann);
    await whmcsControl(world, { options: { addonDay: 1, addonLine: 'example.org renewal' } });
    await billOld(world, ann);
    await whmcsControl(world, { options: { addonLine } });
    await billOld(world, ann);
    await whmcsControl(world, { act: { do: 'cancel-invoice', invoiceId: 4 } });
    await executeImport(world, await planImport(world));
    const { sums, runId } = await shadow(world);
    expect(sums).toEqual([expect.objectContaining({ verdict: 'equal', clients: 1 })]);
    const [row] = await world.sql<{ content: string }>(
      'SELECT content FROM shadow_comparison WHERE run_id = ?',
      runId,
    );
    expect(JSON.parse(row?.content ?? '')).toMatchObject({
      invoiceIds: ['1'],
      servers: [{ there: { hours: 720, tokens: expect.any(Number) } }, {}],
    });
  });
});

describe('exactly one of the two', { timeout: TIMEOUT_MS }, () => {
  it('bills: a plan made before the way back makes no invoice after it', async () => {
    const { world, ids } = await imported();
    await cut(world, 'cut_over', { from: '2026-10', clientIds: ids });
    await world.setNow('2026-11-02T02:00:00Z');
    const plan = await counts(world, '2026-10');
    expect(plan.counts).toMatchObject({ invoice: 3 });
    expect(await cut(world, 'cut_back', { clientIds: ids.slice(0, 1) })).toEqual(['changed']);
    const { manifest } = plan;
    await world.admin('/admin/invoice-runs', { action: 'execute', month: '2026-10', manifest });
    await expect
      .poll(
        async () => (await world.sql("SELECT 1 FROM invoice_run WHERE state = 'executed'")).length,
      )
      .toBe(1);
    expect((await invoiced(world)).map(({ clientId }) => clientId)).toEqual(ids.slice(1));
    expect(await world.sql('SELECT issued, conflicts FROM invoice_run')).toEqual([
      { issued: 2, conflicts: 1 },
    ]);
  });

  it('is the database’s word, too: nothing is cut over twice, or given back once billed', async () => {
    const { world, ids } = await imported();
    const { store } = world.ports;
    const clientIds = ids as `cli_${string}`[];
    const change = { clientIds, actor: 'admin:test', atMs: 1 };
    const over = { ...change, type: 'clients_cut_over', from: month('2026-10') } as const;
    expect(await store.commit([over])).toMatchObject({ ok: true });
    expect(await store.commit([{ ...over, from: month('2026-11') }])).toMatchObject({ ok: false });
    await world.setNow('2026-11-01T02:00:00Z');
    await world.admin('/admin/automation', { action: 'automation' });
    const back = { ...change, type: 'clients_cut_back' } as const;
    expect(await store.commit([back])).toMatchObject({ ok: false });
    const stranger = { ...over, clientIds: [...clientIds, 'cli_nobody' as const] };
    expect(await store.commit([stranger])).toMatchObject({ ok: false });
    expect(
      await world.sql("SELECT detail FROM audit_event WHERE action = 'client_cut_over' LIMIT 1"),
    ).toEqual([{ detail: '{"before":"","after":"2026-10"}' }]);
  });

  it.each([
    ['cut_over_month_over', { from: '2026-09' }],
    ['cut_over_month_far', { from: '2062-10' }],
    ['month_malformed', { from: '2026-13' }],
    ['claims_malformed', { from: undefined }],
    ['claims_malformed', { from: '2026-10', clientIds: ['inv_1'] }],
    ['claims_malformed', { from: '2026-10', clientIds: [] }],
    ['shadow_unknown', { from: '2026-10', equalIn: `run_${'0'.repeat(26)}` }],
  ])('refuses a cut-over: %s', async (code, deviation) => {
    const world = await oldWorld();
    const claims = { action: 'cut_over', clientIds: [`cli_${'0'.repeat(26)}`], ...deviation };
    expect((await problemOf(await world.admin('/admin/cut-overs', claims)))[1]).toBe(code);
  });

  it('says of a stranger that they were not imported', async () => {
    const world = await oldWorld();
    const claims = { from: '2026-10', clientIds: [`cli_${'0'.repeat(26)}`] };
    expect(await cut(world, 'cut_over', claims)).toEqual(['not_imported']);
    expect(await cut(world, 'cut_back', claims)).toEqual(['not_imported']);
  });
});

it('has nobody to import from, and nothing to compare with, without a billing system', async () => {
  const world = await oldWorld({ settings: { BILLING_SYSTEM: 'builtin' } });
  expect(await problemOf(await world.admin('/admin/imports', { action: 'plan_import' }))).toEqual([
    422,
    'nobody_to_import_from',
  ]);
  const claims = { action: 'shadow_month', month: '2026-09' };
  expect(await problemOf(await world.admin('/admin/shadow-months', claims))).toEqual([
    422,
    'old_invoices_unknown',
  ]);
});

function reasons({ counts: rows }: ImportJson): Record<string, number> {
  return Object.fromEntries(rows.map(({ outcome, reason, count }) => [reason ?? outcome, count]));
}

async function problemOf(answer: Response): Promise<readonly [number, string]> {
  const { code } = (await answer.json()) as { code: string };
  return [answer.status, code];
}

async function tally(world: World) {
  const [row] = await world.sql<Record<string, number>>(
    `SELECT (SELECT count(*) FROM client) AS clients, (SELECT count(*) FROM moved_client) AS moved,
       (SELECT count(*) FROM billing_link) AS links,
       (SELECT count(*) FROM audit_event WHERE action = 'client_imported') AS audits`,
  );
  return row;
}

async function forgetClients(world: World): Promise<void> {
  for (const table of ['moved_client', 'billing_link', 'audit_event', 'client']) {
    await world.sql(`DELETE FROM ${table}`);
  }
}
