import type { BudgetChange } from '#ports/budget-changes.ts';
import type { CatalogueChange } from '#ports/catalogue-changes.ts';
import type { DeliveryChange } from '#ports/delivery-changes.ts';
import type { MeteringChange } from '#ports/metering-changes.ts';
import type { OutboxChange } from '#ports/outbox.ts';
import type { RunChange } from '#ports/run-changes.ts';
import type { Samples } from './samples.ts';
import { CLIENT, DAY, INVOICE, LOOK, LOOK_ID, MONTH, RUN, SYSTEM, TASK, USD } from './subjects.ts';

const atMs = 1;
const clientId = CLIENT;
const runId = RUN;
const held = { runId, fence: 1 };
const lookHeld = { lookId: LOOK_ID, fence: 1 };
const item = {
  clientId,
  invoiceId: INVOICE,
  outcome: 'invoice',
  sequence: 0,
  reason: '',
  currency: USD,
  totalMinor: 1,
  content: '{}',
  hash: 'h',
} as const;
const header = {
  month: MONTH,
  timeZone: 'UTC',
  seller: { name: '', address: '', email: '' },
  paymentDays: 14,
  ratingRules: 1,
  outlier: { factor: 5, floorTokens: 1 },
  corrections: false,
};
const delivery = { invoiceId: INVOICE, clientId, system: SYSTEM, reference: 'PM-0', version: 1 };
const journal = { phase: 'none', documentId: '', lines: {} } as const;
const noted = { delivery, journal, inDoubtSinceMs: 1, problem: '', problemDetail: '', atMs };
const state = {
  userId: 1,
  plan: { id: 1, name: 'p', prices: 'plan_vanished' },
  backups: false,
  additionalIps: 0,
  suspended: false,
} as const;

export const CATALOGUE_CHANGES: Samples<CatalogueChange['type']> = {
  token_price_set: [{ currency: USD, firstMonth: MONTH, price: '1', atMs }],
  park_released: [{ clientId, month: MONTH, code: 'outlier', note: '', releasedBy: '', atMs }],
  terms_published: [
    { terms: { kind: 'terms_of_service', version: '2', text: '', url: '', hash: '' }, atMs },
  ],
};

export const RUN_CHANGES: Samples<RunChange['type']> = {
  run_created: [
    {
      run: {
        id: runId,
        month: MONTH,
        trigger: 'schedule',
        header,
        requestedBy: '',
        createdAtMs: 1,
      },
    },
  ],
  run_items_planned: [
    {
      ...held,
      cursor: '',
      items: [item],
      comparisons: [{ clientId, content: '{}' }],
      nextCursor: clientId,
      atMs,
    },
  ],
  run_items_parked: [{ ...held, items: [item], atMs }],
  run_planned: [
    { ...held, month: MONTH, manifest: 'm', next: 'planned', atMs },
    { ...held, month: MONTH, manifest: 'm', next: 'executing', atMs },
  ],
  run_execution_started: [{ runId, atMs }],
  run_restore_point: [{ ...held, bookmark: 'b' }],
  run_invoices_issued: [
    {
      ...held,
      cursor: '',
      through: clientId,
      issue: { issuedAtMs: 1, dueAtMs: 2, series: 'PM-2026', numberPrefix: 'PM-2026-' },
    },
  ],
  run_executed: [{ ...held, atMs }],
  run_failed: [{ ...held, failure: '', atMs }],
  run_retried: [{ runId, atMs }],
};

export const DELIVERY_CHANGES: Samples<DeliveryChange['type']> = {
  delivery_noted: [
    { ...noted, beginsWrite: true },
    { ...noted, beginsWrite: false },
  ],
  delivery_done: [
    { delivery, journal, nextLookMs: 1, atMs },
    { delivery, journal, nextLookMs: null, atMs },
  ],
  delivery_restarted: [{ invoiceId: INVOICE, system: SYSTEM, atMs }],
  client_linked: [{ clientId, system: SYSTEM, billingClientId: '1', atMs }],
  client_unlinked: [{ clientId, system: SYSTEM }],
  billing_stopped: [{ system: SYSTEM, code: 'c', detail: 'd', atMs }],
  billing_resumed: [{ system: SYSTEM }],
  payments_read: [
    {
      payments: [{ invoiceId: INVOICE, state: 'paid', paidAtMs: 1, nextLookMs: null }],
      from: 'open',
      atMs,
    },
  ],
  payment_hinted: [{ system: SYSTEM, documentId: '1', atMs }],
};

export const METERING_CHANGES: Samples<MeteringChange['type']> = {
  look_started: [{ look: LOOK }],
  look_listed: [
    { ...lookHeld, firstPage: 1, nextPage: 2, serverIds: [1], changed: 0, refused: 0, atMs },
  ],
  look_log_read: [
    {
      ...lookHeld,
      logThrough: 1,
      entries: [
        { entryId: 1, serverId: 1, kind: 'created', atMs, name: '', userId: 1, plan: undefined },
      ],
      refused: 0,
      gap: { startMs: 1, endMs: 2 },
      atMs,
    },
  ],
  look_finished: [{ ...lookHeld, explainedSinceMs: 1, atMs }],
  look_failed: [{ ...lookHeld, failure: '', atMs }],
  look_abandoned: [{ lookId: LOOK_ID, atMs }],
  servers_sighted: [
    { sightings: [{ serverId: 1, name: '', createdAtMs: 1, state, atMs, source: 'look' }] },
  ],
  servers_gone: [{ serverIds: [1], atMs }],
  panel_event_received: [{ event: { hash: 'h', serverId: 1, parameters: '{}', atMs } }],
  panel_events_settled: [{ hashes: ['h'], atMs }],
  pruning_started: [{ beforeMs: 1, atMs }],
  servers_pruned: [{ beforeMs: 1, after: 0, through: 9, isLast: true, atMs }],
  panel_events_pruned: [{ beforeMs: 1, limit: 50 }],
};

export const BUDGET_CHANGES: Samples<BudgetChange['type']> = {
  budgets_set: [{ clientId, amountsMinor: [1], atMs }],
  budgets_told: [{ clientId, month: MONTH, amountsMinor: [1], atMs }],
  budgets_looked_at: [{ clientIds: [clientId], atMs }],
  usage_days_noted: [{ clientId, days: [{ date: '2026-10-09', costMinor: 1 }], atMs }],
};

export const OUTBOX_CHANGES: Samples<OutboxChange['type']> = {
  outbox_added: [
    {
      task: {
        id: TASK,
        kind: 'send_letter',
        subjectId: clientId,
        payload: '',
        priority: 0,
        atMs,
        dueAtMs: 1,
      },
    },
  ],
  stranger_mail_counted: [{ day: DAY, key: 'k', perAddress: 1, perDay: 1 }],
  outbox_done: [{ id: TASK, atMs }],
  outbox_postponed: [{ id: TASK, dueAtMs: 1, error: '', attempts: 1 }],
  outbox_given_up: [{ id: TASK, state: 'failed', error: '', atMs }],
  provisionings_done: [{ clientId, atMs }],
  letter_revived: [{ id: TASK, atMs }],
  letter_dismissed: [{ id: TASK, atMs }],
  invoice_delivered: [{ invoiceId: INVOICE, atMs }],
};
