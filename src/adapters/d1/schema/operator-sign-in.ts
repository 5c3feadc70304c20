import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** Challenges of waiting browsers that a key has signed. Strangers' challenges are not written anywhere. */
export const operatorSignIn = sqliteTable(
  'operator_sign_in',
  {
    /** SHA-256 of the secret in the browser's cookie. */
    challengeHash: text('challenge_hash').primaryKey(),
    kid: text('kid').notNull(),
    approvedAtMs: instant('approved_at_ms').notNull(),
    /** Kept until the challenge itself has expired, so that it cannot be signed a second time. */
    expiresAtMs: instant('expires_at_ms').notNull(),
    usedAtMs: instant('used_at_ms'),
  },
  (table) => [index('operator_sign_in_expiry').on(table.expiresAtMs)],
);
