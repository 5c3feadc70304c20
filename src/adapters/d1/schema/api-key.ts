import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** Keys of the API: the secret itself is known to its holder alone. */
export const apiKey = sqliteTable('api_key', {
  id: text('id').primaryKey(),
  /** SHA-256 of 256 random bits. */
  secretHash: text('secret_hash').notNull(),
  name: text('name').notNull(),
  /** JSON: names of scopes. */
  scopes: text('scopes').notNull(),
  /** `admin:KID`. */
  createdBy: text('created_by').notNull(),
  createdAtMs: instant('created_at_ms').notNull(),
  /** Null: until it is revoked. */
  expiresAtMs: instant('expires_at_ms'),
  revokedAtMs: instant('revoked_at_ms'),
  /** To the hour; null before its first use. */
  lastUsedAtMs: instant('last_used_at_ms'),
  /** Calls since the running window began. */
  windowStartedAtMs: instant('window_started_at_ms').notNull().default(0),
  windowCalls: integer('window_calls').notNull().default(0),
});
