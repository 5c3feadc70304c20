import { z } from '@hono/zod-openapi';
import type { ParkReason } from '#core/invoicing/park-reason.ts';
import { RUN_MOVES } from '#core/invoicing/run-state.ts';
import {
  amountMinor,
  clientId,
  currency,
  instant,
  list,
  month,
  runId,
  sha256,
  tokenPrice,
  wantedMonth,
} from './common.ts';

const count = z.int().min(0);
const state = z.enum(keysOf(RUN_MOVES));
const trigger = z.enum(['schedule', 'override', 'shadow']);

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>) {
  return Object.keys(table) as [K, ...K[]]; // the table of states is not empty
}

/** Why somebody is held back. */
export const parkFields = {
  reason: z.string().openapi({ example: 'outlier' }),
  detail: z
    .custom<ParkReason>((value) => typeof value === 'object' && value !== null)
    .openapi({ type: 'object', description: 'The evidence: reason and what belongs to it.' }),
  sentence: z.string().openapi({ description: 'In words.' }),
  rows: list(z.string()).openapi({ description: 'The lines that are in doubt.' }),
  release: z.string().openapi({ description: 'What ends it.' }),
  releasable: z.boolean().openapi({ description: 'Whether an operator may overrule it.' }),
};

/** Somebody who is held back, and whether an operator has said since that it is unfounded. */
const parkedFields = {
  clientId,
  clientEmail: z.string(),
  ...parkFields,
  released: z
    .boolean()
    .openapi({ description: 'Overruled since; the next run of the month bills the client.' }),
  releasedBy: z.string().nullable().openapi({ example: 'admin:ann-9f86d081' }),
  releasedAt: instant.nullable(),
};

export const line = z
  .object({
    kind: z.enum(['server', 'backup', 'additional_ip']),
    serverId: z.int(),
    name: z.string(),
    hours: z.int(),
    tokens: z.int(),
    amountMinor,
  })
  .openapi('Line');

export const runHead = z
  .object({
    runId,
    month,
    state,
    trigger,
    requestedBy: z.string(),
    corrections: z.boolean(),
    manifest: z.string().openapi({ description: 'SHA-256 of the plan; empty until planned.' }),
    issued: count,
    createdAt: instant.nullable(),
    plannedAt: instant.nullable(),
    executedAt: instant.nullable(),
  })
  .openapi('RunHead');

export const run = z
  .object({
    runId,
    month,
    state,
    stuck: z.boolean(),
    trigger,
    requestedBy: z.string(),
    corrections: z.object({ supplement: count, creditNote: count }).nullable(),
    manifest: z
      .string()
      .openapi({ description: 'SHA-256 of the plan: what an execution has to name.' }),
    counts: z.object({
      invoice: count,
      nothingToBill: count,
      alreadyInvoiced: count,
      billedElsewhere: count,
      parked: count,
    }),
    totals: list(z.object({ currency, amountMinor, invoices: count })),
    differences: list(
      z.object({
        currency,
        amountMinor,
        billedMinor: amountMinor,
        beforeMinor: amountMinor,
        differenceMinor: amountMinor,
      }),
    ).openapi({ description: 'Beside what other runs billed, and the month before.' }),
    progress: z.object({
      clients: count,
      planned: count,
      issued: count,
      conflicts: count,
      perSecond: z.number(),
      remainingMs: z.number(),
    }),
    parked: list(z.object(parkedFields)).openapi({
      description: 'The first 200; the items have all.',
    }),
    numbers: z.object({
      series: z.string(),
      first: z.int(),
      last: z.int(),
      count,
      counter: z.int(),
      gapFree: z.boolean(),
    }),
    restorePoint: z.string().nullable(),
    failure: z.string().nullable(),
    createdAt: instant.nullable(),
    plannedAt: instant.nullable(),
    executedAt: instant.nullable(),
  })
  .openapi('Run');

const document = z.enum(['invoice', 'supplement', 'credit_note']);

export const runItem = z
  .object({
    clientId,
    clientEmail: z.string(),
    outcome: z.enum([
      ...document.options,
      'nothing_to_bill',
      'already_invoiced',
      'billed_elsewhere',
      'parked',
    ]),
    document: document.nullable(),
    currency,
    totalMinor: amountMinor,
    tokenPrice: tokenPrice.nullable(),
    lines: list(line),
    parked: z.object(parkFields).nullable(),
    hash: sha256,
  })
  .openapi('RunItem');

export const planRequest = z
  .strictObject({
    month: wantedMonth,
    corrections: z.boolean().default(false).openapi({
      description: 'Compare invoiced clients with their usage of today, and correct by difference.',
    }),
  })
  .openapi('PlanRequest');

export const execution = z.object({ runId, month, manifest: sha256 }).openapi('Execution');
export const executionRequest = z.strictObject({ manifest: sha256 }).openapi('ExecutionRequest');

export const parkedClient = z
  .object({
    month,
    runId,
    ...parkedFields,
  })
  .openapi('ParkedClient');

export const parkRelease = z
  .strictObject({
    clientId,
    month: wantedMonth,
    reason: z.string().min(1).max(64).openapi({ example: 'outlier' }),
    note: z.string().trim().min(3).max(1_000).openapi({ description: 'Why; kept with the key.' }),
  })
  .openapi('ParkRelease');
