import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { apiKey } from './api-key.ts';
import { instant } from './columns.ts';

/** Requests that carried an Idempotency-Key, each with its answer once there is one; kept for a day. */
export const idempotentRequest = sqliteTable(
  'idempotent_request',
  {
    apiKeyId: text('api_key_id')
      .notNull()
      .references(() => apiKey.id),
    key: text('key').notNull(),
    /** Random; names the one request that may do it. */
    claim: text('claim').notNull(),
    /** SHA-256 of method, path and body. */
    fingerprint: text('fingerprint').notNull(),
    /** After this a request that never answered counts as lost. */
    leaseUntilMs: instant('lease_until_ms').notNull(),
    /** 0 until it is answered. */
    status: integer('status').notNull().default(0),
    contentType: text('content_type').notNull().default(''),
    body: text('body').notNull().default(''),
    expiresAtMs: instant('expires_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.apiKeyId, table.key] }),
    index('idempotent_request_expiry').on(table.expiresAtMs),
  ],
);
