import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** One event for one endpoint: what is still to be sent, and the log of what was. An outbox of its own, so that mails wait for no endpoint. */
export const webhookDelivery = sqliteTable(
  'webhook_delivery',
  {
    /** Also the `webhook-id` of every attempt. */
    id: text('id').primaryKey(),
    endpointId: text('endpoint_id').notNull(),
    type: text('type').notNull(),
    /** JSON as it is sent, frozen when it was published. */
    payload: text('payload').notNull(),
    /** `pending`, `delivered`, `failed`. */
    state: text('state').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Not before then; moved ahead while a worker holds it. */
    dueAtMs: instant('due_at_ms').notNull(),
    /** Of the last attempt: HTTP status (0: no answer), a code where it failed, the beginning of the answer. */
    status: integer('status').notNull().default(0),
    error: text('error').notNull().default(''),
    excerpt: text('excerpt').notNull().default(''),
    attemptedAtMs: instant('attempted_at_ms'),
    createdAtMs: instant('created_at_ms').notNull(),
  },
  (table) => [
    index('webhook_delivery_due').on(table.endpointId, table.dueAtMs).where(sql`state = 'pending'`),
    index('webhook_delivery_failed').on(table.endpointId, table.id).where(sql`state = 'failed'`),
    index('webhook_delivery_log').on(table.endpointId, table.id),
  ],
);
