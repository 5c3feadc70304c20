import { z } from '@hono/zod-openapi';
import { TERMS_KINDS } from '#core/enrolment/terms.ts';
import {
  amountMinor,
  clientId,
  currency,
  instant,
  invoiceId,
  list,
  month,
  runId,
} from './common.ts';
import { parkFields } from './run.ts';

export const clientState = z.enum([
  'not_enrolled',
  'provisioning',
  'provisioning_failed',
  'enrolled',
  'closed',
]);

export const client = z
  .object({
    id: clientId,
    number: z.int().openapi({ description: 'The `billing_user_id` in the panel.', example: 1001 }),
    email: z.string(),
    name: z.string(),
    company: z.string(),
    currency,
    language: z.string().openapi({ description: 'BCP 47; empty where they never said.' }),
    state: clientState,
    failure: z.string().nullable().openapi({ description: 'Why there is no panel user yet.' }),
    panelUserId: z.int().nullable(),
    createdAt: instant,
    enrolledAt: instant.nullable(),
    closingRequestedAt: instant.nullable(),
    closedAt: instant.nullable(),
  })
  .openapi('Client');

const task = {
  state: z.string().openapi({ description: '`pending`, `done`, `failed` or `unknown`.' }),
  attempts: z.int(),
  lastError: z.string(),
  createdAt: instant,
  doneAt: instant.nullable(),
};

export const clientHistory = z
  .object({
    client,
    terms: list(
      z.object({
        kind: z.enum(TERMS_KINDS),
        version: z.string(),
        hash: z.string(),
        acceptedAt: instant,
      }),
    ),
    provisioning: list(z.object(task)),
    letters: list(z.object({ topic: z.string(), ...task })),
    documents: list(
      z.object({
        id: invoiceId,
        number: z.string(),
        kind: z.enum(['invoice', 'supplement', 'credit_note']),
        month,
        currency,
        totalMinor: amountMinor,
        issuedAt: instant,
        dueAt: instant,
        payment: z.string().nullable(),
        delivery: z.string().openapi({ description: '`none`, `done`, or how far it is.' }),
        problem: z.string().nullable(),
      }),
    ),
    parks: list(z.object({ runId, month, at: instant, ...parkFields })),
    releases: list(
      z.object({
        month,
        reason: z.string(),
        note: z.string(),
        releasedBy: z.string(),
        releasedAt: instant,
      }),
    ),
    budgetsMinor: list(amountMinor),
    audit: list(
      z.object({
        at: instant,
        actor: z.string(),
        action: z.string(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .openapi('ClientHistory', { description: 'Each list newest first, at most 200 long.' });

const server = z.object({
  serverId: z.int(),
  name: z.string(),
  hours: z.int().openapi({ description: 'Started hours so far.' }),
  soFarMinor: amountMinor,
  forecastMinor: amountMinor.nullable(),
});

export const clientUsage = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('estimated'),
      month,
      currency,
      asOf: instant,
      soFarMinor: amountMinor,
      forecastMinor: amountMinor.nullable().openapi({ description: 'Null where it is not known.' }),
      servers: list(server),
    }),
    z.object({
      kind: z.literal('unavailable'),
      month,
      currency,
      why: z.string().openapi({ description: 'Unavailable is never zero.' }),
    }),
  ])
  .openapi('ClientUsage');
