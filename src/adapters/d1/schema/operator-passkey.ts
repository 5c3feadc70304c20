import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** A passkey that stands for an admin key. It is worth nothing once that key is no longer configured. */
export const operatorPasskey = sqliteTable(
  'operator_passkey',
  {
    /** The authenticator's own id for it, base64url. */
    credentialId: text('credential_id').primaryKey(),
    kid: text('kid').notNull(),
    /** COSE key, base64url. */
    publicKey: text('public_key').notNull(),
    /** Signatures so far, where the authenticator counts them; a smaller one gives a copy away. */
    counter: integer('counter').notNull(),
    /** What its owner calls it. */
    name: text('name').notNull(),
    addedAtMs: instant('added_at_ms').notNull(),
    lastUsedAtMs: instant('last_used_at_ms'),
  },
  (table) => [index('operator_passkey_kid').on(table.kid)],
);
