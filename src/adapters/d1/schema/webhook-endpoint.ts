import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** Where an operator wants to be told what happens. */
export const webhookEndpoint = sqliteTable(
  'webhook_endpoint',
  {
    id: text('id').primaryKey(),
    url: text('url').notNull(),
    description: text('description').notNull(),
    /** JSON array of event types. */
    events: text('events').notNull(),
    /** `enabled` or `disabled`, and why: `operator`, `gone`, `failing`; empty while enabled. */
    state: text('state').notNull(),
    disabledReason: text('disabled_reason').notNull().default(''),
    /** Sealed; the one before it signs as well until its time is over. */
    sealedSecret: text('sealed_secret').notNull(),
    sealedOldSecret: text('sealed_old_secret').notNull().default(''),
    oldSecretUntilMs: instant('old_secret_until_ms').notNull().default(0),
    /** The first failure since the last success; null while it works. */
    failingSinceMs: instant('failing_since_ms'),
    /** Times in a row that it was down; decides how long it is left alone. */
    failures: integer('failures').notNull().default(0),
    /** Nothing is sent before then. */
    heldUntilMs: instant('held_until_ms').notNull().default(0),
    createdBy: text('created_by').notNull(),
    createdAtMs: instant('created_at_ms').notNull(),
  },
  (table) => [index('webhook_endpoint_state').on(table.state, table.id)],
);
