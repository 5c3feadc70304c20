import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** A pending sign-up: nobody has proved the address yet. */
export const signup = sqliteTable(
  'signup',
  {
    id: text('id').primaryKey(),
    /** SHA-256 of the mailed token; the token itself is nowhere. */
    tokenHash: text('token_hash').notNull().unique(),
    /** SHA-256 of the cookie of the browser that signed up. */
    browserHash: text('browser_hash').notNull(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    company: text('company').notNull(),
    /** The chosen password, sealed under the mailed token. */
    sealedPassword: text('sealed_password').notNull(),
    createdAtMs: instant('created_at_ms').notNull(),
    expiresAtMs: instant('expires_at_ms').notNull(),
    usedAtMs: instant('used_at_ms'),
  },
  (table) => [index('signup_email').on(table.email), index('signup_expiry').on(table.expiresAtMs)],
);
