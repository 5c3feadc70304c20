import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';

export const passkey = sqliteTable(
  'passkey',
  {
    /** The authenticator's own id for it, base64url. */
    credentialId: text('credential_id').primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => client.id),
    /** COSE key, base64url. */
    publicKey: text('public_key').notNull(),
    /** Signatures so far, where the authenticator counts them; a smaller one gives a copy away. */
    counter: integer('counter').notNull(),
    /** What its owner calls it. */
    name: text('name').notNull(),
    addedAtMs: instant('added_at_ms').notNull(),
    lastUsedAtMs: instant('last_used_at_ms'),
  },
  (table) => [index('passkey_client').on(table.clientId)],
);

/** Challenges that were answered, until they would have expired: each is good once. */
export const usedChallenge = sqliteTable(
  'used_challenge',
  { hash: text('hash').primaryKey(), expiresAtMs: instant('expires_at_ms').notNull() },
  (table) => [index('used_challenge_expiry').on(table.expiresAtMs)],
);
