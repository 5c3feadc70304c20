import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** A browser in the admin area. What it may do is read from the configured key at each request. */
export const operatorSession = sqliteTable(
  'operator_session',
  {
    /** SHA-256 of the cookie. */
    tokenHash: text('token_hash').primaryKey(),
    kid: text('kid').notNull(),
    /** `key` or `passkey`: what it was opened with. */
    means: text('means').notNull(),
    openedAtMs: instant('opened_at_ms').notNull(),
    /** Its last request, to the minute. */
    seenAtMs: instant('seen_at_ms').notNull(),
    /** When whoever holds it last proved who they are. */
    provedAtMs: instant('proved_at_ms').notNull(),
    expiresAtMs: instant('expires_at_ms').notNull(),
    /** Where it was opened, truncated, and by what, coarse. */
    network: text('network').notNull(),
    device: text('device').notNull(),
  },
  (table) => [index('operator_session_expiry').on(table.expiresAtMs)],
);
