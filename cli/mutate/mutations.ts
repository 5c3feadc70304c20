// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are pieces of source, not templates.
// What is broken on purpose, one after the other. Each is a mistake that a real system has made, or a guard of ours gone.
import type { Mutation } from './mutation.ts';

const ISSUE = 'src/adapters/d1/changes/issue-invoices.ts';
const RUN_CHANGES = 'src/adapters/d1/changes/run.ts';
const RUN_READS = 'src/adapters/d1/reads/runs.ts';
const PROVISION = 'src/usecases/enrolment/provision-client.ts';
const PLAN_ITEM = 'src/core/invoicing/plan-item.ts';

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'the unique key invoice_once is dropped',
    edits: [
      {
        file: 'migrations/0000_create_core_tables.sql',
        find: 'CREATE UNIQUE INDEX `invoice_once` ON `invoice` (`client_id`,`month`,`sequence`);--> statement-breakpoint\n',
        put: '',
      },
      {
        file: ISSUE,
        find: '\n        ON CONFLICT (client_id, month, sequence) DO NOTHING',
        put: '',
      },
    ],
  },
  {
    name: 'the fence is ignored',
    edits: [{ file: RUN_CHANGES, find: 'AND fence = ${run.fence} AND state', put: 'AND state' }],
  },
  {
    name: 'the cursor is ignored',
    edits: [
      {
        file: RUN_CHANGES,
        find: 'cursor === undefined ? sql`` : sql` AND cursor = ${cursor}`',
        put: 'sql``',
      },
    ],
    equivalent:
      'Whoever takes a run up raises its fence, and no holder commits the same step twice: the cursor guards a second time what the fence guards.',
  },
  {
    name: 'fence and cursor are ignored',
    edits: [
      {
        file: RUN_CHANGES,
        find: 'AND fence = ${run.fence} AND state = ${state}${atCursor})',
        put: 'AND state = ${state})',
      },
    ],
  },
  {
    name: 'claim and lines are two batches',
    edits: [
      {
        file: 'src/adapters/d1/commit.ts',
        find: '    await db.batch(changes.flatMap(statementsOf));',
        put: `    const all = changes.flatMap(statementsOf);
    const issues = changes.some(({ type }) => type === 'run_invoices_issued');
    const claim = issues ? 3 : all.length;
    await db.batch(all.slice(0, claim));
    if (claim < all.length) await db.batch(all.slice(claim));`,
      },
    ],
  },
  {
    name: 'the counter of numbers is not moved with them',
    edits: [
      {
        file: ISSUE,
        find: '    sql`UPDATE ${invoiceSeries} SET last = last + changes() WHERE series = ${series}`,\n',
        put: '',
      },
    ],
  },
  {
    name: 'numbers are given to conflicts as well',
    edits: [
      {
        file: ISSUE,
        find: 'SET last = last + changes() WHERE series',
        put: 'SET last = last + (SELECT count(*) FROM ${invoiceRunItem} AS item WHERE ${itemsInRange}) WHERE series',
      },
    ],
  },
  {
    name: 'the outbox row is not written with the invoice',
    edits: [
      {
        file: ISSUE,
        find: "'deliver_invoice', inv.id, '', 1, 'pending', ${issuedAtMs}, ${issuedAtMs}\n        FROM ${issuedNow}`",
        put: "'deliver_invoice', inv.id, '', 1, 'pending', ${issuedAtMs}, ${issuedAtMs}\n        FROM ${issuedNow} AND false`",
      },
    ],
  },
  {
    name: 'the plan does not look whether a client is invoiced',
    edits: [
      {
        file: RUN_READS,
        find: `EXISTS (SELECT 1 FROM \${invoice} AS inv WHERE inv.client_id = \${client}.id
                AND inv.month = \${month} AND inv.sequence = 0) AS alreadyInvoiced`,
        put: '0 AS alreadyInvoiced',
      },
    ],
  },
  {
    name: 'the last instant of a month belongs to the next one',
    edits: [
      {
        file: 'src/core/month.ts',
        find: 'endMs: startOfMonthMs(monthAfter(month), timeZone),',
        put: 'endMs: startOfMonthMs(monthAfter(month), timeZone) - 1,',
      },
    ],
  },
  {
    name: 'who enrols at the end of a month is billed for it',
    edits: [
      {
        file: RUN_READS,
        find: 'id > ${after} AND (enrolled_at_ms < ${enrolledBeforeMs}',
        put: 'id > ${after} AND (enrolled_at_ms <= ${enrolledBeforeMs}',
      },
    ],
  },
  {
    name: 'usage that is not available counts as none',
    edits: [
      { file: PLAN_ITEM, find: "if (usage.kind === 'unavailable') {", put: 'if (false) {' },
      {
        file: 'src/core/usage/usage.ts',
        find: "usage.kind === 'none' ? []",
        put: "usage.kind !== 'measured' ? []",
      },
    ],
  },
  {
    name: 'the total is rounded instead of the lines',
    edits: [
      {
        file: 'src/core/invoicing/rate.ts',
        find: 'totalMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),',
        put: 'totalMinor: priceTokens(lines.reduce((sum, { tokens }) => sum + tokens, 0), price).amountMinor,',
      },
    ],
  },
  {
    name: 'outliers are not held back',
    edits: [
      {
        file: 'src/core/invoicing/outlier.ts',
        find: 'if (highestBefore === 0) return false;',
        put: 'if (highestBefore >= 0) return false;',
      },
    ],
  },
  {
    name: 'an outlier stays held back although it was released',
    edits: [
      {
        file: 'src/core/invoicing/suspicion.ts',
        find: "if (billed || released.includes('outlier')) return undefined;",
        put: 'if (billed) return undefined;',
      },
    ],
  },
  {
    name: 'releases are not read',
    edits: [
      {
        file: RUN_READS,
        find: "released: row.released === '' ? [] : row.released.split(','),",
        put: 'released: [],',
      },
    ],
  },
  {
    name: 'a server of two clients is billed to both',
    edits: [
      {
        file: 'src/usecases/invoicing/plan-items.ts',
        find: '  await parkSharedServers(ports, run, beforeCommit);\n',
        put: '',
      },
    ],
  },
  {
    name: 'a server that is reported twice is not noticed',
    edits: [
      {
        file: 'src/core/usage/check-usage.ts',
        find: 'if (twice) return err(',
        put: 'if (twice && false) return err(',
      },
    ],
  },
  {
    name: 'a correction bills the whole month again',
    edits: [
      {
        file: 'src/core/invoicing/correct.ts',
        find: 'for (const line of billed) add(differences, line, -1);',
        put: '',
      },
    ],
  },
  {
    name: 'a month counts as done although clients are parked',
    edits: [
      {
        file: 'src/usecases/automation/invoice-last-month.ts',
        find: 'report?.counts.parked === 0',
        put: 'report',
      },
    ],
  },
  {
    name: 'the manifest is not looked at when a run is approved',
    edits: [
      {
        file: RUN_READS,
        find: 'and(eq(invoiceRun.month, month), eq(invoiceRun.manifest, manifest))',
        put: 'eq(invoiceRun.month, month)',
      },
    ],
  },
  {
    name: 'a plan never grows old',
    edits: [
      {
        file: 'src/core/invoicing/run-state.ts',
        find: 'if (nowMs - run.plannedAtMs > PLAN_VALID_MS) {',
        put: 'if (nowMs < 0) {',
      },
    ],
  },
  {
    name: 'an older plan is not superseded',
    edits: [
      {
        file: RUN_CHANGES,
        find: "WHERE month = ${change.month} AND state IN ('planned', 'planning_failed') AND id <> ${change.runId}",
        put: 'WHERE false',
      },
    ],
  },
  {
    name: 'the id of a signed request is not recorded',
    edits: [
      {
        file: 'src/usecases/admin/authorise.ts',
        find: "    { type: 'admin_request_used', jti, kid, action, atMs: nowMs },\n",
        put: '',
      },
    ],
  },
  {
    name: 'a price may change in a running month',
    edits: [
      {
        file: 'src/usecases/catalogue/set-token-price.ts',
        find: '      inForce.has(currency.value) &&',
        put: '      inForce.size < 0 &&',
      },
    ],
  },
  {
    name: 'letters are sent before their commit',
    edits: [
      {
        file: 'src/usecases/outbox/letter-task.ts',
        find: '  const atMs = ports.clock.nowMs();',
        put: `  await (ports as unknown as Ports).mailer.send(letter, newId(ports, 'outbox'));
  const atMs = ports.clock.nowMs();`,
      },
    ],
  },
  {
    name: 'what has an unknown outcome is tried again',
    edits: [
      {
        file: 'src/usecases/outbox/task-outcome.ts',
        find: "return { kind: 'give_up', state: 'unknown', error: failure.code };",
        put: "return { kind: 'retry', error: failure.code };",
      },
    ],
  },
  {
    name: 'a task is done before its letter is in the outbox',
    edits: [
      {
        file: 'src/usecases/outbox/drain-outbox.ts',
        find: `    const committed = await store.commit([
      ...outcome.changes,
      { type: 'outbox_done', id: task.id, atMs },
    ]);`,
        put: `    const committed = await store.commit([{ type: 'outbox_done', id: task.id, atMs }]);
    await store.commit(outcome.changes);`,
      },
    ],
  },
  {
    name: 'a claimed task is due for everybody else as well',
    edits: [
      {
        file: 'src/adapters/d1/reads/outbox.ts',
        find: 'SET due_at_ms = ${leaseUntilMs}, attempts',
        put: 'SET due_at_ms = ${leaseUntilMs - leaseUntilMs + nowMs}, attempts',
      },
    ],
  },
  {
    name: 'a panel user is made without asking first',
    edits: [
      {
        file: PROVISION,
        find: `  const match = await lookUp(ports, client);
  if (!match.ok) return match;
  if (match.value.do !== 'create') return take(ports, client, match.value);
`,
        put: '',
      },
    ],
  },
  {
    name: 'a reply that was lost is taken for a refusal',
    edits: [
      {
        file: PROVISION,
        find: "if (disposition === 'unknown' || code === 'panel_email_refused') {",
        put: "if (code === 'panel_email_refused') {",
      },
    ],
    equivalent:
      'The panel is asked before every attempt: the user whose reply was lost is found by the next one, a little later.',
  },
  {
    name: 'the lease of a provisioning is ignored',
    edits: [
      {
        file: 'src/adapters/d1/reads/clients.ts',
        find: 'isNull(client.closingRequestedAtMs),\n            lte(client.leaseUntilMs, nowMs),',
        put: 'isNull(client.closingRequestedAtMs),',
      },
    ],
  },
  {
    name: 'an administrator of the panel is adopted',
    edits: [
      {
        file: 'src/core/enrolment/match-panel-user.ts',
        find: "if (user.isAdmin) return { do: 'refuse', failure: 'panel_user_is_admin' };",
        put: '',
      },
    ],
  },
];
